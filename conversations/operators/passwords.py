"""Passwords: long rather than odd, none that everybody tries first, kept by argon2 alone."""

import re
from enum import StrEnum
from functools import cached_property
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 128
FEWEST_LETTERS = 5
PADDING = re.compile(r"^[\W\d_]+|[\W\d_]+$")
ROWS = ("abcdefghijklmnopqrstuvwxyz", "azertyuiopqsdfghjklmwxcvbn", "qwertyuiopasdfghjklzxcvbnm")


class Weakness(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    NAMED = "named"


class Passwords:
    """Hashes passwords and checks them, at the same pace whether the name is known or not."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        return self._hasher.hash(password[:LONGEST])

    def is_right(self, kept: str | None, password: str) -> bool:
        """Whether this is the password; without one to compare it takes as long, and is not."""
        try:
            self._hasher.verify(kept or self._stranger, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    @cached_property
    def _stranger(self) -> str:
        return self._hasher.hash("the password of nobody")


def find_weakness(password: str, name: str) -> Weakness | None:
    """Why this password may not be chosen; None when it may. Any letters will do.

    >>> find_weakness("Motdepasse2026!", "Ana")
    <Weakness.COMMON: 'common'>
    """
    if len(password) < SHORTEST:
        return Weakness.SHORT
    if len(password) > LONGEST:
        return Weakness.LONG
    plain = password.casefold()
    if any(len(part) > 2 and part in plain for part in name.casefold().split()):
        return Weakness.NAMED
    return Weakness.COMMON if _is_common(plain) else None


def _is_common(plain: str) -> bool:
    core = PADDING.sub("", plain)
    if len(set(plain)) < FEWEST_LETTERS or not core:
        return True
    common = _common_words()
    if core in common or any(core * 2 in row * 2 or core in row for row in ROWS):
        return True
    half = core[: len(core) // 2]
    return half + half == core and half in common


def _common_words() -> frozenset[str]:
    path = files("conversations.operators").joinpath("common_passwords.txt")
    return frozenset(path.read_text(encoding="utf-8").split())
