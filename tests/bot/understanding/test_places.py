"""Places as people text them, in a dozen languages, and what is no place."""

from pathlib import Path

import pytest

from directory.places import Kind

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "named_places.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "place"), ROWS, ids=[text for text, _ in ROWS])
def test_a_place_is_understood(read, text, place):
    found = read(text).places[0].place
    assert f"{found.name} ({found.within or found.country})" == place


@pytest.mark.parametrize(
    "text",
    [
        "manger rue de lille", "je suis boulevard de strasbourg j'ai faim",
        "12 rue de nantes, une douche", "place de verdun, ou manger",
    ],
)  # fmt: skip
def test_a_street_alone_says_no_town(read, text):
    assert read(text).places == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("je suis a la rue a lyon", "Lyon"),
        ("je suis a la rue lyon", "Lyon"),
        ("paris 12 rue de lyon manger", "Paris 12"),
        ("lille place de verdun manger", "Lille"),
        ("manger place bellecour", "Place Bellecour"),
    ],
)
def test_a_street_leaves_the_town_beside_it(read, text, place):
    assert read(text).places[0].place.name == place


@pytest.mark.parametrize("text", ["manger dans le 93", "avocat 93", "douche departement 93"])
def test_a_number_names_its_department(read, text):
    assert read(text).places[0].place.name == "Seine-Saint-Denis"


@pytest.mark.parametrize(
    "text",
    [
        "31 000 euros de dettes, aide svp",
        "rdv dans le 5 minutes",
        "je reviens dans le 20 minutes",
        "taille 75 pour le manteau",
    ],
)
def test_a_number_that_counts_is_no_department(read, text):
    assert read(text).places == ()


def test_a_low_number_is_asked_about(read):
    request = read("ou manger dans le 13")
    assert request.place_unclear
    assert {one.place.name for one in request.places} == {"Paris 13", "Bouches-du-Rhône"}


def test_a_low_number_is_an_arrondissement_of_the_city_spoken_of(read, knowledge):
    marseille = knowledge.gazetteer.named("marseille")[0]
    request = read("ou manger dans le 13", near=marseille)
    assert not request.place_unclear
    assert request.places[0].place.name == "Marseille 13"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("manger lyon 69007", "Lyon 7"), ("paris xviiie repas", "Paris 18"),
        ("lyon troisieme douche", "Lyon 3"), ("paris dix neuvieme manger", "Paris 19"),
        ("25 boulevard ney 75018 paris medecin", "Paris 18"),
    ],
)  # fmt: skip
def test_an_arrondissement_is_sure_however_it_is_written(read, text, place):
    request = read(text)
    assert not request.place_unclear
    assert request.places[0].place.kind is Kind.ARRONDISSEMENT
    assert request.places[0].place.name == place


@pytest.mark.parametrize(
    ("text", "need", "place"),
    [
        ("douchelyon", "shower", "Lyon"), ("lyondouche", "shower", "Lyon"),
        ("mangerparis", "food", "Paris"), ("repastoulouse", "food", "Toulouse"),
    ],
)  # fmt: skip
def test_a_need_and_a_city_may_be_one_word(read, text, need, place):
    request = read(text)
    assert (request.needs[0], request.places[0].place.name) == (need, place)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("chez mamadou sur lyon", "Lyon"), ("hotel ibis les mureaux", "Les Mureaux"),
        ("dormir vannes en bretagne", "Vannes"), ("douche nantes en urgence", "Nantes"),
        ("foyer adoma saint denis dormir", "Saint-Denis"), ("paris sous la pluie dormir", "Paris"),
        ("manger tours les dimanches", "Tours"), ("brest en ce moment dormir", "Brest"),
    ],
)  # fmt: skip
def test_words_beside_a_town_make_no_longer_name_of_it(read, text, place):
    assert read(text).places[0].place.name == place


@pytest.mark.parametrize(
    "text",
    [
        "parisien", "lyonnaise des eaux", "jvai a lhopital", "l'abri", "lamitié", "dans lurgence",
        "la porte est cassee, ou dormir", "il y a plus de place nulle part, ou dormir",
        "mes chaussures sont neuves", "quartier tranquille, manger",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_place_is_none(read, text):
    assert read(text).places == ()
