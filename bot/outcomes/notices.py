"""What is taken note of, promised or said of the service itself."""

from dataclasses import dataclass

from bot.understanding.request import Danger
from conversations.remarks import Remark
from conversations.team import Presence


@dataclass(frozen=True)
class Waiting:
    """A human was asked for, or is needed: whether one comes, and when.

    `beyond`: the question is one that no directory answers (rights, a letter). `danger` is one in
    course, whose numbers hold meanwhile.
    """

    country: str
    presence: Presence
    beyond: bool = False
    danger: Danger | None = None


@dataclass(frozen=True)
class Receipt:
    """Another text came while the person waits for a human: it is seen, and how long it takes."""

    presence: Presence


@dataclass(frozen=True)
class Reported:
    """The person says that an entry is wrong; `about` is its name, if it is known.

    `at_the_door`: they stand before it, so that places follow; else it is news of an organisation.
    `more`: it adds to what was noted before; `answered`: a human will write about it. `asks`: why
    they were refused.
    """

    about: str = ""
    at_the_door: bool = False
    more: bool = False
    remark: Remark = Remark.WRONG
    asks: bool = False
    answered: bool = False


@dataclass(frozen=True)
class VisitNoted:
    """Their answer to that question. `asks`: why they were refused."""

    remark: Remark
    asks: bool = False


@dataclass(frozen=True)
class StillNearest:
    """The same search again, soon after: nothing nearer has opened, the next ones follow."""


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
    """Their data is gone; says nothing of what they asked.

    `traces_days`: for how long a code and copies stay, 0 where they were told; `stopped`: so does
    their STOP.
    """

    traces_days: int = 0
    stopped: bool = False


@dataclass(frozen=True)
class Delayed:
    """Something failed on our side: the text should come again, and meanwhile the emergency
    numbers of the country stand."""

    country: str


@dataclass(frozen=True)
class Exhausted:
    """This person had their answers for now; emergency numbers still come."""

    country: str
