"""Days on which the regular hours do not hold: closures and temporary hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from directory.regular_hours import DAY, Hours, Stretch

# An opening that runs into a closed day by less than this is the end of the night before.
NIGHT = timedelta(hours=12)
# What is looked at around a question, so that the nights at its edges are seen whole.
MARGIN = timedelta(hours=36)
FOREVER = datetime(9000, 1, 1)  # noqa: DTZ001 (wall time is naive, see wall_clock.py)


@dataclass(frozen=True, slots=True)
class Exceptional:
    """Other hours from `start` to `end`, both days included; `end` None: until further notice.

    `closed` true: closed on those days; else `hours` hold, and None is not known.
    """

    start: date
    end: date | None
    closed: bool
    hours: Hours | None = None

    @property
    def begins(self) -> datetime:
        """The first wall time of its days."""
        return datetime.combine(self.start, time())

    @property
    def finishes(self) -> datetime:
        """The wall time that follows its days."""
        return datetime.combine(self.end, time()) + DAY if self.end else FOREVER

    def stretches(self, start: datetime, end: datetime) -> Iterator[Stretch]:
        """What is not closed on its days."""
        if self.closed:
            return
        yield from (_inside(each, self) for each in stretches_of(self.hours, start, end))


def stretches_around(
    regular: Hours | None,
    exceptions: tuple[Exceptional, ...],
    start: datetime,
    end: datetime,
) -> list[Stretch]:
    """What is not closed between two wall times, cut at both, in order; closures win."""
    wide = (start - MARGIN, end + MARGIN)
    found = list(stretches_of(regular, *wide))
    for each in sorted(exceptions, key=lambda exception: exception.closed):
        outside = [part for old in found for part in _outside(old, each)]
        found = outside + [new for new in each.stretches(*wide) if new.start < new.end]
    return [
        each._replace(start=max(each.start, start), end=min(each.end, end))
        for each in _joined(found)
        if each.end > start and each.start < end
    ]


def stretches_of(regular: Hours | None, start: datetime, end: datetime) -> Iterator[Stretch]:
    """What is not closed by the regular hours; all of it is uncertain when there are none."""
    if regular is None:
        return iter((Stretch(start, end, None, ""),))
    return regular.stretches(start, end)


def _outside(stretch: Stretch, exception: Exceptional) -> Iterator[Stretch]:
    """What is left of a stretch around exceptional days; a night belongs to its evening."""
    begins, finishes = exception.begins, exception.finishes
    if stretch.start < begins:
        ends_at_night = stretch.end - begins <= NIGHT
        yield stretch._replace(end=stretch.end if ends_at_night else min(stretch.end, begins))
    if stretch.start >= finishes:
        yield stretch
    elif stretch.end - finishes > NIGHT:
        yield stretch._replace(start=finishes)


def _inside(stretch: Stretch, exception: Exceptional) -> Stretch:
    """The part of a stretch on exceptional days; it is empty when its end comes first."""
    begins, finishes = exception.begins, exception.finishes
    start, end = stretch.start, stretch.end
    if start < begins:
        start = end if end - begins <= NIGHT else begins
    if start >= finishes:
        return stretch._replace(start=start, end=start)
    return stretch._replace(start=start, end=end if end - finishes <= NIGHT else finishes)


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """In order, with those that touch and say the same made one."""
    found: list[Stretch] = []
    for each in sorted(stretches, key=lambda stretch: stretch.start):
        if found and found[-1].end >= each.start and found[-1][2:] == each[2:]:
            found[-1] = found[-1]._replace(end=max(found[-1].end, each.end))
        else:
            found.append(each)
    return found
