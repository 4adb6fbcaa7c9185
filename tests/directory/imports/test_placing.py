import pytest

from directory.imports.addresses import (
    Address,
    complete_postcode,
    same_town,
    soften,
    soften_street,
    split_address,
)
from directory.imports.csv.mapping_file import parse_mapping
from directory.imports.csv.places import place
from directory.imports.points import is_far, read_point
from directory.imports.report import Reason
from directory.places import Point, Precision
from tests.directory.imports.builders import SETE, Towns, commune, mapping_with

POINTED = mapping_with()
WITH_CELLS = """
[source]
id = "town"
[columns]
name = "Nom"
postcode = "CP"
town = "Ville"
point = "Point"
[needs]
always = "food"
"""


def placed(text, towns=None):
    return place({"Nom": "Bains", "Adresse": text}, POINTED, towns or Towns())


def placed_by_cells(code, town, point):
    return place({"CP": code, "Ville": town, "Point": point}, parse_mapping(WITH_CELLS), Towns())


def reasons(result):
    return [remark.reason for remark in result.remarks]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("13, rue B. Delessert 69007 Lyon", Address("13, rue B. Delessert", "69007", "Lyon")),
        ("58 cours Albert Thomas 69008, Lyon", Address("58 cours Albert Thomas", "69008", "Lyon")),
        ("24 Allée Verte, 69007 Lyon, France", Address("24 Allée Verte", "69007", "Lyon")),
        ("Place Jean Macé, 69007", Address("Place Jean Macé", "69007", "")),
        ("5 place d'A 69003 Lyon (Pavillon K)", Address("5 place d'A", "69003", "Lyon")),
        ("1 rue A 69003 LYON ET 5 rue B 69007 Lyon", Address("1 rue A", "69003", "LYON")),
        ("2 rue A 33076 Bordeaux Cedex 2", Address("2 rue A", "33076", "Bordeaux")),
        ("1 rue X Code postal 69005  Ville Lyon", Address("1 rue X", "69005", "Lyon")),
        ("Hôtel de Ville, 69350 La Mulatière", Address("Hôtel de Ville", "69350", "La Mulatière")),
        ("Avenue du Roi 69, 1060 Saint-Gilles", Address("Avenue du Roi 69, 1060 Saint-Gilles")),
        ("", Address()),
    ],
)
def test_an_address_is_taken_apart(text, parts):
    assert split_address(text) == parts


@pytest.mark.parametrize(
    ("written", "department", "code"),
    [("75013", "", "75013"), ("13", "75", "75013"), ("07", "75", "75007"), ("1033", "", "01033"),
     ("34200.0", "", "34200"), ("13", "", ""), ("?", "75", "")],
)  # fmt: skip
def test_a_postal_code_gets_the_digits_it_lost(written, department, code):
    assert complete_postcode(written, department) == code


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("St Fons", "SAINT-FONS", True), ("Ste-Foy-lès-Lyon", "Sainte Foy les Lyon", True),
     ("Lyon", "Lyon 7e", True), ("Saint Priest", "Saint-Fons", False), ("", "Lyon", False)],
)  # fmt: skip
def test_two_spellings_of_a_town_are_one(one, other, same):
    assert same_town(one, other) is same


@pytest.mark.parametrize(
    ("shouted", "soft"),
    [
        ("12 RUE DE L'ABBE GROULT", "12 Rue de l'Abbe Groult"),
        ("QUAI D ALSACE", "Quai d'Alsace"),
        ("66F RUE STENDHAL", "Face 66 Rue Stendhal"),
        ("CCAS DE LYON", "CCAS de Lyon"),
        ("MAIRIE DU 13E", "Mairie du 13e"),
        ("6 Rue André Godin", "6 Rue André Godin"),
    ],
)
def test_an_address_in_capitals_is_softened(shouted, soft):
    assert soften(shouted) == soft


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("48.83, 2.37", Point(48.83, 2.37)),
        ("48.83,2.37", Point(48.83, 2.37)),
        ('{"lon": 2.37, "lat": 48.83}', Point(48.83, 2.37)),
        ('{"type": "Point", "coordinates": [2.37, 48.83]}', Point(48.83, 2.37)),
        ('{"type": "MultiPoint", "coordinates": [[2.37, 48.83]]}', Point(48.83, 2.37)),
        ("0, 0", None),
        ("480.83, 2.37", None),
        ("ici", None),
        ("", None),
    ],
)
def test_a_point_is_read_in_the_forms_of_open_data(text, point):
    assert read_point(text) == point


