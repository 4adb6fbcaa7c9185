"""A week of hours in words: Mon-Fri 9:00-12:00; Sat-Sun closed."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from bot.replies.hours import say_span
from bot.replies.names import SHORT_DAYS
from bot.replies.wording import Wording
from directory.holiday_calendars import Calendar
from directory.opening_hours import HoursError, OpeningHours
from directory.regular_hours import Stretch

Span = tuple[int, int]  # minutes from midnight; an end past 1440 is on the next day
ALL_DAY = (0, 24 * 60)


def evaluate_week(
    expression: str, timezone: str, country: str, first: date
) -> tuple[tuple[Span, ...], ...] | None:
    """The hours of the seven days from `first` on, Monday in front; None when unreadable.

    Real days rather than the expression's own words, so that holidays show.
    """
    try:
        days = OpeningHours.parse(expression, timezone, Calendar(country)).week(first)
    except HoursError:
        return None
    monday_first = sorted(days, key=lambda day: day[0].weekday())
    return tuple(tuple(map(_span, stretches)) for _, stretches in monday_first)


def _span(stretch: Stretch) -> Span:
    start = stretch.start.hour * 60 + stretch.start.minute
    return start, start + int((stretch.end - stretch.start).total_seconds() // 60)


def say_week(rows: Sequence[Sequence[Span]], wording: Wording) -> str:
    """Seven days of hours, Monday first, days with the same hours together.

    >>> say_week([[(540, 720)]] * 5 + [[], []], Wording("en"))
    'Mon-Fri 9:00-12:00; Sat-Sun closed'
    """
    hours = [_say_day(spans, wording) for spans in rows]
    if len(set(hours)) == 1:
        # Translators: {hours} is like "9:00-12:00, 14:00-18:00".
        return wording.say("every day {hours}", hours=hours[0])
    runs = [list(run) for _, run in groupby(range(7), key=lambda day: hours[day])]
    said = [
        # Translators: {days} is like "Mon-Fri", {hours} like "9:00-12:00" or "closed".
        wording.say("{days} {hours}", days=_say_days(run, wording), hours=hours[run[0]])
        for run in runs
    ]
    return wording.say_in("between days listed", "; ").join(said)


def _say_days(run: list[int], wording: Wording) -> str:
    first, last = (wording.say_in("short day", SHORT_DAYS[day]) for day in (run[0], run[-1]))
    if len(run) == 1:
        return first
    # Translators: from one day of the week to another, "Mon-Fri".
    return wording.say("{first}-{last}", first=first, last=last)


def _say_day(spans: Sequence[Span], wording: Wording) -> str:
    if not spans:
        return wording.say("closed")
    if tuple(spans) == (ALL_DAY,):
        return wording.say_in("hours of a day", "24 hours")
    return wording.listed(tuple(say_span(start, end, wording) for start, end in spans))
