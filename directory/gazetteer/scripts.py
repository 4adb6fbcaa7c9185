"""Names in other scripts, by what is heard of them: letters to sounds, sounds to consonants."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

SYLLABLES = 8  # Ethiopic letters a consonant
SILENT = "-"
# What is left of a name when only what survives from script to script is kept.
SOFTENED = (
    (re.compile("gn|ny"), "n"),
    (re.compile("c(?=[eiy])|sch|sh|ch|ç|z|ts|x"), "s"),
    (re.compile("g(?=[eiy])|dj|tj"), "j"),
    (re.compile("ph|v|w"), "f"),
    (re.compile("qu|[qcg]"), "k"),
    (re.compile("p"), "b"),
    (re.compile("[^bdfjklmnrst]"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
UNHEARD = re.compile(r"[stxdpz]+$|es$")
SOFT_L = re.compile(r"(?<=[aeou])ill?(?:es?)?$")


def skeletons(name: str) -> tuple[str, ...]:
    """The consonants of a name in Latin letters: all that are written, then those heard."""
    letters = name.replace(" ", "")
    heard = (letters, UNHEARD.sub("", letters), SOFT_L.sub("", letters))
    return tuple(dict.fromkeys(map(_softened, heard)))


def _softened(letters: str) -> str:
    for spelling, consonant in SOFTENED:
        letters = spelling.sub(consonant, letters)
    return letters


class Romaniser:
    """The tables of a page, by script."""

    def __init__(self, letters: Mapping[str, str], pairs: Mapping[str, str]) -> None:
        self._letters = letters
        self._pairs = re.compile("|".join(pairs)), dict(pairs)

    @classmethod
    def read(cls, path: Path) -> "Romaniser":
        """The romaniser of a page."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        letters = _ethiopic(tables.pop("ethiopic"))
        pairs: dict[str, str] = {}
        for table in tables.values():
            heard = (sound.strip(SILENT) for sound in table["to"].split())
            letters |= dict(zip(table["from"].split(), heard, strict=True))
            pairs |= table.get("pairs", {})
        return cls(letters, pairs)

    def romanise(self, key: str) -> str:
        """The key in Latin letters; empty when a letter of it is of no known script."""
        pattern, pairs = self._pairs
        spelt = pattern.sub(lambda found: pairs[found[0]], key)
        heard = [letter if letter.isascii() else self._letters.get(letter) for letter in spelt]
        return "" if None in heard else "".join(part for part in heard if part)


def _ethiopic(table: Mapping[str, str]) -> dict[str, str]:
    vowels = [vowel.strip(SILENT) for vowel in table["vowels"].split()]
    consonants = [consonant.strip(SILENT) for consonant in table["consonants"].split()]
    return {
        chr(ord(table["first"]) + row * SYLLABLES + column): consonant + vowel
        for row, consonant in enumerate(consonants)
        for column, vowel in enumerate(vowels)
    }