def test_an_address_without_point_is_placed_in_its_town_and_flagged():
    result = placed("3 quai de la Marine, 34200 Sète")
    assert (result.point, result.precision) == (SETE[1].point, Precision.COMMUNE)
    assert (result.town_code, reasons(result)) == ("34301", [Reason.APPROXIMATE])


def test_an_address_of_a_district_is_placed_in_it():
    assert placed("Place Jean Macé, 69007").town_code == "69387"


def test_a_postal_code_of_firms_is_placed_by_its_town():
    result = placed("20 rue X 69195 Saint-Fons Cedex")
    assert result.town_code == "69199"
    assert Reason.POSTCODE in reasons(result)


@pytest.mark.parametrize(
    "text", ["", "Avenue du Roi 69, 1060 Saint-Gilles", "1 rue X 34999 Nulle-Part"]
)
def test_an_address_that_leads_nowhere_has_no_point(text):
    result = placed(text)
    assert (result.point, reasons(result)) == (None, [Reason.NO_PLACE])


def test_a_town_that_is_not_of_its_postal_code_is_not_guessed():
    result = placed("Wilhelmsplatz 34200 Heidelberg")
    assert (result.point, reasons(result)) == (None, [Reason.WRONG_TOWN])


def test_a_point_near_its_postal_code_is_kept():
    result = placed_by_cells("34200", "Sète", "43.41, 3.70")
    assert (result.point, result.precision) == (Point(43.41, 3.70), Precision.EXACT)
    assert reasons(result) == []


def test_a_point_far_from_its_postal_code_is_replaced_by_the_town():
    result = placed_by_cells("34200", "Sète", "48.85, 2.35")
    assert (result.point, result.precision) == (SETE[1].point, Precision.COMMUNE)
    assert reasons(result) == [Reason.FAR]


def test_a_point_in_its_town_shows_that_the_postal_code_is_wrong():
    result = placed_by_cells("69190", "Sète", "43.41, 3.70")
    assert (result.point, result.address.postcode) == (Point(43.41, 3.70), "")
    assert reasons(result) == [Reason.WRONG_POSTCODE]


@pytest.mark.parametrize("point", ["3.70, 43.41"])
def test_exchanged_coordinates_are_exchanged_back(point):
    result = placed_by_cells("34200", "Sète", point)
    assert (result.point, reasons(result)) == (Point(43.41, 3.70), [Reason.TURNED])


def test_a_town_whose_own_point_is_a_guess_does_not_judge_others():
    assert reasons(placed_by_cells("97350", "Iracoubo", "5.4761, -53.2086")) == []


def test_a_point_that_is_none_gives_way_to_the_town():
    result = placed_by_cells("34200", "Sète", "inconnu")
    assert (result.precision, reasons(result)) == (Precision.COMMUNE, [Reason.NO_POINT])


def test_a_code_that_lost_its_zero_is_told():
    assert Reason.POSTCODE in reasons(placed_by_cells("1033", "", "46.1, 5.8"))


def test_a_point_near_a_guessed_homonym_is_where_it_says_although_another_is_well_known():
    _, known = commune("Wailly", "80000", "80160", 49.74, 2.15)
    _, guessed = commune("Wailly", "62869", "62217", 50.26, 2.79, approximate=True)
    assert not is_far(Point(50.278, 2.798), [known, guessed])
    assert is_far(Point(51.0, 2.798), [known, guessed])


@pytest.mark.parametrize(
    ("written", "street"),
    [
        ("12 avenue Schuman, BP", "12 avenue Schuman"),
        ("18 Avenue Jean-Jaurès, BP5", "18 Avenue Jean-Jaurès"),
        (
            "rue de la Sous-préfecture - BP 106, Sous-préfecture",
            "rue de la Sous-préfecture, Sous-préfecture",
        ),
        ("4 rue du Port BP 12", "4 rue du Port"),
        ("BP 12", "BP 12"),
        ("3 place BPM", "3 place BPM"),
    ],
)
def test_the_box_of_a_letter_is_no_door(written, street):
    assert soften_street(written) == street
