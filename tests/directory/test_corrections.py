from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, Engine, select

from directory.checking import find_nowhere
from directory.corrections import Changes, CorrectionError, correct, history, undo
from directory.drafts import ClosureDraft
from directory.entries import find_entry
from directory.keeping import keep, withdraw
from directory.merging.correcting import Field
from directory.models import Closure, Venue
from directory.needs import Need
from directory.places import Point, Precision
from directory.search import search
from directory.storage import for_writing
from tests.directory.builders import query
from tests.directory.merging.builders import (
    MONDAY,
    OSM,
    PHONE,
    SOLIGUIDE,
    TUESDAY,
    meals,
    offered,
    record,
    tell,
)

ENTRY = "soliguide:12"
MEALS, SHOWERS = f"{ENTRY}/1", f"{ENTRY}/2"


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with for_writing(engine).begin() as connection:
        tell(connection, SOLIGUIDE, told())
        yield connection


def told(**other):
    return record("12", 0, meals(), meals(ref="2", needs=(Need.SHOWER,)), phones=(PHONE,), **other)


def put_right(connection, entry_id=ENTRY, **changes):
    return correct(connection, entry_id, Changes(**changes), "Ada", TUESDAY, "they called")


def hours_of(connection):
    return [service.hours for service in find_entry(connection, ENTRY).services]


@pytest.mark.parametrize(
    ("changes", "field", "becomes"),
    [
        ({"name": "La Halte"}, "name", "La Halte"),
        ({"address": "3 rue Neuve"}, "address", "3 rue Neuve"),
        ({"phone": "01 99 00 00 03"}, "phones", ("01 99 00 00 03",)),
        ({"phone": ""}, "phones", ()),
        ({"point": Point(48.8, 2.3)}, "point", Point(48.8, 2.3)),
        ({"verified_on": date(2026, 1, 13)}, "verified_on", date(2026, 1, 13)),
    ],
    ids=["name", "address", "telephone", "no telephone", "point", "verified"],
)
def test_a_correction_is_shown_and_outlives_imports_and_can_be_undone(
    connection, changes, field, becomes
):
    before = getattr(find_entry(connection, ENTRY), field)
    (number,) = put_right(connection, **changes)
    keep(connection, SOLIGUIDE, [told(description="New")], TUESDAY)
    assert getattr(find_entry(connection, ENTRY), field) == becomes
    undo(connection, number, "Ada", TUESDAY)
    assert getattr(find_entry(connection, ENTRY), field) == before


def test_hours_of_one_service_leave_the_others_alone(connection):
    put_right(connection, MEALS, hours="Mo 09:00-12:00")
    assert hours_of(connection) == ["Mo 09:00-12:00", "24/7"]


def test_hours_of_the_place_are_those_of_all_its_services(connection):
    put_right(connection, hours="Mo 09:00-12:00")
    assert hours_of(connection) == ["Mo 09:00-12:00"] * 2


def test_hours_can_be_said_to_be_unknown(connection):
    put_right(connection, hours="")
    assert hours_of(connection) == [None, None]


def test_corrected_hours_are_searched_by(connection):
    assert len(search(connection, query()).open) == 1
    put_right(connection, hours="Su 09:00-12:00")
    assert search(connection, query()).open == ()


def test_a_closure_of_the_place_is_one_of_each_service(connection):
    put_right(connection, closure=ClosureDraft(date(2026, 2, 1), None, "Flood"))
    services = find_entry(connection, ENTRY).services
    assert [each.exceptions[0].reason for each in services] == ["Flood", "Flood"]


def test_a_closure_of_one_service_is_its_own(connection):
    put_right(connection, SHOWERS, closure=ClosureDraft(date(2026, 2, 1), date(2026, 2, 3)))
    services = find_entry(connection, ENTRY).services
    assert [len(each.exceptions) for each in services] == [0, 1]


def test_two_closures_are_both_kept(connection):
    put_right(connection, closure=ClosureDraft(date(2026, 2, 1), date(2026, 2, 3)))
    put_right(connection, closure=ClosureDraft(date(2026, 8, 1), date(2026, 8, 31)))
    assert len(connection.execute(select(Closure)).all()) == 2


def test_conditions_are_said_in_other_words(connection):
    put_right(connection, MEALS, conditions="bring a bag")
    notes = [each.conditions.note for each in find_entry(connection, ENTRY).services]
    assert notes == ["bring a bag", ""]


def test_a_withdrawn_entry_stays_withdrawn_when_its_source_tells_it_again(connection):
    (number,) = put_right(connection, withdrawn=True)
    keep(connection, SOLIGUIDE, [told(description="New")], TUESDAY)
    assert offered(connection) == []
    undo(connection, number, "Ada", TUESDAY)
    assert offered(connection) == [ENTRY]


def test_an_import_of_a_withdrawn_entry_finds_it_unchanged(connection):
    put_right(connection, withdrawn=True)
    assert keep(connection, SOLIGUIDE, [told()], TUESDAY).unchanged == 1


