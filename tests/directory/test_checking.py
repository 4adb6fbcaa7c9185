from datetime import date
from typing import Any

import pytest

from directory.checking import check, finding_lines
from directory.corrections import Changes, correct
from directory.drafts import ClosureDraft
from directory.merging.decisions import keep_apart
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.storage import for_writing
from tests.directory.merging.builders import OSM, PHONE, SOLIGUIDE, TUESDAY, meals, record, tell

TODAY = date(2026, 1, 14)
PARIS = Place("Paris", Kind.COMMUNE, "FR", Point(48.8566, 2.3522))
WATER = meals(needs=(Need.WATER,), hours=None)


class Towns:
    """A gazetteer of one town."""

    def named(self, key: str) -> tuple[Place, ...]:
        return (PARIS,) if key == "paris" else ()

    def postcode(self, code: str, country: str = "FR") -> tuple[Place, ...]:
        return (PARIS,) if code.startswith("75") else ()


@pytest.fixture
def connection(engine):
    with for_writing(engine).begin() as connection:
        yield connection


def in_order(ref: str = "1", metres: float = 0, *services: Any, **told: Any):
    return record(ref, metres, *services, **{"phones": (PHONE,)} | told)


def found(connection) -> dict[str, int]:
    return {finding.kind: finding.count for finding in check(connection, Towns(), TODAY)}


def test_an_entry_in_order_wants_nothing(connection):
    tell(connection, SOLIGUIDE, in_order())
    assert list(finding_lines(check(connection, Towns(), TODAY))) == [
        "Nothing to do: no entry wants a second look."
    ]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"phones": ()}, "no_phone"),
        ({"verified_on": date(2024, 12, 31)}, "stale"),
        ({"verified_on": None}, "undated"),
        ({"point": Point(43.3, 5.4)}, "far_points"),
        ({"point": Point(43.3, 5.4), "postcode": ""}, "far_points"),
        ({"services": (meals(hours=None),)}, "no_hours"),
        ({"services": (meals(hours="every so often"),)}, "unreadable_hours"),
        ({"services": (meals(hours=None, hours_text="ask"),)}, "unreadable_hours"),
        ({"closures": (ClosureDraft(date(2025, 9, 1), None),)}, "closed_long"),
    ],
    ids=[
        "no telephone", "verified long ago", "undated", "far from its postcode",
        "far from its town", "no hours", "unreadable hours", "hours in words", "closed",
    ],
)  # fmt: skip
def test_what_is_not_in_order_is_found(connection, told, kind):
    tell(connection, SOLIGUIDE, in_order(**told))
    assert found(connection) == {kind: 1}


@pytest.mark.parametrize(
    "told",
    [
        {"services": (WATER,), "phones": ()},
        {"closures": (ClosureDraft(date(2025, 9, 1), date(2026, 3, 1)),)},
        {"closures": (ClosureDraft(date(2026, 1, 1), None),)},
        {"point": Point(43.3, 5.4), "postcode": "", "town": "Nowhere"},
    ],
    ids=["a fountain", "closed with an end", "closed lately", "a town that nobody knows"],
)
def test_what_is_as_it_should_be_is_not_found(connection, told):
    tell(connection, SOLIGUIDE, in_order(**told))
    assert found(connection) == {}


def test_pairs_are_found_until_a_person_has_spoken(connection):
    tell(connection, SOLIGUIDE, in_order())
    tell(connection, OSM, in_order("7", 60, address="", phones=("01 99 00 00 07",)))
    (finding,) = check(connection, Towns(), TODAY)
    assert (finding.kind, finding.count) == ("duplicates", 1)
    assert finding.examples[0].ids == ("osm:7", "soliguide:1")
    keep_apart(connection, *finding.examples[0].ids, "Ada", TUESDAY)
    assert found(connection) == {}


def test_what_one_source_tells_twice_is_found(connection):
    tell(connection, SOLIGUIDE, in_order("1"), in_order("2", 1))
    assert found(connection) == {"twins": 1}


def test_what_is_merged_or_withdrawn_is_looked_at_no_more(connection):
    tell(connection, SOLIGUIDE, in_order(), in_order("2", 900, phones=()))
    tell(connection, OSM, in_order("7", verified_on=None))
    correct(connection, "soliguide:2", Changes(withdrawn=True), "Ada", TUESDAY)
    assert found(connection) == {}


def test_the_first_are_shown_and_the_rest_counted(connection):
    many = [in_order(str(ref), 500 * ref, phones=()) for ref in range(8)]
    tell(connection, SOLIGUIDE, *many)
    lines = list(finding_lines(check(connection, Towns(), TODAY)))
    assert lines[0] == "Places with people in them, without a telephone number: 8"
    assert lines[2] == "    Le Petit Phare  [soliguide:0]"
    assert lines[7] == "    and 3 more"
