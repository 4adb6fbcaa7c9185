"""What a reader of some source hands over: venues and services in our words, not yet stored."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from directory.audiences import Audience
from directory.needs import Need
from directory.places import Point, Precision


class Welcome(StrEnum):
    """Whom a service takes: everyone, everyone but some first, or only some."""

    EVERYONE = "everyone"
    PREFERENTIAL = "preferential"
    EXCLUSIVE = "exclusive"


@dataclass(frozen=True)
class Conditions:
    """What may turn a person away. None: the source does not say."""

    appointment: bool | None = None
    registration: bool | None = None
    referral: bool | None = None
    price: str | None = None  # "" means free, a text says what is asked
    animals: bool | None = None
    wheelchair: bool | None = None
    documents: str = ""
    note: str = ""


class Saturation(StrEnum):
    """How full a service is, where its source says so; empty: not told, or no trouble."""

    NOT_TOLD = ""
    MODERATE = "moderate"
    HIGH = "high"


@dataclass(frozen=True)
class ClosureDraft:
    """Closed from `start` to `end`, both days included; no end: until further notice."""

    start: date
    end: date | None
    reason: str = ""


@dataclass(frozen=True)
class TemporaryHoursDraft:
    """Other hours from `start` to `end`, both days included. `hours` None: not known."""

    start: date
    end: date | None
    hours: str | None
    reason: str = ""


@dataclass(frozen=True)
class NoticeDraft:
    """What a venue tells the public from `start` to `end`, both days included."""

    start: date
    end: date | None
    text: str
    title: str = ""


@dataclass(frozen=True)
class CreditDraft:
    """Someone else who told of a venue, and must be named with it."""

    name: str
    licence: str = ""
    url: str = ""


@dataclass(frozen=True)
class ServiceDraft:
    """One thing a venue offers. `ref` tells it apart within its venue and is stable.

    `groups` of an exclusive one: a person must be of one word of each, audiences among them; see
    `doors.py`. `audiences` are those of them that a person can name.
    """

    ref: str
    needs: tuple[Need, ...]
    name: str = ""
    description: str = ""
    hours: str | None = None  # an OSM opening_hours expression; None: unknown
    hours_text: str = ""  # what the source wrote, when it could not be turned into `hours`
    welcome: Welcome = Welcome.EVERYONE
    audiences: tuple[Audience, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    conditions: Conditions = Conditions()
    closures: tuple[ClosureDraft, ...] = ()
    temporary_hours: tuple[TemporaryHoursDraft, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    saturation: Saturation = Saturation.NOT_TOLD
    saturation_note: str = ""
    original: str = ""  # the description as the source wrote it, where it had to be cleaned


OF_ALL = "*"


@dataclass(frozen=True)
class VenueDraft:
    """A point at an address, as one source tells it. `ref` is the source's own id, or stable.

    `mobile`: a stop of a round, which is never merged with what stands there. `document` is the
    digest of what the source wrote, by which it is known that nothing changed; one that begins with
    `OF_ALL` is of everything that the source wrote.
    """

    ref: str
    name: str
    country: str
    point: Point
    precision: Precision
    services: tuple[ServiceDraft, ...]
    address: str = ""
    postcode: str = ""
    town: str = ""
    town_code: str = ""
    timezone: str = "Europe/Paris"
    phones: tuple[str, ...] = ()
    email: str = ""
    website: str = ""
    description: str = ""
    access: str = ""  # how to get in: floor, entrance, intercom, stop
    languages: tuple[str, ...] = ()
    confidential: bool = False
    verified_on: date | None = None
    closures: tuple[ClosureDraft, ...] = ()
    temporary_hours: tuple[TemporaryHoursDraft, ...] = ()
    notices: tuple[NoticeDraft, ...] = ()
    credits: tuple[CreditDraft, ...] = ()
    original: str = ""  # as of a service
    siret: str = ""  # the number of a French establishment
    mobile: bool = False
    document: str = field(default="", repr=False, compare=False)


@dataclass(frozen=True)
class SourceDraft:
    """Where drafts come from and how it must be credited. `id` is a slug such as `example`."""

    id: str
    name: str
    licence: str = ""
    credit: str = ""
    url: str = ""
    languages: tuple[str, ...] = field(default=("fr",))
