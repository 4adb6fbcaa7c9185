"""What a note of a source only says again: a condition that we tell of in our own words anyway."""

import re
from collections.abc import Iterator
from dataclasses import replace

from directory.drafts import Conditions
from directory.spelling import fold

SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
BETWEEN = re.compile(r"[,;/]| - ")
ONLY = r"(?: uniquement| seulement| exclusivement| only)?"
# Folded, and the whole of it: “call to make an appointment” tells more, and stays.
SAID = {
    "appointment": re.compile(
        rf"(?:uniquement |seulement )?(?:sur|avec|par) (?:rendez vous|rdv){ONLY}"
        r"|(?:prise de )?(?:rendez vous|rdv) (?:obligatoire|necessaire|requis)"
        rf"|by appointment{ONLY}|appointments? (?:(?:is|are) )?(?:required|necessary|only)"
        r"|must (?:make|have) an appointment|(?:con )?cita previa|amb cita previa|cita previa"
    ),
    "registration": re.compile(
        rf"(?:uniquement |seulement )?(?:sur|avec|apres) (?:pre ?)?inscription{ONLY}(?: prealable)?"
        r"|(?:pre ?)?inscription (?:obligatoire|prealable|necessaire|requise)"
        r"|(?:pre ?)?registration (?:is )?(?:required|necessary)"
        r"|(?:con )?inscripcion previa|amb inscripcio previa|inscripcio previa"
    ),
    "referral": re.compile(rf"(?:uniquement |seulement )?sur orientation{ONLY}|by referral{ONLY}"),
}


def without_repeats(conditions: Conditions) -> Conditions:
    """The conditions with a note of what they do not say already, each sentence once."""
    if not conditions.note:
        return conditions
    pieces = SENTENCE.split(conditions.note)
    kept = [
        piece for piece, is_new in zip(pieces, _news(pieces, conditions), strict=True) if is_new
    ]
    return conditions if kept == pieces else replace(conditions, note=" ".join(kept))


def _news(pieces: list[str], conditions: Conditions) -> Iterator[bool]:
    """Whether each of the sentences says anything that was not said before it."""
    said = {fold(conditions.documents), fold(conditions.price or ""), ""}
    patterns = [pattern for name, pattern in SAID.items() if getattr(conditions, name)]
    for piece in pieces:
        folded = fold(piece)
        yield folded not in said and not _is_said(piece, patterns)
        said.add(folded)


def _is_said(piece: str, patterns: list[re.Pattern[str]]) -> bool:
    parts = filter(None, map(fold, BETWEEN.split(piece)))
    return bool(patterns) and all(any(each.fullmatch(part) for each in patterns) for part in parts)
