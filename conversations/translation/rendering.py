"""A text in another language, who makes it, and what may be wrong with it."""

from dataclasses import dataclass
from typing import Protocol

from conversations.translation.notices import mark

NUMBERS_DIFFER = mark(
    "The numbers are not the same in the translation. Write the sentence in another way, without"
    " numbers written in letters, or use the phrase book."
)
TOO_LONG = mark(
    "The translation is much longer than the text: the machine repeats itself. Write shorter"
    " sentences."
)


@dataclass(frozen=True)
class Rendering:
    """A text in the language `target`.

    `fault` is not empty when it may not be sent: one of the sentences above, in English, which the
    page says in the operator's language.
    """

    text: str
    source: str
    target: str
    fault: str = ""


class Machine(Protocol):
    """What a translator works with: plain sentences in, plain sentences out, numbers at risk."""

    def pairs(self) -> frozenset[tuple[str, str]]:
        """Every way there is, those through English included."""

    def convert(self, texts: tuple[str, ...], source: str, target: str) -> tuple[str, ...]:
        """The texts one by one; raises TranslationError."""
