"""A question to the directory and what it answers: plain values on both sides."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from directory.audiences import Audience
from directory.drafts import Conditions, Saturation, Welcome
from directory.needs import Need
from directory.places import Place, Point, Precision
from directory.regular_hours import Stretch


@dataclass(frozen=True)
class Window:
    """From `start` up to, not including, `end`; both aware. Equal ends mean that instant."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Query:
    """What is looked for, where, when and for whom.

    `asked` is the moment the person named; None means at `now`. A service is open for the
    query when it is open at some instant of the asked window.
    """

    needs: tuple[Need, ...]
    near: Place
    now: datetime
    asked: Window | None = None
    audiences: frozenset[Audience] = frozenset()
    age: int | None = None  # in years, where it is known
    limit: int = 3
    offset: int = 0
    without: frozenset[str] = frozenset()  # service ids already shown or refused
    with_examples: bool = False  # entries whose source is `example`
    refuge: bool = False  # only where a minor who is alone may be sent


class Result(NamedTuple):
    """One service that answers a query, with what a person must know to go there.

    `open`: whether it is open for the query; None when its hours are unknown. `opens_at`: when
    the opening meant begins, if after the start of the window (or, closed, the next opening).
    `closes_at`: when that opening ends; None when unknown, or when it never closes (`always`).
    `too_late`: it is open, and closes before one could be in; `reopens_at` and `recloses_at` are
    its next opening, where it is a walk away. `saturation_note` is the source's own words;
    `because` tells, best reason first, why it stands where it does.
    """

    id: str
    venue_id: str
    name: str
    needs: tuple[Need, ...]
    point: Point
    distance_m: int
    precision: Precision
    open: bool | None
    opens_at: datetime | None
    closes_at: datetime | None
    always: bool
    by_arrangement: str  # "on appointment", "call first": the comment of the hours, if any
    address: str
    town: str
    postcode: str
    phone: str
    confidential: bool
    welcome: Welcome
    audiences: tuple[Audience, ...]
    conditions: Conditions
    verified_on: date | None
    source: str
    timezone: str
    saturation: Saturation = Saturation.NOT_TOLD
    saturation_note: str = ""
    min_age: int | None = None
    max_age: int | None = None
    because: tuple[str, ...] = ()
    too_late: bool = False
    reopens_at: datetime | None = None
    recloses_at: datetime | None = None


@dataclass(frozen=True)
class Answer:
    """What a search found, best first: `open` fits the moment, `later` opens after it.

    `unknown` has the services whose hours nobody knows ("call first"). Each list holds at most
    the query's limit. `related` meet a need that may serve instead, where nothing near is open:
    they are open, or open sooner. `more` is true when further ones exist. `unmet` are the
    needs that nothing within `reach_m` metres meets in the weeks to come; `shut` are those of them
    of which places are known, closed for longer; `far` has the nearest for them beyond.
    """

    open: tuple[Result, ...]
    later: tuple[Result, ...] = ()
    unknown: tuple[Result, ...] = ()
    more: bool = False
    related: tuple[Result, ...] = ()
    unmet: tuple[Need, ...] = ()
    shut: tuple[Need, ...] = ()
    far: tuple[Result, ...] = ()
    reach_m: int = 0


@dataclass(frozen=True)
class Dated:
    """Days on which the hours are others. `closed` false and `hours` None: nobody knows them."""

    start: date
    end: date | None
    closed: bool
    hours: str | None
    reason: str


Week = tuple[tuple[date, tuple[Stretch, ...]], ...]
"""Seven days and what opens on each, in wall time; a night belongs to its evening."""


@dataclass(frozen=True)
class Opened:
    """One service in full, as of a day. `week`: the seven days from that one, holidays and dated
    exceptions counted, or None when nobody knows its hours.

    `notices` are what its venue tells the public on that day, `exceptions` the closures and other
    hours of the week, `credits` who is to be named for it, its source first.
    """

    result: Result
    week: Week | None
    hours_text: str = ""
    access: str = ""
    languages: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    exceptions: tuple[Dated, ...] = ()
    credits: tuple[str, ...] = ()
