"""Everything about one service, the most useful lines first."""

from collections.abc import Iterator
from datetime import datetime
from math import atan2, cos, degrees, radians
from zoneinfo import ZoneInfo

from bot.outcomes import Details, Hours
from bot.replies.asked import Asked
from bot.replies.conditions import quote_notes, say_entry_conditions
from bot.replies.fitting import fit, fits, seal, shorten
from bot.replies.hours import say_date, say_opening
from bot.replies.listing import (
    BOLD_SIGNS,
    isolate,
    may_say_distance,
    say_checked,
    say_distance,
    say_phone,
)
from bot.replies.names import DIRECTIONS
from bot.replies.places import name_place
from bot.replies.weeks import order_week, say_week
from bot.replies.wording import Wording
from conversations.texts import Channel, Outgoing
from directory.freshness import is_old
from directory.places import Kind, Place, Point, Precision
from directory.results import Opened, Result

# Longer ago than this, a person should know when the entry was last looked at.
LONGEST_NAME = 60
LONG_WALK_M = 1_500


def say_details(details: Details, channel: Channel, wording: Wording, now: datetime) -> Outgoing:
    """The text about one service, with a pin of where it stands on WhatsApp."""
    country = details.near.country if details.near else ""
    who = details.audiences
    asked = Asked((), details.near, who, country, now, now, channel, wording)
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
    checked = say_checked(result.verified_on, wording, call=False) if result.verified_on else ""
    return seal("\n".join(filter(None, (said, checked))), channel, wording)


def _pin(result: Result) -> Point | None:
    """The point, unless it is secret or only that of the town."""
    hidden = result.confidential or result.precision is Precision.COMMUNE
    return None if hidden else result.point


def _forms(details: Details, asked: Asked) -> Iterator[str]:
    """All the lines that fit, the most useful first; the name and the address give way last."""
    needed = tuple(filter(None, _needed(details, asked)))
    lines = [*needed]
    for line in filter(None, _dispensable(details, asked)):
        if fits(seal("\n".join((*lines, line)), asked.channel, asked.wording)):
            lines.append(line)
    yield "\n".join(lines)
    name, *rest = needed
    yield "\n".join((shorten(name, LONGEST_NAME), *rest))
    address = _say_address(details.opened.result, asked)
    yield "\n".join((shorten(name, LONGEST_NAME), *(line for line in rest if line != address)))


def _needed(details: Details, asked: Asked) -> tuple[str, ...]:
    """Name, address, phone, the hours of the moment, and what would turn the person away."""
    result, wording = details.opened.result, asked.wording
    return (
        _say_name(details, asked),
        _say_address(result, asked),
        _fenced(say_phone(result.phone, asked.country), asked),
        _say_now(result, asked),
        wording.listed(tuple(_say_closures(details.opened, asked))),
        wording.listed(say_entry_conditions(result, asked)),
    )


def _say_closures(opened: Opened, asked: Asked) -> Iterator[str]:
    """The dated closures of the week: the week alone would look like the usual one."""
    today = asked.now.astimezone(ZoneInfo(opened.result.timezone)).date()
    for each in opened.exceptions:
        if each.closed and each.end is None and each.start <= today:
            yield asked.wording.say("closed until further notice")
        elif each.closed:
            start = say_date(each.start, asked.wording)
            end = say_date(each.end, asked.wording) if each.end else "..."
            # Translators: {start} and {end} are dates like "24/12", both days included.
            yield asked.wording.say("closed from {start} to {end}", start=start, end=end)


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
    """The week, notes, the way, the way in, the age of the entry, languages, who tells it."""
    opened, wording = details.opened, asked.wording
    if details.going:
        return (wording.say("You can write again at any time."),)
    return (
        *_say_week(opened, asked),
        *(_fenced(note, asked) for note in quote_notes(opened.result, wording)),
        *say_ways(details, wording),
        _fenced(opened.access, asked),
        _say_age(opened.result, asked),
        say_languages(opened.languages, wording),
        *(_fenced(notice, asked) for notice in opened.notices),
        _say_source(opened.credits, asked),
    )


def _say_week(opened: Opened, asked: Asked) -> tuple[str, ...]:
    """The days to come, then what the source wrote of them, which may say more."""
    written = _fenced(opened.hours_text, asked)
    if opened.result.always or not opened.week:  # the hours of the moment have said it
        return (written,)
    rows = order_week(opened.week)
    is_closed = not any(rows) and opened.exceptions  # which are said already
    return ("" if is_closed else say_week(rows, asked.wording), written)


def say_ways(details: Details, wording: Wording) -> tuple[str, ...]:
    """The way from the place named; where that is vague or far, from a station beside it."""
    result, near, landmark = details.opened.result, details.near, details.landmark
    own = _say_way(result, near, wording)
    is_long = result.distance_m > LONG_WALK_M
    if landmark is None or landmark == near or (own and not is_long):
        return (own,)
    metres = round(landmark.point.metres_to(result.point))
    return (_say_way(result._replace(distance_m=metres), landmark, wording), own)


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


def say_languages(codes: tuple[str, ...], wording: Wording) -> str:
    """The languages spoken at a place, where they are known."""
    if not codes:
        return ""
    names = wording.listed(tuple(map(wording.language_name, codes)))
    # Translators: the languages spoken at a place.
    return wording.say("Languages: {names}", names=names)


def _say_source(credits: tuple[str, ...], asked: Asked) -> str:
    """Who tells it, as their licences ask."""
    if not credits:
        return ""
    names = _fenced(", ".join(credits), asked)
    # Translators: {names} is who collected what is told about a place.
    return asked.wording.say("Source: {names}", names=names)


def _say_age(result: Result, asked: Asked) -> str:
    checked = result.verified_on
    if checked is None or not is_old(checked, asked.now.date()):
        return ""
    # Where the hours are unknown, "call first" stands above already.
    call = bool(result.phone) and result.open is not None
    return say_checked(checked, asked.wording, call=call)


def _fenced(text: str, asked: Asked) -> str:
    """Latin text fenced on WhatsApp; by SMS it has a line of its own instead."""
    return isolate(text, asked.wording) if text and asked.channel is Channel.WHATSAPP else text
