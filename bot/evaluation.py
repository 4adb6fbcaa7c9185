"""How well texts are understood: a message file scored row by row, field by field."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.understanding.request import Intent, Request
from directory.places import Point
from directory.results import Window

COLUMNS = ("text", "language", "needs", "place", "when", "audience", "intent", "tags")
FIELDS = ("language", "intent", "needs", "place", "when", "audience")
FULL = ("fr", "en", "ar", "es", "ca", "pt", "ro", "ru", "uk", "fa", "ps", "ka")
"""The languages that are understood in full; the others know the essentials."""
APART = ("wo", "bm", "*")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class EvaluationError(Exception):
    """The file cannot be scored: mend it as the message says."""


@dataclass(frozen=True)
class Target:
    """Where a named place is, and how far off is still right."""

    point: Point
    tolerance_km: float


@dataclass(frozen=True)
class Row:
    """One text and what should be understood of it."""

    number: int
    text: str
    languages: tuple[str, ...]
    needs: frozenset[str]
    allowed: frozenset[str]
    place: Target | None
    place_allowed: bool
    when: str
    audience: frozenset[str]
    intents: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def is_search(self) -> bool:
        """Needs and place are scored for these rows only."""
        return "search" in self.intents


@dataclass(frozen=True)
class Score:
    """What was right in one row."""

    row: Row
    request: Request
    right: dict[str, bool]

    @property
    def is_right(self) -> bool:
        """All fields are."""
        return all(self.right.values())


def read_rows(path: Path) -> list[Row]:
    """The rows of a message file, with the places of the `places-*.tsv` beside it.

    Raises `EvaluationError` when the header or a place is unknown.
    """
    targets = _read_targets(path)
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = [name.lstrip("# ") for name in next(lines, [])]
        if tuple(header) != COLUMNS:
            raise EvaluationError(f"{path.name}: the header must be {' '.join(COLUMNS)}")
        return [_row(number, line, targets) for number, line in enumerate(lines, 2) if any(line)]


def _read_targets(path: Path) -> dict[str, Target]:
    targets: dict[str, Target] = {}
    for beside in sorted(path.parent.glob("places-*.tsv")):
        for line in beside.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                name, *numbers = line.split("\t")
                targets[name] = _target(beside, numbers)
    return targets


def _target(file: Path, numbers: list[str]) -> Target:
    try:
        latitude, longitude, tolerance = map(float, numbers)
    except ValueError as error:
        message = f"{file.name}: each line must be name, latitude, longitude, kilometres"
        raise EvaluationError(message) from error
    return Target(Point(latitude, longitude), tolerance)


def _row(number: int, line: list[str], targets: dict[str, Target]) -> Row:
    cells = dict(zip(COLUMNS, [*line, *[""] * len(COLUMNS)], strict=False))
    place = cells["place"].rstrip("?")
    if place and place not in targets:
        raise EvaluationError(f"row {number}: no places file says where {place!r} is")
    needs, allowed = _required_and_allowed(cells["needs"])
    return Row(
        number,
        cells["text"],
        _split(cells["language"]),
        needs,
        allowed,
        targets.get(place),
        cells["place"].endswith("?"),
        cells["when"],
        _required_and_allowed(cells["audience"])[0],
        _split(cells["intent"]) or ("search",),
        _split(cells["tags"]),
    )


def _required_and_allowed(cell: str) -> tuple[frozenset[str], frozenset[str]]:
    names = _split(cell)
    required = frozenset(name for name in names if not name.endswith("?"))
    return required, frozenset(name.rstrip("?") for name in names)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def score(row: Row, request: Request, now: datetime) -> Score:
    """What was understood rightly of a row, each field apart; `now` is the clock it was read at."""
    checks: dict[str, Callable[[Row, Request], bool]] = {
        "language": _language_right,
        "intent": _intent_right,
        "needs": _needs_right,
        "place": _place_right,
        "when": lambda row, request: _when_right(row, request, now),
        "audience": _audience_right,
    }
    return Score(row, request, {name: check(row, request) for name, check in checks.items()})


def _language_right(row: Row, request: Request) -> bool:
    return "*" in row.languages or request.language in row.languages


def _intent_right(row: Row, request: Request) -> bool:
    wanted = {intent.split(":")[0] for intent in row.intents}
    return request.intent in wanted


def _needs_right(row: Row, request: Request) -> bool:
    found = {str(need) for need in request.needs}
    return not row.is_search or row.needs <= found <= row.allowed


def _place_right(row: Row, request: Request) -> bool:
    if not row.is_search or (row.place_allowed and not request.places):
        return True
    if row.place is None or not request.places:
        return row.place is None and not request.places
    metres = row.place.point.metres_to(request.places[0].place.point)
    return metres <= row.place.tolerance_km * 1000


def _when_right(row: Row, request: Request, now: datetime) -> bool:
    if not row.when:
        return not row.is_search or request.moment is None
    if request.moment is None:
        return False
    inside, outside = _instants(row.when, now)
    found = request.moment.window
    return _holds(found, inside) and not any(_holds(found, instant) for instant in outside)


def _holds(window: Window, instant: datetime) -> bool:
    return window.start <= instant < window.end


def _instants(when: str, now: datetime) -> tuple[datetime, tuple[datetime, ...]]:
    """The moment that the interval must hold, and those that it must not."""
    day = timedelta(days=1)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)

    def at(days: int, hour: int) -> datetime:
        return midnight + days * day + timedelta(hours=hour)

    if when.startswith("hour:"):
        hour = int(when.removeprefix("hour:"))
        return at(0, hour), (at(0, hour - 4), at(0, hour + 4))
    if when in WEEKDAYS:
        ahead = (WEEKDAYS.index(when) - now.weekday()) % 7 or 7
        return at(ahead, 11), (at(0, 11), at(ahead + 1, 11))
    fixed = {
        "now": (at(0, now.hour), (at(1, 10),)),
        "tonight": (at(0, 21), (at(1, 14),)),
        "tomorrow": (at(1, 11), (at(0, 20), at(2, 11))),
        "tomorrow_morning": (at(1, 9), (at(1, 20),)),
        "tomorrow_evening": (at(1, 20), (at(1, 9),)),
    }
    if when not in fixed:
        raise EvaluationError(f"no moment is called {when!r}")
    return fixed[when]


def _audience_right(row: Row, request: Request) -> bool:
    return row.audience <= {str(audience) for audience in request.audiences}


# ------------------------------------------------------------------ tables


@dataclass(frozen=True)
class Line:
    """One line of a table: how many rows, how many all right, and each field."""

    name: str
    rows: int
    right: int
    fields: dict[str, int]


def by_language(scores: list[Score]) -> list[Line]:
    """A line each language, then the full ones together, the others, and all."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        groups[one.row.languages[0]].append(one)
    full = [one for code in FULL for one in groups.get(code, ())]
    others = [one for code in groups if code not in (*FULL, *APART) for one in groups[code]]
    lines = [_line(code, groups[code]) for code in _ordered(groups)]
    return [*lines, _line("full", full), _line("others", others), _line("all", scores)]


