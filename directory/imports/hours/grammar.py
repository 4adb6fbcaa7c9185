"""How days, times, exceptions and closings follow one another when people write hours."""

from collections.abc import Callable, Mapping

from directory.imports.hours.drafts import Draft
from directory.imports.hours.expressions import Cannot, Week
from directory.imports.hours.pieces import Pieces
from directory.imports.hours.words import APART, EVERY_DAY, SCHOOL_HOLIDAYS, Half, Kind, Token


def parse_week(words: tuple[Token, ...], days_needed: bool = False) -> Week:
    """The rules that the words make; raises Cannot at the first word that makes no sense there.

    Times without days are those of every day, unless `days_needed`.
    """
    return _Reader(_days_first(words) if _times_come_first(words) else words, days_needed).week()


class _Reader:
    """Reads the words from left to right, each by the step of its kind."""

    def __init__(self, words: tuple[Token, ...], days_needed: bool) -> None:
        self.pieces = Pieces(words)
        self.days_needed = days_needed
        self.done: list[Draft] = []
        self.draft = Draft()
        self.half: Half | None = None
        self.said = ""  # "on appointment", when it comes before the days it is about

    def week(self) -> Week:
        while not self.pieces.are_over:
            self._step()
        self._finish()
        rules = tuple(rule for draft in self.done for rule in draft.rules())
        if not any(rule.spans for rule in rules):
            raise Cannot("no times")
        return Week(rules)

    def _step(self) -> None:
        kind = self.pieces.next.kind
        if kind is Kind.TO and self._is_a_dash_between_parts():
            self.pieces.at += 1
        elif kind in STEPS:
            STEPS[kind](self)
        elif kind is Kind.TO and self.pieces.peek(1) in {Kind.TIME, Kind.NUMBER}:
            raise Cannot(f"“{self.pieces.tokens[self.pieces.at + 1].text}” has only one end")
        else:
            raise Cannot(f"“{self.pieces.next.text}” is not understood")

    def _pass(self) -> None:
        if self.pieces.peek() is Kind.BREAK:
            self.said = ""
        self.pieces.at += 1

    def _hear_half(self) -> None:
        self.half = self.pieces.next.half
        self.pieces.at += 1

    def _note(self) -> None:
        text = self.pieces.next.text
        if self.draft.days:
            self.draft.comment = text
        else:
            self.said = text
        self.pieces.at += 1

    def _is_a_dash_between_parts(self) -> bool:
        """A dash that opens a line or stands between days and times: `- Lundi - 9h-12h`."""
        before = self.pieces.tokens[self.pieces.at - 1].kind if self.pieces.at else Kind.BREAK
        joins = before in {Kind.TIME, Kind.NUMBER} and not self.draft.spans
        return self.pieces.next.text == "-" and not joins

    def _open_days(self) -> None:
        if self.draft.waits:
            raise Cannot("days without times")
        self._finish()
        self.draft = self.pieces.take_days()
        self.draft.comment = self.said

    def _finish(self) -> None:
        """The draft is complete; days that only say "on appointment" add nothing sure."""
        if self.draft.waits and not self.draft.comment:
            raise Cannot("days without times")
        if self.draft.spans or self.draft.closed:
            self.done.append(self.draft)
        self.draft, self.half = Draft(), None

    def _add_spans(self) -> None:
        if not self.draft.days:
            always = self.pieces.peek() is Kind.ALL_DAY
            if self.done or (self.days_needed and not always):
                raise Cannot("times without days")
            self.draft.days, self.draft.comment = EVERY_DAY, self.said
        if SCHOOL_HOLIDAYS in self.draft.days:
            raise Cannot("times of the school holidays alone")
        span = self.pieces.take_span()
        if self.half and not span.within(self.half):
            raise Cannot("a part of the day and its times disagree")
        self.draft.spans += (span,)
        self.half = None

    def _leave_out(self) -> None:
        """`sauf mardi`: off, or other times when some follow; before any time, remembered."""
        self.pieces.at += 1
        left_out = self.pieces.take_days()
        if not self.draft.waits and not self.draft.spans:
            raise Cannot("except from what?")
        if self.draft.spans and self.pieces.peek() in {Kind.TIME, Kind.NUMBER}:
            self._replace_days(left_out)
            return
        self.draft.leave_out(left_out.days, left_out.halves)

    def _replace_days(self, other: Draft) -> None:
        """`du lundi au vendredi 9h-17h sauf le mardi 9h-12h`: that day has these times instead."""
        if other.nth or not set(other.days) <= set(self.draft.days):
            raise Cannot("an exception that is not one of the days")
        self.draft.leave_out(other.days, {})
        other.comment = self.said
        self._finish()
        self.draft = other

    def _close(self) -> None:
        """`mercredi : fermé` closes what waits; `fermé le mercredi` what was said before."""
        self.pieces.at += 1
        if self.draft.waits:
            self.draft.closed = True
            return
        if half := self.pieces.take(Kind.HALF):
            self._close_half(half.half)
            return
        closed = self._closed_days()
        if self.draft.spans:
            self.done.append(self.draft)
        for draft in self.done:
            draft.leave_out(closed.days, closed.halves)
        self.draft = Draft(days=tuple(day for day in closed.days if day in APART), closed=True)

    def _close_half(self, half: Half) -> None:
        """`fermé l'après-midi` repeats what the times say, or contradicts them."""
        if not self.draft.spans or any(span.within(half) for span in self.draft.spans):
            raise Cannot("closed for a part of the day that has times")

    def _closed_days(self) -> Draft:
        if self.pieces.peek() not in {Kind.DAY, Kind.NTH}:
            raise Cannot("closed, but when?")
        closed = self.pieces.take_days()
        if closed.nth or closed.parity:
            raise Cannot("closed on some weeks only")
        if self.pieces.peek() in {Kind.TIME, Kind.NUMBER, Kind.TO}:
            raise Cannot("closed for a part of a day")
        return closed


