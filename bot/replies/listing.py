"""One service of an answer: two lines on a phone that reads from the left, more from the right.

A line never mixes scripts where the language reads from the right: old phones turn round what
stands beside a Latin name, so names and addresses have lines of their own.
"""

import re
from dataclasses import replace
from datetime import date

from bot.countries.zones import country_of_zone
from bot.replies.asked import Asked, Form
from bot.replies.conditions import SHORT_NOTE, may_quote_notes, quote_notes, say_conditions
from bot.replies.fitting import shorten_tellingly
from bot.replies.hours import say_opening
from bot.replies.names import name_needs
from bot.replies.wording import Wording
from conversations.texts import Channel
from directory.places import Kind, Place, Precision
from directory.results import Result
from directory.spelling import fold

LONG_WAY_M = 10_000
# Rounded, it is ten kilometres: to another town, that is no walk.
ROUGHLY_FAR_M = 7_500
SEPARATORS = re.compile(r"[\s.\-()]+")
ISOLATE, END_ISOLATE = "\u2066", "\u2069"
BOLD_SIGNS = str.maketrans("", "", "*_~`")


def list_service(number: int, result: Result, asked: Asked, form: Form) -> str:
    """One result: number, name, distance, hours; then address, phone, conditions."""
    wording = asked.wording
    name = _short_name(result, form.name)
    about = _say_about_it(result, name, asked, form)
    conditions = say_conditions(number, result, asked, form)
    quoted = (*_say_reach(result, asked, form), *_say_notes(result, asked, form))
    if asked.channel is Channel.WHATSAPP:
        return _on_whatsapp(number, name, wording.listed((about, conditions)), quoted, wording)
    if wording.right_to_left:
        return _lines(f"{number} {name}", wording.listed((about, conditions)), ", ".join(quoted))
    return _lines(
        wording.listed((f"{number} {name}", about)), wording.listed((*quoted, conditions))
    )


def list_briefly(number: int, result: Result, asked: Asked, form: Form) -> str:
    """One result that is far: where, until when, what would turn the person away; all else in its
    details."""
    wording = asked.wording
    name = _short_name(result, form.name)
    brief = replace(
        form,
        hours=form.hours and result.open is not None and not result.too_late,
        conditions=not quote_notes(result, wording),
    )
    about = _say_about_it(result, name, asked, brief)
    told = wording.listed((about, say_conditions(number, result, asked, brief)))
    called = _say_reach(result, asked, replace(form, address=False, phone=False))
    if asked.channel is Channel.WHATSAPP:
        return _on_whatsapp(number, name, told, called, wording)
    if wording.right_to_left:
        return _lines(f"{number} {name}", told, *called)
    return wording.listed((f"{number} {name}", told, *called))


def _say_about_it(result: Result, name: str, asked: Asked, form: Form) -> str:
    """Where it is, until when it is open, which of several needs it meets."""
    return asked.wording.listed(
        (
            say_where(result, name, asked.near, asked.wording, polite=form.polite),
            say_opening(result, asked.now, asked.moment, asked.wording) if form.hours else "",
            _say_which_needs(result, asked),
        )
    )


def _short_name(result: Result, letters: int) -> str:
    """The name in so many letters: its town, which is said beside it, is left out first."""
    name = result.name
    if len(name) > letters and result.town:
        name = re.sub(rf"[\s,-]+(?:(?:de|du|à|of|in)\s+|d')?{re.escape(result.town)}$", "", name)
    return shorten_tellingly(name, letters, is_example=result.source == "example")


def _on_whatsapp(
    number: int, name: str, about: str, quoted: tuple[str, ...], wording: Wording
) -> str:
    shown = [isolate(text, wording) for text in (name.translate(BOLD_SIGNS), *quoted)]
    return _lines(f"*{number}. {shown[0]}*", about, *shown[1:])


def isolate(text: str, wording: Wording) -> str:
    """Latin text inside a line that reads from the right, fenced so that neither turns round."""
    return f"{ISOLATE}{text}{END_ISOLATE}" if wording.right_to_left else text


def say_where(
    result: Result, name: str, near: Place | None, wording: Wording, *, polite: bool = True
) -> str:
    """The distance when both ends are known well enough, else the town or its postcode; both where
    it is far.

    The town is left out where the name shown (`name`), or the place asked about, says it already;
    "about", where few words must do: the figure is round.
    """
    if near is None:
        return ""
    town, country = _say_town(result, name, near, wording), _say_country(result, near, wording)
    if result.confidential or not may_say_distance(result, near):
        return wording.listed((town, country, _say_about(result, wording, polite)))
    is_far = result.distance_m >= LONG_WAY_M
    distance = say_distance(result.distance_m, wording)
    return wording.listed((town if is_far else "", country, distance))


