"""Where sentences end in a text message; the library's own way would fetch a model for it."""

import re

# Longer ones are cut at a comma, else at a space: a model forgets, or stops, after 200 pieces.
LONGEST = 220
ENDS = re.compile(r"(?<=[.!?…؟۔։।])(?:\s?»|[\"'”)\]])*\s+|(?<=[。！？])[”」）]*\s*")
ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[^\W\d_]|mme|mlle|dr|st|ste|av|bd|tel|tél|env|etc)\.$", re.I
)
PAUSES = re.compile(r"[,;:،؛，、]\s*")
SPACES = re.compile(r"\s+")


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph, none longer than a model takes; [] for a blank one.

    >>> split_sentences("Bonjour ! Voyez Mme. Diallo. Elle est là")
    ['Bonjour !', 'Voyez Mme. Diallo.', 'Elle est là']
    """
    sentences: list[str] = []
    for part in _cut(text, ENDS):
        if sentences and ABBREVIATION.search(sentences[-1]):
            sentences[-1] = f"{sentences[-1]} {part}"
        else:
            sentences.append(part)
    return [short for sentence in sentences for short in _shorten(sentence)]


def _shorten(sentence: str) -> list[str]:
    if len(sentence) <= LONGEST:
        return [sentence]
    head = _best_cut(sentence)
    return [sentence[:head].strip(), *_shorten(sentence[head:].strip())]


def _best_cut(sentence: str) -> int:
    """After the last pause that keeps the head short enough, else the last space, else there."""
    for gaps in (PAUSES, SPACES):
        ends = [gap.end() for gap in gaps.finditer(sentence, 1, LONGEST)]
        if ends:
            return ends[-1]
    return LONGEST


def _cut(text: str, ends: re.Pattern[str]) -> list[str]:
    begins = [0, *(end.end() for end in ends.finditer(text))]
    parts = [
        text[begin:end].strip() for begin, end in zip(begins, [*begins[1:], None], strict=True)
    ]
    return [part for part in parts if part]
