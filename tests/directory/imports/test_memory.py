"""What is unchanged is not read again, and what changed in any way is."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from directory.imports import run
from directory.imports.keeper import Keeper
from directory.imports.memory import AT_ONCE, Memory, Refs, Seen
from directory.imports.report import Report
from directory.imports.soliguide.reader import PlaceReader
from directory.keeping import Kept, withdraw
from directory.models import Venue
from directory.storage import for_writing
from tests.directory.imports.soliguide_documents import PLACES, document, service, stop, week

NOW = datetime(2026, 1, 14, 9, tzinfo=UTC)
EVERY_DAY = week()


class Workshop:
    """Sessions on one database, and a few towns."""

    def __init__(self, engine):
        self.engine = engine
        self.gazetteer = PLACES

    def sessions(self):
        return sessionmaker(for_writing(self.engine)).begin()


class CountingTowns:
    """Tells how many places were asked about: only what is read is looked up."""

    def __init__(self):
        self.asked = 0

    def __getattr__(self, name):
        self.asked += 1
        return getattr(PLACES, name)


@pytest.fixture
def bring(engine, tmp_path: Path):
    """Imports documents, and gives what was kept, the refs seen, and how much was looked up."""

    def bring_in(*documents, version=""):
        file = tmp_path / "places.jsonl"
        file.write_text("\n".join(map(json.dumps, documents)), encoding="utf-8")
        keeper = Keeper(Workshop(engine), NOW, False, Refs())
        reader = PlaceReader([file], towns := CountingTowns())
        keeper.remind(reader)
        report = run(reader, keeper, Report())
        return report.kept, keeper.refs, towns.asked

    return bring_in


def test_an_unchanged_document_is_not_read_again(bring):
    bring(document())
    kept, refs, asked = bring(document())
    assert (kept, "7" in refs, asked) == (Kept(unchanged=1), True, 0)


def test_a_changed_document_is_read_and_the_others_are_not(bring):
    bring(document(), document(lieu_id=8, services_all=[service("laundry")]))
    changed = document(lieu_id=8, name="New", services_all=[service("laundry")])
    kept, refs, _ = bring(document(), changed)
    assert kept == Kept(changed=1, unchanged=1)
    assert {"7", "8"} == {ref for ref in ("6", "7", "8") if ref in refs}


def test_a_document_that_changed_in_nothing_that_is_kept_is_read_once_more_only(bring):
    bring(document())
    assert bring(document(ficheType="x"))[0] == Kept(unchanged=1)
    assert bring(document(ficheType="x"))[2] == 0


def test_all_stops_of_an_unchanged_round_are_seen(bring):
    far = {"location": {"coordinates": [2.37, 48.9]}, "address": "Gare"}
    tour = document(
        placeType="PARCOURS_MOBILE", parcours=[stop(week()), stop(week(), position=far)]
    )
    bring(tour)
    kept, refs, asked = bring(tour)
    assert (kept, len(refs), asked) == (Kept(unchanged=2), 2, 0)


def test_what_was_withdrawn_is_read_again_when_it_comes_back(bring, engine):
    bring(document())
    with for_writing(engine).begin() as connection:
        withdraw(connection, ["soliguide:7"], NOW)
    assert bring(document())[0] == Kept(changed=1)


def test_another_version_of_the_program_reads_everything_again(bring, monkeypatch):
    bring(document())
    monkeypatch.setattr("directory.imports.memory._program", lambda: "a later one")
    kept, _, asked = bring(document())
    assert kept == Kept(unchanged=1)
    assert asked > 0


def test_a_dry_run_remembers_nothing(bring, engine, tmp_path):
    file = tmp_path / "places.jsonl"
    file.write_text(json.dumps(document()), encoding="utf-8")
    run(PlaceReader([file], PLACES), Keeper(Workshop(engine), NOW, True), Report())
    with engine.connect() as connection:
        assert connection.scalars(select(Venue.document)).all() == []


def test_what_a_mapping_says_is_part_of_what_is_remembered():
    assert Memory("one mapping").digest({"a": "b"}) != Memory("another").digest({"a": "b"})


def test_the_order_in_which_refs_come_does_not_matter():
    refs = Refs(["b", "a"])
    assert "a" in refs
    refs.update(["c"])
    assert ("c" in refs, "d" in refs, len(refs)) == (True, False, 3)


def test_a_number_is_new_once_however_many_there_are():
    seen, many = Seen(), range(0, 7 * AT_ONCE, 3)
    assert all(seen.is_new(number) for number in many)
    assert not any(seen.is_new(number) for number in many)
    assert seen.is_new(2**64 - 1)
    assert not seen.is_new(2**64 - 1)
