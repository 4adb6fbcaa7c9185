"""What the bot decided to say, before it is words."""

from dataclasses import dataclass, field

from bot.understanding.request import Danger, Moment
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Candidate, Place
from directory.results import Answer, Opened, Result


@dataclass(frozen=True)
class Found:
    """Services to name, numbered from `first`. `near` is the place used, said so that it can be
    corrected; `answer.open` may be empty: then nothing is open and the rest
    of the answer says what comes next. `country` is whose helplines are named."""

    needs: tuple[Need, ...]
    near: Place
    answer: Answer
    moment: Moment | None = None
    audiences: tuple[Audience, ...] = ()
    first: int = 1
    country: str = "FR"


@dataclass(frozen=True)
class Details:
    """Everything about one service that was offered. `landmark` is a point that people know beside
    it, to tell the way from when `near` is no such point."""

    number: int
    opened: Opened
    near: Place | None = None
    landmark: Place | None = None


@dataclass(frozen=True)
class Hours:
    """Until when one service is open, or when it opens: an answer of one line."""

    number: int
    result: Result


@dataclass(frozen=True)
class NoMore:
    """The list is at its end."""

    needs: tuple[Need, ...]
    near: Place


@dataclass(frozen=True)
class AskWhere:
    """The need is known, the place is not."""

    needs: tuple[Need, ...]


@dataclass(frozen=True)
class AskWhat:
    """The place is known, the need is not; `choices` are offered by number."""

    near: Place
    choices: tuple[Need, ...]


@dataclass(frozen=True)
class AskWhich:
    """Several places bear this name; each is offered by number."""

    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Menu:
    """Who answers here and what to text. `greeting`: said in return for a hello."""

    choices: tuple[Need, ...]
    greeting: bool = False


@dataclass(frozen=True)
class NoList:
    """A number or "more" came, but there is no list to choose from, or not that many."""

    number: int | None
    last: int = 0  # how many the list has; 0: there is no list


@dataclass(frozen=True)
class Help:
    """The emergency numbers for a danger, in the country where the person is."""

    danger: Danger
    country: str
    again: bool = False


@dataclass(frozen=True)
class Waiting:
    """A human was asked for. `staffed` false: nobody can take over, so none is promised."""

    country: str
    staffed: bool


@dataclass(frozen=True)
class Reported:
    """The person says that an entry is wrong; `about` is its name, if it is known."""

    about: str = ""


@dataclass(frozen=True)
class Thanked:
    """They said thank you."""


@dataclass(frozen=True)
class Stopped:
    """No more messages that were not asked for."""


@dataclass(frozen=True)
class Started:
    """Messages are welcome again."""


@dataclass(frozen=True)
class Erased:
    """Their data is gone; says nothing of what they asked."""


@dataclass(frozen=True)
class NotUnderstood:
    """Nothing could be read, maybe a danger. `times`: how often in a row, this one included."""

    times: int
    country: str
    choices: tuple[Need, ...] = field(default=())


@dataclass(frozen=True)
class MediaUnread:
    """A picture or a voice note came: it cannot be looked at or listened to here."""


@dataclass(frozen=True)
class Delayed:
    """Something failed on our side: the text should come again, and meanwhile the emergency
    numbers of the country stand."""

    country: str


Outcome = (
    Found | Details | Hours | NoMore | AskWhere | AskWhat | AskWhich | Menu | NoList | Help
    | Waiting | Reported | Thanked | Stopped | Started | Erased | NotUnderstood | MediaUnread
    | Delayed
)  # fmt: skip
