"""Telephone numbers as tables hold them, repaired and written as people dial them."""

import re
from dataclasses import dataclass
from functools import lru_cache

CACHED = 4096
SHORT = re.compile(r"11[2-9]|15|17|18|1(?:0|1)\d{2}|3\d{3}|116\d{3}|118\d{3}")
FRENCH = re.compile(r"0[1-9]\d{8}")
SPANISH = re.compile(r"[6-9]\d{8}")
LOST_ZERO = re.compile(r"[1-9]\d{8}")
FOREIGN = re.compile(r"\+[1-9]\d{6,14}")
# Between two numbers of one cell; a dot, a dash or a space may also stand inside one number.
BETWEEN = re.compile(
    r"\s*(?:/|;|,|\||\n|\bou\b|\bet\b|\bor\b|\bo\b|\by\b|\bpuis\b|//)\s*", re.IGNORECASE
)
NUMBER = re.compile(r"(?:\+|\(\+|00)?[(\d][\d\s.()\-–‑/]*\d|\d{2,4}")
FLOAT = re.compile(r"\d{9,11}\.0+")
MAIL = re.compile(r"\S+@\S+")
TRUNK = {
    "FR": "33", "ES": "34", "AD": "376", "BE": "32", "CH": "41", "LU": "352", "IT": "39",
    "GB": "44", "US": "1", "CA": "1",
}  # fmt: skip
LENGTHS = {"ES": 9, "AD": 6, "US": 10, "CA": 10}


@dataclass(frozen=True)
class Phones:
    """The numbers of a cell in its order; `repaired` and `unread` are pieces of the cell."""

    numbers: tuple[str, ...]
    repaired: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@lru_cache(maxsize=CACHED)
def read_phones(cell: str, country: str = "FR") -> Phones:
    """`547339117.0` gives `05 47 33 91 17`, a lost zero being put back; words are left aside.

    Short numbers stay as they are, foreign ones keep their `+`.
    """
    numbers: list[str] = []
    repaired: list[str] = []
    unread: list[str] = []
    for piece in _pieces(cell):
        number, touched = _number(piece, country)
        if number is None:
            unread.append(piece)
        elif number not in numbers:
            numbers.append(number)
            repaired += [piece] if touched else []
    return Phones(tuple(numbers), tuple(repaired), tuple(unread))


def _pieces(cell: str) -> list[str]:
    """The runs of digits of a cell, one for each number."""
    bare = MAIL.sub(" ", cell).replace("\u00a0", " ").replace("\u202f", " ").strip()
    if FLOAT.fullmatch(bare):
        return [bare]
    runs = (match[0] for part in BETWEEN.split(bare) for match in NUMBER.finditer(part))
    return [piece for run in runs for piece in _glued(run.strip(" .-–/"))]


def _glued(run: str) -> list[str]:
    """Two French or Spanish numbers with only a space or a dash between them are two numbers."""
    digits = re.sub(r"\D", "", run)
    half = len(digits) // 2
    pair = [digits[:half], digits[half:]]
    if len(digits) == 2 * half and any(
        all(map(whole.fullmatch, pair)) for whole in (FRENCH, SPANISH)
    ):
        return pair
    return [run]


def _number(piece: str, country: str) -> tuple[str | None, bool]:
    """The number to dial, and whether digits had to be changed to get it."""
    if FLOAT.fullmatch(piece):
        return _number(piece.split(".")[0], country)[0], True
    digits = re.sub(r"\D", "", piece.replace("(0)", ""))
    if SHORT.fullmatch(digits):
        return digits, False
    if piece.startswith(("+", "(+", "00")):
        return _international(digits.removeprefix("00"))
    if country == "FR":
        return _french(digits)
    return _local(digits, country)


def _international(digits: str) -> tuple[str | None, bool]:
    if digits.startswith("33") and LOST_ZERO.fullmatch(digits[2:].removeprefix("0")):
        return _spaced("0" + digits[2:].removeprefix("0")), True
    number = f"+{digits}"
    return (number, False) if FOREIGN.fullmatch(number) else (None, False)


def _french(digits: str) -> tuple[str | None, bool]:
    if FRENCH.fullmatch(digits):
        return _spaced(digits), False
    if LOST_ZERO.fullmatch(digits):
        return _spaced("0" + digits), True
    if digits.startswith("33") and LOST_ZERO.fullmatch(digits[2:]):
        return _spaced("0" + digits[2:]), True
    return None, False


def _local(digits: str, country: str) -> tuple[str | None, bool]:
    """A number of another country, with its prefix, so that any phone can dial it."""
    prefix, length = TRUNK.get(country), LENGTHS.get(country)
    if prefix == "1" and len(digits) == 11:
        digits = digits.removeprefix("1")
    if prefix is None or (length and len(digits) != length) or not 6 <= len(digits) <= 11:
        return None, False
    return f"+{prefix}{digits.removeprefix('0')}", False


def _spaced(digits: str) -> str:
    return " ".join(digits[at : at + 2] for at in range(0, 10, 2))
