"""What is said of places: found, opened, at their end."""

from dataclasses import dataclass

from bot.understanding.request import Moment, Wish
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Place
from directory.results import Answer, Opened, Result


@dataclass(frozen=True)
class Found:
    """Services to name, numbered from `first`. `near` is the place used, said so that it can be
    corrected; `answer.open` may be empty: then nothing is open and the rest
    of the answer says what comes next. `country` is whose helplines are named; without
    needs, none is. `human`: how to ask for one is said although places are open; `apart`: `near`
    has homonyms, which its department tells it from."""

    needs: tuple[Need, ...]
    near: Place
    answer: Answer
    moment: Moment | None = None
    audiences: tuple[Audience, ...] = ()
    first: int = 1
    country: str = "FR"
    human: bool = False
    apart: bool = False


@dataclass(frozen=True)
class Details:
    """Everything about one service that was offered. `landmark` is a point that people know beside
    it, to tell the way from when `near` is no such point. `going`: they are on their way there, so
    that its address and hours do. `audiences`: who goes there."""

    number: int
    opened: Opened
    near: Place | None = None
    landmark: Place | None = None
    going: bool = False
    audiences: tuple[Audience, ...] = ()


@dataclass(frozen=True)
class Hours:
    """Until when one service is open, or when it opens: an answer of one line."""

    number: int
    result: Result


@dataclass(frozen=True)
class Told:
    """What was asked about one service, `about`: an answer of one line."""

    number: int
    opened: Opened
    about: Wish
    near: Place | None = None
    landmark: Place | None = None


@dataclass(frozen=True)
class NoMore:
    """The list is at its end."""

    needs: tuple[Need, ...]
    near: Place


@dataclass(frozen=True)
class NoList:
    """A number or "more" came, but there is no list to choose from, or not that many."""

    number: int | None
    last: int = 0  # how many the list has; 0: there is no list
