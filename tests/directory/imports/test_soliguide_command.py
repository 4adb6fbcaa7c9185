import json
import sys
import tracemalloc
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from directory.entries import find_entry, open_service
from directory.imports.command import import_command
from directory.imports.soliguide import listing
from directory.models import Venue
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.results import Query
from directory.search import search
from directory.showing import entry_lines
from directory.storage import for_writing
from tests.directory.imports.soliguide_api import TOKEN, say, standing_in
from tests.directory.imports.soliguide_documents import (
    PLACES,
    day,
    document,
    position,
    service,
    stop,
    week,
)

HERE = Place("here", Kind.POSITION, "FR", Point(48.8900, 2.3500))
MONDAY = datetime(2026, 1, 12, 11, tzinfo=UTC)


@dataclass
class Workshop:
    engine: Engine
    settings: SimpleNamespace
    gazetteer: object = PLACES

    def sessions(self) -> AbstractContextManager[Session]:
        return sessionmaker(for_writing(self.engine)).begin()

    def offered(self) -> set[str]:
        with self.sessions() as session:
            return set(session.scalars(select(Venue.ref).where(Venue.withdrawn_at.is_(None))))


@pytest.fixture
def shop(engine, monkeypatch):
    monkeypatch.setattr(listing, "PAUSE_S", 0.0)
    return Workshop(engine, SimpleNamespace(country="FR", soliguide_token=TOKEN))


@pytest.fixture
def soliguide():
    with standing_in(
        *(document(lieu_id=number, services_all=[alone(number)]) for number in (1, 2, 3))
    ) as it:
        yield it


def alone(number):
    return service(serviceObjectId=f"s{number}")


def call(shop, *words):
    return CliRunner().invoke(import_command, ["soliguide", *words], obj=shop)


def write(folder, *documents, name="places.jsonl"):
    path = folder / name
    path.write_text("".join(f"{json.dumps(each)}\n" for each in documents), encoding="utf-8")
    return str(path)


def test_places_of_a_file_are_found_by_who_needs_them(shop, tmp_path):
    result = call(shop, write(tmp_path, document()))
    assert (result.exit_code, "1 entry (1 new" in result.output) == (0, True)
    with shop.sessions() as session:
        answer = search(session, Query((Need.SHOWER,), HERE, MONDAY))
        assert [(each.name, each.open) for each in answer.open] == [("La Halte", True)]


def test_the_second_time_nothing_changes(shop, tmp_path):
    path = write(tmp_path, document(), document(lieu_id=8, services_all=[alone(8)]))
    call(shop, path)
    assert "0 new, 0 changed, 2 unchanged" in call(shop, path).output


def test_the_files_of_a_folder_are_one_source(shop, tmp_path):
    write(tmp_path, document(), name="one.jsonl")
    write(tmp_path, document(lieu_id=8, services_all=[alone(8)]), name="two.json")
    (tmp_path / "notes.txt").write_text("nothing to import", encoding="utf-8")
    assert (call(shop, str(tmp_path)).exit_code, shop.offered()) == (0, {"7", "8"})


def test_a_dry_run_keeps_and_withdraws_nothing(shop, tmp_path):
    call(shop, write(tmp_path, document()))
    result = call(
        shop, write(tmp_path, document(status="OFFLINE"), document(lieu_id=8)), "--dry-run"
    )
    assert (result.exit_code, shop.offered()) == (0, {"7"})


@pytest.mark.parametrize(
    "now",
    [{"status": "OFFLINE"}, {"visibility": "PRO"}, {"services_all": []}],
    ids=["offline", "for professionals", "without services"],
)
def test_a_known_place_that_may_not_be_published_any_more_is_withdrawn(shop, tmp_path, now):
    other = document(lieu_id=8, services_all=[alone(8)])
    call(shop, write(tmp_path, document(), other))
    result = call(shop, write(tmp_path, document(**now), other))
    assert (shop.offered(), "1 withdrawn" in result.output) == ({"8"}, True)


def test_a_stop_that_is_served_no_longer_is_withdrawn(shop, tmp_path):
    stops = [
        stop(week(monday=day((1900, 2000))), position=position(address=street))
        for street in ("Gare", "Mairie")
    ]
    call(shop, write(tmp_path, document(placeType="PARCOURS_MOBILE", parcours=stops)))
    assert len(shop.offered()) == 2
    call(shop, write(tmp_path, document(placeType="PARCOURS_MOBILE", parcours=stops[:1])))
    assert len(shop.offered()) == 1


def test_a_file_need_not_be_the_whole_unless_it_is_said_to_be(shop, tmp_path):
    other = document(lieu_id=8, services_all=[alone(8)])
    call(shop, write(tmp_path, document(), other))
    call(shop, write(tmp_path, other))
    assert shop.offered() == {"7", "8"}
    call(shop, write(tmp_path, other), "--complete")
    assert shop.offered() == {"8"}


def test_a_file_that_is_cut_changes_nothing_and_says_so(shop, tmp_path):
    path = tmp_path / "places.jsonl"
    path.write_text(f"{json.dumps(document())}\n{json.dumps(document())[:50]}", encoding="utf-8")
    result = call(shop, str(path))
    assert (result.exit_code, shop.offered()) == (1, set())
    assert "cut. Fetch it again. Nothing was kept; the import can be run again." in result.output


def test_a_file_of_places_that_nobody_may_see_is_refused(shop, tmp_path):
    result = call(shop, write(tmp_path, document(status="DRAFT")))
    assert (result.exit_code, "DRAFT, ALL" in result.output) == (1, True)


