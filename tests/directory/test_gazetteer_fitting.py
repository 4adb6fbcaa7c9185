import numpy as np
import pytest

from directory.gazetteer.channels import SIGNS, Channels
from directory.gazetteer.fitting import Lesson, fit

TYPED, IMPOSSIBLE = 20, 1.0


def lesson(sign: str) -> Lesson:
    """Mistyped names with two names compared each, of which `sign` marks the wrong one."""
    tables = []
    for channel, signs in SIGNS.items():
        columns = ["size", *signs, "impossible"]
        table = np.zeros((2 * TYPED, len(columns)))
        table[:, columns.index("channel")] = 1.0
        table[:, -1] = 0.0 if channel == "slips" else IMPOSSIBLE
        if channel == "slips":
            table[1::2, columns.index(sign)] = 1.0
        tables.append(table)
    return Lesson(
        signs=tuple(tables),
        strangeness=np.zeros(2 * TYPED),
        right=np.array([True, False] * TYPED),
        number=np.repeat(np.arange(TYPED), 2),
        starts=np.arange(0, 2 * TYPED, 2),
    )


@pytest.mark.parametrize("sign", ["beside", "missed", "swapped", "other"])
def test_what_marks_the_wrong_names_counts_against_them(sign):
    _, worths = fit(lesson(sign))
    slips = dict(zip(SIGNS["slips"], worths[0], strict=True))
    assert slips[sign] < -1
    assert all(abs(worth) < 0.1 for name, worth in slips.items() if name != sign)


def test_size_counts_but_no_more_than_tenfold():
    size, _ = fit(lesson("missed"))
    assert 0 < size <= 1


def test_the_page_in_the_package_has_a_worth_for_each_sign():
    every = Channels.read()
    assert {channel: tuple(worth) for channel, worth in every.worth.items()} == SIGNS
    assert 0 < every.size <= 1
