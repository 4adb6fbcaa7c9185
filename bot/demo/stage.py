"""What happens when a visitor sends a text from one of the demo's phones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.demo.carrier import Carrier, CarrierError, new_sid
from bot.demo.clock import StageClock
from bot.demo.handsets import Bubble, Drawer, Handset, Side
from bot.demo.words import REFUSED, SILENCE
from bot.fiction import OURS
from conversations.texts import Incoming, Outgoing
from directory.places import Point


@dataclass(frozen=True)
class Stage:
    """The parts that play together, and the phones in use."""

    carrier: Carrier
    clock: StageClock
    drawer: Drawer

    def send(
        self, handset: Handset, body: str, position: Point | None, shift: timedelta
    ) -> tuple[Bubble, ...]:
        """Send a text, show it and its answers on the handset; gives the new bubbles."""
        with self.clock.shifted(shift):
            asked = Bubble(Side.PERSON, self.clock(), Outgoing(body, pin=position))
            answers = tuple(self._answers(handset, body, position))
        handset.show((asked, *answers))
        return (asked, *answers)

    def _answers(self, handset: Handset, body: str, position: Point | None) -> Iterator[Bubble]:
        text = Incoming(new_sid(), handset.channel, handset.number, OURS, body, position)
        try:
            answers = self.carrier.bring(text)
        except CarrierError:
            yield _notice(REFUSED, self.clock())
            return
        if not answers:
            yield _notice(SILENCE, self.clock())
        for answer in answers:
            yield Bubble(Side.BOT, self.clock(), answer)


def _notice(words: str, at: datetime) -> Bubble:
    return Bubble(Side.NOTICE, at, Outgoing(words))
