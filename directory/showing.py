"""An entry as lines for a terminal: everything about a venue, or about a round with its stops."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from directory.drafts import NoticeDraft
from directory.entries import Entry, EntryService
from directory.opening_hours import OpeningHours
from directory.places import Precision
from directory.printing import (
    SATURATION,
    ages_said,
    conditions_said,
    verified_said,
    welcome_said,
)
from directory.regular_hours import Stretch
from directory.results import Dated
from directory.rounds import round_of

LABEL_WIDTH = 12


def entry_lines(entry: Entry, today: date) -> Iterator[str]:
    """Everything about a venue: where, whom to call, each service with its week, the credit."""
    yield entry.name
    yield entry.id
    yield from _labelled(
        {
            "withdrawn": entry.withdrawn_at.date().isoformat() if entry.withdrawn_at else "",
            "round": _round_said(entry),
            "address": _address(entry),
            "point": _point_said(entry),
            "access": entry.access,
            **_about(entry, today),
            "merged": "; ".join(f"{origin.id} ({origin.reason})" for origin in entry.origins),
            "taken from": _provenance_said(entry.provenance),
        }
    )
    yield from _notice_lines(entry, today)
    for service in entry.services:
        yield ""
        yield f"{_title(service)}  [{service.id}]"
        yield from _offer_lines(service)
        yield from _time_lines(service, _monday(today))


def round_lines(stops: Sequence[Entry], today: date) -> Iterator[str]:
    """A round: what it offers, told once, and where it stops on which days."""
    first = stops[0]
    yield first.name
    yield round_of(first.id)
    yield from _labelled({"round": f"{len(stops)} stops", **_about(first, today)})
    yield from _notice_lines(first, today)
    for service in first.services:
        yield ""
        yield _title(service)
        yield from _offer_lines(service)
    for stop in stops:
        yield ""
        yield f"{_address(stop)}  [{stop.id}]"
        yield from _labelled({"point": _point_said(stop), "access": stop.access})
        yield from _stop_times(stop, _monday(today))


def _round_said(entry: Entry) -> str:
    of_round = round_of(entry.id)
    if not entry.mobile or of_round == entry.id:
        return ""
    return f"`directory show {of_round}` prints all its stops"


def _stop_times(stop: Entry, monday: date) -> Iterator[str]:
    """The week there, once where it is the same for all that is offered."""
    weeks: dict[tuple[str, ...], list[str]] = {}
    for service in stop.services:
        weeks.setdefault(tuple(_time_lines(service, monday)), []).append(_title(service))
    for lines, titles in weeks.items():
        if len(weeks) > 1:
            yield f"  {', '.join(titles)}:"
        yield from lines


def _about(entry: Entry, today: date) -> dict[str, str]:
    """What is told of an entry wherever it is."""
    return {
        "phone": ", ".join(entry.phones),
        "email": entry.email,
        "website": entry.website,
        "languages": ", ".join(entry.languages),
        "about": entry.description,
        "verified": verified_said(entry.verified_on, today),
        "source": " · ".join(filter(None, _credits(entry))),
        "credits": " · ".join(filter(None, _other_credits(entry))),
    }


def _notice_lines(entry: Entry, today: date) -> Iterator[str]:
    for notice in entry.notices_on(today):
        yield f"  {'notice':<{LABEL_WIDTH}}{_notice_said(notice)}"


def _title(service: EntryService) -> str:
    return service.name or _needs_said(service)


def _needs_said(service: EntryService) -> str:
    return ", ".join(need.value.replace("_", " ") for need in service.needs)


def _offer_lines(service: EntryService) -> Iterator[str]:
    """What a service is and whom it takes."""
    audiences = [audience.value for audience in service.audiences]
    if service.groups:
        whom = f"only for: {_groups_said(service.groups)}"
    else:
        whom = welcome_said(service.welcome, audiences)
    busy = [SATURATION[service.saturation], service.saturation_note]
    yield from _labelled(
        {
            "needs": _needs_said(service) if service.name else "",
            "about": service.description,
            "for": ", ".join(filter(None, [whom, ages_said(service.min_age, service.max_age)])),
            "busy": ", ".join(filter(None, busy)),
            "conditions": ", ".join(conditions_said(service.conditions)),
            "as written": service.hours_text,
            "taken from": _provenance_said(service.provenance),
        }
    )


def _time_lines(service: EntryService, monday: date) -> Iterator[str]:
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


def _address(entry: Entry) -> str:
    town = " ".join(filter(None, [entry.postcode, entry.town, f"({entry.country})"]))
    return ", ".join(filter(None, [entry.address, town]))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
