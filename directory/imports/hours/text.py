"""Opening hours written by people, turned into an OSM expression, or not at all.

Everything here is pure and strict: a text with one word that is not understood gives no hours,
because a wrong hour sends someone to a closed door. The caller keeps the text to be read by eye.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from directory.imports.hours.expressions import Cannot, Rule, Week, joined, written
from directory.imports.hours.grammar import parse_week
from directory.imports.hours.notes import Restriction
from directory.imports.hours.words import (
    CACHED,
    EVERY_DAY,
    Kind,
    plain,
    read_words,
)

MAX_LENGTH = 1000
DAYS_OF_THE_WEEK = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
DAY_NAMED = re.compile(
    r"\b(?:lun|mar|mer|jeu|ven|sam|dim)\b"
    r"|\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|midi)"
)
# The dot after a shortened day ends no sentence.
SHORTENED = re.compile(r"\b(lun|mar|mer|jeu|ven|sam|dim)\.")
# A form that wants a time in every box gets midnight to midnight.
NO_TIME = re.compile(r"0?0[:h]00\s*-\s*0?0[:h]00")
# `Vestiaire sur rdv` is about the place; `coiffure, vestiaire sur rdv, livres` about one thing.
ASKED = re.compile(
    r"^(?:\w+ )?(?:(?:accueil|ouvert|soins|consultation)[^,]* )?(?:uniquement |seulement )?sur rdv"
    r"|accessibles? sur rdv|(?:uniquement|seulement) sur rdv|sur rdv (?:uniquement|seulement)"
    r"|rdv obligatoire"
)
NOTHING = frozenset({"", "-", "--", "/", "x", "neant", "non", "0"})


@dataclass(frozen=True)
class Hours:
    """`expression` is None when the text cannot be turned into hours; `why` says what stopped it.

    `appointment` is True or False when the text says so for all of the hours, None otherwise.
    """

    expression: str | None
    why: str = ""
    appointment: bool | None = None


@lru_cache(maxsize=CACHED)
def read_hours(text: str, days_needed: bool = False) -> Hours:
    """Hours from a whole cell: `Du lundi au vendredi de 9h à 17h`, `24 h / 24`, `6 h - 1 h`.

    Times alone mean every day, unless `days_needed`, which prose asks for.
    """
    if plain(text) in NOTHING:
        return Hours(None, "empty")
    if len(text) > MAX_LENGTH:
        return Hours(None, f"longer than {MAX_LENGTH} characters")
    appointment = says_appointment(text)
    try:
        week = parse_week(read_words(text), days_needed)
        return Hours(written(week), appointment=appointment)
    except Cannot as stop:
        return Hours(None, str(stop), appointment)


def read_week(
    cells: Mapping[int, str],
    empty_is_closed: bool = True,
    notes: Mapping[int, Restriction] | None = None,
) -> Hours:
    """Hours from a cell a day, Monday being 0; a day without a text is closed, unless told.

    All empty: nothing is known. One cell that cannot be read leaves the whole week unknown.
    `notes` has the days that are open only under some condition, with its words.
    """
    filled = {day: text for day, text in cells.items() if text.strip() not in {"", "x", "X"}}
    if not filled:
        return Hours(None, "empty")
    if len(filled) < len(cells) and not empty_is_closed:
        return Hours(None, "some days are empty")
    notes = notes or {}
    try:
        rules = tuple(
            rule for day, text in sorted(filled.items()) for rule in _on(day, text, notes.get(day))
        )
        if not any(rule.spans for rule in rules):
            return Hours("off")
        return Hours(written(Week(rules)))
    except Cannot as stop:
        return Hours(None, str(stop))


def says_appointment(text: str) -> bool | None:
    """True: on appointment; False: without; None: the text says nothing, or both.

    A sentence that names days says it for these days only: it does not count.
    """
    said = SHORTENED.sub(r"\1", plain(text)).replace("-", " ").replace("rendez vous", "rdv")
    without = "sans rdv" in said
    asked = any(
        ASKED.search(sentence.strip(" -•*:⚠️")) and not DAY_NAMED.search(sentence)
        for sentence in re.split(r"[.;\n]|⚠", said)
    )
    if without and (asked or re.search(r"(?<!avec ou )(?<!et )sur rdv", said)):
        return None
    return asked if without or asked else None


@lru_cache(maxsize=CACHED)
def _on(day: int, text: str, note: Restriction | None) -> tuple[Rule, ...]:
    """The times of a day; those that the remark is about apart, with its words."""
    rule = replace(_day(text), days=(day,))
    if note is None:
        return (rule,)
    meant = tuple(span for span in rule.spans if note.half is None or span.within(note.half))
    rest = tuple(span for span in rule.spans if span not in meant)
    if not meant or any(span.crosses_noon for span in rest):
        return (replace(rule, comment=note.words),)
    return (replace(rule, spans=meant, comment=note.words), replace(rule, spans=rest))


@lru_cache(maxsize=CACHED)
def _day(text: str) -> Rule:
    """The times of one cell. Times that overlap are kept with the cell as a comment: a doubt."""
    told = NO_TIME.sub(" ", text).strip(" /") or text
    if plain(told) in NOTHING or all(word.kind is Kind.CLOSED for word in read_words(told)):
        return Rule((), ())
    rules = parse_week(read_words(told)).rules
    if len(rules) != 1 or rules[0].days != EVERY_DAY or rules[0].nth or rules[0].parity:
        raise Cannot(f"“{text.strip()}” is more than the times of one day")
    spans = joined(rules[0].spans)
    doubt = "" if len(spans) == len(set(rules[0].spans)) else f"à vérifier : {told}"
    return replace(rules[0], spans=spans, comment=doubt or rules[0].comment)