def test_the_interface_is_listed_and_what_leaves_the_list_is_withdrawn(shop, soliguide):
    assert call(shop, soliguide.address).exit_code == 0
    assert shop.offered() == {"1", "2", "3"}
    del soliguide.places[1]
    assert "1 withdrawn" in call(shop, soliguide.address).output
    assert shop.offered() == {"1", "3"}


def test_what_lies_outside_the_areas_asked_for_stays(shop, soliguide):
    call(shop, soliguide.address)
    del soliguide.places[1]
    call(shop, soliguide.address, "--area", "departement-paris")
    call(shop, soliguide.address, "--area", "ad")
    assert shop.offered() == {"1", "2", "3"}


def test_only_changes_are_fetched_and_what_is_gone_is_withdrawn_all_the_same(shop, soliguide):
    call(shop, soliguide.address)
    soliguide.asked.clear()
    del soliguide.places[0]
    result = call(shop, soliguide.address, "--since", "last")
    asked = [search.get("updatedAt", {}).get("value") for search in soliguide.asked]
    assert asked == ["2026-01-04"] * 4 + [None] * 4
    assert (shop.offered(), "1 withdrawn" in result.output) == ({"2", "3"}, True)


def test_since_the_last_time_is_everything_when_there_was_none(shop, soliguide):
    call(shop, soliguide.address, "--since", "last")
    assert shop.offered() == {"1", "2", "3"}


def test_a_day_that_is_none_is_misuse(shop, soliguide):
    result = call(shop, soliguide.address, "--since", "yesterday")
    assert (result.exit_code, "write 2026-01-31" in result.output) == (2, True)


def test_areas_of_a_file_are_misuse(shop, tmp_path):
    assert call(shop, write(tmp_path, document()), "--area", "fr").exit_code == 2


def test_a_list_that_lost_most_of_what_is_known_withdraws_nothing(shop, soliguide, tmp_path):
    many = [document(lieu_id=n, services_all=[alone(n)]) for n in range(1, 60)]
    call(shop, write(tmp_path, *many))
    result = call(shop, soliguide.address)
    assert (result.exit_code, len(shop.offered())) == (1, 59)
    assert "hardly whole" in result.output


def test_a_fault_in_the_middle_of_the_list_keeps_nothing(shop, soliguide):
    soliguide.faults = [say(200, json.dumps(soliguide.found({
        "placeType": "LIEU", "options": {"page": 1, "limit": 9, "fields": "lieu_id"},
    }))), say(403, "")]  # fmt: skip
    result = call(shop, soliguide.address)
    assert (result.exit_code, shop.offered()) == (1, set())
    assert "the token is not accepted" in result.output
    assert "Nothing was kept; the import can be run again." in result.output


def test_one_place_is_fetched_by_its_number(shop, soliguide):
    assert call(shop, f"{soliguide.address}/place/2").exit_code == 0
    assert shop.offered() == {"2"}


def test_one_place_that_is_refused_to_a_good_token_is_withdrawn(shop, soliguide):
    call(shop, soliguide.address)
    result = call(shop, f"{soliguide.address}/place/9")
    assert "0 entries withdrawn" in result.output
    del soliguide.places[1]
    call(shop, f"{soliguide.address}/place/2")
    assert shop.offered() == {"1", "3"}


def test_one_place_that_is_refused_to_a_bad_token_stays(shop, soliguide):
    call(shop, soliguide.address)
    shop.settings.soliguide_token = "old"
    result = call(shop, f"{soliguide.address}/place/2")
    assert (result.exit_code, shop.offered()) == (1, {"1", "2", "3"})


def test_an_entry_shows_how_full_it_is_what_it_announces_and_whom_to_credit(shop, tmp_path):
    told = document(
        services_all=[service(saturated={"status": "HIGH", "precision": "surtout le soir"})],
        tempInfos={
            "message": {"actif": True, "dateDebut": "2026-01-10", "dateFin": "2026-01-20",
                        "name": "Grand froid", "description": "Ouvert plus tard"}
        },
        publics={"accueil": 2, "gender": ["women"], "other": ["violence"]},
        sources=[{"name": "Crous - Pays de la Loire", "ids": []}],
    )  # fmt: skip
    call(shop, write(tmp_path, told))
    with shop.sessions() as session:
        entry = find_entry(session, "soliguide:7")
        lines = "\n".join(entry_lines(entry, date(2026, 1, 12)))
        later = "\n".join(entry_lines(entry, date(2026, 1, 21)))
    for words in (
        "very busy: they may have to refuse people, surtout le soir",
        "Grand froid: Ouvert plus tard (to 2026-01-20)",
        "only for: woman; and violence",
        "Crous - Pays de la Loire",
        "Soliguide, a project of Solinum",
    ):
        assert words in lines
    assert "Grand froid" not in later


def test_a_service_opened_in_full_tells_the_notices_of_the_day(shop, tmp_path):
    notice = {"actif": True, "dateDebut": "2026-01-10", "dateFin": None, "description": "Neige"}
    call(shop, write(tmp_path, document(tempInfos={"message": notice})))
    with shop.sessions() as session:
        opened = open_service(session, "soliguide:7/id-shower", MONDAY)
    assert opened.notices == ("Neige",)


def test_memory_does_not_grow_with_the_file(shop, tmp_path):
    if shop.engine.dialect.name != "sqlite" or sys.gettrace():
        pytest.skip("the same on both")
    peaks = []
    for count in (600, 2400):
        many = (document(lieu_id=n, services_all=[alone(n)]) for n in range(count))
        path = write(tmp_path, *many, name=f"{count}.jsonl")
        tracemalloc.start()
        call(shop, path, "--dry-run")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5
