"""Rows that a converter cut out of their own text: one of its times, on some of its days."""

from datetime import date, time

from directory.hours_rules import is_weekly
from directory.opening_hours import OpeningHours

ANY_MONDAY = date(2024, 1, 8)

Spans = tuple[tuple[time, time], ...]


def is_cut_of(rows: str, told: str) -> bool:
    """Whether the rows pair a time of the text with days of it, and say nothing else.

    `9-21, Mon-Thu; 9-14, Fri` became "Friday 9-21" by a program that kept the first times and the
    last days. Such rows know nothing that the text does not.
    """
    if not (is_weekly(rows) and is_weekly(told)):
        return False
    ours, theirs = _week(rows), _week(told)
    named = {span for spans in theirs.values() for span in spans}
    times = set(ours.values())
    return len(times) == 1 and named.issuperset(*times) and ours.keys() <= theirs.keys()


def _week(expression: str) -> dict[int, Spans]:
    """The times of each weekday that has any."""
    days = OpeningHours.parse(expression).week(ANY_MONDAY)
    return {
        day.weekday(): tuple((part.start.time(), part.end.time()) for part in parts)
        for day, parts in days
        if parts
    }
