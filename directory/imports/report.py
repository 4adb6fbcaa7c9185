"""What an import did: counts, and each row that was refused or repaired with its reason."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from directory.drafts import VenueDraft
from directory.keeping import Kept

SHOWN = 3
MAX_DETAIL = 160


class Reason(Enum):
    """Why a row is worth a remark: its place in the report and the words for it."""

    BROKEN = ("refused", "the row cannot be read")
    HIDDEN = ("left out", "it is not online for all")
    ELSEWHERE = ("left out", "it comes from another directory: import it from there")
    TWIN = ("left out", "another entry of the same place is newer")
    AGAIN = ("left out", "the same place is there again")
    SKIPPED = ("left out", "the mapping leaves it out")
    CLOSED = ("left out", "it is gone, out of order, or not for whoever comes")
    REMOTE = ("left out", "it is given by telephone or video only: there is no door to go to")
    TWICE = ("refused", "the same row is there twice")
    NO_NAME = ("refused", "it has no name")
    NO_NEED = ("refused", "it meets no need that we know")
    NO_PLACE = ("refused", "neither a point nor an address that can be found")
    WRONG_TOWN = ("refused", "its town and its postal code are not of the same place")
    TOO_LONG = ("refused", "a text is too long to be one")
    FAR = ("repaired", "its point is far from its postal code: the town's point is used")
    WRONG_POSTCODE = (
        "repaired",
        "its point is in its town, but far from its postal code: the code is left out",
    )
    TURNED = ("repaired", "latitude and longitude were exchanged, or a sign was lost")
    NO_POINT = ("repaired", "its point is none: the town's point is used")
    APPROXIMATE = ("repaired", "no point: the town's point is used")
    POSTCODE = ("repaired", "its postal code is put right, or its town is used instead")
    PHONE = ("repaired", "a telephone number is put right")
    NO_PHONE = ("noted", "a telephone number cannot be read")
    NO_HOURS = ("noted", "hours are written, but cannot be read: kept as text")
    CATEGORY = ("noted", "a category is not in the mapping")
    SAME_ID = ("repaired", "its id is there twice: told apart by name and place")
    FIELD = ("noted", "a field that the schema does not take is left out")
    DATE = ("noted", "a date cannot be read")
    NOT_OFFERED = ("noted", "it meets no need that we know: kept, but offered to nobody")
    NOWHERE = (
        "noted",
        "neither a point nor an address that can be found: kept, but offered to nobody",
    )
    CUT = ("repaired", "its schedule is a cut of its own text: the hours of the text are used")
    CONTRADICTION = ("noted", "its schedule contradicts its own text: kept as text")
    WORD = ("noted", "a word that the format does not have")
    SLOT = ("noted", "hours that make no sense are left out: that day is uncertain")
    NO_STOPS = ("noted", "its stops are not told: the hours of the round say nothing of them")
    UNENDED = ("noted", "the file stops here without an end of line: see that it is whole")
    YES_NO = ("noted", "neither yes nor no")

    def __init__(self, outcome: str, words: str) -> None:
        self.outcome = outcome
        self.words = words


@dataclass(frozen=True)
class Remark:
    """One thing to say about one row; `detail` shows the text that it is about."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True)
class Reading:
    """What a reader made of one record: a draft, or none, and what is to be said about it.

    `unchanged` is how many venues are as they were, where the record was not even read; `row` 0 is
    that of a source that was passed over whole.
    """

    row: int
    name: str
    draft: VenueDraft | None
    remarks: tuple[Remark, ...] = ()
    unchanged: int = 0

    @classmethod
    def without(cls, row: int, name: str, reason: Reason, detail: str = "") -> "Reading":
        """A record that gives no draft, and why."""
        return cls(row, name, None, (Remark(reason, detail),))

    def of_document(self, digest: str) -> "Reading":
        """The same, whose draft knows what it was read from."""
        if self.draft is None:
            return self
        return replace(self, draft=replace(self.draft, document=digest))


