"""The pieces that hours are made of, taken from the words one by one: days, and times."""

from dataclasses import dataclass

from directory.imports.hours.drafts import Draft
from directory.imports.hours.expressions import Cannot, Span
from directory.imports.hours.words import APART, Kind, Token

FULL_DAY = Span(0, 24 * 60)
LAST_HOUR = 23


@dataclass
class Pieces:
    """The words of a text, `at` the next one to be read."""

    tokens: tuple[Token, ...]
    at: int = 0

    @property
    def next(self) -> Token:
        """The word to be read; there must be one."""
        return self.tokens[self.at]

    @property
    def are_over(self) -> bool:
        """Whether every word is read."""
        return self.at >= len(self.tokens)

    def peek(self, ahead: int = 0) -> Kind | None:
        """What kind of word comes next, or so many words later."""
        at = self.at + ahead
        return self.tokens[at].kind if at < len(self.tokens) else None

    def take(self, kind: Kind) -> Token | None:
        """The next word, if it is of that kind."""
        if self.peek() is not kind:
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def take_days(self) -> Draft:
        """`le 1er et 3e lundi du mois`, `lundi matin et jeudi`: days without their times."""
        draft, nth, parity = Draft(), self._take_positions(), self.take(Kind.PARITY)
        while (days := self._take_range()) is not None:
            draft.days += days
            if half := self.take(Kind.HALF):
                draft.halves.update(dict.fromkeys(days, half.half))
            if not self._another(Kind.DAY):
                break
        if nth and self.take(Kind.MONTHLY) is None:
            raise Cannot(f"“{nth[0].text}” of what?")
        if parity is None and self._another(Kind.PARITY):
            parity = self.take(Kind.PARITY)
        draft.parity = str(parity.value) if parity else ""
        draft.nth = tuple(each.number for each in nth)
        if not draft.days:
            raise Cannot("no day is named" if self.are_over else f"“{self.next.text}” is no day")
        return draft

    def take_span(self) -> Span:
        """`9h - 12h`, `entre 9h et 12h`, `24h/24`."""
        if self.take(Kind.ALL_DAY):
            return FULL_DAY
        between = self.take(Kind.BETWEEN)
        if self.peek() not in {Kind.TIME, Kind.NUMBER}:
            raise Cannot("between what?")
        start = self.next
        joiners = {Kind.AND} if between else {Kind.TO, Kind.SLASH}
        too_big = start.kind is Kind.NUMBER and start.number > LAST_HOUR
        if self.peek(1) not in joiners or self.peek(2) is not Kind.TIME or too_big:
            raise Cannot(f"“{start.text}” has only one end")
        end = self.tokens[self.at + 2]
        self.at += 3
        minutes = start.number * (60 if start.kind is Kind.NUMBER else 1)
        return Span.between(minutes, end.number)

    def _take_positions(self) -> list[Token]:
        positions: list[Token] = []
        while token := self.take(Kind.NTH):
            positions.append(token)
            if not self._another(Kind.NTH):
                break
        return positions

    def _take_range(self) -> tuple[int, ...] | None:
        first = self.take(Kind.DAY)
        if first is None:
            return None
        if self.peek() is Kind.TO and self.peek(1) is Kind.DAY:
            last = self.tokens[self.at + 1]
            self.at += 2
            return _from_to(first.days, last.days)
        return first.days

    def _another(self, kind: Kind) -> bool:
        """Whether the list goes on: eats the "and" if the next piece is of the same kind."""
        if self.peek() in {Kind.AND, Kind.SLASH} and self.peek(1) is kind:
            self.at += 1
            return True
        return self.peek() is kind


def _from_to(first: tuple[int, ...], last: tuple[int, ...]) -> tuple[int, ...]:
    """Monday to Friday, or Friday to Monday around the end of the week."""
    if len(first) != 1 or len(last) != 1 or not APART.isdisjoint((*first, *last)):
        raise Cannot("a range of days that has no ends")
    length = (last[0] - first[0]) % 7 + 1
    return tuple((first[0] + step) % 7 for step in range(length))
