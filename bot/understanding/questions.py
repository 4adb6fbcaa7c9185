"""What is asked of a place that was shown, told from what is said of it and from a search."""

from bot.understanding.reading import Asked, Reading
from bot.understanding.request import QUESTIONS, Intent, Wish
from bot.understanding.tokens import QUESTION
from bot.understanding.tree import Hit, Topic, cover
from conversations.remarks import Remark
from directory.needs import Need

SHORT = 6  # words
DENIED = "question"
"""Under `[no]`: «not», which makes a remark of a question: «no beds left»."""

NEAR_DENIAL = 2
"""Words that may stand between the «not» and the language that it denies."""
VERB_LAST = frozenset(("am", "bn", "fa", "hi", "ps", "ti", "tr", "ur"))
"""Languages whose «not» comes after what it denies: «french nahi aati»."""

POLITE = (Intent.THANKS, Intent.GREETING)
ORDINALS = tuple(f"choice_{number}" for number in range(1, 10))
"""Names of what points to one of a list."""
ASKED_SHORTLY = (
    Wish.PRICE, Wish.PAPERS, Wish.SPEAKS, Wish.COMPANY, Wish.APPOINTMENT, Wish.CALLED_AT, Wish.FAR,
    Wish.HOURS, Wish.WAY, Wish.ROOM, Wish.UNTOLD,
)  # fmt: skip
"""What one word may ask, the plainest first: «how much» may be of minutes, «where» of anything."""
NAMED_IN_PASSING = {
    Wish.PRICE: frozenset({Need.MONEY}),
    Wish.CALLED_AT: frozenset({Need.PHONE}),
    Wish.SPEAKS: frozenset({Need.LANGUAGE_COURSE}),
    Wish.WAY: frozenset({Need.ADDRESS, Need.TRANSPORT}),
    Wish.FAR: frozenset({Need.TRANSPORT}),
    Wish.COMPANY: frozenset({Need.ANIMALS}),
}
"""Needs that such a question names without asking for them: «their phone», «which bus»."""

OF_A_DOOR = (Remark.FULL, Remark.CLOSED, Remark.REFUSED)

Said = dict[str, Hit]


def as_questions(reading: Reading, said: Said) -> Said:
    """«Is it closed on Sundays?», «is it full?»: a question reports nothing."""
    is_question = _is_question(reading)
    asked: dict[Remark, Wish] = {Remark.FULL: Wish.ROOM} if is_question else {}
    if is_question or Wish.HOURS in said:
        asked[Remark.CLOSED] = Wish.HOURS
    for remark, wish in asked.items():
        if (hit := said.pop(remark, None)) is not None:
            said.pop(Intent.REPORT, None)
            said = {wish: hit, **said}
    return said


def as_reports(said: Said) -> Said:
    """What is said of one of a list is a report: «I went to the first, closed»."""
    remark = next((each for each in OF_A_DOOR if each in said), None)
    if remark is None or not any(ordinal in said for ordinal in ORDINALS):
        return said
    return {Intent.REPORT: said[remark], **said}


def asks(reading: Reading) -> bool:
    """Whether the text ends in a question mark."""
    return QUESTION.match(reading.request.text.rstrip()[-1:]) is not None


def _is_question(reading: Reading) -> bool:
    """A few words up to the question mark, in one go."""
    at_once = not any(token.breaks for token in reading.tokens[1:])
    return asks(reading) and at_once and len(reading.tokens) <= SHORT + 2


def needs_within(reading: Reading, asked: Hit | None) -> tuple[Need, ...]:
    """The needs that are named only in what is asked of a place: «is there a bed left»."""
    if asked is None:
        return ()
    outside = {
        hit.sense.name for hit in reading.of(Topic.NEED, Topic.HINT) if hit.covered & ~asked.covered
    }
    return tuple(need for need in reading.request.needs if need not in outside)


def asked_shortly(reading: Reading, said: Said) -> Wish | None:
    """What a few words ask of the place that was shown, without a phrase of ours: «the fare?».

    Only where the text says nothing else, and answers no question. Who does not speak a language
    is told which ones are spoken there.
    """
    request, before = reading.request, reading.circumstances
    who = request.audiences or request.without
    about = cover(reading.of(Topic.ABOUT))
    is_need = any(hit.covered & ~about for hit in reading.of(Topic.NEED))
    is_more = request.places or request.moment or who or is_need
    if is_more or before.near is None or before.asked is not Asked.NOTHING:
        return None
    if len(reading.tokens) > SHORT + 2 or not set(said) <= {*ORDINALS, *POLITE}:
        return None
    if any(is_asked_of_place(reading, hit) for hit in reading.of(Topic.LANGUAGE)):
        return Wish.SPEAKS
    pointed = cover(said[name] for name in ORDINALS if name in said)
    asked = {hit.sense.name for hit in reading.of(Topic.ABOUT) if hit.covered & ~pointed}
    wish = next((wish for wish in ASKED_SHORTLY if wish in asked), None)
    if wish is None or (wish is Wish.UNTOLD and _denies(reading)):
        return None
    return wish if set(request.needs) <= NAMED_IN_PASSING.get(wish, frozenset()) else None


def _denies(reading: Reading) -> bool:
    """«I cannot», «je peux pas»: told, not asked."""
    return any(no.sense.name == DENIED for no in reading.of(Topic.NO))


def is_denied_question(reading: Reading, hit: Hit) -> bool:
    """«There are no beds left», «y a plus de places»: that asks nothing; «is there any room open»
    asks for one."""
    if hit.sense.name not in QUESTIONS:
        return False
    if hit.sense.name == Wish.ROOM and hit.covered.bit_count() < hit.end - hit.start:
        return True
    denied = [no for no in reading.of(Topic.NO) if no.sense.name == DENIED]
    return any(hit.start <= no.end < hit.end and not no.covered & hit.covered for no in denied)


def is_asked_of_place(reading: Reading, hit: Hit) -> bool:
    """Whether a language is named that is not wanted of us: it is denied, or ours already.

    «I speak only Turkish and Bulgarian», to who is answered in one of them, is asked of the place.
    """
    at_once = not any(token.breaks for token in reading.tokens[1:])
    named = [each for each in reading.of(Topic.LANGUAGE) if each is hit or at_once]
    is_ours = any(
        each.sense.name == reading.circumstances.language
        and (each is hit or not is_language_denied(reading, each))
        for each in named
    )
    return is_ours or is_language_denied(reading, hit)


def is_language_denied(reading: Reading, hit: Hit) -> bool:
    """«I do not speak French», «french nahi aati»: who says so wants no answer in it."""
    denied = [no for no in reading.of(Topic.NO) if no.sense.name == DENIED]
    return any(
        0 <= hit.start - no.end <= NEAR_DENIAL
        or (no.sense.language in VERB_LAST and 0 <= no.start - hit.end <= NEAR_DENIAL)
        for no in denied
    )


def names_another(reading: Reading, hit: Hit | None, speak: str) -> bool:
    """«По-русски», to who is answered in French: they ask us for it, not who speaks it there."""
    is_bare = (hit is None or hit.sense.topic is Topic.ALONE) and not asks(reading)
    return is_bare and speak not in ("", reading.circumstances.language)
