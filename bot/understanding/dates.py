"""Days named by their date: «le 14 juillet», «December 25th», «25 de diciembre»."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

from babel import UnknownLocaleError
from babel.dates import get_month_names

from bot.understanding.cues import is_street
from bot.understanding.reading import YEARS, Reading
from directory.spelling import fold

BETWEEN = frozenset(("de", "d", "of", "er", "th", "st", "nd", "rd"))
"""What may stand between the day and its month."""
LEAP = 2024
LONGEST_TEXT = 18  # words: in a story, dates are of what happened


def spot_date(reading: Reading, today: date) -> date | None:
    """The next day of that date; None where the text names none, or one of a life."""
    is_story = len(reading.tokens) > LONGEST_TEXT
    if is_story or not any(token.key.isdigit() for token in reading.tokens):
        return None
    months = month_names(tuple(reading.knowledge.lexicon.names))
    for day, month in _pairs(reading, months):
        if day <= monthrange(LEAP, month)[1]:
            return _next(day, month, today)
    return None


def is_date(name: str) -> bool:
    """Whether the name of a moment begins with a date."""
    return name[:4].isdigit()


def _pairs(reading: Reading, months: dict[str, int]) -> Iterator[tuple[int, int]]:
    """A day and a month that stand together, in either order, and no year of long ago."""
    told = [(i, token.key) for i, token in enumerate(reading.tokens) if token.key not in BETWEEN]
    if any(key.isdigit() and int(key) in YEARS for _, key in told):
        return
    for one, other in zip(told, told[1:], strict=False):
        for (start, day), (_, month) in ((one, other), (other, one)):
            is_day = day.isdigit() and 0 < int(day) <= 31 and month in months
            if is_day and not is_street(reading, start):
                yield int(day), months[month]


def _next(day: int, month: int, today: date) -> date:
    year = today.year
    while day > monthrange(year, month)[1] or date(year, month, day) < today:
        year += 1
    return date(year, month, day)


@lru_cache(maxsize=1)
def month_names(languages: Iterable[str]) -> dict[str, int]:
    """The months in these languages, folded as texts are, by their number."""
    found: dict[str, int] = {}
    for language in languages:
        for number, name in _named(language):
            found.setdefault(fold(name), number)
    return found


def _named(language: str) -> Iterator[tuple[int, str]]:
    forms: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")
    for form in forms:
        try:
            yield from get_month_names("wide", form, language).items()
        except UnknownLocaleError:
            return
