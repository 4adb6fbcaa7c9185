"""What holds for some days only: closures, other hours, and notices to the public."""

from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from directory.drafts import ClosureDraft, NoticeDraft, TemporaryHoursDraft
from directory.imports.fields import Document, block, text
from directory.imports.soliguide.dates import read_period
from directory.imports.soliguide.hours import read_hours
from directory.imports.texts import read_rich, to_line


@dataclass(frozen=True)
class Exceptions:
    """Those of a place."""

    closures: tuple[ClosureDraft, ...] = ()
    hours: tuple[TemporaryHoursDraft, ...] = ()
    notices: tuple[NoticeDraft, ...] = ()


def read_exceptions(
    document: Document, zone: ZoneInfo, doubt: Callable[[str], object], *, of_round: bool
) -> Exceptions:
    """The closure, the temporary hours and the notice of a place, each if it is in force.

    Temporary hours of a round are those of all its stops at once, so of one stop nobody knows
    them. `doubt` is told each date that cannot be read.
    """
    told = block(document, "tempInfos")
    return Exceptions(
        _closures(block(told, "closure"), zone, doubt),
        _hours(block(told, "hours"), zone, doubt, of_round),
        _notices(block(told, "message"), zone, doubt),
    )


def read_service_closures(
    service: Document, zone: ZoneInfo, doubt: Callable[[str], object]
) -> tuple[ClosureDraft, ...]:
    """The closure of one service alone."""
    return _closures(block(service, "close"), zone, doubt)


def _closures(
    part: Document, zone: ZoneInfo, doubt: Callable[[str], object]
) -> tuple[ClosureDraft, ...]:
    period = read_period(part, zone, doubt)
    if period is None:
        return ()
    return (ClosureDraft(period.start, period.end, to_line(text(part, "description"))),)


def _hours(
    part: Document, zone: ZoneInfo, doubt: Callable[[str], object], of_round: bool
) -> tuple[TemporaryHoursDraft, ...]:
    """Other hours; on a public holiday they hold, too, since somebody chose these days."""
    period = read_period(part, zone, doubt)
    if period is None:
        return ()
    hours = None if of_round else read_hours(block(part, "hours")).expression
    reason = to_line(text(part, "description"))
    return (TemporaryHoursDraft(period.start, period.end, hours, reason),)


def _notices(
    part: Document, zone: ZoneInfo, doubt: Callable[[str], object]
) -> tuple[NoticeDraft, ...]:
    period = read_period(part, zone, doubt)
    title, said = to_line(text(part, "name")), read_rich(part, "description")
    if period is None or not (title or said):
        return ()
    return (NoticeDraft(period.start, period.end, said, title),)
