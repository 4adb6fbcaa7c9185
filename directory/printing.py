"""Results as lines for a terminal and as JSON, and the words that entries are told in, too."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from directory.drafts import Conditions, Saturation, Welcome
from directory.freshness import is_old
from directory.places import Precision
from directory.results import Result
from directory.schedules import known_zone

LABEL_WIDTH = 12
YES_NO = {
    "appointment": ("by appointment", "no appointment needed"),
    "registration": ("registration needed", "no registration needed"),
    "referral": ("only on referral by a professional", "no referral needed"),
    "animals": ("animals welcome", "no animals"),
    "wheelchair": ("wheelchair accessible", "not wheelchair accessible"),
}
SATURATION = {
    Saturation.NOT_TOLD: "",
    Saturation.MODERATE: "often full",
    Saturation.HIGH: "very busy: they may have to refuse people",
}


def describe(result: Result) -> dict[str, object]:
    """A result as `directory search --json` prints it; no distance to what is confidential."""
    zone = known_zone(result.timezone)
    return {
        "id": result.id,
        "name": result.name,
        "needs": [need.value for need in result.needs],
        "distance_m": None if result.confidential else result.distance_m,
        "precision": result.precision.value,
        "open": result.open,
        "opens_at": _iso(result.opens_at, zone),
        "closes_at": _iso(result.closes_at, zone),
        "address": _address(result),
        "phone": result.phone,
        "conditions": asdict(result.conditions),
        "verified_on": result.verified_on.isoformat() if result.verified_on else None,
        "source": result.source,
        "always": result.always,
        "welcome": result.welcome.value,
        "audiences": [audience.value for audience in result.audiences],
        "by_arrangement": result.by_arrangement,
        "saturation": result.saturation.value,
        "saturation_note": result.saturation_note,
        "ages": [result.min_age, result.max_age],
        "too_late": result.too_late,
        "reopens_at": _iso(result.reopens_at, zone),
        "because": list(result.because),
    }


def result_lines(result: Result, now: datetime) -> Iterator[str]:
    """A result for people: what it is, when, where, and what may turn them away."""
    yield f"{result.name}  ({distance_said(result)})"
    yield f"  {state_said(result, now)}"
    if where := ", ".join(filter(None, [_address(result), result.phone])):
        yield f"  {where}"
    audiences = [each.value for each in result.audiences]
    said = [
        welcome_said(result.welcome, audiences),
        ages_said(result.min_age, result.max_age),
        SATURATION[result.saturation],
        result.saturation_note,
    ]
    if conditions := ", ".join(filter(None, [*said, *conditions_said(result.conditions)])):
        yield f"  {conditions}"
    checked = result.verified_on
    verified = f", verified {verified_said(checked, now.date())}" if checked else ""
    yield f"  {result.id}{verified}"


def state_said(result: Result, now: datetime) -> str:
    """Open or not, and until when, by the clock of the place; `now` is any clock's."""
    now = now.astimezone(known_zone(result.timezone))
    if result.by_arrangement:
        return f"{result.by_arrangement}: call first"
    if result.open is None:
        return "hours unknown: call first"
    if not result.open:
        return f"closed, opens {moment_said(result.opens_at, now)}" if result.opens_at else "closed"
    if result.always:
        return "open day and night"
    since = f"from {moment_said(result.opens_at, now)} " if result.opens_at else ""
    said = f"open {since}until {moment_said(result.closes_at, now)}"
    again = f", opens again {moment_said(result.reopens_at, now)}" if result.reopens_at else ""
    return f"{said}, too soon to get there{again}" if result.too_late else said


def moment_said(moment: datetime | None, now: datetime) -> str:
    """An instant as it is said on that day: the hour, the day if it is another one."""
    if moment is None:
        return "further notice"
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date() or (local - now < timedelta(hours=12) and local.hour < 12):
        return f"{local:%H:%M}"
    return f"{local:%a %H:%M}" if local - now < timedelta(days=6) else f"{local:%a %d %b %H:%M}"


def distance_said(result: Result) -> str:
    """How far it is; the town alone where the point is vague or secret."""
    if result.confidential or result.precision is Precision.COMMUNE:
        return f"in {result.town}" if result.town else "somewhere in the town"
    if result.distance_m < 1000:
        return f"{round(result.distance_m, -1)} m"
    return f"{result.distance_m / 1000:.1f} km"


def conditions_said(conditions: Conditions) -> list[str]:
    """What may turn a person away, and what will not; nothing of what the source leaves open."""
    said = [
        words[0] if stated else words[1]
        for name, words in YES_NO.items()
        if (stated := getattr(conditions, name)) is not None
    ]
    if conditions.price is not None:
        said.append(f"price: {conditions.price}" if conditions.price else "free")
    if conditions.documents:
        said.append(f"bring: {conditions.documents}")
    return [*said, conditions.note] if conditions.note else said


def welcome_said(welcome: Welcome, audiences: list[str]) -> str:
    """Whom a service takes; nothing when it takes everyone."""
    if welcome is Welcome.EVERYONE or not audiences:
        return ""
    listed = ", ".join(audiences)
    return f"only for: {listed}" if welcome is Welcome.EXCLUSIVE else f"first of all for: {listed}"


def ages_said(youngest: int | None, oldest: int | None) -> str:
    """The ages that are taken; nothing when nobody told any."""
    if youngest is None and oldest is None:
        return ""
    return f"ages {youngest or 0}{f' to {oldest}' if oldest is not None else ' and over'}"


def verified_said(verified_on: date | None, today: date) -> str:
    """The day it was checked, and whether that is too long ago to count on it."""
    if verified_on is None:
        return "never told"
    old = is_old(verified_on, today)
    return f"{verified_on}{' (long ago: call first)' if old else ''}"


def _address(result: Result) -> str:
    town = " ".join(filter(None, [result.postcode, result.town]))
    return town if result.confidential else ", ".join(filter(None, [result.address, town]))


def _iso(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat() if moment else None
