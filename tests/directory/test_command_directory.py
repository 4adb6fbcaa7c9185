import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.audiences import Audience
from directory.command import directory
from directory.drafts import ClosureDraft, Conditions, Saturation, Welcome
from directory.keeping import withdraw
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.storage import for_writing, make_engine
from tests.directory.builders import HERE, keep_all, service, venue

NEAR = ["--near", f"{HERE.latitude},{HERE.longitude}"]
NOON = ["--at", "2026-01-14T12:00"]
KEYS = {
    "id", "name", "needs", "distance_m", "precision", "open", "opens_at", "closes_at", "address",
    "phone", "conditions", "verified_on", "source",
}  # fmt: skip


class Towns:
    """Two towns, an ocean apart."""

    def named(self, key: str) -> tuple[Place, ...]:
        return ()

    def postcode(self, code: str, country: str = "FR") -> tuple[Place, ...]:
        return ()

    def around(self, point: Point) -> Place:
        zone = "Indian/Reunion" if point.latitude < 0 else "Europe/Paris"
        return Place("Town", Kind.COMMUNE, "FR", point, timezone=zone)


@dataclass
class Workshop:
    engine: Engine
    gazetteer: Towns
    settings: object


def run(engine: Engine, *arguments: str) -> Result:
    settings = SimpleNamespace(timezone=ZoneInfo("Europe/Paris"))
    return CliRunner().invoke(directory, arguments, obj=Workshop(engine, Towns(), settings))


def look_for_food(engine: Engine, *more: str) -> Result:
    return run(engine, "search", "--need", "food", *NEAR, *NOON, *more)


def test_search_prints_the_keys_that_scripts_rely_on(engine):
    keep_all(engine, venue("canteen", 100, verified_on=date(2025, 12, 1)))
    told = json.loads(look_for_food(engine, "--json").output)
    assert told.keys() >= KEYS
    assert (told["id"], told["distance_m"], told["open"]) == ("town-hall:canteen/1", 100, True)
    assert told["verified_on"] == "2025-12-01"


@pytest.mark.parametrize(
    ("hours", "is_open"),
    [("24/7", True), ("Mo-Su 19:00-21:00", False), (None, None)],
    ids=["open", "later", "unknown"],
)
def test_search_tells_open_closed_and_unknown_apart(engine, hours, is_open):
    keep_all(engine, venue("canteen", 100, service(hours=hours)))
    assert json.loads(look_for_food(engine, "--json").output)["open"] is is_open


def test_times_have_the_offset_of_the_place(engine):
    keep_all(engine, venue("canteen", 100, service(hours="We 12:00-13:00")))
    told = json.loads(look_for_food(engine, "--json").output)
    assert (told["opens_at"], told["closes_at"]) == (None, "2026-01-14T13:00:00+01:00")


def test_a_naive_moment_is_read_on_the_clock_of_the_place(engine):
    point = Point(-20.88, 55.45)
    keep_all(
        engine,
        venue("réunion", 0, service(hours="12:00-13:00"), point=point, timezone="Indian/Reunion"),
    )
    told = run(engine, "search", "--need", "food", "--near", "-20.88,55.45", *NOON, "--json")
    assert json.loads(told.output)["open"] is True


def test_an_offset_in_the_moment_counts(engine):
    keep_all(engine, venue("canteen", 100, service(hours="We 12:00-13:00")))
    asked = ["search", "--need", "food", *NEAR, "--at", "2026-01-14T11:30+00:00", "--json"]
    assert json.loads(run(engine, *asked).output)["open"] is True


def test_open_ones_come_before_later_and_unknown_ones(engine):
    keep_all(
        engine,
        venue("unknown", 100, service(hours=None)),
        venue("later", 200, service(hours="Mo-Su 19:00-21:00")),
        venue("open", 900),
    )
    lines = look_for_food(engine, "--json").output.splitlines()
    assert [json.loads(line)["name"] for line in lines] == ["Open", "Later", "Unknown"]


def test_the_limit_counts_all_that_is_printed(engine):
    keep_all(engine, *(venue(f"v{n}", n) for n in range(5)))
    assert len(look_for_food(engine, "--json", "--limit", "2").output.splitlines()) == 2


def test_an_audience_opens_the_doors_that_are_for_it(engine):
    women = service(welcome=Welcome.EXCLUSIVE, audiences=(Audience.WOMAN,))
    keep_all(engine, venue("women", 100, women))
    assert look_for_food(engine).exit_code == 1
    assert look_for_food(engine, "--audience", "woman").exit_code == 0


