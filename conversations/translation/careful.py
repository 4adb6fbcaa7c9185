"""The translator of the house: whatever the machine does, no number of a text is changed unseen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from conversations.translation.cutting import (
    Piece,
    cut_blocks,
    cut_values,
    digits,
    put_back,
    shield,
    unmark,
)
from conversations.translation.errors import MachineDiedError, NoModelError, TextTooLongError
from conversations.translation.rendering import (
    NUMBERS_DIFFER,
    TOO_LONG,
    Machine,
    Rendering,
)

LONGEST_TEXT = 5_000
# A machine that loops says the same again and again; no pair of languages differs that much.
LONGER, MARGIN = 4, 60
# After a value a piece may begin with the end of a sentence, or with a bullet.
LEADING = re.compile(r"[\s.,;:!?)\]»”…–-]*")

Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class CarefulTranslator:
    """Cuts out what must not be touched, has the rest translated, and compares the digits."""

    machine: Machine

    def can(self, source: str, target: str) -> bool:
        """Whether there is a way from one language to the other, at once or through English."""
        return source == target or (source, target) in self.machine.pairs()

    def translate(self, text: str, source: str, target: str) -> Rendering:
        """The text in the other language, its entries and values as they were.

        Raises TranslationError when there is no translation; a doubtful one has a `fault`.
        """
        if len(text) > LONGEST_TEXT:
            raise TextTooLongError(f"{len(text)} characters")
        if source == target:
            return Rendering(unmark(text), source, target)
        if not self.can(source, target):
            raise NoModelError(f"no model leads from {source} to {target}")
        said = self._say(text, source, target)
        return Rendering(said, source, target, find_fault(unmark(text), said))

    def _say(self, text: str, source: str, target: str) -> str:
        lines = [_cut(block) for block in cut_blocks(text)]
        said = iter(self._say_lines([line for line in lines if _speaks(line)], source, target))
        return "".join(next(said) if _speaks(line) else _written(line) for line in lines)

    def _say_lines(self, lines: list[Pieces], source: str, target: str) -> list[str]:
        """Each line whole, numbers standing in for its values; in pieces where one is lost."""
        whole = [shield(line) or "" for line in lines]
        said = self._convert(whole, source, target)
        tried = [put_back(line, one) for line, one in zip(lines, said, strict=True)]
        lost = [line for line, one in zip(lines, tried, strict=True) if one is None]
        pieced = iter(self._say_pieces(lost, source, target))
        return [one if one is not None else next(pieced) for one in tried]

    def _say_pieces(self, lines: list[Pieces], source: str, target: str) -> list[str]:
        """What stands between the values alone, so that no value can be lost."""
        words = [piece.text for line in lines for piece in line if piece.speaks()]
        said = iter(self._convert(words, source, target))
        return ["".join(_say_piece(piece, said) for piece in line) for line in lines]

    def _convert(self, texts: list[str], source: str, target: str) -> tuple[str, ...]:
        bare = tuple(map(_bare, texts))
        said = self.machine.convert(bare, source, target) if any(bare) else bare
        if len(said) != len(texts):
            raise MachineDiedError(f"{len(said)} answers to {len(texts)} texts")
        return tuple(_take_place(text, one) for text, one in zip(texts, said, strict=True))


def find_fault(text: str, said: str) -> str:
    """Why a translation may not be sent; empty when it may."""
    if digits(text) != digits(said):
        return NUMBERS_DIFFER
    return TOO_LONG if len(said) > LONGER * len(text) + MARGIN else ""


def _cut(block: Piece) -> Pieces:
    return (block,) if block.kept else cut_values(block.text)


def _speaks(line: Pieces) -> bool:
    return any(piece.speaks() for piece in line)


def _written(line: Pieces) -> str:
    return "".join(piece.text for piece in line)


def _say_piece(piece: Piece, said: Iterator[str]) -> str:
    return next(said) if piece.speaks() else piece.text


def _bare(text: str) -> str:
    """The words of a piece, without the sign that ended what stood before it."""
    return text[_lead(text) :].rstrip()


def _lead(text: str) -> int:
    lead = LEADING.match(text)
    return lead.end() if lead else 0


def _take_place(text: str, said: str) -> str:
    """What was said, with the blanks and signs around that the text had."""
    if text.strip() and not said.strip():
        raise MachineDiedError("nothing came out for a text")
    return f"{text[: _lead(text)]}{said.strip()}{text[len(text.rstrip()) :]}"
