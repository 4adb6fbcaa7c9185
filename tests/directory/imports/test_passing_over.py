"""A package whose files are the same is not read again, unless anything of it might be missing."""

import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from directory.entries import find_entry
from directory.imports import BATCH
from directory.imports.keeper import Keeper
from directory.keeping import withdraw
from tests.directory.imports.builders import Towns
from tests.directory.imports.hsds_documents import location, service
from tests.directory.imports.inclusion_records import PLACES, structure
from tests.directory.imports.inclusion_records import service as told
from tests.directory.imports.shops import Shop

NOW = datetime(2026, 1, 14, 9, tzinfo=UTC)
PASSED_OVER = "nothing of it was read again"


def at(number, **more):
    """A service at a place of its own."""
    link = {"id": f"k{number}", "location": location(id=f"l{number}", name=f"House {number}")}
    return service(id=f"s{number}", service_at_locations=[link], **more)


ONE, TWO, THREE = at(1), at(2), at(3)
PACKAGES = {
    "hsds": (Towns(), [ONE, TWO, THREE], "package:l1"),
    "data-inclusion": (
        PLACES,
        [structure(), told(), structure(id="dora--s2", reseaux_porteurs=["restos-du-coeur"])],
        "data-inclusion:dora--s1",
    ),
}


@pytest.fixture(params=PACKAGES)
def format_(request):
    return request.param


@pytest.fixture
def shop(engine, format_):
    settings = SimpleNamespace(country="FR", data_inclusion_token="")
    return Shop(engine, settings, PACKAGES[format_][0])


@pytest.fixture
def bring(shop, format_, tmp_path):
    """Imports a file of these records, and gives what was said."""

    def bring_in(*records, name="package.json", words=()):
        file = tmp_path / name
        file.write_text(json.dumps(records), encoding="utf-8")
        result = shop.call(format_, str(file), *words)
        assert result.exit_code == 0, result.output
        return result.output

    return bring_in


def test_the_same_files_are_passed_over_and_their_entries_counted(bring, format_):
    records = PACKAGES[format_][1]
    bring(*records)
    again = bring(*records)
    assert PASSED_OVER in again
    assert f"(0 new, 0 changed, {'3' if format_ == 'hsds' else '2'} unchanged)" in again


def test_a_file_in_which_a_letter_changed_is_read(bring, format_):
    first, *others = PACKAGES[format_][1]
    bring(first, *others)
    name = "nom" if format_ == "data-inclusion" else "name"
    assert PASSED_OVER not in bring(first | {name: "Another House"}, *others)


def test_what_was_withdrawn_since_comes_back(bring, shop, format_):
    _, records, venue_id = PACKAGES[format_]
    bring(*records)
    with shop.sessions() as session:
        withdraw(session, [venue_id], NOW)
    assert PASSED_OVER not in bring(*records)
    with shop.sessions() as session:
        assert find_entry(session.connection(), venue_id).withdrawn_at is None


def test_a_dry_run_is_no_run(bring, format_):
    records = PACKAGES[format_][1]
    bring(*records, words=["--dry-run"])
    assert PASSED_OVER not in bring(*records)


def test_what_is_there_is_seen_when_the_rest_is_withdrawn(bring, shop, format_):
    records = PACKAGES[format_][1]
    bring(*records)
    before = shop.offered()
    assert PASSED_OVER in bring(*records, words=["--complete"])
    assert shop.offered() == before


@pytest.mark.parametrize("format_", ["hsds"])
class TestOfOnePackage:
    def test_a_version_between_is_undone(self, bring, shop, format_):
        bring(ONE, TWO)
        bring(at(1, status="temporarily closed"))
        assert PASSED_OVER not in bring(ONE, TWO)
        with shop.sessions() as session:
            told = find_entry(session.connection(), "package:l1").services[0]
        assert told.exceptions == ()

    def test_a_package_that_gives_one_entry_is_known_again(self, bring, format_):
        bring(ONE)
        assert PASSED_OVER in bring(ONE)

    def test_another_day_is_another_reading(self, bring, format_, monkeypatch):
        bring(ONE)
        later = SimpleNamespace(now=lambda _zone: datetime(2030, 1, 1, tzinfo=UTC))
        monkeypatch.setattr("directory.imports.hsds.command.datetime", later)
        assert PASSED_OVER not in bring(ONE)

    def test_an_import_that_was_cut_is_not_taken_for_a_whole_one(
        self, bring, shop, format_, monkeypatch, tmp_path
    ):
        many = [at(number) for number in range(BATCH + 2)]
        kept = []

        def cut(keeper, source, drafts, whole=Keeper.__call__):
            kept.append(len(drafts))
            if len(kept) > 1:
                raise KeyboardInterrupt
            return whole(keeper, source, drafts)

        with monkeypatch.context() as patch:
            patch.setattr(Keeper, "__call__", cut)
            with pytest.raises(AssertionError):
                bring(*many)
        assert len(shop.offered()) == BATCH
        assert PASSED_OVER not in bring(*many)
        assert PASSED_OVER in bring(*many)
        assert len(shop.offered()) == BATCH + 2
