"""Days that wait for their times, and the rules that they become."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from directory.imports.hours.expressions import Cannot, Rule, Span
from directory.imports.hours.words import APART, Half


@dataclass
class Draft:
    """Some days; `halves`: those of which only a part is meant; `without`: what is left out."""

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
        """Whether the times are still to come."""
        return bool(self.days) and not self.spans and not self.closed

    def leave_out(self, days: Iterable[int], halves: dict[int, Half]) -> None:
        """These days are closed, or the halves of them that are named."""
        self.without.update({day: halves.get(day) for day in days})

    def rules(self) -> list[Rule]:
        """One rule for each set of days that keep the same times."""
        if self.closed:
            return [Rule(self.days, ())] if self.days else []
        alike: dict[tuple[Span, ...], list[int]] = {}
        for day in dict.fromkeys(self.days):
            alike.setdefault(self._spans_on(day), []).append(day)
        off = [day for day in self.without if day in APART and day not in self.days]
        if off:
            alike.setdefault((), []).extend(off)
        return [
            Rule(tuple(days), spans, self.nth, self.parity, self.comment)
            for spans, days in alike.items()
        ]

    def _spans_on(self, day: int) -> tuple[Span, ...]:
        spans = self.spans
        if half := self.halves.get(day):
            spans = tuple(span for span in spans if span.within(half))
            if not spans:
                raise Cannot("a part of the day and its times disagree")
        if day not in self.without:
            return spans
        left_out = self.without[day]
        if left_out is None:
            return ()
        if any(span.crosses_noon for span in spans):
            raise Cannot("closed for a part of a day that has no break")
        return tuple(span for span in spans if not span.within(left_out))
