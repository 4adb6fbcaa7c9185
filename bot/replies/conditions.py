"""What would turn a person away, and what to bring: in our words, or as the source wrote it."""

from bot.replies.asked import Asked, Form
from bot.replies.names import name_audiences
from bot.replies.wording import Wording
from directory.audiences import Audience
from directory.doors import MAJORITY
from directory.drafts import Conditions, Saturation, Welcome
from directory.needs import Need
from directory.results import Result

SHORT_NOTE = 48  # letters of a source's own words that a list can bear


def say_conditions(number: int, result: Result, asked: Asked, form: Form) -> str:
    """What would turn a person away, in words; where notes are too long, how to read them."""
    wording = asked.wording
    said = say_entry_conditions(result, asked) if form.conditions else ()
    if may_quote_notes(result, asked, form):
        return wording.listed(said)
    # Translators: {number} is what to text to read the conditions of a place.
    return wording.listed((*said, wording.say("conditions: text {number}", number=number)))


def may_quote_notes(result: Result, asked: Asked, form: Form) -> bool:
    """Whether all the conditions that a source wrote are short enough for a list."""
    notes = _quote_conditions(result.conditions, asked.wording)
    return form.conditions and all(len(note) <= SHORT_NOTE for note in notes)


def quote_notes(result: Result, wording: Wording) -> tuple[str, ...]:
    """What the source says in its own words, which no line of another script can hold.

    What to bring comes first, then conditions, the price, the places left.
    """
    quoted = _quote_conditions(result.conditions, wording)
    return (*quoted, result.saturation_note) if result.saturation_note else quoted


def _quote_conditions(told: Conditions, wording: Wording) -> tuple[str, ...]:
    price = told.price or "" if _is_foreign(told.price or "", wording) else ""
    bring = say_documents(told.documents, wording)
    return tuple(filter(None, (bring, told.note, price)))


def say_documents(documents: str, wording: Wording) -> str:
    """What to bring, as the source wrote it."""
    if not documents or wording.right_to_left:
        return documents
    # Translators: what must be taken along: "bring: identity card".
    return wording.say("bring: {documents}", documents=documents)


def _is_foreign(text: str, wording: Wording) -> bool:
    """Whether a text has Latin letters, in a language that reads from the right."""
    return wording.right_to_left and any(letter.isalpha() for letter in text)


def say_entry_conditions(result: Result, asked: Asked) -> tuple[str, ...]:
    """Whom it takes, how to get in, what it costs: each in a few words of the language."""
    return (
        *say_who(result, asked.wording),
        *say_admission(result, asked),
        *filter(None, (say_price(result.conditions.price or "", asked.wording),)),
        *_say_company(result, asked),
        *say_busy(result, asked.wording),
    )


def say_who(result: Result, wording: Wording) -> tuple[str, ...]:
    """Whom it takes, and of which ages, where that leaves anybody out."""
    return (*_say_welcome(result, wording), *_say_ages(result, wording))


def _say_welcome(result: Result, wording: Wording) -> tuple[str, ...]:
    if not result.audiences or result.welcome is Welcome.EVERYONE:
        return ()
    people = name_audiences(result.audiences, wording)
    if result.welcome is Welcome.EXCLUSIVE:
        # Translators: nobody else is let in: "women, families only".
        return (wording.say("{people} only", people=people),)
    # Translators: they come first, others are taken too: "women first".
    return (wording.say("{people} first", people=people),)


def _say_ages(result: Result, wording: Wording) -> tuple[str, ...]:
    """The ages that are let in; that a place is for adults says nothing new to one."""
    youngest, oldest = result.min_age or None, result.max_age
    if youngest and oldest:
        # Translators: ages in years: "ages 18-25".
        return (wording.say("ages {youngest}-{oldest}", youngest=youngest, oldest=oldest),)
    if oldest:
        # Translators: an age in years: "up to age 25".
        return (wording.say("up to age {oldest}", oldest=oldest),)
    if youngest and youngest != MAJORITY:
        # Translators: an age in years: "from age 60".
        return (wording.say("from age {youngest}", youngest=youngest),)
    return ()


def say_busy(result: Result, wording: Wording) -> tuple[str, ...]:
    """How full it often is."""
    match result.saturation:
        case Saturation.HIGH:
            # Translators: a place that may have no room left.
            return (wording.say("often full"),)
        case Saturation.MODERATE:
            # Translators: a place that may have no room left, less often than "often full".
            return (wording.say("sometimes full"),)
        case _:
            return ()


def say_admission(result: Result, asked: Asked) -> tuple[str, ...]:
    """Appointment, registration and referral."""
    wording, told = asked.wording, result.conditions
    said = []
    if told.appointment:
        said.append(wording.say("by appointment"))
    if told.registration:
        said.append(wording.say("register first"))
    if told.referral:
        said.append(_say_referral(result, asked))
    if _is_to_be_called(result):
        said.append(wording.say("call first"))
    return tuple(said)


def _is_to_be_called(result: Result) -> bool:
    """Whether nothing else says so: of unsure hours the hours do."""
    return bool(result.by_arrangement) and result.open is True and not result.conditions.appointment


def _say_referral(result: Result, asked: Asked) -> str:
    if asked.country == "FR" and Need.SHELTER in result.needs:
        # Translators: one gets a bed there only by calling 115, the French number for a bed.
        return asked.wording.say("through 115")
    # Translators: a social worker must send the person there.
    return asked.wording.say("through a social worker")


def say_price(price: str, wording: Wording) -> str:
    """What it costs, if anything."""
    if not price:
        return ""
    if len(price) > SHORT_NOTE // 2 or _is_foreign(price, wording):
        return wording.say("not free")
    # Translators: what is asked for at the door: "price: 1 EUR".
    return wording.say("price: {price}", price=price)


def say_animals(told: Conditions, wording: Wording) -> str:
    """Whether the animal that comes along is let in."""
    return {
        True: wording.say("animals allowed"),
        False: wording.say("no animals"),
        None: wording.say("animals: ask first"),
    }[told.animals]


def say_access(told: Conditions, wording: Wording) -> str:
    """Whether a wheelchair gets in."""
    return {
        True: wording.say("wheelchair access"),
        False: wording.say("no wheelchair access"),
        None: wording.say("wheelchair access not known"),
    }[told.wheelchair]


def _say_company(result: Result, asked: Asked) -> tuple[str, ...]:
    """Whether the animal or the wheelchair that comes along is let in."""
    wording, told = asked.wording, result.conditions
    said = []
    if Audience.ANIMAL in asked.audiences:
        said.append(say_animals(told, wording))
    if Audience.WHEELCHAIR in asked.audiences:
        said.append(say_access(told, wording))
    return tuple(said)