def test_no_distance_to_what_is_confidential(engine):
    keep_all(engine, venue("secret", 100, address="1 rue des Lilas", confidential=True))
    told = json.loads(look_for_food(engine, "--json").output)
    assert (told["distance_m"], told["address"]) == (None, "Paris")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("24/7", "open day and night"),
        ("We 12:00-13:30", "open until 13:30"),
        ("Mo-Su 19:00-02:00", "closed, opens 19:00"),
        ("Th 09:00-10:00", "closed, opens Thu 09:00"),
        ("Fr 09:00-10:00", "closed, opens Fri 09:00"),
        (None, "hours unknown: call first"),
        ('"sur rendez-vous"', "sur rendez-vous: call first"),
    ],
)
def test_people_read_how_it_stands(engine, hours, said):
    keep_all(engine, venue("canteen", 100, service(hours=hours)))
    assert said in look_for_food(engine).output


def test_people_read_where_and_on_what_conditions(engine):
    strict = service(conditions=Conditions(appointment=True, price=""))
    keep_all(
        engine, venue("canteen", 1234, strict, address="1 rue des Lilas", phones=("+33199001122",))
    )
    assert look_for_food(engine).output == (
        "Canteen  (1.2 km)\n"
        "  open day and night\n"
        "  1 rue des Lilas, Paris, +33199001122\n"
        "  by appointment, free\n"
        "  town-hall:canteen/1\n"
    )


def test_people_read_how_full_for_what_ages_how_old_and_that_it_is_too_late(engine):
    closing = service(
        hours="Mo-Su 11:00-12:05", saturation=Saturation.HIGH, saturation_note="2 places left",
        max_age=59, welcome=Welcome.PREFERENTIAL, audiences=(Audience.WOMAN,),
    )  # fmt: skip
    keep_all(engine, venue("canteen", 1234, closing, verified_on=date(2024, 1, 5)))
    said = look_for_food(engine).output
    assert "open until 12:05, too soon to get there, opens again Thu 11:00" in said
    assert (
        "first of all for: woman, ages 0 to 59, very busy: they may have to refuse people" in said
    )
    assert "2 places left" in said
    assert "verified 2024-01-05 (long ago: call first)" in said
    told = json.loads(look_for_food(engine, "--json").output)
    assert (told["saturation_note"], told["ages"], told["too_late"]) == (
        "2 places left", [None, 59], True,
    )  # fmt: skip


def test_what_is_closed_for_the_season_is_known_all_the_same(engine):
    keep_all(engine, venue("canteen", 100, service(hours="Jul-Aug 10:00-12:00")))
    assert "No service for food opens in the weeks to come" in look_for_food(engine).stderr


def test_nothing_found_is_a_sentence_and_exit_code_one(engine):
    told = look_for_food(engine)
    assert (told.exit_code, told.stdout) == (1, "")
    assert "No service for food is known" in told.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--near", "48.89,2.34"],
        ["--need", "food"],
        ["--need", "gold", "--near", "48.89,2.34"],
        ["--need", "food", "--near", "Paris"],
        ["--need", "food", "--near", "2.34"],
        ["--need", "food", "--near", "98.8,2.34"],
        ["--need", "food", "--near", "48.89,2.34", "--at", "tonight"],
        ["--need", "food", "--near", "48.89,2.34", "--limit", "0"],
        ["--need", "food", "--near", "48.89,2.34", "--audience", "everybody"],
    ],
)
def test_misuse_of_search_is_told_with_exit_code_two(engine, arguments):
    assert run(engine, "search", *arguments).exit_code == 2


def test_show_prints_the_week_the_closures_and_the_credit(engine):
    told = venue(
        "canteen",
        100,
        service(hours="Mo-Fr 09:00-12:00,14:00-17:00; Sa 22:00-06:00"),
        closures=(ClosureDraft(date(2020, 8, 1), date(2020, 8, 31), "summer"),),
        address="1 rue des Lilas",
        verified_on=date(2020, 1, 1),
    )
    keep_all(engine, told)
    shown = run(engine, "show", "town-hall:canteen").output
    for said in (
        "Canteen\n",
        "1 rue des Lilas, Paris (FR)",
        "Mon-Fri     09:00-12:00, 14:00-17:00",
        "Sat         22:00-06:00",
        "Sun         closed",
        "closed from 2020-08-01 to 2020-08-31 (summer)",
        "2020-01-01 (long ago: call first)",
        "Town hall · Licence Ouverte 2.0 · Ville",
    ):
        assert said in shown


BUS = {"name": "Soup Bus", "phones": ("0199001234",), "mobile": True}


