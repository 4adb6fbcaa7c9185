"""Builds `words.xz`, the everyday words of each language, from PyPI's `wordfreq`.

Nothing is fetched here. Bring the package and name its folder:

    pip download --no-deps --dest /tmp/wordfreq wordfreq==3.1.1
    unzip -d /tmp/wordfreq /tmp/wordfreq/wordfreq-*.whl
    pip install msgpack
    python -m bot.everyday.build /tmp/wordfreq/wordfreq

The frequencies are Robyn Speer's (CC BY-SA 4.0); NOTICE has the credit.
"""

import gzip
import lzma
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bot.everyday import WORDS
from directory.spelling import fold

LANGUAGES = (
    "ar", "bg", "bn", "ca", "de", "en", "es", "fa", "fr", "hi", "it", "pl", "pt", "ro", "ru", "tr",
    "uk", "ur",
)  # fmt: skip
"""The languages we speak that the package has, but Chinese, whose characters stand alone."""
LATIN = frozenset({"ca", "de", "en", "es", "fr", "it", "pl", "pt", "ro", "tr"})
"""Those written in Latin letters; in the lists of the others, Latin words are English ones."""
KEPT = {"fr": 12_000, "en": 8_000}
"""How many words a language keeps: more where most texts are written."""
OTHERS_KEPT = 5_000
SHORTEST = 2


def main(folder: Path) -> None:
    """Write the file and say how large it is."""
    lines = (f"{code} {' '.join(_everyday(folder, code))}\n" for code in LANGUAGES)
    WORDS.write_bytes(lzma.compress("".join(lines).encode(), preset=9))
    print(f"{WORDS.name}: {WORDS.stat().st_size:,} bytes")  # noqa: T201 - a script's own word


def _everyday(folder: Path, code: str) -> list[str]:
    """The commonest words of a language, folded, each once, the commonest first."""
    words = dict.fromkeys(word for word in _ranked(folder, code) if _is_own(word, code))
    return list(islice(words, KEPT.get(code, OTHERS_KEPT)))


def _is_own(word: str, code: str) -> bool:
    return len(word) >= SHORTEST and word.isascii() == (code in LATIN)


def _ranked(folder: Path, code: str) -> Iterator[str]:
    """Its words as they are listed: a header, then a list of words for each frequency."""
    import msgpack  # a build's own need, in no lock

    packed = gzip.decompress((folder / "data" / f"small_{code}.msgpack.gz").read_bytes())
    _header, *by_frequency = msgpack.unpackb(packed, raw=False)
    for words in by_frequency:
        for word in words:
            if (folded := fold(word)).isalpha():
                yield folded


if __name__ == "__main__":
    main(Path(sys.argv[1]))
