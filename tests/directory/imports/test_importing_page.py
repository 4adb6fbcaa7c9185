"""The example of docs/importing.md, run as it stands there."""

import re
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from directory.gazetteer import Gazetteer
from directory.imports.command import IMPORTERS
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.results import Query
from directory.search import search
from tests.directory.imports.shops import Shop

MONDAY_MORNING = datetime(2026, 11, 23, 9, tzinfo=UTC)
PAGE = (Path(__file__).parents[3] / "docs" / "importing.md").read_text(encoding="utf-8")


def block(kind):
    found = re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


@pytest.fixture
def imported(engine, gazetteer, tmp_path):
    shop = Shop(engine, SimpleNamespace(country="FR"), gazetteer)
    (tmp_path / "our-town.csv").write_text(block("csv"), encoding="utf-8")
    (tmp_path / "our-town.toml").write_text(block("toml"), encoding="utf-8")
    mapping = str(tmp_path / "our-town.toml")
    return shop, shop.call("csv", str(tmp_path / "our-town.csv"), "--mapping", mapping)


def test_the_example_gives_the_report_that_the_page_shows(imported):
    _, result = imported
    assert (result.exit_code, result.output) == (0, block("text"))


def test_the_bath_of_the_example_is_found(imported):
    shop, _ = imported
    here = Place("here", Kind.POSITION, "FR", Point(43.40, 3.69))
    with shop.sessions() as session:
        found = search(session, Query((Need.SHOWER,), here, MONDAY_MORNING))
    assert [(each.name, each.open) for each in found.open] == [("Bains du Port", True)]


def test_every_format_has_its_place_on_the_page():
    assert set(IMPORTERS) == set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE))
