import json
from dataclasses import dataclass

import pytest
from click.testing import CliRunner, Result

from directory.gazetteer import Gazetteer
from directory.gazetteer.command import find

KEYS = {"name", "kind", "country", "latitude", "longitude", "confidence"}


@dataclass(frozen=True)
class Workshop:
    gazetteer: Gazetteer


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop(Gazetteer.load())


def run(workshop: Workshop, *arguments: str, typed: bytes | None = None) -> Result:
    return CliRunner().invoke(find, arguments, obj=workshop, input=typed)


def test_a_name_prints_one_line_of_json_with_the_likeliest_place_first(workshop):
    result = run(workshop, "Saint-Denis")
    printed = json.loads(result.stdout)
    assert (result.exit_code, set(printed)) == (0, {"query", "place", "alternatives"})
    assert set(printed["place"]) == set(printed["alternatives"][0]) == KEYS
    assert printed["place"]["kind"] == "commune"


def test_letters_are_printed_as_they_are(workshop):
    assert "Saint-Étienne" in run(workshop, "st etienne").stdout


def test_a_batch_prints_a_line_for_each_line_blank_ones_too(workshop):
    result = run(workshop, "--batch", typed="bdx\n\nzzzzqqq\nباريس\n\xff".encode())
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    places = [line["place"] and line["place"]["name"] for line in lines]
    assert (result.exit_code, places[:4]) == (0, ["Bordeaux", None, None, "Paris"])
    assert [line["query"] for line in lines[:3]] == ["bdx", "", "zzzzqqq"]


def test_a_batch_survives_bytes_that_are_not_utf_8(workshop):
    result = run(workshop, "--batch", typed=b"\xff\xfe\nlyon\n")
    assert json.loads(result.stdout.splitlines()[1])["place"]["name"] == "Lyon"


def test_a_name_that_is_nowhere_exits_1_and_says_what_to_try(workshop):
    result = run(workshop, "zzzzqqq")
    assert (result.exit_code, json.loads(result.stdout)["place"]) == (1, None)
    assert "postal code" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("lyon", "--batch")], ids=["neither", "both"])
def test_a_name_or_a_batch_must_be_given_and_not_both(workshop, arguments):
    assert run(workshop, *arguments).exit_code == 2