@pytest.fixture
def bus(engine):
    """Its meals at two stops; tea at the second has days of its own."""
    keep_all(
        engine,
        venue("7.a1", 100, service(hours="Mo 19:00-20:00"), address="Station", **BUS),
        venue(
            "7.b2",
            300,
            service(hours="Tu,Th 21:00-22:00"),
            service(Need.REST, ref="2", hours="Th 22:00-23:00"),
            address="Town hall",
            **BUS,
        ),
        venue("71", 500, address="Elsewhere"),
    )
    return engine


def test_show_of_a_round_tells_every_stop_with_its_days_and_once_what_it_offers(bus):
    shown = run(bus, "show", "town-hall:7").output
    assert shown.index("Station, Paris (FR)  [town-hall:7.a1]") < shown.index("Town hall, Paris")
    for said in ("2 stops", "Mon         19:00-20:00", "Thu         22:00-23:00"):
        assert said in shown, shown
    assert (shown.count("0199001234"), "Elsewhere" in shown) == (1, False), shown


def test_show_of_a_stop_names_its_round(bus):
    shown = run(bus, "show", "town-hall:7.b2").output
    assert "`directory show town-hall:7` prints all its stops" in shown


def test_a_stop_that_is_served_no_more_is_not_shown(bus):
    with Session(for_writing(bus)) as session, session.begin():
        withdraw(session, ["town-hall:7.a1"], datetime(2026, 1, 2, tzinfo=UTC))
    assert "Station" not in run(bus, "show", "town-hall:7").output


def test_show_hides_where_a_confidential_place_is(engine):
    keep_all(engine, venue("secret", 100, address="1 rue des Lilas", confidential=True))
    shown = run(engine, "show", "town-hall:secret").output
    assert "confidential: the town only" in shown
    assert "48." not in shown


def test_an_unknown_id_is_a_sentence_and_exit_code_one(engine):
    told = run(engine, "show", "nobody:0")
    assert told.exit_code == 1
    assert "There is no entry “nobody:0”" in told.stderr


def test_stats_are_tables_or_one_object(engine):
    keep_all(engine, venue("canteen", 100))
    assert "Services: 1, venues: 1" in run(engine, "stats").output
    assert json.loads(run(engine, "stats", "--json").output)["needs"] == {"food": 1}


@pytest.mark.parametrize("command", [["stats"], ["show", "x"]])
def test_a_database_without_tables_says_what_to_run(tmp_path, command):
    empty = make_engine(f"sqlite:///{tmp_path}/empty.sqlite3")
    told = run(empty, *command)
    empty.dispose()
    assert told.exit_code == 1
    assert "solitexto migrate" in told.stderr


def test_check_prints_one_object_for_each_kind_of_finding(engine):
    keep_all(engine, venue("canteen", 100, service(hours=None)))
    found = [json.loads(line) for line in run(engine, "check", "--json").output.splitlines()]
    assert [each["kind"] for each in found] == ["no_hours", "no_phone", "undated"]
    assert {"count", "what", "todo", "examples"} <= found[0].keys()


def test_check_says_what_to_do(engine):
    keep_all(engine, venue("canteen", 100, service(hours=None)))
    told = run(engine, "check").output
    assert "Services without hours: 1\n  To do: ask" in told
    assert "Canteen  [town-hall:canteen/1]" in told


def test_two_entries_can_be_merged_and_parted_by_hand(engine):
    keep_all(engine, venue("a", 100), venue("b", 110))
    both = ("town-hall:a", "town-hall:b")
    assert run(engine, "merge", *both).exit_code == 0
    assert "town-hall:a\n" in run(engine, "show", both[1]).output
    assert run(engine, "part", *both).exit_code == 0
    assert "town-hall:b\n" in run(engine, "show", both[1]).output


def test_an_entry_that_is_not_there_cannot_be_merged(engine):
    told = run(engine, "merge", "a", "b")
    assert (told.exit_code, "no entry “a”, “b”" in told.output) == (1, True)


def test_far_from_all_towns_we_know_the_hours_are_those_of_the_place(engine):
    miami = Point(25.77, -80.19)
    canteen = service(hours="We 14:00-15:00")
    keep_all(engine, venue("canteen", 0, canteen, point=miami, timezone="America/New_York"))
    found = run_without_towns(engine, "search", "--need", "food", "--near", "25.77,-80.19", *NOON)
    assert "closed, opens 14:00" in found.output


def run_without_towns(engine: Engine, *arguments: str) -> Result:
    settings = SimpleNamespace(timezone=ZoneInfo("Europe/Paris"))
    nowhere = SimpleNamespace(around=lambda point: None)
    return CliRunner().invoke(directory, arguments, obj=Workshop(engine, nowhere, settings))
