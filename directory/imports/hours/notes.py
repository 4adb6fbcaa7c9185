"""Remarks beside weekly hours that restrict some of the days: `sur rendez-vous le samedi`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from directory.imports.hours.words import APART, Half, Kind, plain, read_words

LONGEST = 80
TURNS = re.compile(
    r"paires?\b|sur deux|quinzaine|alternance|\b(?:1er|premier|2eme|dernier)s?\b.*\bmois|par mois"
)
ASKED = re.compile(
    r"(?<!sans )(?<!prise de )(?<!prendre )(?<!prendre un )\b(?:rdv|rv|rendez vous)\b"
)
OFFERED = re.compile(r"possib|conseil|souhait|pris[e]? de|prendre|prenez|telephon|\b0\d[ .]?\d\d")
ELSEWHERE = re.compile(r"\bmairies?\b|permanences?\b|antenne|commune|itineran|tournee|annexe\b")
DAY_RANGES = re.compile(r"[.;/\n]| - ")


@dataclass(frozen=True)
class Restriction:
    """What is said of a day, or of a part of it."""

    words: str
    half: Half | None = None


def restricted_days(note: str) -> Mapping[int, Restriction]:
    """The days that a remark restricts, each with what to say of it.

    A remark that only offers an appointment, or is about another place, restricts nothing.
    """
    days: dict[int, Restriction] = {}
    for sentence in DAY_RANGES.split(note):
        said = plain(sentence).replace("-", " ").replace("rendez vous", "rdv")
        if _restricts(said):
            words = _short(sentence)
            halves = _halves(sentence)
            days.update({day: Restriction(words, halves.get(day)) for day in _days(sentence)})
    return days


def _restricts(said: str) -> bool:
    if ELSEWHERE.search(said):
        return False
    if TURNS.search(said):
        return True
    return bool(ASKED.search(said)) and not OFFERED.search(said) and "sans rdv" not in said


def _days(sentence: str) -> set[int]:
    """The days named, ranges filled."""
    named: set[int] = set()
    last: int | None = None
    ranged = False
    for token in read_words(sentence):
        if token.kind is Kind.DAY and len(token.text) > 3:
            first = token.days[0]
            named.update(range(last, first) if ranged and last is not None else ())
            named.update(token.days)
            last, ranged = first, False
        else:
            ranged = token.kind is Kind.TO
    return named - APART


def _halves(sentence: str) -> dict[int, Half]:
    """The part of the day named after each day, which counts for the days before it, too."""
    halves: dict[int, Half] = {}
    waiting: list[int] = []
    for token in read_words(sentence):
        if token.kind is Kind.DAY:
            waiting.extend(token.days)
        elif token.kind is Kind.HALF:
            halves.update(dict.fromkeys(waiting, token.half))
            waiting = []
    return halves


def _short(sentence: str) -> str:
    """The remark itself when it is short, without signs that would end an OSM comment."""
    said = " ".join(sentence.replace('"', "'").split()).strip(" -:,")
    if len(said) <= LONGEST:
        return said
    return f"{said[: LONGEST - 1].rsplit(' ', 1)[0]}…"
