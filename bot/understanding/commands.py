"""What a text wants of us: a search, or one of the few things one can say to a bot."""

from bot.understanding.chosen import is_by_ear, is_of_the_story, number_alone, number_told
from bot.understanding.dates import is_date
from bot.understanding.language import ORDERS
from bot.understanding.questions import (
    ORDINALS,
    SHORT,
    Said,
    as_questions,
    as_reports,
    asked_shortly,
    asks,
    is_asked_of_place,
    is_denied_question,
    names_another,
    needs_within,
)
from bot.understanding.reading import Asked, Reading, is_short_number
from bot.understanding.request import ABOUT_A_PLACE, QUESTIONS, Intent, Pointed, Wish
from bot.understanding.tokens import Token
from bot.understanding.tree import Hit, Topic
from conversations.remarks import Remark

LONG_STORY = 40  # words
PREFIXED = 0.96  # as written, or behind what its language joins to words
FIRM = (Intent.ERASE, Intent.STOP, Intent.START, Intent.OPERATOR, Intent.REPORT)
"""Said in a phrase of their own, they win over a need beside them."""
NO_USE = frozenset((Wish.BUSY, Wish.NOT_THIS, Remark.FULL, Remark.CLOSED, Remark.REFUSED))
"""What is said of a door, or of a number beside it in the text: «I will not call the 115»."""
OF_AN_ENTRY = frozenset((Intent.REPORT, *Remark))
MOST_BESIDE_ORDINAL = 1  # «the one», «one please»
MOST_BESIDE_YES = 2  # «yes, that is it»
OF_NO_LIST = frozenset((Intent.REPORT, Wish.NEARER, Wish.COMPLAINT))
"""What tells a number that is no choice: «this is the third time»."""
SAID_OF_ENTRY = (*OF_AN_ENTRY, *ORDINALS)
MILD = (Intent.MENU, Intent.CHOICE, Intent.MORE, Intent.THANKS, Intent.GREETING)


def settle_intent(reading: Reading) -> Reading:
    """Set the intent, by rank: danger, firm commands, a search, then the milder words."""
    said = _said(reading)
    reading = _wished(reading, said)
    for settle in (_danger, _number, _firm, _noise, _search, _mild, _thanks):
        settled = settle(reading, said)
        if settled is not None:
            return settled
    return reading.told(intent=Intent.OTHER)


def _thanks(reading: Reading, said: Said) -> Reading | None:
    """A few words that begin or end in thanks and say nothing else to us: «je note merci»."""
    last = len(reading.tokens)
    if last > SHORT or asks(reading):
        return None
    thanks = [hit for hit in reading.of(Topic.ALONE) if hit.sense.name == Intent.THANKS]
    first = (hit for hit in thanks if _is_most(hit, last) and not _is_yes(reading, hit))
    hit = next((hit for hit in thanks if hit.end == last), None) or next(first, None)
    is_idle = hit is not None and hit.sureness >= PREFIXED and not any(reading.of(Topic.IDIOM))
    if hit is None or not is_idle or reading.request.wish or said:
        return None
    return reading.told(reading.reason("intent thanks", hit), intent=Intent.THANKS)


def _is_most(hit: Hit, last: int) -> bool:
    """Whether it begins the text, or hardly anything stands beside it."""
    return hit.start == 0 or last - hit.covered.bit_count() <= MOST_BESIDE_YES


def _wished(reading: Reading, said: Said) -> Reading:
    """What is asked of us beside the intent, and what is said of an entry."""
    wish, speak = _wish(reading, said), _language_asked(reading)
    if wish is Wish.SPEAKS and names_another(reading, said.get(wish), speak):
        wish = None
    remark = next((each for each in Remark if each in said), None)
    told = reading.told(
        wish=wish,
        asks_of=needs_within(reading, said.get(wish) if wish in ABOUT_A_PLACE else None),
        remark=remark,
        speak=speak,
        unreached=_unreached(reading, said),
    )
    if remark is None and Intent.REPORT not in said:
        return told
    ordinals = (number for number, name in enumerate(ORDINALS, 1) if name in said)
    return told.told(choice=next(ordinals, None) or number_told(reading))  # «the 2nd one», «at 1»


def _wish(reading: Reading, said: Said) -> Wish | None:
    if "not_safe" in said and reading.circumstances.asked is Asked.SAFE:
        return Wish.NO
    return next((each for each in Wish if each in said), None) or asked_shortly(reading, said)


