"""A text while it is being read: what each step of `understand` gets and gives."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.understanding.lexicon import Lexicon
from bot.understanding.request import Request
from bot.understanding.tokens import Token
from bot.understanding.tree import Hit, Topic
from directory.gazetteer import Gazetteer
from directory.places import Place

SHORTEST_NUMBER, POSTCODE = 3, 5
"""Digits of a number that people call, and of a postcode."""
YEARS = range(1900, 2100)
SIGNS = "signs"
"""The language file of emoji, which belong to every language."""


@dataclass(frozen=True)
class Knowledge:
    """All that is known before any text comes; loaded once."""

    lexicon: Lexicon
    gazetteer: Gazetteer


class Asked(StrEnum):
    """What our last text asked for, if anything."""

    NOTHING = "nothing"
    WHERE = "where"
    WHAT = "what"
    WHICH = "which"
    STILL = "still"
    WRONG = "wrong"
    ENTRY = "entry"
    NEWS = "news"
    REASON = "reason"
    LANGUAGE = "language"
    SAFE = "safe"
    VISIT = "visit"
    VISIT_IN_WORDS = "visit_in_words"


@dataclass(frozen=True)
class Circumstances:
    """What is known beside the text: the clock, the country, and what was said before.

    `now` is aware. `language` is the thread's, `near` the last place it named.
    """

    now: datetime
    timezone: str = "Europe/Paris"
    country: str = "FR"
    language: str | None = None
    near: Place | None = None
    asked: Asked = Asked.NOTHING


@dataclass(frozen=True)
class Reading:
    """What has been read so far.

    `hits` are the phrases that count, longest first winning; `written` is the language that the
    words make plain, if they do; `naming` has a bit for each token of the place's name, `trade` for
    each of the trade by which somebody introduces themselves.
    """

    request: Request
    circumstances: Circumstances
    knowledge: Knowledge
    tokens: tuple[Token, ...] = ()
    hits: tuple[Hit, ...] = ()
    written: str = ""
    naming: int = 0
    trade: int = 0

    @property
    def asks_where(self) -> bool:
        """Whether our last text asked for a place."""
        return self.circumstances.asked in (Asked.WHERE, Asked.WHICH)

    def is_little(self, key: str) -> bool:
        """Whether a word is a little one of the language written, or of any language."""
        return self._is_spoken(self.knowledge.lexicon.little.get(key))

    def is_everyday(self, key: str) -> bool:
        """Whether a word is an everyday one of the language written, or of any."""
        return self._is_spoken(self.knowledge.lexicon.everyday.get(key))

    def _is_spoken(self, speakers: Collection[str] | None) -> bool:
        return bool(speakers) and (not self.written or self.written in (speakers or ()))

    def of(self, *topics: Topic) -> Iterator[Hit]:
        """The phrases about some topics, in the order of the text."""
        return (hit for hit in self.hits if hit.sense.topic in topics)

    def breaks(self, end: int, start: int) -> bool:
        """Whether a clause ends between the end of a phrase and the start of another."""
        return any(token.breaks for token in self.tokens[end : start + 1])

    def touch(self, end: int, start: int) -> bool:
        """Whether the second follows the first, but for fillers."""
        is_whole = end <= start and not self.breaks(end, start)
        fillers = self.knowledge.lexicon.fillers
        return is_whole and all(token.key in fillers for token in self.tokens[end:start])

    def words(self, hit: Hit) -> str:
        """The words of a phrase as they are compared, for saying why."""
        spoken = (self.tokens[i].key for i in range(hit.start, hit.end) if hit.covered >> i & 1)
        return " ".join(spoken)

    def numbers_to_call(self, hit: Hit) -> tuple[str, ...]:
        """The short numbers in the words of a phrase; a list or a bus has fewer digits."""
        return tuple(word for word in self.words(hit).split() if is_short_number(word))

    def is_foreign(self, hit: Hit) -> bool:
        """Whether a phrase is of another language than the one that the words make plain."""
        return bool(self.written) and hit.sense.language not in (self.written, SIGNS)

    def reason(self, what: str, hit: Hit) -> str:
        """One line of `because`."""
        sure = "" if hit.sureness > 0.97 else f", {hit.sureness:.0%} sure"
        return f"{what}: «{self.words(hit)}» ({hit.sense.language}{sure})"

    def told(self, *reasons: str, **changes: object) -> "Reading":
        """The same reading with parts of the request changed, and why."""
        if not reasons and all(getattr(self.request, name) == new for name, new in changes.items()):
            return self
        because = (*self.request.because, *reasons)
        return replace(self, request=replace(self.request, because=because, **changes))  # type: ignore[arg-type]


def is_short_number(word: str) -> bool:
    """115, 3919, 116111, 0800081111; which of them are helplines, the countries' files tell."""
    if not word.isdigit() or len(word) < SHORTEST_NUMBER or len(word) == POSTCODE:
        return False
    return int(word) not in YEARS
