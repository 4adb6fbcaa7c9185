"""Opening hours that a source writes as OSM expressions: taken as they are, or not at all."""

import re
from functools import lru_cache

from directory.hours_rules import HoursError
from directory.opening_hours import OpeningHours

CACHED = 16_384
# What people type in a hurry; nothing here changes a time.
REPAIRS = (
    (re.compile(r"[–—‑]"), "-"),
    (re.compile(r"(?<=\d)[hH.](?=\d\d(?!\d))"), ":"),
    (re.compile(r"(?<=\d)[hH](?![\w:])"), ":00"),
    (re.compile(r"(?<=[a-z\d])\s*-\s*(?=[A-Z\d])"), "-"),
    (re.compile(r"\s*;\s*$"), ""),
    (re.compile(r"(?<=[a-z]):\s*(?=\d)"), " "),
)


@lru_cache(maxsize=CACHED)
def check_expression(written: str) -> str | None:
    """The expression if it can be evaluated, with its typing put right; else None."""
    bare = " ".join(written.split())
    if not bare:
        return None
    mended = bare
    for pattern, sign in REPAIRS:
        mended = pattern.sub(sign, mended)
    return next((each for each in (bare, mended) if _is_valid(each)), None)


def _is_valid(expression: str) -> bool:
    try:
        OpeningHours.parse(expression)
    except HoursError:
        return False
    return True
