from collections import Counter

import pytest

from directory.gazetteer import Gazetteer
from directory.gazetteer.channels import Channels, Written, plain
from directory.gazetteer.keyboard import Slips, slips_between
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


@pytest.mark.parametrize(
    ("meant", "typed", "slips"),
    [
        ("bordeaux", "brodeaux", Slips(swapped=1)),
        ("bordeaux", "bordaux", Slips(missed=1)),
        ("bordeaux", "boordeaux", Slips(missed=1)),
        ("bordeaux", "bordeauw", Slips(beside=1)),
        ("bordeaux", "bordeauk", Slips(other=1)),
        ("bordeaux", "brodeauw", Slips(beside=1, swapped=1)),
    ],
    ids=["swapped", "left out", "doubled", "beside", "another", "two"],
)
def test_slips_are_told_apart(meant, typed, slips):
    assert slips_between(meant, typed) == slips


def test_two_letters_swapped_are_a_likelier_slip_than_two_others():
    typed = [Written.of("brodeaux"), Written.of("bxzdeaux")]
    meant = [Written.of("bordeaux")]
    swapped, others = (Channels.read().likelihoods(each, meant)[0] for each in typed)
    assert swapped > others


def test_the_odds_of_all_channels_add_up():
    """«toulous» is cut off, or lacks its last letter, or is written by ear."""
    every = Channels.read()
    likelihood = every.likelihoods(Written.of("toulous"), [Written.of("toulouse")])[0]
    for channel in every.worth:
        worth = {name: dict(signs) for name, signs in every.worth.items()}
        worth[channel]["channel"] = -50.0
        without = Channels(every.size, worth)
        assert without.likelihoods(Written.of("toulous"), [Written.of("toulouse")])[0] < likelihood


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("bordo", "bordeaux"), ("kaor", "cahors"), ("taverni", "taverny"), ("ferei", "ferrey")],
)
def test_the_ear_writes_what_it_hears(typed, meant):
    assert plain(typed) == plain(meant)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("toulous", "Toulouse"), ("biaris", "Biarritz"), ("serji", "Cergy"),
        ("evri", "Évry-Courcouronnes"), ("valense", "Valence"), ("barselona", "Barcelona"),
        ("perpinian", "Perpignan"),
        ("vileurban", "Villeurbanne"), ("chanbery", "Chambéry"), ("torcoing", "Tourcoing"),
        ("figeras", "Figueres"), ("mante la joli", "Mantes-la-Jolie"), ("le avre", "Le Havre"),
    ],
)  # fmt: skip
def test_a_name_as_people_write_it_is_the_town_they_mean(gazetteer, typed, meant):
    assert gazetteer.find(typed)[0].place.name == meant


def test_consonants_are_the_same_in_both_spellings():
    assert set(skeletons("bobigny")) & set(skeletons("boubini"))
