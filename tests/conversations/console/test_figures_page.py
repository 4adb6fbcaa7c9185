"""Coordinators see what a town lacks; neither page, map nor file tells of one person."""

import csv
from datetime import timedelta
from io import StringIO

import pytest

from conversations.console.drawing import draw_bars, draw_map
from conversations.figures.demand import Demand, Met, keep_demands
from conversations.figures.reading import FEWEST, Count, Town
from conversations.operators.roles import Role
from directory.needs import Need
from directory.places import Point
from tests.conversations.console.pages import words_of
from tests.texts import NOW

LYON, PARIS = Point(45.76, 4.84), Point(48.86, 2.35)


def ask(console, times, place="Lyon", met=Met.NONE, point=LYON, now=NOW):
    demand = Demand(Need.SHOWER, place, place, "FR", point, met)
    with console.office.writing() as connection:
        for _ in range(times):
            keep_demands(connection, (demand,), "fr", now)


@pytest.fixture
def visit(console):
    return console.enter("Coralie", Role.COORDINATOR)


def rows_of(visit, query=""):
    text = visit.get(f"/console/figures.csv{query}").text.lstrip("\ufeff")
    return list(csv.reader(StringIO(text)))


def test_what_a_town_lacks_is_told(console, visit):
    ask(console, 12)
    assert "Lyon shower 12 12" in words_of(visit.get("/console/figures").text)


def test_small_counts_are_nowhere_told(console, visit):
    ask(console, 3)
    page = visit.get("/console/figures").text
    assert "Lyon shower <5 <5" in words_of(page)
    assert "Lyon: &lt;5" in page  # on the map
    assert rows_of(visit)[1] == ["Lyon", "FR", "shower", "<5", "<5"]


def test_a_day_may_be_chosen(console, visit):
    ask(console, 12, now=NOW - timedelta(days=40))
    assert rows_of(visit)[1:] == []
    long_ago = (NOW - timedelta(days=41)).date()
    assert len(rows_of(visit, f"?from={long_ago}&to={long_ago + timedelta(days=2)}")[1:]) == 1


@pytest.mark.parametrize("query", ["?from=yesterday", "?from=2026-02-30&to=9999-99-99", "?to=1"])
def test_days_that_cannot_be_read_give_way_to_the_usual(console, visit, query):
    ask(console, 12)
    assert len(rows_of(visit, query)) == 2


def test_an_export_is_noted(console, visit):
    rows_of(visit)
    admin = console.enter("Ada", Role.ADMINISTRATOR)
    assert "exported figures" in words_of(admin.get("/console/audit").text)


def test_a_spreadsheet_takes_no_name_for_a_formula(console, visit):
    ask(console, 6, place="=1+1")
    assert rows_of(visit)[1][0] == "'=1+1"


def test_an_empty_period_says_so(visit):
    assert "Nothing was asked for" in words_of(visit.get("/console/figures").text)


def town(place, point, unmet):
    return Town(place, place, "FR", point, Need.SHOWER, Count(unmet), Count(unmet))


def test_the_north_is_above_and_the_east_to_the_right():
    drawing = draw_map((town("Paris", PARIS, 9), town("Lyon", LYON, 9)), ())
    paris, lyon = sorted(drawing.dots, key=lambda dot: dot.label, reverse=True)
    assert paris.y < lyon.y
    assert paris.x < lyon.x


@pytest.mark.parametrize("points", [[PARIS], [PARIS, LYON], [Point(0, -179), Point(60, 179)]])
def test_every_town_lies_within_the_map(points):
    drawing = draw_map([town(str(point), point, 9) for point in points], points)
    assert len(drawing.dots) == len(drawing.backdrop) == len(points)
    assert all(0 <= dot.x <= drawing.width and 0 <= dot.y <= drawing.height for dot in drawing.dots)


def test_more_in_vain_is_a_larger_dot_and_few_are_all_alike():
    towns = [town("a", PARIS, 100), town("b", LYON, 25), town("c", LYON, 2), town("d", LYON, 4)]
    sizes = {dot.label: dot.radius for dot in draw_map(towns, ()).dots}
    assert sizes["a"] == 2 * sizes["b"]
    assert sizes["c"] == sizes["d"] < sizes["b"]


def test_a_bar_does_not_tell_a_small_count_by_its_height():
    bars = draw_bars({0: Count(1), 1: Count(4), 2: Count(FEWEST), 3: Count(50)}, {})
    assert bars[0].height == bars[1].height == bars[2].height
    assert bars[3].height == 10 * bars[2].height


def test_what_was_in_vain_stands_on_the_same_scale():
    asked, in_vain = {9: Count(40)}, {9: Count(10)}
    (tall,), (short,) = draw_bars(asked, in_vain), draw_bars(in_vain, asked)
    assert tall.height == 4 * short.height


def test_homonyms_are_two_towns():
    here = Town("Saint-Denis", "93066", "FR", PARIS, Need.FOOD, Count(9), Count(9))
    there = Town("Saint-Denis", "97411", "FR", Point(-20.9, 55.4), Need.FOOD, Count(9), Count(9))
    assert len(draw_map((here, there), ()).dots) == 2
