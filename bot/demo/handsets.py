"""The two phones of a visitor: their numbers and what was said, kept in memory only."""

from collections import OrderedDict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from conversations.texts import Channel, Outgoing

HANDSETS_KEPT = 200
BUBBLES_KEPT = 120


class Side(StrEnum):
    """Who says what stands in a bubble; a notice is the page's own remark."""

    PERSON = "person"
    BOT = "bot"
    NOTICE = "notice"


@dataclass(frozen=True)
class Bubble:
    """One message on a screen, at the time of the demo's clock."""

    side: Side
    at: datetime
    text: Outgoing


@dataclass
class Handset:
    """A phone: the only thing of the demo that changes. `shown` counts all its messages."""

    channel: Channel
    number: str
    bubbles: deque[Bubble] = field(default_factory=lambda: deque(maxlen=BUBBLES_KEPT))
    shown: int = 0

    def show(self, bubbles: Iterable[Bubble]) -> None:
        """Add messages at the bottom of the screen; the oldest fall off at the top."""
        for bubble in bubbles:
            self.bubbles.append(bubble)
            self.shown += 1

    def since(self, seen: int) -> tuple[Bubble, ...]:
        """What came to the screen after so many messages."""
        new = max(0, min(self.shown - seen, len(self.bubbles)))
        return tuple(self.bubbles)[len(self.bubbles) - new :]

    @property
    def segments(self) -> int:
        """How many SMS segments the answers on the screen took."""
        return sum(bubble.text.segments or 0 for bubble in self.bubbles)


class Drawer:
    """All handsets in use, by number; the one untouched for longest is thrown away."""

    def __init__(self) -> None:
        self._handsets: OrderedDict[tuple[Channel, str], Handset] = OrderedDict()

    def take(self, channel: Channel, number: str) -> Handset:
        """The handset of that number, a blank one when it was never used or thrown away."""
        handset = self._handsets.setdefault((channel, number), Handset(channel, number))
        self._handsets.move_to_end((channel, number))
        while len(self._handsets) > HANDSETS_KEPT:
            self._handsets.popitem(last=False)
        return handset


def written(number: str) -> str:
    """The number as people write it: +33 6 39 98 12 34."""
    pairs = [number[at : at + 2] for at in range(4, len(number), 2)]
    return " ".join([number[:3], number[3], *pairs])
