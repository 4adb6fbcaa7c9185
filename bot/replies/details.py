"""Everything about one service, the most useful lines first."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import atan2, cos, degrees, radians

from bot.outcomes import Details, Hours
from bot.replies.fitting import fit, seal, shorten
from bot.replies.hours import say_opening
from bot.replies.listing import (
    BOLD_SIGNS,
    Asked,
    isolate,
    may_say_distance,
    quote_notes,
    say_checked,
    say_distance,
    say_entry_conditions,
    say_phone,
)
from bot.replies.names import DIRECTIONS
from bot.replies.places import name_place
from bot.replies.weeks import order_week, say_week
from bot.replies.wording import Wording
from conversations.texts import Channel, Outgoing
from directory.places import Kind, Place, Point, Precision
from directory.results import Result

# Longer ago than this, a person should know when the entry was last looked at.
FRESH = timedelta(days=180)
LONGEST_NAME = 60


def say_details(details: Details, channel: Channel, wording: Wording, now: datetime) -> Outgoing:
    """The text about one service, with a pin of where it stands on WhatsApp."""
    country = details.near.country if details.near else ""
    asked = Asked((), details.near, (), country, now, now, channel, wording)
    text = fit(_forms(details, asked), channel, wording)
    result = details.opened.result
    pin = _pin(result) if channel is Channel.WHATSAPP else None
    named = (result.id,)
    return Outgoing(text.body, text.encoding, text.segments, pin=pin, services=named)


def say_hours(hours: Hours, channel: Channel, wording: Wording, now: datetime) -> Outgoing:
    """Until when one service is open, or when it opens; whom to call where nobody knows."""
    result = hours.result
    asked = Asked((), None, (), "", now, now, channel, wording)
    phone = say_phone(result.phone, "FR") if result.open is not True else ""
    name = f"{hours.number} {shorten(result.name, LONGEST_NAME)}"
    said = wording.listed((name, _say_now(result, asked), phone))
    return seal(said, channel, wording)


def _pin(result: Result) -> Point | None:
    """The point, unless it is secret or only that of the town."""
    hidden = result.confidential or result.precision is Precision.COMMUNE
    return None if hidden else result.point


def _forms(details: Details, asked: Asked) -> Iterator[str]:
    """All the lines, then ever fewer of those that a person can do without, last ones first."""
    needed, dispensable = _needed(details, asked), _dispensable(details, asked)
    for count in range(len(dispensable), -1, -1):
        yield "\n".join(filter(None, (*needed, *dispensable[:count])))
    name, address, *rest = needed
    yield "\n".join(filter(None, (shorten(name, LONGEST_NAME), address, *rest)))
    yield "\n".join(filter(None, (shorten(name, LONGEST_NAME), *rest)))


def _needed(details: Details, asked: Asked) -> tuple[str, ...]:
    """Name, address, phone, the hours of the moment, and what would turn the person away."""
    result, wording = details.opened.result, asked.wording
    return (
        _say_name(details, asked),
        _say_address(result, asked),
        _fenced(say_phone(result.phone, asked.country), asked),
        _say_now(result, asked),
        wording.listed(say_entry_conditions(result, asked)),
    )


def _say_now(result: Result, asked: Asked) -> str:
    opening = say_opening(result, asked.now, asked.now, asked.wording)
    is_open = result.open and not result.always and result.closes_at is not None
    if not is_open or (result.opens_at and result.opens_at > asked.now):
        return opening
    # Translators: {until} is like "until 20:00".
    return asked.wording.say("open now, {until}", until=opening)


def _say_name(details: Details, asked: Asked) -> str:
    name = details.opened.result.name
    if asked.channel is Channel.SMS:
        return f"{details.number} {name}"
    return f"*{details.number}. {_fenced(name.translate(BOLD_SIGNS), asked)}*"


def _say_address(result: Result, asked: Asked) -> str:
    """Street, postcode and town; only the town of a place that keeps its address secret."""
    if result.confidential:
        # Translators: the place keeps its address secret; {place} is its town.
        return asked.wording.say("address given by phone, {place}", place=result.town)
    town = f"{result.postcode} {result.town}".strip()
    known = town if result.town and result.town not in result.address else ""
    return _fenced(", ".join(filter(None, (result.address, known))), asked)


def _dispensable(details: Details, asked: Asked) -> tuple[str, ...]:
    """The week, then notes, the way there, the way in, the languages, the age of the entry."""
    wording = asked.wording
    return (
        _say_week(details, asked),
        *(_fenced(note, asked) for note in quote_notes(details.opened.result, wording)),
        _say_way(details.opened.result, details.near, wording),
        _fenced(details.opened.access, asked),
        _say_languages(details.opened.languages, wording),
        _say_age(details.opened.result, asked),
    )


def _say_week(details: Details, asked: Asked) -> str:
    if details.opened.result.always:
        return ""  # said already, in the hours of the moment
    if not details.opened.week:
        return _fenced(details.opened.hours_text, asked)
    return say_week(order_week(details.opened.week), asked.wording)


def _say_way(result: Result, near: Place | None, wording: Wording) -> str:
    """How far and in which direction from the place that the person named."""
    if near is None or result.confidential or not may_say_distance(result, near):
        return ""
    distance = say_distance(result.distance_m, wording)
    if near.kind is Kind.POSITION and not near.name:
        # Translators: {distance} is like "350 m": from where the person stands.
        return wording.say("{distance} from you", distance=distance)
    direction = DIRECTIONS[_eighth(near.point, result.point)]
    place = name_place(near, wording)
    return wording.say_in("direction", direction, distance=distance, place=place)


def _eighth(start: Point, end: Point) -> int:
    """The direction as an eighth of the compass, from 0 for north, clockwise."""
    east = (end.longitude - start.longitude) * cos(radians(start.latitude))
    north = end.latitude - start.latitude
    return round(degrees(atan2(east, north)) / 45) % 8


def _say_languages(codes: tuple[str, ...], wording: Wording) -> str:
    if not codes:
        return ""
    names = wording.listed(tuple(map(wording.language_name, codes)))
    # Translators: the languages spoken at a place.
    return wording.say("Languages: {names}", names=names)


def _say_age(result: Result, asked: Asked) -> str:
    checked = result.verified_on
    if checked is None or asked.now.date() - checked < FRESH:
        return ""
    return say_checked(checked, asked.wording, call=bool(result.phone))


def _fenced(text: str, asked: Asked) -> str:
    """Latin text fenced on WhatsApp; by SMS it has a line of its own instead."""
    return isolate(text, asked.wording) if text and asked.channel is Channel.WHATSAPP else text
