"""What the bot decided to say, before it is words."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.understanding.request import Danger, Moment
from conversations.remarks import Remark
from conversations.team import NOBODY, Presence
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
class Waiting:
    """A human was asked for, or is needed: whether one comes, and when.

    `beyond`: the question is one that no directory answers (rights, a letter).
    """

    country: str
    presence: Presence
    beyond: bool = False


@dataclass(frozen=True)
class Receipt:
    """Another text came while the person waits for a human: it is seen, and how long it takes."""

    presence: Presence


@dataclass(frozen=True)
class Reported:
    """The person says that an entry is wrong; `about` is its name, if it is known.

    `at_the_door`: they stand before it, so that places follow; else it is news of an organisation.
    `more`: it adds to what was noted before.
    """

    about: str = ""
    at_the_door: bool = False
    more: bool = False


@dataclass(frozen=True)
class CallAgain:
    """The helpline for a bed does not answer: what to do meanwhile, in danger of the cold."""

    country: str


@dataclass(frozen=True)
class AskVisit:
    """Hours after a result: did they get in? Asked once; `name` is the entry's.

    `in_words`: the answer comes in words, the numbers being those of a list beside it.
    """

    name: str
    in_words: bool = False


VISITS = (Remark.GOT_IN, Remark.CLOSED, Remark.FULL, Remark.REFUSED)
"""The answers to that question, by number."""


@dataclass(frozen=True)
class VisitNoted:
    """Their answer to that question."""

    remark: Remark


@dataclass(frozen=True)
class StillNearest:
    """The same search again, soon after: nothing nearer has opened, the next ones follow."""


@dataclass(frozen=True)
class AskWrong:
    """The same text for the third time: what is wrong with the answers, by number."""


class Wrong(StrEnum):
    """What may be wrong with the places of a list, in the order of its numbers."""

    TOO_FAR = "too_far"
    CLOSED = "closed"
    FULL = "full"
    ANOTHER_TIME = "another_time"
    HUMAN = "human"


@dataclass(frozen=True)
class AskStill:
    """What was wanted is some hours old: is it still this place? 1 yes, 2 elsewhere.

    `expired`: a number was chosen from the list of then.
    """

    near: Place
    needs: tuple[Need, ...]
    expired: bool = False


@dataclass(frozen=True)
class AskLanguage:
    """Whether to say the last answer again in another language, for someone beside."""

    language: str


@dataclass(frozen=True)
class AskCloser:
    """They want something nearer than the nearest: a street or a station would tell more."""

    near: Place


@dataclass(frozen=True)
class Introduced:
    """Who answers here, what is kept, the word that erases; `human`: one can be asked for."""

    human: bool
    days: int = 30


@dataclass(frozen=True)
class Privacy:
    """Who sees what they write: nobody outside, and no police; for how many days."""

    days: int = 30


@dataclass(frozen=True)
class NoPapers:
    """No papers are needed to ask here."""


@dataclass(frozen=True)
class Sorry:
    """They complain that it leads nowhere: one sentence, and the way to a human."""


@dataclass(frozen=True)
class Rude:
    """They swear at the machine. `times`: how often in a row, this one included."""

    times: int


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
    """Nothing could be read, maybe a danger. `times`: how often in a row, this one included.

    `presence` is set when a human was called because of that.
    """

    times: int
    country: str
    choices: tuple[Need, ...] = field(default=())
    presence: Presence = NOBODY


@dataclass(frozen=True)
class MediaUnread:
    """A picture or a voice note came: no machine looks at it here, but a human may."""

    presence: Presence = NOBODY


@dataclass(frozen=True)
class Delayed:
    """Something failed on our side: the text should come again, and meanwhile the emergency
    numbers of the country stand."""

    country: str


@dataclass(frozen=True)
class Exhausted:
    """This person had their answers for now; emergency numbers still come."""

    country: str


Outcome = (
    Found | Details | Hours | NoMore | AskWhere | AskWhat | AskWhich | Menu | NoList | Help
    | Reminder
    | Listening | Called | SteppedDown | Waiting | Receipt | Reported | AskVisit | VisitNoted
    | StillNearest | AskWrong | AskStill | AskLanguage | AskCloser | Introduced | Privacy | NoPapers
    | CallAgain | Sorry | Rude | Thanked | Stopped | Started | Erased | NotUnderstood
    | MediaUnread | Delayed | Exhausted
)  # fmt: skip
