"""What the bot remembers of a thread from one text to the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.understanding.reading import Asked
from bot.understanding.request import Danger, Moment
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.results import Window

REMEMBERED = timedelta(hours=12)
"""How long what was said is used without asking again."""

EXACT = (Kind.POSITION, Kind.ADDRESS)
COARSE_DIGITS = 2
"""About a kilometre, of a degree."""

Some = TypeVar("Some")


@dataclass(frozen=True)
class Context:
    """What was said and offered so far.

    `offered` holds the ids of services, in the order of their numbers. `asked` is what the last
    text asked, `choices` the needs and `candidates` the places that it offered by number.
    `failures` counts the texts in a row that meant nothing to us. `at` is when this was kept.
    """

    place: Place | None = None
    needs: tuple[Need, ...] = ()
    moment: Moment | None = None
    audiences: tuple[Audience, ...] = ()
    offered: tuple[str, ...] = ()
    asked: Asked = Asked.NOTHING
    choices: tuple[Need, ...] = ()
    candidates: tuple[Place, ...] = ()
    failures: int = 0
    danger: Danger | None = None
    at: datetime | None = None

    def at_hand(self, now: datetime) -> "Context":
        """What of this may still be used: all of it for some hours, but a moment gone by."""
        if self.at is None or now - self.at <= REMEMBERED:
            return replace(self, moment=self.moment if self._is_to_come(now) else None)
        return Context()

    @property
    def is_exact(self) -> bool:
        """Whether it tells where the person stood, not only in which town."""
        return self.place is not None and self.place.kind in EXACT

    def _is_to_come(self, now: datetime) -> bool:
        return self.moment is not None and self.moment.window.end > now


def read_context(kept: Mapping[str, Any]) -> Context:
    """The context in what was kept; an empty one where nothing, or nothing legible, was."""
    try:
        return Context(
            place=_read(_place, kept.get("place")),
            needs=tuple(Need(name) for name in kept.get("needs", ())),
            moment=_read(_moment, kept.get("moment")),
            audiences=tuple(Audience(name) for name in kept.get("audiences", ())),
            offered=tuple(kept.get("offered", ())),
            asked=Asked(kept.get("asked", Asked.NOTHING)),
            choices=tuple(Need(name) for name in kept.get("choices", ())),
            candidates=tuple(_place(values) for values in kept.get("candidates", ())),
            failures=int(kept.get("failures", 0)),
            danger=_read(Danger, kept.get("danger")),
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
        "offered": list(context.offered),
        "asked": context.asked,
        "choices": list(context.choices),
        "candidates": [_write_place(place) for place in context.candidates],
        "failures": context.failures,
        "danger": context.danger,
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


def _moment(values: Mapping[str, str]) -> Moment:
    start, end = (datetime.fromisoformat(values[name]) for name in ("start", "end"))
    return Moment(values["name"], Window(start, end))


def _write_moment(moment: Moment) -> dict[str, str]:
    start, end = moment.window.start.isoformat(), moment.window.end.isoformat()
    return {"name": moment.name, "start": start, "end": end}
