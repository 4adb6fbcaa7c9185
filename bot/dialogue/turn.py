"""What a decision is made from, what it is made of, and what every family of rules needs."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.context import Context
from bot.countries import read_country
from bot.outcomes import Outcome
from bot.understanding.reading import Asked
from bot.understanding.request import Danger, Intent, Moment, Request, Wish
from conversations.remarks import Remark
from conversations.states import Consent, Event, State
from conversations.team import Presence
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Place

COMMONEST = (
    Need.FOOD, Need.SHELTER, Need.SHOWER, Need.HEALTH,
    Need.CLOTHING, Need.LEGAL, Need.REST, Need.PHONE,
)  # fmt: skip
"""The needs that are offered by number when none was said."""
DISCREET = frozenset({Need.VIOLENCE, Need.SEXUAL_HEALTH})
"""Of these, too, no question is asked that another reader could see."""


@dataclass(frozen=True)
class Lookup:
    """A search to make. `without`: what was offered or refused; `first`: the next number.

    `silently`: needs looked for as well, and not missed where nothing meets them; `age`: of who
    it is for. `human`: how to ask for one is said beside what is open. `apart`: `near` was chosen
    among places of its name. `listed` were shown just now: where one of them is all that is left,
    its details are told.
    """

    needs: tuple[Need, ...]
    near: Place
    moment: Moment | None
    audiences: tuple[Audience, ...]
    without: tuple[str, ...] = ()
    first: int = 1
    silently: tuple[Need, ...] = ()
    age: int | None = None
    human: bool = False
    apart: bool = False
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refuge:
    """The place open now near here where a minor who is alone may go; none is no news."""

    near: Place
    without: tuple[str, ...] = ()
    age: int | None = None


@dataclass(frozen=True)
class Opening:
    """A service whose details are wanted, or only what was asked about it."""

    number: int
    service_id: str
    near: Place | None
    about: Wish | None = None
    audiences: tuple[Audience, ...] = ()


@dataclass(frozen=True)
class Noting:
    """A remark about an entry: the one with the id, else the one that the text names.

    `said` is what the person wrote, with the names of entries in it; `near` where they are.
    `asks`: why they were refused; `answered`: a human will write about it; `by_name`: it is no
    remark where the text names no entry.
    """

    remark: Remark
    service_id: str
    said: str
    near: Place | None
    at_the_door: bool = False
    more: bool = False
    asks: bool = False
    answered: bool = False
    by_name: bool = False


@dataclass(frozen=True)
class Adding:
    """Why they were refused, in their words: kept with the report of it."""

    said: str


@dataclass(frozen=True)
class AskingLanguage:
    """Whether to say a list again in another language; which of its places speak it is looked up.

    `listed`: services by their number.
    """

    language: str
    listed: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Nearing:
    """They find it too far: from where exactly, unless it is the nearest of all anyway."""

    needs: tuple[Need, ...]
    near: Place


@dataclass(frozen=True)
class AskingVisit:
    """Whether they got in at a service that was given hours ago; its name is looked up."""

    service_id: str
    in_words: bool


Search = Lookup | Refuge | Opening | Noting | Adding | Nearing | AskingLanguage | AskingVisit
"""The steps that ask something of the directory; the others are outcomes already."""
Step = Outcome | Search


@dataclass(frozen=True)
class Facts:
    """What the decision depends on beside the text. `presence`: whether someone can take over;
    `language` is the thread's; `muted`: operators asked for silence; `media`: a picture or a
    voice note came; `erasures`: how often all was erased in the minutes before this first text;
    `consent`: what they agreed to receive."""

    now: datetime
    country: str
    presence: Presence
    owner: State = State.BOT
    language: str = ""
    muted: bool = False
    media: bool = False
    kept_days: int = 30
    erasures: int = 0
    consent: Consent = Consent.ALL


@dataclass(frozen=True)
class Decision:
    """What to say, in order, what to remember, and what changes in the thread.

    `language` is the one to answer in, when another was asked for; `lasting`: from now on.
    """

    steps: tuple[Step, ...]
    context: Context
    event: Event | None = None
    erase: bool = False
    language: str = ""
    lasting: bool = False

    def looking(self, **changes: Any) -> "Decision":
        """The same with its searches changed."""
        steps = (replace(one, **changes) if isinstance(one, Lookup) else one for one in self.steps)
        return replace(self, steps=tuple(steps))


@dataclass(frozen=True)
class Turn:
    """One text being decided upon.

    `namesakes` are all places that bear the name of those we asked about, too many to keep in mind.
    """

    request: Request
    context: Context
    facts: Facts
    position: Place | None = field(default=None)
    namesakes: tuple[Place, ...] = ()

    @property
    def says_where(self) -> bool:
        """Whether this text says or shows where the person is."""
        return self.position is not None or bool(self.request.places)

    @property
    def says_nothing(self) -> bool:
        """Whether there is not a word: a call, a voice note, a picture, a blank text."""
        return self.position is None and not self.request.text.strip()

    @property
    def country(self) -> str:
        """Whose emergency numbers hold: of the place, else of the installation."""
        if self.position is not None:
            return self.position.country
        if self.request.places:
            return self.request.places[0].place.country
        return self.context.place.country if self.context.place else self.facts.country

    @property
    def in_vain(self) -> tuple[str, ...]:
        """The country's helplines that this text says are full, or do not answer."""
        country = read_country(self.country)
        found = (country.find(number) for number in self.request.unreached)
        return tuple(line.number for line in found if line and not line.is_urgent)