def _unreached(reading: Reading, said: Said) -> tuple[str, ...]:
    """The numbers that are said to be full, or not to answer: «I called 115, they hung up».

    After a list, who only speaks of a number says so in words of their own.
    """
    request = reading.request
    is_else = said or request.places or request.audiences
    is_news = reading.circumstances.near is not None and not is_else and not asks(reading)
    if not (is_news or NO_USE.intersection(said)):
        return ()
    numbers = (token.key for token in reading.tokens if is_short_number(token.key))
    return tuple(dict.fromkeys(numbers))


def _language_asked(reading: Reading) -> str:
    """A language that a short text names: «en français», «بالعربية من فضلك»."""
    if len(reading.tokens) > SHORT or reading.request.needs or reading.request.places:
        return ""
    named = (hit for hit in reading.of(Topic.LANGUAGE) if hit.sureness >= PREFIXED)
    return next((hit.sense.name for hit in named if not is_asked_of_place(reading, hit)), "")


def _said(reading: Reading) -> Said:
    """The commands that count; those of `alone` only where nothing else is said."""
    hits = [hit for hit in reading.of(Topic.COMMAND) if _is_to_the_point(reading, hit)]
    hits += [hit for hit in reading.of(Topic.ALONE) if _is_all(reading, hit)]
    hits = [hit for hit in hits if not is_of_the_story(hit, reading.request)]
    said = {hit.sense.name: hit for hit in reversed(hits)}
    far, more, nearer = (said.get(each) for each in (Wish.FAR, Intent.MORE, Wish.NEARER))
    is_asked = asks(reading) or any(ordinal in said for ordinal in ORDINALS)
    if is_asked and far and nearer and far.covered == nearer.covered:
        del said[Wish.NEARER]  # «that is far» wants another place, «is that far?» an answer
    if more and nearer and more.covered & nearer.covered:
        del said[Intent.MORE]  # «anything more nearby»
    room = said.get(Wish.ROOM)
    if more and room and room.covered & more.covered == room.covered:
        del said[Wish.ROOM]  # «is there room elsewhere»
    return as_reports(as_questions(reading, said))


def _is_to_the_point(reading: Reading, hit: Hit) -> bool:
    """«Because», «they said»: an answer only where we asked why; «no beds left» asks nothing, nor
    does «I am a volunteer» ask for one."""
    if is_denied_question(reading, hit) or hit.covered & reading.trade:
        return False
    return hit.sense.name != Wish.WHY or reading.circumstances.asked is Asked.REASON


def _is_all(reading: Reading, hit: Hit) -> bool:
    """Whether the text says nothing else; of an entry it may say which: «the first is closed».

    An order in another language, or that is a little word as well, is a word beside others: neither
    «pa pare» nor «para una mujer» stops anything.
    """
    if hit.sense.name in ORDERS and _is_of_another_language(reading, hit):
        return False
    is_of_entry = hit.sense.name in OF_AN_ENTRY or hit.sense.name in ABOUT_A_PLACE
    beside = (
        "greeting",
        "thanks",
        Wish.ABUSE,
        hit.sense.name,
        *(SAID_OF_ENTRY if is_of_entry else ()),
    )
    covered = hit.covered
    for other in reading.of(Topic.COMMAND, Topic.ALONE):
        if other.sense.name in beside:
            covered |= other.covered
    little = reading.knowledge.lexicon.little
    left = [token for index, token in enumerate(reading.tokens) if not covered >> index & 1]
    if hit.sense.name in ORDINALS and len(left) > MOST_BESIDE_ORDINAL:
        return False  # «pas chez un homme»
    if len(left) > MOST_BESIDE_YES and _is_yes(reading, hit):
        return False  # «yes I am alone, my father is in Kabul» neither thanks nor got in
    if is_of_entry:
        left = [token for token in left if not (token.key.isdigit() and len(token.key) == 1)]
    if hit.sense.name in ORDERS and reading.words(hit) in little:
        little = {}
    return all(token.key in little or not _says_something(token) for token in left)


def _is_yes(reading: Reading, hit: Hit) -> bool:
    """Whether the word for thanks, or for having got in, is one that also says yes."""
    if hit.sense.name not in (Intent.THANKS, Remark.GOT_IN):
        return False
    alone = reading.of(Topic.ALONE)
    return any(each.sense.name == Wish.YES and each.covered == hit.covered for each in alone)


def _is_of_another_language(reading: Reading, hit: Hit) -> bool:
    is_theirs = hit.sense.language == reading.request.language
    is_whole = hit.covered.bit_count() == len(reading.tokens)
    return not (is_theirs or is_whole or reading.words(hit) == hit.sense.name)


