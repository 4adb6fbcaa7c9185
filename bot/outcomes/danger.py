"""What is said in danger, and after it."""

from dataclasses import dataclass

from bot.understanding.request import Danger


@dataclass(frozen=True)
class Help:
    """The emergency numbers for a danger, in the country where the person is."""

    danger: Danger
    country: str
    again: bool = False


@dataclass(frozen=True)
class Reminder:
    """One line of emergency numbers beside an ordinary answer, in case it is worse than said."""

    country: str


@dataclass(frozen=True)
class Listening:
    """More is written after a danger that was answered: the bot stays beside, in few words."""

    danger: Danger
    country: str


@dataclass(frozen=True)
class Called:
    """A human was called at once, because of a danger; said only when one is there."""


@dataclass(frozen=True)
class SteppedDown:
    """They say that they are safe."""


@dataclass(frozen=True)
class CallAgain:
    """The helpline for a bed does not answer: what to do meanwhile, in danger of the cold."""

    country: str
