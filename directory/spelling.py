"""One folding for names and texts, so that both sides of a comparison are spelt alike."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, and signs that people type for one another.
LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "ß": "ss", "ı": "i", "ł": "l", "đ": "d", "ð": "d",
        "þ": "th", "ŀ": "l",
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ئ": "ي", "ک": "ك", "ڪ": "ك",
        "ګ": "گ", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ؤ": "و", "ـ": "",
        "\u200c": " ", "\u200b": "", "\u200d": "", "\u200e": "", "\u200f": "", "\u2060": "",
        "\ufeff": "", "\u00ad": "",
    }
)  # fmt: skip
JOINERS = re.compile(r"[^\w\u0900-\u0dff]+|_+")


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Lower case, no accents, digits of any script as ASCII, one space between words.

    >>> fold("Saint-Étienne, l’hôpital  ٧٥٠١٨")
    'saint etienne l hopital 75018'
    """
    if text.isascii():
        return " ".join(JOINERS.sub(" ", text.lower()).split())
    plain = "".join(map(_bare, unicodedata.normalize("NFKC", text).casefold().translate(LETTERS)))
    return " ".join(JOINERS.sub(" ", plain.translate(LETTERS)).split())


@lru_cache(maxsize=4096)
def _bare(letter: str) -> str:
    """A letter without its accent, a digit as ASCII; vowel signs of Indic scripts are kept."""
    if letter.isdigit():
        return str(unicodedata.digit(letter))
    parts = unicodedata.normalize("NFKD", letter)
    kept = [part for part in parts if not _is_accent(part)]
    return "".join(kept)


def _is_accent(part: str) -> bool:
    """Marks of Latin, Greek, Cyrillic, Hebrew and Arabic; elsewhere a mark is a letter."""
    return (
        unicodedata.category(part) == "Mn"
        and ("\u0300" <= part <= "\u036f" or "\u0483" <= part <= "\u0489"
             or "\u0591" <= part <= "\u05c7" or "\u0610" <= part <= "\u061a"
             or "\u064b" <= part <= "\u0670" or "\u06d6" <= part <= "\u06ed")
    )  # fmt: skip
