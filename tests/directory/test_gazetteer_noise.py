from collections import Counter

import pytest

from directory.gazetteer import Gazetteer
from directory.gazetteer.keyboard import slips
from directory.gazetteer.noise import accuracy, noisy_names
from directory.gazetteer.scripts import skeletons
from directory.gazetteer.sounds import sound


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def test_the_noisy_set_has_its_mix(gazetteer):
    rows = noisy_names(gazetteer, seed=1)
    assert Counter(row.sort for row in rows) == {
        "one slip": 80, "two slips": 35, "by ear": 30, "shortened": 25, "cut off": 15,
        "by hand": 42,
    }  # fmt: skip


def test_a_seed_draws_the_same_names_again(gazetteer):
    assert noisy_names(gazetteer, seed=7) == noisy_names(gazetteer, seed=7)


def test_what_people_really_type_is_all_understood(gazetteer):
    rows = [row for row in noisy_names(gazetteer, seed=1) if row.sort == "by hand"]
    assert accuracy(gazetteer, rows)["by hand"] == 1.0


def test_mistyped_names_are_found_nine_times_in_ten(gazetteer):
    assert accuracy(gazetteer, noisy_names(gazetteer, seed=3))["all"] >= 0.9


@pytest.mark.parametrize(
    ("written", "heard"),
    [("bordeaux", "bordo"), ("quimper", "kimper"), ("saint denis", "sin deni"),
     ("clermont ferrand", "clermon feran"), ("creteil", "creteille")],
)  # fmt: skip
def test_a_name_sounds_as_it_is_written_by_ear(written, heard):
    assert sound(written) == sound(heard)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bordeauw", "Bordeaux"), ("mallemorf", "Mallemort")],
)
def test_the_key_beside_is_a_likelier_slip_than_a_letter_left_out(gazetteer, typed, meant):
    assert gazetteer.find(typed)[0].place.name == meant


def test_two_letters_swapped_are_a_likelier_slip_than_two_others():
    assert slips("brodeaux", "bordeaux") > slips("bxzdeaux", "bordeaux")


def test_consonants_are_the_same_in_both_spellings():
    assert set(skeletons("bobigny")) & set(skeletons("boubini"))