def test_a_withdrawn_service_leaves_the_others(connection):
    put_right(connection, MEALS, withdrawn=True)
    assert [each.id for each in find_entry(connection, ENTRY).services] == [SHOWERS]


def test_the_later_of_two_corrections_wins_and_the_earlier_comes_back(connection):
    put_right(connection, name="First")
    (second,) = put_right(connection, name="Second")
    assert find_entry(connection, ENTRY).name == "Second"
    undo(connection, second, "Ada", TUESDAY)
    assert find_entry(connection, ENTRY).name == "First"


def test_undoing_all_leaves_what_the_source_tells(connection):
    before = connection.execute(select(Venue)).all()
    numbers = put_right(connection, name="Other", hours="24/7 off", phone="")
    for number in numbers:
        undo(connection, number, "Ada", TUESDAY)
    assert connection.execute(select(Venue)).all() == before


def test_what_is_undone_cannot_be_undone_again(connection):
    (number,) = put_right(connection, name="Other")
    assert undo(connection, number, "Ada", TUESDAY)
    assert not undo(connection, number, "Ada", TUESDAY)


def test_the_history_tells_what_was_changed_by_whom_and_why(connection):
    (number,) = put_right(connection, name="Other")
    undo(connection, number, "Grace", TUESDAY)
    (told,) = history(connection, ENTRY)
    assert (told.field, told.before, told.after) == (
        Field.NAME, {"value": "Le Petit Phare"}, {"value": "Other"},
    )  # fmt: skip
    assert (told.by, told.why, told.undone_by, told.undone_at) == (
        "Ada", "they called", "Grace", TUESDAY,
    )  # fmt: skip


def test_what_is_so_already_is_not_corrected(connection):
    assert put_right(connection, name="Le Petit Phare", hours="24/7") == ()
    assert history(connection, ENTRY) == ()


@pytest.mark.parametrize(
    ("entry_id", "changes", "said"),
    [
        ("soliguide:13", {"name": "Other"}, "no entry"),
        (ENTRY, {"name": " "}, "name"),
        (ENTRY, {"hours": "from nine to noon"}, "Mo-Fr 09:00-12:00"),
        (ENTRY, {"phone": "no number"}, "telephone"),
        (ENTRY, {"name": "x" * 501}, "too long"),
        (ENTRY, {"closure": ClosureDraft(date(2026, 2, 3), date(2026, 2, 1))}, "before the first"),
    ],
    ids=["unknown id", "no name", "unreadable hours", "no number", "too long", "turned days"],
)
def test_a_correction_that_makes_no_sense_is_refused_in_a_sentence(
    connection, entry_id, changes, said
):
    with pytest.raises(CorrectionError, match=said):
        put_right(connection, entry_id, **changes)


def test_a_secret_address_cannot_be_written(connection):
    tell(connection, SOLIGUIDE, told(confidential=True))
    with pytest.raises(CorrectionError, match="secret"):
        put_right(connection, address="3 rue Neuve")


def test_what_becomes_secret_later_hides_a_corrected_address(connection):
    put_right(connection, address="3 rue Neuve", point=Point(48.8, 2.3))
    tell(connection, SOLIGUIDE, told(confidential=True))
    entry = find_entry(connection, ENTRY)
    assert (entry.address, entry.precision) == ("", Precision.COMMUNE)


def test_a_correction_outlives_a_merge_and_its_end(connection):
    put_right(connection, name="La Halte")
    tell(connection, OSM, record("7", website="b.example"))
    entry = find_entry(connection, "osm:7")
    assert (entry.id, entry.name, entry.website) == (ENTRY, "La Halte", "b.example")
    withdraw(connection, ["osm:7"], TUESDAY)
    entry = find_entry(connection, ENTRY)
    assert (entry.name, entry.website) == ("La Halte", "")


def test_a_service_of_another_record_keeps_its_correction_when_they_part(connection):
    tell(connection, OSM, record("7", 0, meals(needs=(Need.HAIRCUT,))))
    put_right(connection, "osm:7/1", hours="Mo 09:00-12:00")
    withdraw(connection, [ENTRY], TUESDAY)
    (service,) = find_entry(connection, "osm:7").services
    assert service.hours == "Mo 09:00-12:00"


def test_a_correction_changes_no_record_of_the_source(connection):
    put_right(connection, name="La Halte")
    assert keep(connection, SOLIGUIDE, [told()], MONDAY).unchanged == 1


def test_what_stands_nobody_knows_where_is_offered_once_its_point_is_corrected(connection):
    tell(connection, SOLIGUIDE, record("13", 0, meals(), precision=Precision.UNKNOWN))
    before = offered(connection)
    found = [each.ids for each in find_nowhere(connection, None, MONDAY.date())]
    put_right(connection, "soliguide:13", point=Point(48.8, 2.3))
    assert (before, found) == ([ENTRY], [("soliguide:13",)])
    assert offered(connection) == [ENTRY, "soliguide:13"]
    assert not list(find_nowhere(connection, None, MONDAY.date()))
