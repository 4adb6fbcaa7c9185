"""Spreadsheets as town halls keep them: titles above, names in two lines, conditions in words."""

import pytest

from directory.imports.csv.mapping_file import parse_mapping
from directory.imports.headings import find_heading
from directory.imports.rows import TableError
from directory.imports.tables import open_table
from directory.needs import Need
from directory.places import Kind, Place, Point, Precision
from tests.directory.imports.builders import Towns, mapping_with, readings

QUAI = "3 quai de la Marine, 34200 Sète"
PUBLIC = 'audience = "Public"\n'


def names(lines, *wanted):
    return find_heading(lines, "", wanted).columns


def public_of(folder, text):
    (reading,) = readings(
        folder, f'Nom;Adresse;Public\nA;{QUAI};"{text}"\n', mapping_with(columns=PUBLIC)
    )
    return reading.draft.services[0]


def test_names_below_a_title_are_those_of_the_columns(tmp_path):
    table = f"Annuaire de l'aide, Sète (2026);;\n;;\nNom;Adresse;Horaires\nBains;{QUAI};\n"
    (reading,) = readings(tmp_path, table, mapping_with())
    assert (reading.row, reading.draft.name) == (1, "Bains")


def test_a_title_of_one_cell_does_not_hide_the_separator():
    assert names(["Aide alimentaire, Sète, 2026\n", "Nom;Adresse\n"], "Nom", "Adresse") == (
        "Nom",
        "Adresse",
    )


def test_names_below_merged_cells_are_taken_from_the_lower_line():
    merged = ["Structure;Coordonnées;;Horaires\n", ";Adresse;Téléphone;\n", "a;b;c;d\n"]
    assert names(merged, "Structure", "Adresse", "Téléphone") == (
        "Structure",
        "Adresse",
        "Téléphone",
        "Horaires",
    )


def test_names_over_two_lines_of_a_cell_are_one_name():
    assert names(["Liste;;\n", '"Nom de la\n', 'structure";Rue;Ville\n'], "Rue") == (
        "Nom de la structure",
        "Rue",
        "Ville",
    )


@pytest.mark.parametrize(
    ("lines", "known"),
    [
        (["Liste 2026;;\n", "Nom;Rue;Ville\n", "a;b;c\n"], ("Nom", "Rue", "Ville")),
        (["Nom;Rue;Ville\n", "a;b;c\n"], ("Nom", "Rue", "Ville")),
        (["Nom\n", "a\n"], ("Nom",)),
        (["Liste;;;\n", "Nom;Lieu;;Quoi\n", ";Rue;Ville;\n"], ("Nom", "Rue", "Ville", "Quoi")),
    ],
    ids=["a title", "no title", "one column", "a title and merged cells"],
)
def test_where_a_name_is_missing_the_first_line_that_is_no_title_is_told(lines, known):
    assert names(lines, "Adresse") == known


def test_a_quotation_that_is_never_closed_in_the_first_line_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("directory.imports.tables.MAX_CELL", 1000)
    path = tmp_path / "table.csv"
    path.write_text('"' + "Nom;" * 500, encoding="utf-8")
    with pytest.raises(TableError, match="quotation mark"):
        open_table(path)


SPLIT = """
[source]
id = "town"
[columns]
name = "Nom"
address = "Adresse"
[needs]
columns = ["Aide"]
split = [",", " - "]
[needs.values]
douche = ["shower"]
laverie = ["laundry"]
repas = ["food"]
"""


def test_categories_may_be_separated_by_several_signs(tmp_path):
    table = f"Nom;Adresse;Aide\nA;{QUAI};douche - laverie, repas\n"
    (reading,) = readings(tmp_path, table, parse_mapping(SPLIT))
    assert reading.draft.services[0].needs == (Need.FOOD, Need.SHOWER, Need.LAUNDRY)


@pytest.mark.parametrize(
    ("text", "referral", "registration"),
    [
        ("Familles sur orientation d'un travailleur social", True, None),
        ("Personnes orientées par le CCAS", True, None),
        ("Derivació dels serveis socials", True, None),
        ("Avec ou sans orientation", None, None),
        ("Tous publics, sans orientation", None, None),
        ("Bénéficiaires inscrits", None, True),
        ("Tous publics (sur inscription)", None, True),
        ("Tous publics", None, None),
    ],
)
def test_who_is_sent_or_registered_first_is_heard_in_the_words(
    tmp_path, text, referral, registration
):
    conditions = public_of(tmp_path, text).conditions
    assert (conditions.referral, conditions.registration) == (referral, registration)


def test_a_rule_of_the_mapping_knows_better_than_the_words(tmp_path):
    rule = '[[when]]\ncolumn = "Nom"\nis = "A"\nreferral = false\n'
    table = f"Nom;Adresse;Public\nA;{QUAI};sur orientation\n"
    (reading,) = readings(tmp_path, table, mapping_with(rule, PUBLIC))
    assert reading.draft.services[0].conditions.referral is False


GIRONA = Place("Girona", Kind.COMMUNE, "ES", Point(41.9831, 2.8249))
OTHER = Place("Girona", Kind.COMMUNE, "ES", Point(37.0, -6.0))
CATALAN = 'postcode = "CP"\ntown = "Població"\n'


def in_spain(folder, code, *towns):
    text = '[table]\ncountry = "ES"\ntimezone = "Europe/Madrid"\n'
    table = f"Nom;Adresse;CP;Població\nDutxes;C/ Major 1;{code};Girona\n"
    known = Towns(*(("", town) for town in towns))
    (reading,) = readings(folder, table, mapping_with(text, CATALAN), known)
    return reading


def test_where_no_postal_codes_are_known_the_name_of_the_town_is_enough(tmp_path):
    reading = in_spain(tmp_path, "17001", GIRONA)
    assert (reading.draft.point, reading.draft.precision) == (GIRONA.point, Precision.COMMUNE)


def test_a_spanish_postal_code_gets_its_lost_zero_back(tmp_path):
    assert in_spain(tmp_path, "8001", GIRONA).draft.postcode == "08001"


def test_of_two_towns_of_one_name_none_is_guessed(tmp_path):
    assert in_spain(tmp_path, "17001", GIRONA, OTHER).draft is None
