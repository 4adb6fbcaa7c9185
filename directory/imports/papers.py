"""Sentences that name papers to bring, apart from what else a place says of its door."""

import re
from collections.abc import Iterable

from directory.spelling import fold

SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
PAPERS = re.compile(
    r"\b(?:pieces? d identite|cartes? d identite|cni|passeports?|justificatifs?|attestations?"
    r"|recepisses?|titres? de sejour|cartes? vitales?|ordonnances?|livret de famille|photos?"
    r"|dni|nie|pasaporte|passaport|empadronament|empadronamiento|documents? d identitat)\b"
)
# "Bring" is said beside it already.
BRING = re.compile(
    r"^(?:(?:veuillez |merci d['e] ?|pensez à |à )?(?:apporter|prendre|amener)|apportez|prenez"
    r"|(?:se )?munir (?:de |d')|munissez-vous (?:de |d')|venir avec|venez avec"
    r"|cal (?:portar|dur)|porteu|porti|hay que (?:traer|llevar)|traer|traiga|llevar)\s*",
    re.IGNORECASE,
)
NOT_ASKED = re.compile(r"\b(?:sans|aucune?s?|pas|ni|sense|cap|sin|ningun\w*|non)\b")


def sort_sentences(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """The sentences that name papers to bring, without that word, and all the others, each once."""
    sentences = [piece.strip() for each in texts for piece in SENTENCE.split(each)]
    distinct = list(dict.fromkeys(filter(None, sentences)))
    asked = [each for each in distinct if _asks_for_papers(each)]
    return [_brought(each) for each in asked], [each for each in distinct if each not in asked]


def told_in_a_row(sentences: list[str]) -> str:
    """The sentences in a row, each ended before the next begins."""
    ended = [each if each[-1] in ".!?;:" else f"{each}." for each in sentences[:-1]]
    return " ".join([*ended, *sentences[-1:]])


def _brought(sentence: str) -> str:
    """What is to be brought, where the sentence says nothing else."""
    return BRING.sub("", sentence, count=1) or sentence


def _asks_for_papers(sentence: str) -> bool:
    said = fold(sentence)
    return bool(PAPERS.search(said)) and not NOT_ASKED.search(said)
