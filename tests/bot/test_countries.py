"""Every country says whom to call, and where that is known from."""

from datetime import date
from pathlib import Path

import pytest

from bot.countries import (
    FOLDER,
    CountryFileError,
    Role,
    read_country,
    read_file,
)
from bot.understanding.request import Danger
from directory.needs import Need

COUNTRIES = sorted(path.stem.upper() for path in FOLDER.glob("??.toml"))


def numbers(country: str, danger: Danger) -> list[str]:
    return [line.number for line in read_country(country).lines_in(danger)]


def test_france_andorra_and_spain_have_a_file() -> None:
    assert {"FR", "AD", "ES"} <= set(COUNTRIES)


@pytest.mark.parametrize(
    ("country", "danger", "expected"),
    [
        ("FR", Danger.SUICIDE, ["3114", "112", "114"]),
        ("FR", Danger.VIOLENCE, ["17", "114", "3919"]),
        ("FR", Danger.MEDICAL, ["15", "112", "114"]),
        ("FR", Danger.CHILD, ["119", "112", "114"]),
        ("AD", Danger.MEDICAL, ["116", "112"]),
        ("AD", Danger.VIOLENCE, ["110", "181"]),
        ("ES", Danger.VIOLENCE, ["112", "016"]),
        ("ES", Danger.SUICIDE, ["024", "112"]),
        ("ES", Danger.CHILD, ["116111", "112"]),
        ("BE", Danger.SUICIDE, ["112"]),
        ("MA", Danger.SUICIDE, []),
    ],
)
def test_danger_gets_the_numbers_of_the_country(
    country: str, danger: Danger, expected: list[str]
) -> None:
    assert numbers(country, danger) == expected


def test_a_bed_in_france_is_asked_for_at_115() -> None:
    assert [line.number for line in read_country("FR").lines_for([Need.SHELTER])] == ["115"]
    assert Need.SHELTER in read_country("FR").always


def test_114_is_written_to_and_not_called() -> None:
    texted = [line for line in read_country("FR").emergency if line.by_text]
    assert [line.number for line in texted] == ["114"]


def test_a_helpline_of_two_needs_is_said_once() -> None:
    lines = read_country("FR").lines_for([Need.SHELTER, Need.FOOD])
    assert [line.number for line in lines] == ["115"]


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("danger", Danger)
def test_every_danger_has_a_number_that_answers_at_any_hour(country: str, danger: Danger) -> None:
    lines = read_country(country).lines_in(danger)
    assert any(line.hours == "24/7" and not line.by_text for line in lines)


@pytest.mark.parametrize("country", [*COUNTRIES, "BE"])
def test_every_number_has_a_source_and_a_date(country: str) -> None:
    told = read_country(country)
    lines = {*told.emergency, *(line for lines in told.needs.values() for line in lines)}
    assert all(line.source and date(2020, 1, 1) < line.date for line in lines)


@pytest.mark.parametrize("code", ["F", "..", "../fr", "FRANCE", "é!"])
def test_a_code_that_is_none_has_no_number(code: str) -> None:
    assert read_country(code).emergency == ()


def test_where_no_country_is_known_112_is_called() -> None:
    assert [line.number for line in read_country("").emergency] == ["112"]


LINE = '[lines.112]\nrole = "emergency"\nsource = "here"\ndate = 2026-01-01\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("emergency = [", "xx.toml is not readable TOML"),
        ('emergency = ["113"]\n' + LINE, "xx.toml lacks '113'"),
        ('emergency = ["112"]\n[dangers]\nfire = ["112"]\n' + LINE, "'fire' is not a valid Danger"),
        ('emergency = ["112"]\nalways = ["beds"]\n' + LINE, "'beds' is not a valid Need"),
        ('emergency = ["112"]\n' + LINE.replace("emergency", "boss"), "'boss' is not a valid Role"),
        ('emergency = ["112"]\n[lines.112]\nrole = "fire"\n', "xx.toml lacks 'source'"),
    ],
    ids=["cut off", "line missing", "danger", "need", "role", "no source"],
)
def test_a_broken_file_says_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "xx.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CountryFileError) as refused:
        read_file(path)
    assert says in str(refused.value)


def test_every_role_is_used_by_some_country_or_kept_for_the_next() -> None:
    used = {
        line.role
        for country in COUNTRIES
        for lines in read_country(country).needs.values()
        for line in lines
    }
    assert {Role.BED, Role.WOMEN, Role.CHILD, Role.SUICIDE, Role.SEXUAL_HEALTH} <= used


def test_emergencies_are_told_apart_from_helplines() -> None:
    urgent = {line.number for line in read_country("FR").lines if line.is_urgent}
    assert urgent == {"112", "114", "15", "17", "18"}


def test_a_country_knows_its_numbers() -> None:
    assert read_country("FR").find("115") is not None
    assert read_country("ES").find("115") is None