Rule = Callable[[Turn], Decision | None]


def open_number(context: Context, number: int, about: Wish | None = None) -> Opening:
    """The service of that number in the last list, for who asked."""
    service_id = context.offered[number - 1]
    return Opening(number, service_id, context.place, about, context.audiences)


def look(turn: Turn, context: Context) -> Decision:
    """The list for what is remembered, from its beginning; place and need are known."""
    assert context.place is not None
    silently = _unsaid(turn, context)
    lookup = Lookup(
        _without(context.needs, silently),
        context.place,
        context.moment,
        context.audiences,
        context.refused,
        silently=silently,
        age=context.age,
    )
    return Decision((lookup,), replace(context, offered=(), opened=0))


def look_on(turn: Turn, context: Context) -> Decision:
    """The next ones of the list; their numbers go on."""
    assert context.place is not None
    silently = _unsaid(turn, context)
    lookup = Lookup(
        _without(context.needs, silently),
        context.place,
        context.moment,
        context.audiences,
        (*context.offered, *context.refused),
        len(context.offered) + 1,
        silently,
        context.age,
    )
    return Decision((lookup,), replace(context, opened=0))


def _unsaid(turn: Turn, context: Context) -> tuple[Need, ...]:
    """What helps as well, and is not missed where there is none of it.

    Who fears violence and wants a bed is told of those kept for people who suffered it; who says
    that she is pregnant, and asks for something else, has told who she is.
    """
    needs = context.needs
    fears = Danger.VIOLENCE in (turn.request.danger, turn.request.suspected, context.danger)
    if fears and Need.SHELTER in needs and Need.VIOLENCE not in needs:
        return (Need.VIOLENCE,)
    is_pregnant = Audience.PREGNANT in context.audiences and len(needs) > 1
    return (Need.PREGNANCY,) if is_pregnant and Need.PREGNANCY in needs else ()


def _without(needs: tuple[Need, ...], silently: tuple[Need, ...]) -> tuple[Need, ...]:
    return tuple(need for need in needs if need not in silently)


def must_be_discreet(context: Context) -> bool:
    """Whether someone else may be reading the phone: no question hours later, none about why."""
    return context.had_danger or bool(DISCREET.intersection(context.needs))


def answered(context: Context) -> Context:
    """The same memory without the question that was open."""
    return replace(context, asked=Asked.NOTHING, choices=(), candidates=(), failures=0, rude=0)


def as_choice(turn: Turn, context: Context) -> Turn:
    """The turn of a text whose words were only a choice."""
    empty = replace(
        turn.request, intent=Intent.SEARCH, needs=(), places=(), place_unclear=False, wish=None
    )
    return replace(turn, request=empty, context=context, position=None)
