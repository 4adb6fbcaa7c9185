"""Slips of the thumb: which keys lie side by side, and which slips turn one name into another."""

from dataclasses import dataclass

from rapidfuzz.distance import OSA, Levenshtein

NEIGHBOURS = dict(
    zip(
        "azertyuiopqsdfghjklmwxcvbn",
        (
            "zq", "aeqs", "zrsd", "etdf", "ryfg", "tugh", "yihj", "uojk", "ipkl", "olm",
            "aswz", "qdzex", "sferc", "dgrtv", "fhtyb", "gjyun", "hkui", "jlio", "kmop", "lp",
            "xqs", "wcsd", "xvdf", "cbfg", "vngh", "bhj",
        ),
        strict=True,
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slips:
    """How many of each sort: a key beside the right one, a letter left out or typed twice, two
    letters swapped, and any other letter put in or for another."""

    beside: int = 0
    missed: int = 0
    swapped: int = 0
    other: int = 0

    @property
    def count(self) -> int:
        """All of them."""
        return self.beside + self.missed + self.swapped + self.other


def slips_between(meant: str, typed: str) -> Slips:
    """The fewest slips that turn what was meant into what was typed."""
    meant, swapped = _swapped_back(meant, typed)
    beside = missed = other = 0
    for operation in Levenshtein.editops(meant, typed):
        if operation.tag == "delete":
            missed += 1
        elif operation.tag == "insert":
            missed += (twice := _is_twice(typed, operation.dest_pos))
            other += not twice
        else:
            near = NEIGHBOURS.get(meant[operation.src_pos], "")
            beside += (is_near := typed[operation.dest_pos] in near)
            other += not is_near
    return Slips(beside, missed, swapped, other)


def _swapped_back(meant: str, typed: str) -> tuple[str, int]:
    """`meant` with the letters swapped that were swapped in typing, and how many pairs were."""
    swaps = 0
    while (fewest := OSA.distance(meant, typed)) < Levenshtein.distance(meant, typed):
        swapped = next(
            (form for form in _with_a_swap(meant) if OSA.distance(form, typed) < fewest), None
        )
        if swapped is None:
            break
        meant, swaps = swapped, swaps + 1
    return meant, swaps


def _with_a_swap(name: str) -> list[str]:
    return [
        name[:at] + name[at + 1] + name[at] + name[at + 2 :]
        for at in range(len(name) - 1)
        if name[at] != name[at + 1]
    ]


def _is_twice(typed: str, at: int) -> bool:
    """The letter stands there twice."""
    return typed[at] in (typed[at - 1 : at], typed[at + 1 : at + 2])