@dataclass
class Report:
    """Grows while rows are read; holds the first rows of each reason, so its size stays small.

    `watch` is given every line, for the one who wants them all.
    """

    watch: Callable[[str], object] = field(default=lambda _line: None)
    read: int = 0
    passed_over: bool = False
    drafts: int = 0
    services: int = 0
    rows: dict[Reason, int] = field(default_factory=dict)
    shown: dict[Reason, list[str]] = field(default_factory=dict)
    outcomes: dict[str, int] = field(default_factory=dict)
    kept: Kept = Kept()
    withdrawn: int = 0

    def note(self, reading: Reading) -> None:
        """Counts one record and its remarks."""
        self.read += reading.row > 0
        self.passed_over |= not reading.row
        self.drafts += reading.unchanged
        self.kept += Kept(unchanged=reading.unchanged)
        if reading.draft is not None:
            self.drafts += 1
            self.services += len(reading.draft.services)
        for outcome in {remark.reason.outcome for remark in reading.remarks}:
            self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1
        for reason, remarks in _by_reason(reading.remarks).items():
            self.rows[reason] = self.rows.get(reason, 0) + 1
            lines = [_line(reading, remark) for remark in remarks]
            for line in lines:
                self.watch(f"{reason.outcome}: {reason.words}: {line}")
            shown = self.shown.setdefault(reason, [])
            if len(shown) < SHOWN:
                shown.append(lines[0])


def _by_reason(remarks: Iterable[Remark]) -> dict[Reason, list[Remark]]:
    told: dict[Reason, list[Remark]] = {}
    for remark in remarks:
        told.setdefault(remark.reason, []).append(remark)
    return told


def printed(report: Report) -> Iterator[str]:
    """The report in lines: what was read and kept, then reason by reason its first rows."""
    yield _summary(report)
    if report.passed_over:
        yield "  as when it was last read to its end: nothing of it was read again"
    for reason in sorted(report.rows, key=_order):
        yield f"  {reason.outcome}, {counted(report.rows[reason], 'row', 'rows')}: {reason.words}"
        yield from (f"      {line}" for line in report.shown[reason])
        more = report.rows[reason] - len(report.shown[reason])
        if more:
            yield f"      and {more:,} more"


def _summary(report: Report) -> str:
    kept = report.kept
    counts = [
        f"{kept.added:,} new",
        f"{kept.changed:,} changed",
        f"{kept.unchanged:,} unchanged",
        *([f"{report.withdrawn:,} withdrawn"] if report.withdrawn else []),
    ]
    outcomes = [
        f"{report.outcomes.get(outcome, 0):,} {outcome}"
        for outcome in ("left out", "refused", "repaired")
    ]
    return (
        f"{counted(report.read, 'row', 'rows')} read,"
        f" {counted(report.drafts, 'entry', 'entries')} ({', '.join(counts)});"
        f" {', '.join(outcomes)}."
    )


def counted(number: int, one: str, several: str) -> str:
    """`1 row`, `2,000 rows`."""
    return f"{number:,} {one if number == 1 else several}"


ORDER = ("refused", "left out", "repaired", "noted")


def _order(reason: Reason) -> tuple[int, str]:
    return ORDER.index(reason.outcome), reason.name


def _line(reading: Reading, remark: Remark) -> str:
    detail = " ".join(remark.detail.split())
    if len(detail) > MAX_DETAIL:
        detail = f"{detail[:MAX_DETAIL]}…"
    name = f" “{' '.join(reading.name.split())[:60]}”" if reading.name else ""
    line = f"row {reading.row}{name}{': ' if detail else ''}{detail}"
    # Half a pair of surrogates, which JSON can hold, cannot be printed.
    return line.encode("utf-8", "replace").decode("utf-8")


def drafts_of(readings: Iterable[Reading], report: Report) -> Iterator[VenueDraft]:
    """The drafts among the readings, each reading being noted as it passes."""
    for reading in readings:
        report.note(reading)
        if reading.draft is not None:
            yield reading.draft
