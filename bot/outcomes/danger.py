"""What is said in danger, and after it."""

from dataclasses import dataclass
from enum import StrEnum

from bot.understanding.request import Danger


class How(StrEnum):
    """In which words: the first time; again, in new and fewer ones; or who is not safe at all."""

    FIRST = "first"
    AGAIN = "again"
    URGENT = "urgent"


@dataclass(frozen=True)
class Help:
    """The emergency numbers for a danger, in the country where the person is.

    `asks`: whether they are safe at this moment. `for_others`: a professional asks, who is not in
    danger.
    """

    danger: Danger
    country: str
    how: How = How.FIRST
    asks: bool = False
    for_others: bool = False


@dataclass(frozen=True)
class Afraid:
    """They are afraid, and of what is not said: asked, with whom to call in danger."""

    country: str


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
    """They say that they are safe. `danger` is what threatened."""

    danger: Danger


@dataclass(frozen=True)
class CallAgain:
    """A helpline is full or does not answer: when to try again, and whom to call in danger."""

    country: str
    numbers: tuple[str, ...] = ()
