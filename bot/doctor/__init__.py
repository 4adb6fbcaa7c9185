"""`solitexto doctor`: what is well with an installation, what is not, and what to do about it.

Each check gives a finding and never raises; a fault in one does not hide the others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How well something is. A fault keeps people from being answered; a warning does not."""

    WELL = "well"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, and in a sentence what it means or what to do."""

    what: str
    health: Health
    sentence: str


@dataclass(frozen=True)
class Check:
    """One thing to look at. `look` gives findings, or raises when it could not look."""

    what: str
    look: Callable[[], tuple[Finding, ...]]


def examine(checks: tuple[Check, ...]) -> Iterator[Finding]:
    """The findings, one check after the other."""
    for check in checks:
        try:
            yield from check.look()
        except Exception as error:
            why = f"It could not be looked at ({type(error).__name__}); mend what stands above."
            yield Finding(check.what, Health.FAULT, why)


def well(what: str, sentence: str) -> tuple[Finding, ...]:
    """All is well."""
    return (Finding(what, Health.WELL, sentence),)


def warning(what: str, sentence: str) -> tuple[Finding, ...]:
    """People are answered, but something should be mended."""
    return (Finding(what, Health.WARNING, sentence),)


def fault(what: str, sentence: str) -> tuple[Finding, ...]:
    """People are not answered, or not as they should be, until this is mended."""
    return (Finding(what, Health.FAULT, sentence),)
