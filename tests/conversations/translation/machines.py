"""Machines to translate with in tests: plain Python, as faithful or as bad as a test needs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from conversations.translation.errors import TranslationError
from conversations.translation.packages import Pair

FRENCH_ARABIC = frozenset({("fr", "ar"), ("ar", "fr")})


@dataclass
class FakeMachine:
    """Says each text as `say` makes it; remembers what it was asked."""

    say: Callable[[str], str] = str.upper
    ways: frozenset[Pair] = FRENCH_ARABIC
    error: TranslationError | None = None
    asked: list[str] = field(default_factory=list)

    def pairs(self) -> frozenset[Pair]:
        return self.ways

    def convert(self, texts: tuple[str, ...], source: str, target: str) -> tuple[str, ...]:
        self.asked += texts
        if self.error:
            raise self.error
        return tuple(map(self.say, texts))
