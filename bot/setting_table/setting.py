"""What is told of each setting."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Setting:
    """One line of the table: a variable, how it is read, and what it is for.

    `read` raises ValueError with what to write instead. `default` is what is read when the
    variable is unset or empty; `{folder}` in it is where one stands. `made` says how to get a
    value that has no default, for those that real people cannot be served without.
    """

    variable: str
    name: str
    read: Callable[[str], Any]
    default: str
    meaning: str
    made: str = ""
