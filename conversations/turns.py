"""One turn of a conversation: what the bot may know of a thread, and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter

from conversations.figures.demand import Demand
from conversations.remarks import Said
from conversations.states import Consent, Event, State
from conversations.texts import Incoming, Outgoing, Purpose


@dataclass(frozen=True)
class Snapshot:
    """What the bot may know of the thread, read when the text was kept.

    `context` is the bot's own memory, kept for it unread: {} at first, values of JSON only.
    `first_contact`: the person has not been told yet who answers here. `texts`: how many texts
    the thread has so far, both ways. `muted_until`: operators had enough: only danger is answered.
    `waited`: the text was left for what follows before, and is answered now, whatever it lacks.
    `erasures`: how often this address was forgotten in the minutes before this, its first text.
    """

    thread_id: int
    person_id: int
    version: int
    owner: State
    consent: Consent
    first_contact: bool
    context: Mapping[str, object]
    language: str = ""
    texts: int = 0
    muted_until: datetime | None = None
    waited: bool = False
    erasures: int = 0


@dataclass(frozen=True)
class Reply:
    """What the bot says and remembers. No texts: the bot stays silent, and that is the answer.

    `event` changes the owner of the thread. `erase` forgets the person; the texts still leave.
    `exact`: the context holds an exact position, which is made coarse within a day.
    `introduces`: these texts tell a new person who answers here, which is done once. `remarks`
    are what the text says about entries. `follow_up_at`: when to ask whether they got in.
    `demands` are counted, without a trace of who asked.
    `reading`: what was understood, for operators to see beside the text; values of JSON only.
    `wait_until`: the text breaks off; nothing is kept of this reply, and it is answered then, or
    with what follows before.
    """

    texts: tuple[Outgoing, ...]
    context: Mapping[str, object]
    event: Event | None = None
    consent: Consent | None = None
    erase: bool = False
    language: str = "fr"
    introduces: bool = False
    exact: bool = False
    remarks: tuple[Said, ...] = ()
    follow_up_at: datetime | None = None
    demands: tuple[Demand, ...] = ()
    purpose: Purpose = Purpose.ANSWER
    reading: Mapping[str, object] = field(default_factory=dict)
    wait_until: datetime | None = None


Answerer = Callable[[Incoming, Snapshot, datetime], Reply]


@dataclass(frozen=True)
class Leaving:
    """One text on its way out. `reference` names its row to the provider; empty without one.

    `row` is the id of a text that leaves by the provider's interface, not in the response.
    """

    reference: str
    text: Outgoing
    row: int = 0


@dataclass(frozen=True)
class Part:
    """A text that broke off, and waits for what follows."""

    message_id: int
    body: str


@dataclass(frozen=True)
class Kept:
    """A text that is ours to answer.

    `before`: the parts of it that came earlier and were left for later. `behind`: an earlier text
    that someone else is answering right now.
    """

    message_id: int
    snapshot: Snapshot
    before: tuple[Part, ...] = ()
    behind: int = 0

    def whole(self, incoming: Incoming) -> Incoming:
        """The text and the parts that were left for it, in the order in which they came."""
        if not self.before:
            return incoming
        parts = sorted(
            (*self.before, Part(self.message_id, incoming.body)), key=attrgetter("message_id")
        )
        return replace(incoming, body=" ".join(part.body for part in parts))


@dataclass(frozen=True)
class Repeat:
    """A text that was answered before, with that answer."""

    texts: tuple[Leaving, ...]


@dataclass(frozen=True)
class Pending:
    """A text that someone else is answering right now."""

    message_id: int
