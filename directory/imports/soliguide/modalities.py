"""How one gets in: appointment, registration, referral, price, animals, wheelchair, papers."""

import re
from collections.abc import Iterable

from directory.drafts import Conditions
from directory.imports.fields import Document, block, flag
from directory.imports.texts import read_rich
from directory.spelling import fold

ENTRIES = ("appointment", "inscription", "orientation")
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
PAPERS = re.compile(
    r"\b(?:pieces? d identite|cartes? d identite|cni|passeports?|justificatifs?|attestations?"
    r"|recepisses?|titres? de sejour|cartes? vitales?|ordonnances?|livret de famille|photos?"
    r"|dni|nie|pasaporte|passaport|empadronament|empadronamiento|documents? d identitat)\b"
)
NOT_ASKED = re.compile(r"\b(?:sans|aucune?s?|pas|ni|sense|cap|sin|ningun\w*|non)\b")


def is_by_referral(modalities: Document) -> bool:
    """Whether one is sent there by a professional; at place level the address is then secret."""
    return flag(block(modalities, "orientation"), "checked") is True


def read_conditions(modalities: Document, more: Iterable[str], paid: str) -> Conditions:
    """The conditions; `more` are further remarks, `paid` what is said of a price without amount.

    What is not stated stays unknown: an animal that is not ticked is not an animal refused.
    """
    free = flag(modalities, "inconditionnel")
    texts = [_precision(modalities, name) for name in ENTRIES if _checked(modalities, name)]
    asked, remarks = _sort([*texts, read_rich(modalities, "other"), *more])
    return Conditions(
        appointment=_entry(modalities, "appointment", free),
        registration=_entry(modalities, "inscription", free),
        referral=_entry(modalities, "orientation", free),
        price=_price(modalities, paid),
        animals=_checked(modalities, "animal") or None,
        wheelchair=_checked(modalities, "pmr") or None,
        documents=_told(asked),
        note=_told(remarks),
    )


def _entry(modalities: Document, name: str, free: bool | None) -> bool | None:
    """A condition: asked, not asked, or not told when the document says nothing of entry."""
    if _checked(modalities, name):
        return True
    told = free is not None or any(_checked(modalities, each) is not None for each in ENTRIES)
    return False if told else None


def _price(modalities: Document, paid: str) -> str | None:
    asked = _checked(modalities, "price")
    if asked is None:
        return None
    return (_precision(modalities, "price") or paid) if asked else ""


def _sort(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """The sentences that name papers to bring, and all the others, each once."""
    sentences = [piece.strip() for each in texts for piece in SENTENCE.split(each)]
    distinct = list(dict.fromkeys(filter(None, sentences)))
    asked = [each for each in distinct if _asks_for_papers(each)]
    return asked, [each for each in distinct if each not in asked]


def _told(sentences: list[str]) -> str:
    """The sentences in a row, each ended before the next begins."""
    ended = [each if each[-1] in ".!?;:" else f"{each}." for each in sentences[:-1]]
    return " ".join([*ended, *sentences[-1:]])


def _asks_for_papers(sentence: str) -> bool:
    said = fold(sentence)
    return bool(PAPERS.search(said)) and not NOT_ASKED.search(said)


def _checked(modalities: Document, name: str) -> bool | None:
    return flag(block(modalities, name), "checked")


def _precision(modalities: Document, name: str) -> str:
    return " ".join(read_rich(block(modalities, name), "precisions").split())
