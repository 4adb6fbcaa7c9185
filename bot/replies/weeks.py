"""A week of hours in words: Mon-Fri 9:00-12:00; Sat-Sun closed."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from bot.replies.hours import say_span
from bot.replies.names import SHORT_DAYS
from bot.replies.wording import Wording
from directory.holiday_calendars import Calendar
from directory.opening_hours import HoursError, OpeningHours
from directory.regular_hours import Stretch
from directory.results import Week


class Span(NamedTuple):
    """Minutes from midnight; an end past 1440 is on the next day. `sure`: nobody need call."""

    start: int
    end: int
    sure: bool = True


Rows = Sequence[Sequence[Span]]  # seven days, Monday first
ALL_DAY = (0, 24 * 60)


def evaluate_week(expression: str, timezone: str, country: str, first: date) -> Rows | None:
    """The hours of the seven days from `first` on, Monday in front; None when unreadable."""
    try:
        days = OpeningHours.parse(expression, timezone, Calendar(country)).week(first)
    except HoursError:
        return None
    return order_week(tuple((day, tuple(stretches)) for day, stretches in days))


def order_week(week: Week) -> Rows:
    """Seven real days with Monday in front."""
    monday_first = sorted(week, key=lambda day: day[0].weekday())
    return tuple(tuple(map(_span, stretches)) for _, stretches in monday_first)


def _span(stretch: Stretch) -> Span:
    start = stretch.start.hour * 60 + stretch.start.minute
    end = start + int((stretch.end - stretch.start).total_seconds() // 60)
    return Span(start, end, stretch.open is True)


def say_week(rows: Rows, wording: Wording, *, closed: bool = True) -> str:
    """Seven days of hours, Monday first, days with the same hours together.

    `closed`: say so of the days without any.

    >>> say_week([[Span(540, 720)]] * 5 + [[], []], Wording("en"))
    'Mon-Fri 9:00-12:00; Sat-Sun closed'
    """
    hours = [_say_day(spans, wording) for spans in rows]
    if len(set(hours)) == 1:
        # Translators: {hours} is like "9:00-12:00, 14:00-18:00".
        return wording.say("every day {hours}", hours=hours[0])
    runs = [list(run) for _, run in groupby(range(7), key=lambda day: hours[day])]
    told = [run for run in runs if closed or rows[run[0]]]
    said = [
        # Translators: {days} is like "Mon-Fri", {hours} like "9:00-12:00" or "closed".
        wording.say("{days} {hours}", days=_say_days(run, wording), hours=hours[run[0]])
        for run in told
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
    return wording.listed(tuple(_say_hours(span, wording) for span in spans))


def _say_hours(span: Span, wording: Wording) -> str:
    is_whole_day = span[:2] == ALL_DAY
    if not span.sure:
        call = wording.say("call first")
        hours = "" if is_whole_day else say_span(span.start, span.end, wording)
        return f"{hours} ({call})" if hours else call
    if is_whole_day:
        return wording.say_in("hours of a day", "24 hours")
    return say_span(span.start, span.end, wording)
