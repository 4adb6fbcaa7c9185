"""The words that everyone uses, by language: what is no misspelt name, and whose words they are."""

import lzma
from collections.abc import Mapping
from pathlib import Path

WORDS = Path(__file__).parent / "words.xz"

Everyday = Mapping[str, frozenset[str]]


def load_everyday(path: Path = WORDS) -> Everyday:
    """Each everyday word, folded, with the languages that use it."""
    speakers: dict[str, list[str]] = {}
    for line in lzma.decompress(path.read_bytes()).decode().splitlines():
        code, *words = line.split(" ")
        for word in words:
            speakers.setdefault(word, []).append(code)
    shared: dict[tuple[str, ...], frozenset[str]] = {}
    return {
        word: shared.setdefault(tuple(codes), frozenset(codes)) for word, codes in speakers.items()
    }
