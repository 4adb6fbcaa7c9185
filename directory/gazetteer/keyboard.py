"""Slips of the thumb: which keys lie side by side, and what a name mistyped so costs."""

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
# In powers of ten, on top of what any slip costs.
ANY, NEAR, OTHER, LEFT_OUT, TWICE, ADDED, SWAPPED = -0.39, 0.32, -0.55, 0.08, -0.54, -0.73, 1.68


def slips(typed: str, meant: str) -> float:
    """How much likelier (a power of ten, mostly below nothing) `meant` makes what was typed.

    A key beside the right one and two letters swapped are usual slips, another letter is not.
    """
    operations = Levenshtein.editops(meant, typed)
    distance = OSA.distance(meant, typed)
    likelihood = ANY * distance + SWAPPED * (len(operations) - distance)
    for operation in operations:
        if operation.tag == "delete":
            likelihood += LEFT_OUT
        elif operation.tag == "insert":
            likelihood += TWICE if _is_twice(typed, operation.dest_pos) else ADDED
        else:
            near = NEIGHBOURS.get(meant[operation.src_pos], "")
            likelihood += NEAR if typed[operation.dest_pos] in near else OTHER
    return likelihood


def _is_twice(typed: str, at: int) -> bool:
    """The letter stands there twice."""
    return typed[at] in (typed[at - 1 : at], typed[at + 1 : at + 2])
