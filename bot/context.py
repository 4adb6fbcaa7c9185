"""What the bot remembers of a thread from one text to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, TypeVar

from bot.haste import is_at_once, is_too_quick
from bot.understanding.reading import Asked
from bot.understanding.request import Danger, Moment
from bot.understanding.tokens import cut
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.results import Window

REMEMBERED = timedelta(hours=12)
"""How long what was said is used without asking again."""

EXACT = (Kind.POSITION, Kind.ADDRESS)
COARSE_DIGITS = 2
"""About a kilometre, of a degree."""

FORMER = timedelta(hours=24)
"""How old an exact position may be to be offered again; a town may be as old as the thread."""
IN_A_ROW = timedelta(minutes=30)
"""The same text after a longer pause is a new question."""

Some = TypeVar("Some")


class Last(StrEnum):
    """What the last answer was, for saying it again."""

    QUESTION = "question"
    LIST = "list"
    DETAILS = "details"


@dataclass(frozen=True)
class Visit:
    """A service that was given: whether they got in is asked when it is `due`, once."""

    service_id: str
    due: datetime
    asked: bool = False


@dataclass(frozen=True)
class Chosen:
    """A language that was asked for, whatever the person goes on writing in."""

    language: str
    written: str


@dataclass(frozen=True)
class Context:
    """What was said and offered so far.

    `offered` holds the ids of services, in the order of their numbers; those of the last list
    come after the first `page` ones; `opened` is the number last opened, `refused` what was said
    to be of no use. `asked` is what the last text asked, `choices` the needs and `candidates` the
    places that it offered by number, `offered_language` the language; `chosen`
    is one that was asked for.
    `former_place` and `former_needs` are those of hours ago, to be offered again. `failures`,
    `rude` and `repeats` count texts in a row: that meant nothing to us, that swore, that were
    alike (`said` is a mark of the last one). `unreached` holds the numbers of helplines that were
    full or did not answer. `asked_why`: they were asked why a door refused them, which is done
    once. `calls` counts the answers to a danger in course, `asked_safe` is the one of which we
    asked whether they are safe, `hurried` counts the texts that nobody can have typed so soon
    after our own, `burst` those that came within seconds of it. `at` is when this was kept.
    """

    place: Place | None = None
    needs: tuple[Need, ...] = ()
    moment: Moment | None = None
    audiences: tuple[Audience, ...] = ()
    age: int | None = None
    offered: tuple[str, ...] = ()
    asked: Asked = Asked.NOTHING
    choices: tuple[Need, ...] = ()
    candidates: tuple[Place, ...] = ()
    failures: int = 0
    danger: Danger | None = None
    page: int = 0
    opened: int = 0
    refused: tuple[str, ...] = ()
    unreached: tuple[str, ...] = ()
    last: Last = Last.QUESTION
    offered_language: str = ""
    former_place: Place | None = None
    former_needs: tuple[Need, ...] = ()
    said: str = ""
    repeats: int = 0
    rude: int = 0
    calls: int = 0
    asked_safe: Danger | None = None
    hurried: int = 0
    burst: int = 0
    had_danger: bool = False
    visit: Visit | None = None
    asked_why: bool = False
    chosen: Chosen | None = None
    waiting_at: datetime | None = None
    receipt_at: datetime | None = None
    at: datetime | None = None

    def at_hand(self, now: datetime) -> "Context":
        """What of this may still be used: all of it for some hours, but a moment gone by."""
        if self.at is None or now - self.at <= REMEMBERED:
            is_over = self.moment is not None and self.moment.window.end <= now
            return replace(self, moment=None) if is_over else self
        place = self.place or self.former_place
        is_gone = self.is_exact and now - self.at > FORMER
        return Context(
            former_place=None if is_gone else place,
            former_needs=self.needs or self.former_needs,
            asked=self.asked if self.asked in OPEN_LONGER else Asked.NOTHING,
            had_danger=self.had_danger,
            visit=self.visit,
            chosen=self.chosen,
            offered_language=self.offered_language,
            waiting_at=self.waiting_at,
            receipt_at=self.receipt_at,
        )

    def hearing(self, text: str, now: datetime) -> "Context":
        """The same, with how often in a row this text has come."""
        mark = sha256(" ".join(token.key for token in cut(text)).encode()).hexdigest()[:12]
        is_alike = bool(text.strip()) and mark == self.said
        is_soon = self.at is not None and now - self.at <= IN_A_ROW
        repeats = self.repeats + 1 if is_alike and is_soon else 0
        hurried = (self.hurried if is_soon else 0) + is_too_quick(text, self.at, now)
        burst = self.burst + 1 if is_at_once(self.at, now) else 0
        return replace(self, said=mark, repeats=repeats, hurried=hurried, burst=burst)

    def giving_up(self, numbers: tuple[str, ...]) -> "Context":
        """The same, with helplines that were called in vain."""
        return replace(self, unreached=tuple(dict.fromkeys((*self.unreached, *numbers))))

    @property
    def is_exact(self) -> bool:
        """Whether it tells where the person stood, not only in which town."""
        return self.place is not None and self.place.kind in EXACT


OPEN_LONGER = (Asked.VISIT, Asked.VISIT_IN_WORDS)
"""Questions that may be answered the next day."""


def read_context(kept: Mapping[str, Any]) -> Context:
    """The context in what was kept; an empty one where nothing, or nothing legible, was."""
    try:
        return Context(
            place=_read(_place, kept.get("place")),
            needs=tuple(Need(name) for name in kept.get("needs", ())),
            moment=_read(_moment, kept.get("moment")),
            audiences=tuple(Audience(name) for name in kept.get("audiences", ())),
            age=_read(int, kept.get("age")),
            offered=tuple(kept.get("offered", ())),
            asked=Asked(kept.get("asked", Asked.NOTHING)),
            choices=tuple(Need(name) for name in kept.get("choices", ())),
            candidates=tuple(_place(values) for values in kept.get("candidates", ())),
            failures=int(kept.get("failures", 0)),
            danger=_read(Danger, kept.get("danger")),
            page=int(kept.get("page", 0)),
            opened=int(kept.get("opened", 0)),
            refused=tuple(kept.get("refused", ())),
            unreached=tuple(kept.get("unreached", ())),
            last=Last(kept.get("last", Last.QUESTION)),
            offered_language=str(kept.get("offered_language", "")),
            former_place=_read(_place, kept.get("former_place")),
            former_needs=tuple(Need(name) for name in kept.get("former_needs", ())),
            said=str(kept.get("said", "")),
            repeats=int(kept.get("repeats", 0)),
            rude=int(kept.get("rude", 0)),
            calls=int(kept.get("calls", 0)),
            asked_safe=_read(Danger, kept.get("asked_safe")),
            hurried=int(kept.get("hurried", 0)),
            burst=int(kept.get("burst", 0)),
            had_danger=bool(kept.get("had_danger", False)),
            visit=_read(_visit, kept.get("visit")),
            asked_why=bool(kept.get("asked_why", False)),
            chosen=_read(lambda both: Chosen(*both), kept.get("chosen")),
            waiting_at=_read(datetime.fromisoformat, kept.get("waiting_at")),
            receipt_at=_read(datetime.fromisoformat, kept.get("receipt_at")),
            at=_read(datetime.fromisoformat, kept.get("at")),
        )
    except (KeyError, TypeError, ValueError):
        return Context()  # kept by another version of the program: begin anew


def write_context(context: Context) -> dict[str, object]:
    """The context as values of JSON; what is empty is left out."""
    written: dict[str, object] = {
        "place": context.place and _write_place(context.place),
        "needs": list(context.needs),
        "moment": context.moment and _write_moment(context.moment),
        "audiences": list(context.audiences),
        "age": context.age,
        "offered": list(context.offered),
        "asked": context.asked,
        "choices": list(context.choices),
        "candidates": [_write_place(place) for place in context.candidates],
        "failures": context.failures,
        "danger": context.danger,
        "page": context.page,
        "opened": context.opened,
        "refused": list(context.refused),
        "unreached": list(context.unreached),
        "last": context.last,
        "offered_language": context.offered_language,
        "former_place": context.former_place and _write_place(context.former_place),
        "former_needs": list(context.former_needs),
        "said": context.said,
        "repeats": context.repeats,
        "rude": context.rude,
        "calls": context.calls,
        "asked_safe": context.asked_safe,
        "hurried": context.hurried,
        "burst": context.burst,
        "had_danger": context.had_danger,
        "visit": context.visit and _write_visit(context.visit),
        "asked_why": context.asked_why,
        "chosen": context.chosen and [context.chosen.language, context.chosen.written],
        "waiting_at": context.waiting_at and context.waiting_at.isoformat(),
        "receipt_at": context.receipt_at and context.receipt_at.isoformat(),
        "at": context.at and context.at.isoformat(),
    }
    return {name: value for name, value in written.items() if value}


def coarsen(kept: Mapping[str, Any]) -> dict[str, object]:
    """What was kept, with an exact position rounded to a kilometre: its town stays."""
    context = read_context(kept)
    if context.place is None or not context.is_exact:
        return dict(kept)
    point = Point(
        round(context.place.point.latitude, COARSE_DIGITS),
        round(context.place.point.longitude, COARSE_DIGITS),
    )
    place = replace(context.place, point=point, approximate=True)
    return write_context(replace(context, place=place))


def _read(reader: Callable[[Any], Some], value: Any) -> Some | None:
    return None if value is None else reader(value)


def _place(values: Mapping[str, Any]) -> Place:
    return Place(
        name=values["name"],
        kind=Kind(values["kind"]),
        country=values["country"],
        point=Point(*values["point"]),
        code=values.get("code", ""),
        within=values.get("within", ""),
        population=values.get("population", 0),
        timezone=values["timezone"],
        approximate=values.get("approximate", False),
    )


def _write_place(place: Place) -> dict[str, object]:
    return {
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "point": [place.point.latitude, place.point.longitude],
        "code": place.code,
        "within": place.within,
        "population": place.population,
        "timezone": place.timezone,
        "approximate": place.approximate,
    }


def _visit(values: Mapping[str, Any]) -> Visit:
    due = datetime.fromisoformat(values["due"])
    return Visit(values["service_id"], due, values.get("asked", False))


def _write_visit(visit: Visit) -> dict[str, object]:
    asked = {"asked": True} if visit.asked else {}
    return {"service_id": visit.service_id, "due": visit.due.isoformat(), **asked}


def _moment(values: Mapping[str, str]) -> Moment:
    start, end = (datetime.fromisoformat(values[name]) for name in ("start", "end"))
    return Moment(values["name"], Window(start, end))


def _write_moment(moment: Moment) -> dict[str, str]:
    start, end = moment.window.start.isoformat(), moment.window.end.isoformat()
    return {"name": moment.name, "start": start, "end": end}
