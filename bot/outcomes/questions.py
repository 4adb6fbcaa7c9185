"""What is asked back, and what could not be read."""

from dataclasses import dataclass, field
from enum import StrEnum

from conversations.remarks import Remark
from conversations.team import NOBODY, Presence
from directory.needs import Need
from directory.places import Candidate, Place


@dataclass(frozen=True)
class AskWhere:
    """The need is known, the place is not; the first time, with the country's line for a bed."""

    needs: tuple[Need, ...]
    country: str = ""


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
    """Who answers here and what to text.

    `greeting`: said in return for a hello; `again`: in few words, soon after the last one.
    """

    choices: tuple[Need, ...]
    greeting: bool = False
    again: bool = False


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
    """Whether to say the last answer again in another language, for someone beside.

    `spoken`: the numbers of the places listed where it is known to be spoken; `is_listed`: there
    was a list.
    """

    language: str
    spoken: tuple[int, ...] = ()
    is_listed: bool = False


@dataclass(frozen=True)
class OfferedTongue:
    """They write another language in Latin letters: this one can be asked for. Said once."""

    language: str


@dataclass(frozen=True)
class AskCloser:
    """They want something nearer than the nearest: a street or a station would tell more."""

    near: Place


@dataclass(frozen=True)
class NothingNearer:
    """What they find too far is the nearest that is known: help with the way, or another day."""

    near: Place
    choices: tuple[Need, ...]


@dataclass(frozen=True)
class NotUnderstood:
    """Nothing could be read, maybe a danger. `times`: how often in a row, this one included.

    `presence` is set when a human was called because of that; `where` when a place was asked for,
    with what is looked for there; `is_listed` when numbers already choose from a list.
    """

    times: int
    country: str
    choices: tuple[Need, ...] = field(default=())
    presence: Presence = NOBODY
    where: AskWhere | None = None
    is_listed: bool = False


@dataclass(frozen=True)
class Wordless:
    """Somebody called, or sent a text without a word: who answers here, and that texts are read.

    `presence` says whether a human looks; `again`: in few words, soon after the last one.
    """

    country: str
    presence: Presence = NOBODY
    again: bool = False


@dataclass(frozen=True)
class MediaUnread:
    """A picture or a voice note came: no machine looks at it here, but a human may."""

    presence: Presence = NOBODY