def _say_country(result: Result, near: Place, wording: Wording) -> str:
    """The country, where it is another one: to who has no papers a border is a wall."""
    country = country_of_zone(result.timezone, near.country)
    return wording.country_name(country) if near.country and country != near.country else ""


def _say_town(result: Result, name: str, near: Place, wording: Wording) -> str:
    known = fold(f"{near.name} {near.within} {name}")
    if result.town and f" {fold(result.town)} " not in f" {known} ":
        # Translators: {place} is a town, as in "in Saint-Ouen".
        return wording.say("in {place}", place=result.town)
    return result.postcode if _tells_apart(result.postcode, near) else ""


def _say_about(result: Result, wording: Wording, polite: bool) -> str:
    """A distance so long that from where in the town it is counted makes no difference."""
    if result.confidential or result.distance_m < ROUGHLY_FAR_M:
        return ""
    kilometres = round(result.distance_m / 5_000) * 5
    distance = say_distance(kilometres * 1000, wording)
    # Translators: {distance} is like "25 km".
    return wording.say("about {distance}", distance=distance) if polite else distance


def _tells_apart(postcode: str, near: Place) -> bool:
    """Whether a postcode says more than "Paris 18" does."""
    number = near.name.rpartition(" ")[2]
    return near.kind is Kind.ARRONDISSEMENT and not postcode.endswith(number.zfill(2))


def may_say_distance(result: Result, near: Place) -> bool:
    """Whether both points are known to the street."""
    return Precision.COMMUNE not in (result.precision, near.precision) and not near.approximate


def say_distance(metres: int, wording: Wording) -> str:
    """350 m, 1.2 km, 15 km: rounded to what a walker can tell apart."""
    if metres < 995:
        # Translators: metres, with the abbreviation of your language.
        return wording.say("{number} m", number=max(10, round(metres, -1)))
    kilometres = f"{metres / 1000:.1f}" if metres < 9_950 else f"{metres / 1000:.0f}"
    kilometres = kilometres.removesuffix(".0")
    # Translators: the sign between units and tenths, "." in "1.2 km".
    point = wording.say_in("decimal point", ".")
    # Translators: kilometres, with the abbreviation of your language.
    return wording.say("{number} km", number=kilometres.replace(".", point))


def _say_which_needs(result: Result, asked: Asked) -> str:
    """Of several needs asked for, those met here; nothing when it meets all of them.

    What only stands in for them is called by its name.
    """
    met = tuple(need for need in asked.needs if need in result.needs) or result.needs[:1]
    return name_needs(met, asked.wording) if set(met) != set(asked.needs) else ""


def _say_reach(result: Result, asked: Asked, form: Form) -> tuple[str, ...]:
    """Address and phone; of a confidential place neither street nor door is told.

    Where one should call first, the number stays, however little room there is.
    """
    address = "" if result.confidential or not form.address else result.address
    is_to_be_called = result.open is None or result.by_arrangement
    phone = say_phone(result.phone, asked.country) if form.phone or is_to_be_called else ""
    return tuple(filter(None, (address, phone)))


def say_phone(phone: str, country: str) -> str:
    """A number without spaces, which any phone can dial from the text and no line can break."""
    digits = SEPARATORS.sub("", phone)
    if country == "FR" and digits.startswith("+33"):
        return "0" + digits.removeprefix("+33")
    return digits


def _say_notes(result: Result, asked: Asked, form: Form) -> tuple[str, ...]:
    if not may_quote_notes(result, asked, form):
        return ()
    notes = quote_notes(result, asked.wording)
    return tuple(note.removesuffix(".") for note in notes if len(note) <= SHORT_NOTE)


def say_checked(day: date, wording: Wording, *, call: bool = True) -> str:
    """When somebody last made sure that an entry is right, as month and year."""
    month = f"{day.month:02}/{day.year}"
    if not call:
        # Translators: when somebody last made sure that the entry is right: "06/2024".
        return wording.say("Checked in {month}", month=month)
    # Translators: when somebody last made sure that the entry is right: "06/2024".
    return wording.say("Checked in {month}, call first", month=month)


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
