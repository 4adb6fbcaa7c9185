"""What becomes of records of several sources: one entry, two, or a question to a person."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from random import Random

import pytest
from sqlalchemy import select

from directory.drafts import ClosureDraft, Conditions, ServiceDraft, Welcome
from directory.entries import find_entry, open_service
from directory.keeping import keep, withdraw
from directory.merging.decisions import DecisionError, forget, keep_apart, list_doubts, merge
from directory.models import Base, Service, Venue
from directory.needs import Need
from directory.places import Precision
from directory.showing import entry_lines
from tests.directory.merging.builders import (
    INCLUSION,
    MONDAY,
    OSM,
    PHONE,
    SOLIGUIDE,
    TOWN,
    TUESDAY,
    meals,
    merged,
    offered,
    record,
    settle_all,
    tell,
)

SOURCES = {source.id: source for source in (SOLIGUIDE, INCLUSION, OSM, TOWN)}


def test_a_place_told_by_two_sources_is_found_once(connection):
    tell(connection, OSM, record("7", 10))
    tell(connection, SOLIGUIDE, record("12"))
    assert offered(connection) == ["soliguide:12"]


def test_the_id_that_was_merged_away_still_answers(connection):
    tell(connection, OSM, record("7", 10))
    tell(connection, SOLIGUIDE, record("12"))
    entry = find_entry(connection, "osm:7")
    assert entry is not None
    assert entry.id == "soliguide:12"


def test_the_service_that_was_merged_away_still_opens(connection):
    tell(connection, OSM, record("7", 10))
    tell(connection, SOLIGUIDE, record("12"))
    opened = open_service(connection, "osm:7/1", TUESDAY)
    assert opened is not None
    assert opened.result.id == "soliguide:12/1"


@pytest.mark.parametrize(
    ("other", "becomes"),
    [
        pytest.param(record("7", 20), "one", id="same name at the same door"),
        pytest.param(record("7", 90), "one", id="same name and street number, a building apart"),
        pytest.param(
            record(
                "7", 60, name="Association Le Petit Phare de Paris", address="", phones=(PHONE,)
            ),
            "one",
            id="longer name, same telephone",
        ),
        pytest.param(
            record("7", 300, address="", siret="12345678901234"), "one", id="same SIRET, badly set"
        ),
        pytest.param(
            record("7", 2000, address="", phones=(PHONE,), precision=Precision.COMMUNE),
            "one",
            id="only the town known, same name and telephone",
        ),
        pytest.param(record("7", 60, address=""), "asked", id="same name, nothing else"),
        pytest.param(record("7", 10, address="14 rue des Lilas"), "asked", id="other number"),
        pytest.param(record("7", 10, siret="12345678900000"), "asked", id="other SIRET"),
        pytest.param(
            record("7", 2000, address="", precision=Precision.COMMUNE),
            "asked",
            id="same name somewhere in the town",
        ),
        pytest.param(record("7", 0, name="Bains municipaux"), "two", id="other name, same door"),
        pytest.param(
            record("7", 0, name="Bains municipaux", phones=(PHONE,)),
            "two",
            id="other organisation behind the same switchboard",
        ),
        pytest.param(record("7", 400, phones=(PHONE,)), "two", id="another house of theirs"),
        pytest.param(record("7", 0, mobile=True), "two", id="a bus that stops there"),
        pytest.param(record("7", 0, confidential=True), "asked", id="secret: not by position"),
    ],
)
def test_two_records_become(connection, other, becomes):
    tell(connection, SOLIGUIDE, record("12", phones=(PHONE,), siret="12345678901234"))
    tell(connection, OSM, other)
    told = "one" if merged(connection) else "asked" if list_doubts(connection) else "two"
    assert told == becomes


def test_two_records_of_one_source_are_two_places(connection):
    tell(connection, OSM, record("7"), record("8", 5))
    tell(connection, SOLIGUIDE, record("99", 5000))
    assert offered(connection) == ["osm:7", "osm:8", "soliguide:99"]


def test_of_two_likes_of_one_source_the_nearer_is_merged_and_the_other_asked(connection):
    tell(connection, OSM, record("7", 20), record("8", 5))
    tell(connection, SOLIGUIDE, record("12"))
    assert merged(connection) == {"osm:8": "soliguide:12"}
    doubts = [(doubt.first.id, doubt.second.id) for doubt in list_doubts(connection)]
    assert doubts == [("osm:7", "soliguide:12")]


def test_toilets_have_no_name_but_a_point(connection):
    toilets = ServiceDraft("1", (Need.TOILETS,))
    tell(connection, OSM, record("7", 15, toilets, name="Toilettes", address=""))
    tell(connection, TOWN, record("1", 0, toilets, name="Sanisette", address=""))
    assert merged(connection) == {"osm:7": "town:1"}


def test_toilets_are_not_the_place_that_they_stand_before(connection):
    toilets = ServiceDraft("1", (Need.TOILETS,))
    tell(connection, OSM, record("7", 5, toilets))
    tell(connection, SOLIGUIDE, record("12"))
    assert len(offered(connection)) == 2


def test_what_another_directory_handed_on_is_the_same_wherever_it_lies(connection):
    tell(connection, SOLIGUIDE, record("12"))
    tell(connection, INCLUSION, record("soliguide--12", 9000, name="Other", address=""))
    assert merged(connection) == {"data-inclusion:soliguide--12": "soliguide:12"}


def test_examples_are_never_merged(connection):
    example = replace(OSM, id="example")
    tell(connection, example, record("7"))
    tell(connection, SOLIGUIDE, record("12"))
    assert merged(connection) == {}


def test_each_field_is_that_of_the_fresher_record(connection):
    tell(connection, OSM, record("7", phones=("01 99 00 00 07",), verified_on=date(2026, 1, 1)))
    old = record(
        "12", phones=("01 99 00 00 12",), website="a.example", verified_on=date(2024, 1, 1)
    )
    tell(connection, SOLIGUIDE, old)
    entry = find_entry(connection, "soliguide:12")
    assert (entry.phones, entry.website) == (("01 99 00 00 07",), "a.example")


def test_of_two_fresh_records_the_nearer_to_the_source_wins(connection):
    tell(connection, OSM, record("7", phones=("01 99 00 00 07",), verified_on=date(2026, 1, 10)))
    nearer = record("12", phones=("01 99 00 00 12",), verified_on=date(2026, 1, 1))
    tell(connection, SOLIGUIDE, nearer)
    assert find_entry(connection, "soliguide:12").phones == ("01 99 00 00 12",)


def test_every_field_tells_whose_it_is(connection):
    tell(connection, OSM, record("7", phones=(PHONE,), website="b.example"))
    tell(connection, SOLIGUIDE, record("12", website="a.example"))
    row = connection.execute(select(Venue).where(Venue.id == "soliguide:12")).mappings().one()
    assert row["provenance"] == {"phones": "osm:7"}


def test_the_entry_names_the_records_in_it_and_credits_their_sources(connection):
    tell(connection, OSM, record("7", 12, phones=(PHONE,)))
    tell(connection, SOLIGUIDE, record("12"))
    lines = "\n".join(entry_lines(find_entry(connection, "osm:7"), date(2026, 1, 13)))
    assert "osm:7 (same name, 12 m apart, same street number)" in lines
    assert "osm:7: phones" in lines
    assert "© OpenStreetMap ODbL 1.0" in lines


def test_a_place_that_one_source_keeps_secret_is_secret(connection):
    tell(connection, OSM, record("7", phones=(PHONE,)))
    tell(connection, SOLIGUIDE, record("12", confidential=True, phones=(PHONE,)))
    entry = find_entry(connection, "osm:7")
    assert (entry.confidential, entry.address, entry.precision) == (True, "", Precision.COMMUNE)


def test_unknown_hours_and_conditions_are_filled_in(connection):
    hours = "Mo-Fr 09:00-17:00"
    tell(
        connection, OSM, record("7", 0, meals(hours=hours, conditions=Conditions(wheelchair=True)))
    )
    free = meals(hours=None, conditions=Conditions(price=""))
    tell(connection, SOLIGUIDE, record("12", 0, free))
    (service,) = find_entry(connection, "soliguide:12").services
    assert service.hours == hours
    assert (service.conditions.price, service.conditions.wheelchair) == ("", True)


def test_a_door_for_some_is_not_opened_by_a_source_that_says_nothing(connection):
    tell(connection, OSM, record("7"))
    women = meals(welcome=Welcome.EXCLUSIVE, min_age=18)
    tell(connection, SOLIGUIDE, record("12", 0, women, verified_on=date(2024, 1, 1)))
    (service,) = find_entry(connection, "osm:7").services
    assert (service.welcome, service.min_age) == (Welcome.EXCLUSIVE, 18)


def test_a_service_that_only_one_source_tells_is_offered_under_its_own_id(connection):
    showers = ServiceDraft("1", (Need.SHOWER,), hours="Mo 10:00-12:00")
    tell(connection, OSM, record("7", 0, showers))
    tell(connection, SOLIGUIDE, record("12"))
    services = find_entry(connection, "soliguide:12").services
    assert [each.id for each in services] == ["soliguide:12/1", "osm:7/1"]


def test_a_service_that_was_told_long_ago_is_not_offered(connection):
    showers = ServiceDraft("1", (Need.SHOWER,))
    tell(connection, OSM, record("7", 0, showers, verified_on=date(2022, 1, 1)))
    tell(connection, SOLIGUIDE, record("12"))
    services = find_entry(connection, "soliguide:12").services
    assert [each.id for each in services] == ["soliguide:12/1"]


def test_closures_come_along_with_a_merge_and_go_with_it(connection):
    closed = record("7", closures=(ClosureDraft(date(2026, 8, 1), date(2026, 8, 31), "Summer"),))
    tell(connection, OSM, closed)
    tell(connection, SOLIGUIDE, record("12"))
    (service,) = find_entry(connection, "soliguide:12").services
    assert [each.reason for each in service.exceptions] == ["Summer"]
    withdraw(connection, ["osm:7"], TUESDAY)
    (service,) = find_entry(connection, "soliguide:12").services
    assert service.exceptions == ()


def test_a_changed_record_changes_the_entry_at_once(connection):
    tell(connection, OSM, record("7", phones=(PHONE,)))
    tell(connection, SOLIGUIDE, record("12"))
    keep(connection, OSM, [record("7", phones=("01 99 00 00 99",))], TUESDAY)
    assert find_entry(connection, "soliguide:12").phones == ("01 99 00 00 99",)


def test_a_record_that_moves_away_is_an_entry_again(connection):
    tell(connection, OSM, record("7"))
    tell(connection, SOLIGUIDE, record("12"))
    tell(connection, OSM, record("7", 3000, address="3 rue Neuve"))
    assert offered(connection) == ["osm:7", "soliguide:12"]


@pytest.mark.parametrize("gone", ["soliguide:12", "osm:7"])
def test_a_merge_is_undone_without_a_trace_when_a_source_withdraws(connection, gone):
    left = "osm:7" if gone == "soliguide:12" else "soliguide:12"
    tell(connection, OSM, record("7", phones=(PHONE,)))
    before = told_of(connection, "osm:7")
    tell(connection, SOLIGUIDE, record("12", website="a.example"))
    withdraw(connection, [gone], TUESDAY)
    settle_all(connection)
    assert offered(connection) == [left]
    if left == "osm:7":
        assert told_of(connection, "osm:7") == before


def test_what_was_withdrawn_comes_back_into_its_place(connection):
    tell(connection, OSM, record("7", phones=(PHONE,)))
    tell(connection, SOLIGUIDE, record("12"))
    withdraw(connection, ["osm:7"], TUESDAY)
    tell(connection, OSM, record("7", phones=(PHONE,)))
    assert merged(connection) == {"osm:7": "soliguide:12"}


def test_the_same_records_again_change_nothing(connection):
    tell(connection, OSM, record("7", phones=(PHONE,)))
    tell(connection, SOLIGUIDE, record("12"))
    before = everything(connection)
    assert keep(connection, OSM, [record("7", phones=(PHONE,))], TUESDAY).unchanged == 1
    settle_all(connection)
    assert everything(connection) == before


@pytest.mark.parametrize("seed", range(8))
def test_the_same_records_make_the_same_entries_in_whatever_order_they_come(connection, seed):
    random = Random(seed)
    told = invented(random)
    results = []
    for _ in range(3):
        random.shuffle(told)
        for source, draft in told:
            keep(connection, source, [draft], MONDAY)
            if random.random() < 0.5:
                settle_all(connection)
        settle_all(connection)
        results.append(everything(connection))
        wipe(connection)
    assert results[0] == results[1] == results[2]
    assert any(row for row in results[0]["merged_venues"])


def test_three_sources_make_one_entry_in_whatever_order_they_come(connection):
    told = {OSM.id: record("7", 10), SOLIGUIDE.id: record("12"), TOWN.id: record("1", 20)}
    seen = set()
    for order in permutations(told):
        for source_id in order:
            tell(connection, SOURCES[source_id], told[source_id])
        seen.add((tuple(offered(connection)), tuple(sorted(merged(connection).items()))))
        wipe(connection)
    both = (("osm:7", "soliguide:12"), ("town:1", "soliguide:12"))
    assert seen == {(("soliguide:12",), both)}


def test_a_person_merges_what_was_unsure(connection):
    tell(connection, OSM, record("7", 60, address=""))
    tell(connection, SOLIGUIDE, record("12"))
    (doubt,) = list_doubts(connection)
    merge(connection, doubt.first.id, doubt.second.id, "Ada", TUESDAY)
    assert offered(connection) == ["soliguide:12"]
    assert list_doubts(connection) == ()


def test_a_person_keeps_apart_what_was_sure_and_is_never_asked_again(connection):
    tell(connection, OSM, record("7"))
    tell(connection, SOLIGUIDE, record("12"))
    keep_apart(connection, "osm:7", "soliguide:12", "Ada", TUESDAY)
    tell(connection, OSM, record("7", website="new.example"))
    assert offered(connection) == ["osm:7", "soliguide:12"]
    assert list_doubts(connection) == ()


def test_what_a_person_said_can_be_taken_back(connection):
    tell(connection, OSM, record("7"))
    tell(connection, SOLIGUIDE, record("12"))
    keep_apart(connection, "osm:7", "soliguide:12", "Ada", TUESDAY)
    forget(connection, "soliguide:12", "osm:7", TUESDAY)
    assert offered(connection) == ["soliguide:12"]


def test_two_records_of_one_source_are_one_when_a_person_says_so(connection):
    tell(connection, OSM, record("7"), record("8", 5))
    merge(connection, "osm:7", "osm:8", "Ada", TUESDAY)
    assert offered(connection) == ["osm:7"]


def test_only_entries_that_are_there_can_be_merged(connection):
    tell(connection, OSM, record("7"))
    with pytest.raises(DecisionError, match="osm:8"):
        merge(connection, "osm:7", "osm:8", "Ada", TUESDAY)


def test_a_doubt_about_an_entry_is_asked_once(connection):
    tell(connection, TOWN, record("1", 5))
    tell(connection, SOLIGUIDE, record("12"))
    tell(connection, OSM, record("7", 70, address=""))
    assert len(list_doubts(connection)) == 1
    keep_apart(connection, "osm:7", "town:1", "Ada", TUESDAY)
    assert list_doubts(connection) == ()


def invented(random: Random) -> list[tuple[object, object]]:
    """Records of a few houses in one street, some of which are the same."""
    names = ("Le Petit Phare", "Petit Phare", "Bains du Nord", "La Halte")
    told = []
    for source in SOURCES.values():
        for ref in range(4):
            needs = random.sample([Need.FOOD, Need.SHOWER, Need.REST], random.randint(1, 2))
            services = [
                ServiceDraft(
                    str(at), (need,), hours=random.choice([None, "24/7", "Mo 09:00-10:00"])
                )
                for at, need in enumerate(needs)
            ]
            told.append(
                (
                    source,
                    record(
                        str(ref),
                        random.choice([0, 12, 40, 85]),
                        *services,
                        name=random.choice(names),
                        address=random.choice(["", "12 rue des Lilas", "14 rue des Lilas"]),
                        phones=random.choice([(), (PHONE,)]),
                        verified_on=random.choice([None, date(2026, 1, 1), date(2024, 1, 1)]),
                    ),
                )
            )
    return told


def everything(connection) -> dict[str, list[tuple[object, ...]]]:
    """All rows but for when they were written, and numbers that only count."""
    ours = {"merged_at", "changed_at", "added_at", "number"}
    tables = Base.metadata.tables
    return {
        name: sorted(
            tuple(str(value) for column, value in row.items() if column not in ours)
            for row in connection.execute(select(table)).mappings()
        )
        for name, table in tables.items()
    }


def told_of(connection, venue_id: str) -> list[str]:
    venue = connection.execute(select(Venue).where(Venue.id == venue_id)).mappings().one()
    services = connection.execute(select(Service).where(Service.venue_id == venue_id)).mappings()
    return [str({**venue, "changed_at": None}), *map(str, services)]


def wipe(connection) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        connection.execute(table.delete())
