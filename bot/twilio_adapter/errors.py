"""Twilio's error numbers, in families: whose move it is.

https://www.twilio.com/docs/api/errors explains each. One that is not here ended the text, for a
reason that we do not know.
"""

from collections.abc import Mapping
from datetime import timedelta

from conversations.carriers import (
    BusyError,
    OptedOutError,
    RefusedError,
    SenderFaultError,
    SendingError,
    UncertainError,
)
from conversations.states import Trouble

TOO_MANY_REQUESTS = 429
SERVER_FAULT = 500
UNAUTHORISED, FORBIDDEN, NOT_FOUND = 401, 403, 404

FAMILIES = {
    Trouble.OPTED_OUT: (21610, 30456),
    Trouble.NO_TEXTS: (
        *(21211, 21212, 21217, 21219, 21265, 21401, 21407, 21421, 21601, 21612, 21614),
        *(30005, 30006, 63003, 63024),
    ),
    Trouble.OFF: (30003, 30008, 30017),
    Trouble.BLOCKED: (30004, 30007, 30450, 30453, 63032, 63033),
    Trouble.CONTENT: (
        *(21602, 21617, 21619, 21620, 21623, 21656, 21658, 30019, 63013, 63014, 63026, 63027),
        *(63028, 63030, 63040, 63041, 63042, 92001, 92002),
    ),
    Trouble.WINDOW: (63016,),
    Trouble.SENDER: (
        *(20003, 20005, 20008, 21408, 21603, 21606, 21608, 21609, 21659, 21660, 21703, 21910),
        *(30002, 30018, 30024, 30034, 63001, 63007, 63020, 63038, 63051),
    ),
    Trouble.LIMIT: (14107, 20429, 21611, 30001, 30022, 60728, 63017, 63018),
    Trouble.TOO_LATE: (30036,),
    Trouble.UNCERTAIN: (30410, 30500),
}
TROUBLES = {code: trouble for trouble, codes in FAMILIES.items() for code in codes}
# What is tried again, and when: a queue of 4,500 texts empties in minutes, a day's limit in hours.
PAUSES = {21611: timedelta(minutes=2), 60728: timedelta(minutes=30)}


def trouble_of(code: int | None) -> Trouble:
    """Which family an error belongs to."""
    return TROUBLES.get(code or 0, Trouble.FAILED)


def error_of(status: int, code: int | None, headers: Mapping[str, str]) -> SendingError:
    """What an answer of 400 or more means for the text that was to leave."""
    trouble = trouble_of(code)
    if status == TOO_MANY_REQUESTS:
        return BusyError(code or TOO_MANY_REQUESTS, _retry_after(headers))
    if status >= SERVER_FAULT:
        return UncertainError(code or status)
    if trouble is Trouble.OPTED_OUT:
        return OptedOutError(trouble, code)
    if trouble is Trouble.LIMIT:
        return BusyError(code, PAUSES.get(code or 0))
    if trouble is Trouble.SENDER or status in (UNAUTHORISED, FORBIDDEN, NOT_FOUND):
        return SenderFaultError(code or status)
    return RefusedError(trouble, code or status)


def _retry_after(headers: Mapping[str, str]) -> timedelta | None:
    value = headers.get("Retry-After", "")
    return timedelta(seconds=int(value)) if value.isascii() and value.isdigit() else None