def _says_something(token: Token) -> bool:
    return token.is_word or token.key.isdigit()


def _danger(reading: Reading, said: Said) -> Reading | None:
    if reading.request.danger is None:
        return None
    # A clear order is obeyed even then: someone else may be reading the phone.
    if "erase" in said and not reading.request.needs:
        return None
    return reading.told(intent=Intent.CRISIS)


def _number(reading: Reading, said: Said) -> Reading | None:
    """A small number alone, «le 2», «the second one»."""
    request = reading.request
    if request.moment is not None and is_date(request.moment.name):
        return None
    alone = number_alone(reading)
    if alone is not None and reading.circumstances.asked is not Asked.WHERE:
        return reading.told("choice: a number alone", intent=Intent.CHOICE, choice=alone)
    for number in range(1, 10):
        hit = said.get(f"choice_{number}")
        is_else = request.needs or request.speak or not OF_NO_LIST.isdisjoint(said)
        if hit is not None and not is_else and not is_by_ear(reading, hit):
            reason = reading.reason(f"choice {number}", hit)
            if _is_denied(reading, hit):
                return reading.told(reason, wish=Wish.NOT_THIS, choice=number)
            return reading.told(reason, intent=Intent.CHOICE, choice=number)
    return _pointed(reading, said) or _number_asked_about(reading)


def _is_denied(reading: Reading, hit: Hit) -> bool:
    """«Not the first one»."""
    return any(no.sense.name == "not" and no.end == hit.start for no in reading.of(Topic.PLACE))


def _pointed(reading: Reading, said: Said) -> Reading | None:
    """«The last one», «and the other?»."""
    pointed = next((each for each in Pointed if each in said), None)
    if pointed is None or reading.request.needs or reading.request.places or Intent.REPORT in said:
        return None
    reason = reading.reason("choice", said[pointed])
    return reading.told(reason, intent=Intent.CHOICE, pointed=pointed)


def _number_asked_about(reading: Reading) -> Reading | None:
    """«The address of 2», «until when is the 3 open»."""
    request = reading.request
    needs = set(request.needs) - set(request.asks_of)
    if request.wish not in ABOUT_A_PLACE or needs or request.places:
        return None
    number = number_told(reading)
    if number is None or _counts_people(reading, request.wish):
        return None
    return reading.told("choice: a number asked about", intent=Intent.CHOICE, choice=number)


def _counts_people(reading: Reading, wish: Wish) -> bool:
    """«Can the 3 of us come?»: the number is part of what is asked."""
    if wish not in QUESTIONS:
        return False
    hits = (hit for hit in reading.of(Topic.COMMAND, Topic.ABOUT) if hit.sense.name == wish)
    return any(word.isdigit() for hit in hits for word in reading.words(hit).split())


def _firm(reading: Reading, said: Said) -> Reading | None:
    for intent in FIRM:
        if intent is Intent.OPERATOR and reading.request.speak:
            continue  # «do you speak English»
        if (hit := said.get(intent)) is not None and not _is_told_in_passing(reading, intent):
            return reading.told(reading.reason(f"intent {intent}", hit), intent=intent)
    return None


def _is_told_in_passing(reading: Reading, intent: Intent) -> bool:
    """A long story that asks for something: «ma sœur a déménagé» reports no entry there."""
    request = reading.request
    is_search = bool(request.needs and request.places)
    return intent is Intent.REPORT and is_search and len(reading.tokens) > LONG_STORY


def _noise(reading: Reading, said: Said) -> Reading | None:
    hit = next(reading.of(Topic.NOISE), None)
    if hit is None:
        return None
    reason = reading.reason("not meant for us", hit)
    return reading.told(reason, intent=Intent.OTHER, is_noise=True)


def _search(reading: Reading, said: Said) -> Reading | None:
    request = reading.request
    if request.places or request.moment:
        return reading.told(intent=Intent.SEARCH)
    if Intent.MENU in said and _is_all(reading, said[Intent.MENU]):
        return None  # «aide», alone, is no hint of a need
    if request.needs:
        return reading.told(intent=Intent.SEARCH)
    is_told = request.audiences or request.without or request.age is not None
    if is_told and not said:
        return reading.told(intent=Intent.SEARCH)
    return None


def _mild(reading: Reading, said: Said) -> Reading | None:
    for intent in MILD:
        if (hit := said.get(intent)) is not None:
            return reading.told(reading.reason(f"intent {intent}", hit), intent=intent)
    return None