def by_tag(scores: list[Score]) -> list[Line]:
    """A line each tag."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        for tag in one.row.tags:
            groups[tag].append(one)
    return [_line(tag, groups[tag]) for tag in sorted(groups)]


def _ordered(groups: Iterable[str]) -> list[str]:
    rank = {code: index for index, code in enumerate(FULL)}
    return sorted(groups, key=lambda code: (rank.get(code, len(rank)), code))


def _line(name: str, scores: list[Score]) -> Line:
    fields = Counter(name for one in scores for name, right in one.right.items() if right)
    return Line(name, len(scores), sum(one.is_right for one in scores), dict(fields))


@dataclass(frozen=True)
class DangerTable:
    """Danger found and missed, and look-alikes taken for danger."""

    found: int
    missed: int
    right_kind: int
    look_alikes: int
    false_alarms: int


def danger_table(scores: list[Score]) -> DangerTable:
    """How danger was read; rows that allow both readings count in neither."""
    real = [one for one in scores if all(i.startswith("crisis") for i in one.row.intents)]
    safe = [one for one in scores if not any(i.startswith("crisis") for i in one.row.intents)]
    found = [one for one in real if one.request.intent is Intent.CRISIS]
    kinds = [one for one in found if f"crisis:{one.request.danger}" in one.row.intents]
    false = sum(one.request.intent is Intent.CRISIS for one in safe)
    return DangerTable(len(found), len(real) - len(found), len(kinds), len(safe), false)


def need_confusion(scores: list[Score]) -> list[tuple[str, str, int]]:
    """Needs taken for others, missed (`-` for what was read) or invented (`-` for meant)."""
    pairs: Counter[tuple[str, str]] = Counter()
    for one in scores:
        if one.row.is_search and not one.right["needs"]:
            pairs.update(_confused(one))
    return [(meant, read, count) for (meant, read), count in pairs.most_common()]


def _confused(one: Score) -> Iterator[tuple[str, str]]:
    found = {str(need) for need in one.request.needs}
    missing, extra = sorted(one.row.needs - found), sorted(found - one.row.allowed)
    for index in range(max(len(missing), len(extra))):
        meant = missing[index] if index < len(missing) else "-"
        read = extra[index] if index < len(extra) else "-"
        yield meant, read
