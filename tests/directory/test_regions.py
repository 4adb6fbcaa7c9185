"""What lies in what: every department is in one region, and towns in theirs."""

import pytest

from directory.gazetteer import Gazetteer
from directory.places import Kind
from directory.regions import DEPARTMENTS, lies_in

OVERSEAS = ("97", "98")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_every_department_lies_in_one_region(gazetteer):
    told = [code for codes in DEPARTMENTS.values() for code in codes.split()]
    known = {place.code for place in gazetteer.places() if place.kind is Kind.DEPARTMENT}
    assert sorted(told) == sorted(set(told))
    assert set(told) == {code for code in known if not code.startswith(OVERSEAS)}


def test_every_region_of_france_is_told(gazetteer):
    places = [place for place in gazetteer.places() if place.kind is Kind.REGION]
    assert {place.code for place in places if place.country == "FR"} == set(DEPARTMENTS)


@pytest.mark.parametrize(
    ("town", "wider", "expected"),
    [
        ("albi", "occitanie", True),
        ("albi", "tarn", True),
        ("albi", "bretagne", False),
        ("albi", "france", True),
        ("barcelona", "catalunya", True),
        ("barcelona", "occitanie", False),
        ("albi", "toulouse", False),
    ],
)
def test_a_town_lies_in_its_region(gazetteer, town, wider, expected):
    assert lies_in(gazetteer.named(town)[0], gazetteer.named(wider)[0]) is expected
