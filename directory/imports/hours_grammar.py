"""How days, times, exceptions and closings follow one another when people write hours."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from directory.imports.hours_words import EVERY_DAY, HOLIDAY, Half, Kind, Token
from directory.imports.hours_write import Cannot, Rule, Span, Week

FULL_DAY = Span(0, 24 * 60)


def parse_week(words: tuple[Token, ...], days_needed: bool = False) -> Week:
    """The rules that the words make; raises Cannot at the first word that makes no sense there.

    Times without days are those of every day, unless `days_needed`.
    """
    return _Reader(words, days_needed).week()


@dataclass
class _Draft:
    """Days that wait for their times, or have some and may get more."""

    days: tuple[int, ...] = ()
    halves: dict[int, Half] = field(default_factory=dict)
    nth: tuple[int, ...] = ()
    parity: str = ""
    spans: tuple[Span, ...] = ()
    closed: bool = False
    comment: str = ""
    without: dict[int, Half | None] = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        return bool(self.days) and not self.spans and not self.closed


class _Reader:
    """Reads tokens from left to right; raises `Cannot` at the first that makes no sense there."""

    def __init__(self, tokens: tuple[Token, ...], days_needed: bool) -> None:
        self.tokens = tokens
        self.days_needed = days_needed
        self.at = 0
        self.done: list[_Draft] = []
        self.draft = _Draft()
        self.half: Half | None = None
        self.said = ""  # "on appointment", when it comes before the days it is about

    def week(self) -> Week:
        if _times_come_first(self.tokens):
            self.tokens = _days_first(self.tokens)
        while self.at < len(self.tokens):
            self._step()
        self._finish()
        rules = tuple(rule for draft in self.done for rule in _rules(draft))
        if not any(rule.spans for rule in rules):
            raise Cannot("no times")
        return Week(rules)

    def _step(self) -> None:
        token = self.tokens[self.at]
        if token.kind is Kind.TO and self._is_a_dash_between_parts():
            self.at += 1
        elif token.kind in STEPS:
            STEPS[token.kind](self)
        elif token.kind is Kind.TO and self._peek(1) in {Kind.TIME, Kind.NUMBER}:
            raise Cannot(f"“{self.tokens[self.at + 1].text}” has only one end")
        else:
            raise Cannot(f"“{token.text}” is not understood")

    def _pass(self) -> None:
        if self._peek() is Kind.BREAK:
            self.said = ""
        self.at += 1

    def _hear_half(self) -> None:
        self.half = _half(self.tokens[self.at])
        self.at += 1

    def _note(self) -> None:
        text = self.tokens[self.at].text
        if self.draft.days:
            self.draft.comment = text
        else:
            self.said = text
        self.at += 1

    def _is_a_dash_between_parts(self) -> bool:
        """A dash that opens a line or stands between days and times: `- Lundi - 9h-12h`."""
        before = self.tokens[self.at - 1].kind if self.at else Kind.BREAK
        joins = before in {Kind.TIME, Kind.NUMBER} and not self.draft.spans
        return self.tokens[self.at].text == "-" and not joins

    def _open_days(self) -> None:
        if self.draft.waits:
            raise Cannot("days without times")
        self._finish()
        self.draft = self._take_days()

    def _finish(self) -> None:
        """The draft is complete; days that only say "on appointment" add nothing sure."""
        if self.draft.waits and not self.draft.comment:
            raise Cannot("days without times")
        if self.draft.spans or self.draft.closed:
            self.done.append(self.draft)
        self.draft, self.half = _Draft(), None

    def _take_days(self) -> _Draft:
        draft, nth, parity = (
            _Draft(comment=self.said),
            self._take_positions(),
            self._take(Kind.PARITY),
        )
        while (days := self._take_range()) is not None:
            draft.days += days
            half = self._take(Kind.HALF)
            if half:
                draft.halves.update(dict.fromkeys(days, _half(half)))
            if not self._another(Kind.DAY):
                break
        if nth and self._take(Kind.MONTHLY) is None:
            raise Cannot("first or last of what?")
        if parity is None and self._another(Kind.PARITY):
            parity = self._take(Kind.PARITY)
        draft.parity = str(parity.value) if parity else ""
        draft.nth = nth
        if not draft.days:
            raise Cannot("no day is named")
        return draft

    def _take_positions(self) -> tuple[int, ...]:
        positions: tuple[int, ...] = ()
        while token := self._take(Kind.NTH):
            positions += (_number(token),)
            if not self._another(Kind.NTH):
                break
        return positions

    def _another(self, kind: Kind) -> bool:
        """Whether the list goes on: eats the "and" if the next piece is of the same kind."""
        if self._peek() in {Kind.AND, Kind.SLASH} and self._peek(1) is kind:
            self.at += 1
            return True
        return self._peek() is kind

    def _take_range(self) -> tuple[int, ...] | None:
        first = self._take(Kind.DAY)
        if first is None:
            return None
        if self._peek() is Kind.TO and self._peek(1) is Kind.DAY:
            last = self.tokens[self.at + 1]
            self.at += 2
            return _from_to(_days(first), _days(last))
        return _days(first)

    def _add_spans(self) -> None:
        if not self.draft.days:
            always = self._peek() is Kind.ALL_DAY
            if self.done or (self.days_needed and not always):
                raise Cannot("times without days")
            self.draft.days, self.draft.comment = EVERY_DAY, self.said
        span = FULL_DAY if self._take(Kind.ALL_DAY) else self._take_span()
        if self.half and not span.within(self.half):
            raise Cannot("a part of the day and its times disagree")
        self.draft.spans += (span,)
        self.half = None

    def _take_span(self) -> Span:
        between = self._take(Kind.BETWEEN)
        if self._peek() not in {Kind.TIME, Kind.NUMBER}:
            raise Cannot("between what?")
        start = self.tokens[self.at]
        joiners = {Kind.AND} if between else {Kind.TO, Kind.SLASH}
        too_big = start.kind is Kind.NUMBER and _number(start) > 23
        if self._peek(1) not in joiners or self._peek(2) is not Kind.TIME or too_big:
            raise Cannot(f"“{start.text}” has only one end")
        end = self.tokens[self.at + 2]
        self.at += 3
        minutes = _number(start) * (60 if start.kind is Kind.NUMBER else 1)
        return Span.between(minutes, _number(end))

    def _leave_out(self) -> None:
        """`sauf mardi`: off, or other times when some follow; before any time, remembered."""
        self.at += 1
        left_out = self._take_days()
        if self.draft.waits:
            self.draft.without.update({day: left_out.halves.get(day) for day in left_out.days})
            return
        if not self.draft.spans:
            raise Cannot("except from what?")
        if self._peek() in {Kind.TIME, Kind.NUMBER}:
            self._replace_days(left_out)
            return
        self.draft.without.update({day: left_out.halves.get(day) for day in left_out.days})

    def _replace_days(self, other: _Draft) -> None:
        """`du lundi au vendredi 9h-17h sauf le mardi 9h-12h`: that day has these times instead."""
        if other.nth or not set(other.days) <= set(self.draft.days):
            raise Cannot("an exception that is not one of the days")
        self.draft.without.update(dict.fromkeys(other.days))
        self._finish()
        self.draft = other

    def _close(self) -> None:
        """`mercredi : fermé` closes what waits; `fermé le mercredi` what follows."""
        self.at += 1
        if self.draft.waits:
            self.draft.closed = True
            return
        if self._peek() is Kind.HALF:
            self._close_half()
            return
        days = self._closed_days()
        if self.draft.spans:
            self.done.append(self.draft)
        for draft in self.done:
            draft.without.update(days)
        self.draft = _Draft(days=tuple(d for d in days if d == HOLIDAY), closed=True)

    def _close_half(self) -> None:
        """`fermé l'après-midi` repeats what the times say, or contradicts them."""
        half = _half(self.tokens[self.at])
        self.at += 1
        if not self.draft.spans or any(span.within(half) for span in self.draft.spans):
            raise Cannot("closed for a part of the day that has times")

    def _closed_days(self) -> dict[int, Half | None]:
        if self._peek() not in {Kind.DAY, Kind.NTH}:
            raise Cannot("closed, but when?")
        closed = self._take_days()
        if closed.nth or closed.parity:
            raise Cannot("closed on some weeks only")
        if self._peek() in {Kind.TIME, Kind.NUMBER, Kind.TO}:
            raise Cannot("closed for a part of a day")
        return {day: closed.halves.get(day) for day in closed.days}

    def _take(self, kind: Kind) -> Token | None:
        if self._peek() is not kind:
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def _peek(self, ahead: int = 0) -> Kind | None:
        at = self.at + ahead
        return self.tokens[at].kind if at < len(self.tokens) else None


STEPS: Mapping[Kind, Callable[[_Reader], None]] = {
    **dict.fromkeys((Kind.DAY, Kind.NTH, Kind.PARITY), _Reader._open_days),
    **dict.fromkeys((Kind.TIME, Kind.NUMBER, Kind.ALL_DAY, Kind.BETWEEN), _Reader._add_spans),
    **dict.fromkeys((Kind.AND, Kind.SLASH, Kind.BREAK), _Reader._pass),
    Kind.HALF: _Reader._hear_half,
    Kind.EXCEPT: _Reader._leave_out,
    Kind.CLOSED: _Reader._close,
    Kind.APPOINTMENT: _Reader._note,
}


def _rules(draft: _Draft) -> list[Rule]:
    """One rule for each set of days that keep the same times."""
    if draft.closed:
        return [Rule(draft.days, ())] if draft.days else []
    rules: dict[tuple[Span, ...], list[int]] = {}
    for day in dict.fromkeys(draft.days):
        rules.setdefault(_spans_on(day, draft), []).append(day)
    off = [day for day in draft.without if day == HOLIDAY and day not in draft.days]
    if off:
        rules.setdefault((), []).extend(off)
    return [
        Rule(tuple(days), spans, draft.nth, draft.parity, draft.comment)
        for spans, days in rules.items()
    ]


def _spans_on(day: int, draft: _Draft) -> tuple[Span, ...]:
    spans = draft.spans
    if half := draft.halves.get(day):
        spans = tuple(span for span in spans if span.within(half))
        if not spans:
            raise Cannot("a part of the day and its times disagree")
    if day not in draft.without:
        return spans
    left_out = draft.without[day]
    if left_out is None:
        return ()
    if any(span.crosses_noon for span in spans):
        raise Cannot("closed for a part of a day that has no break")
    return tuple(span for span in spans if not span.within(left_out))


def _times_come_first(tokens: tuple[Token, ...]) -> bool:
    """`9am-5pm Monday to Friday`: begins with times and ends with days."""
    kinds = [token.kind for token in tokens if token.kind in {Kind.TIME, Kind.DAY, Kind.ALL_DAY}]
    if not kinds or kinds[0] is Kind.DAY or kinds[-1] is not Kind.DAY:
        return False
    return not any(token.kind in {Kind.EXCEPT, Kind.CLOSED} for token in tokens)


def _days_first(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same, each run of times moved behind the days that follow it."""
    moved: list[Token] = []
    times: list[Token] = []
    days: list[Token] = []
    for token in tokens:
        is_day = token.kind in {Kind.DAY, Kind.NTH, Kind.MONTHLY, Kind.PARITY}
        joins = token.kind in {Kind.TO, Kind.AND} and bool(days)
        if days and not is_day and not joins:
            moved += [*days, *times]
            days, times = [], []
        (days if is_day or joins else times).append(token)
    while days and days[-1].kind in {Kind.TO, Kind.AND}:
        times.append(days.pop())
    return tuple([*moved, *days, *times])


def _half(token: Token) -> Half:
    if not isinstance(token.value, Half):
        raise TypeError(token)
    return token.value


def _number(token: Token) -> int:
    if not isinstance(token.value, int):
        raise TypeError(token)
    return token.value


def _days(token: Token) -> tuple[int, ...]:
    if not isinstance(token.value, tuple):
        raise TypeError(token)
    return token.value


def _from_to(first: tuple[int, ...], last: tuple[int, ...]) -> tuple[int, ...]:
    """Monday to Friday, or Friday to Monday around the end of the week."""
    if len(first) != 1 or len(last) != 1 or HOLIDAY in (*first, *last):
        raise Cannot("a range of days that has no ends")
    length = (last[0] - first[0]) % 7 + 1
    return tuple((first[0] + step) % 7 for step in range(length))
