"""What is named first when little is open: nobody is left without somewhere to go."""

import pytest

from directory.choosing import choose
from directory.needs import Need
from directory.results import Answer, Result
from tests.outcomes import GARE_DE_LYON, MORNING, NIGHT, at, make_result

OPEN = make_result(1, name="open", closes_at=at(12))
FAR = make_result(2, name="far", closes_at=at(22), distance_m=20_000)
CLOSING = make_result(7, name="closing", closes_at=at(10, 20), distance_m=3_000, too_late=True)
AGAIN = CLOSING._replace(reopens_at=at(10, 45))
SOON = make_result(3, name="soon", open=False, opens_at=at(11), closes_at=at(12))
TOMORROW = make_result(4, name="tomorrow", open=False, opens_at=at(9, day=15), closes_at=None)
UNKNOWN = make_result(5, name="unknown", open=None, closes_at=None)
REST = make_result(6, name="rest", needs=(Need.REST,))


def named(answer: Answer, needs: tuple[Need, ...] = (Need.SHELTER,), limit: int = 3) -> list[str]:
    chosen = choose(answer, needs, GARE_DE_LYON, MORNING, limit)
    return [result.name for result in chosen]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer((OPEN,), (SOON,), (UNKNOWN,)), ["open", "soon", "unknown"]),
        (Answer((FAR,), (SOON, TOMORROW)), ["soon", "far", "tomorrow"]),
        (Answer((FAR,), (TOMORROW,)), ["far", "tomorrow"]),
        (Answer((), (TOMORROW,), (UNKNOWN,)), ["unknown", "tomorrow"]),
        (Answer((CLOSING,), (SOON,)), ["soon", "closing"]),
        (Answer((AGAIN,), (SOON,)), ["soon", "closing"]),
        (Answer((AGAIN,), (TOMORROW,)), ["closing", "tomorrow"]),
        (Answer((), (SOON, TOMORROW), (UNKNOWN,), related=(REST,)), ["soon", "unknown", "rest"]),
        (Answer((), (SOON,), far=(FAR,)), ["soon", "far"]),
        (Answer((OPEN, FAR), related=(REST,)), ["open", "far"]),
        (Answer((), (TOMORROW,), (UNKNOWN._replace(distance_m=50_000),)), ["tomorrow", "unknown"]),
        (Answer(()), []),
    ],
)
def test_what_is_open_nearby_comes_first_then_the_soonest_to_be_in(
    answer: Answer, expected: list[str]
) -> None:
    assert named(answer) == expected


def test_by_night_a_call_is_not_sooner_than_an_early_opening() -> None:
    early: Result = TOMORROW._replace(opens_at=at(7, day=14))
    chosen = choose(Answer((), (early,), (UNKNOWN,)), (Need.SHELTER,), GARE_DE_LYON, NIGHT, 3)
    assert [result.name for result in chosen] == ["tomorrow", "unknown"]


def test_each_need_is_met_by_one_of_those_named() -> None:
    meals = tuple(OPEN._replace(id=f"meal{n}", name=f"meal{n}") for n in range(3))
    shower = TOMORROW._replace(name="shower", needs=(Need.SHOWER,))
    assert named(Answer(meals, (shower,)), (Need.SHELTER, Need.SHOWER)) == [
        "meal0", "meal1", "shower",
    ]  # fmt: skip
