"""Results and entries as lines for a terminal, and results as JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from directory.drafts import Conditions, NoticeDraft, Saturation, Welcome
from directory.entries import Entry, EntryService
from directory.freshness import is_old
from directory.opening_hours import OpeningHours
from directory.places import Precision
from directory.regular_hours import Stretch
from directory.results import Dated, Result
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
    verified = f", verified {_verified_said(checked, now.date())}" if checked else ""
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


def entry_lines(entry: Entry, today: date) -> Iterator[str]:
    """Everything about a venue: where, whom to call, each service with its week, the credit."""
    yield entry.name
    yield entry.id
    yield from _labelled(
        {
            "withdrawn": entry.withdrawn_at.date().isoformat() if entry.withdrawn_at else "",
            "address": ", ".join(filter(None, [entry.address, _town(entry)])),
            "point": _point_said(entry),
            "access": entry.access,
            "phone": ", ".join(entry.phones),
            "email": entry.email,
            "website": entry.website,
            "languages": ", ".join(entry.languages),
            "about": entry.description,
            "verified": _verified_said(entry.verified_on, today),
            "source": " · ".join(filter(None, _credits(entry))),
            "credits": " · ".join(filter(None, _other_credits(entry))),
            "merged": "; ".join(f"{origin.id} ({origin.reason})" for origin in entry.origins),
            "taken from": _provenance_said(entry.provenance),
        }
    )
    for notice in entry.notices_on(today):
        yield f"  {'notice':<{LABEL_WIDTH}}{_notice_said(notice)}"
    monday = today - timedelta(days=today.weekday())
    for service in entry.services:
        yield ""
        yield from _service_lines(service, monday)


def _service_lines(service: EntryService, monday: date) -> Iterator[str]:
    needs = ", ".join(need.value.replace("_", " ") for need in service.needs)
    yield f"{service.name or needs}  [{service.id}]"
    audiences = [audience.value for audience in service.audiences]
    if service.groups:
        whom = f"only for: {_groups_said(service.groups)}"
    else:
        whom = welcome_said(service.welcome, audiences)
    busy = [SATURATION[service.saturation], service.saturation_note]
    yield from _labelled(
        {
            "needs": needs if service.name else "",
            "about": service.description,
            "for": ", ".join(filter(None, [whom, ages_said(service.min_age, service.max_age)])),
            "busy": ", ".join(filter(None, busy)),
            "conditions": ", ".join(conditions_said(service.conditions)),
            "as written": service.hours_text,
            "taken from": _provenance_said(service.provenance),
        }
    )
    for exception in service.exceptions:
        yield f"  {'note':<{LABEL_WIDTH}}{_exception_said(exception)}"
    yield from week_lines(service.schedule, monday)


def week_lines(hours: OpeningHours, monday: date) -> Iterator[str]:
    """The week from `monday`, days with the same hours on one line."""
    if hours.regular is None and not hours.exceptions:
        yield f"  {'hours':<{LABEL_WIDTH}}unknown: call first"
        return
    days = [(day, _day_said(day, parts)) for day, parts in hours.week(monday)]
    for said, run in groupby(days, key=lambda each: each[1]):
        alike = [day for day, _ in run]
        label = f"{alike[0]:%a}" if len(alike) == 1 else f"{alike[0]:%a}-{alike[-1]:%a}"
        yield f"  {label:<{LABEL_WIDTH}}{said}"


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


def _labelled(told: Mapping[str, str]) -> Iterator[str]:
    for label, text in told.items():
        if text:
            yield f"  {label:<{LABEL_WIDTH}}{' '.join(text.split())}"


def _day_said(day: date, parts: list[Stretch]) -> str:
    return ", ".join(_part_said(day, part) for part in parts) or "closed"


def _part_said(day: date, part: Stretch) -> str:
    ends_at_midnight = part.end.date() > day and part.end.hour == part.end.minute == 0
    end = "24:00" if ends_at_midnight else f"{part.end:%H:%M}"
    doubt = f" ({part.comment or 'perhaps'})" if part.open is None else ""
    return f"{part.start:%H:%M}-{end}{doubt}"


def _exception_said(exception: Dated) -> str:
    until = f"to {exception.end}" if exception.end else "until further notice"
    hours = "closed" if exception.closed else exception.hours or "hours unknown"
    reason = f" ({exception.reason})" if exception.reason else ""
    return f"{hours} from {exception.start} {until}{reason}"


def ages_said(youngest: int | None, oldest: int | None) -> str:
    """The ages that are taken; nothing when nobody told any."""
    if youngest is None and oldest is None:
        return ""
    return f"ages {youngest or 0}{f' to {oldest}' if oldest is not None else ' and over'}"


def _verified_said(verified_on: date | None, today: date) -> str:
    if verified_on is None:
        return "never told"
    old = is_old(verified_on, today)
    return f"{verified_on}{' (long ago: call first)' if old else ''}"


def _provenance_said(provenance: Mapping[str, str]) -> str:
    """Whose the fields are that the entry's own source does not tell, or not as lately."""
    told: dict[str, list[str]] = {}
    for name, whose in provenance.items():
        told.setdefault(whose, []).append(name)
    return "; ".join(f"{whose}: {', '.join(names)}" for whose, names in told.items())


def _credits(entry: Entry) -> list[str]:
    return [entry.source.name, entry.source.licence, entry.source.credit, entry.source.url]


def _other_credits(entry: Entry) -> list[str]:
    parts = ([each.name, each.licence, each.url] for each in entry.credits)
    return [" ".join(filter(None, told)) for told in parts]


def _notice_said(notice: NoticeDraft) -> str:
    until = f" (to {notice.end})" if notice.end else ""
    return f"{': '.join(filter(None, [notice.title, notice.text]))}{until}"


def _groups_said(groups: tuple[tuple[str, ...], ...]) -> str:
    return "; and ".join(" or ".join(group).replace("_", " ") for group in groups)


def _point_said(entry: Entry) -> str:
    if entry.confidential:
        return "confidential: the town only"
    if entry.precision is Precision.UNKNOWN:
        return "unknown: offered to nobody"
    return f"{entry.point.latitude:.5f},{entry.point.longitude:.5f} ({entry.precision.value})"


def _town(entry: Entry) -> str:
    return " ".join(filter(None, [entry.postcode, entry.town, f"({entry.country})"]))


def _address(result: Result) -> str:
    town = " ".join(filter(None, [result.postcode, result.town]))
    return town if result.confidential else ", ".join(filter(None, [result.address, town]))


def _iso(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).isoformat() if moment else None