STEPS: Mapping[Kind, Callable[[_Reader], None]] = {
    **dict.fromkeys((Kind.DAY, Kind.NTH, Kind.PARITY), _Reader._open_days),
    **dict.fromkeys((Kind.TIME, Kind.NUMBER, Kind.ALL_DAY, Kind.BETWEEN), _Reader._add_spans),
    **dict.fromkeys((Kind.AND, Kind.SLASH, Kind.BREAK), _Reader._pass),
    Kind.HALF: _Reader._hear_half,
    Kind.EXCEPT: _Reader._leave_out,
    Kind.CLOSED: _Reader._close,
    Kind.APPOINTMENT: _Reader._note,
}


def _times_come_first(words: tuple[Token, ...]) -> bool:
    """`9am-5pm Monday to Friday`: begins with times and ends with days."""
    kinds = [word.kind for word in words if word.kind in {Kind.TIME, Kind.DAY, Kind.ALL_DAY}]
    if not kinds or kinds[0] is Kind.DAY or kinds[-1] is not Kind.DAY:
        return False
    return not any(word.kind in {Kind.EXCEPT, Kind.CLOSED} for word in words)


def _days_first(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same, each run of times moved behind the days that follow it."""
    moved: list[Token] = []
    times: list[Token] = []
    days: list[Token] = []
    for word in words:
        is_day = word.kind in {Kind.DAY, Kind.NTH, Kind.MONTHLY, Kind.PARITY}
        joins = word.kind in {Kind.TO, Kind.AND} and bool(days)
        if days and not is_day and not joins:
            moved += [*days, *times]
            days, times = [], []
        (days if is_day or joins else times).append(word)
    while days and days[-1].kind in {Kind.TO, Kind.AND}:
        times.append(days.pop())
    return tuple([*moved, *days, *times])
