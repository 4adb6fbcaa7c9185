"""A day may be named by its date, in any language; the next one is meant."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("manger le 14 juillet a nice", (7, 14), id="french"),
        pytest.param("repas le 1er mai lyon", (5, 1), id="the-first"),
        pytest.param("food on december 25th in nice", (12, 25), id="month-first"),
        pytest.param("25 de diciembre comer barcelona", (12, 25), id="spanish"),
        pytest.param("в Лионе еда 9 мая", (5, 9), id="russian"),
        pytest.param("repas le 14 janvier lyon", (1, 14), id="today"),
    ],
)
def test_a_date_is_the_next_of_its_name(read, text, day):
    start = read(text).moment.window.start.astimezone(PARIS)
    assert (start.year, start.month, start.day) == (2026, *day)


def test_a_date_that_is_past_is_the_one_of_next_year(read):
    start = read("repas le 13 janvier lyon").moment.window.start
    assert start.astimezone(PARIS).date() == datetime(2027, 1, 13, tzinfo=PARIS).date()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("je suis né le 3 mars 1990 douche lyon", id="of-birth"),
        pytest.param("rue du 14 juillet lille manger", id="a-street"),
        pytest.param("repas le 31 février lyon", id="none-such"),
    ],
)
def test_other_dates_are_no_moment(read, text):
    assert read(text).moment is None
