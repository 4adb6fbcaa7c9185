"""What a fault did, and the table of all."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """`recovery_s`: from the end of the fault until all was answered; None where it has none."""

    fault: str
    tried: int
    lost: int
    doubled: int
    recovery_s: float | None = None
    note: str = ""

    def is_good(self) -> bool:
        return self.lost == 0 and self.doubled == 0 and "NOT MET" not in self.note


HEAD = ("fault", "tried", "lost", "doubled", "recovery", "note")


def lines(results: list[Result]) -> list[str]:
    rows = [HEAD, *(cells(one) for one in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
    return [shown[0], "  ".join("-" * width for width in widths), *shown[1:]]


def cells(one: Result) -> tuple[str, ...]:
    recovery = "" if one.recovery_s is None else f"{one.recovery_s:.1f} s"
    return (one.fault, f"{one.tried:,}", str(one.lost), str(one.doubled), recovery, one.note)
