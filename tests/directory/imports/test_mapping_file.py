import pytest

from directory.imports.csv.mapping_file import find_mapping, parse_mapping, shipped_names
from directory.imports.sections import MappingError
from directory.needs import Need
from tests.directory.imports.builders import MINIMAL, mapping_with

WRONG = {
    "no toml": ("[source", "is not TOML"),
    "unknown section": ('[colums]\nname = "Nom"', "did you mean `columns`"),
    "no id": (MINIMAL.replace('id = "town"', ""), "needs an `id`"),
    "id of capitals": (MINIMAL.replace('"town"', '"My Town"'), "small letters"),
    "id of the sample": (MINIMAL.replace('"town"', '"example"'), "kept for the sample"),
    "no name": (MINIMAL.replace('name = "Nom"', ""), "which column is the name"),
    "no place": (MINIMAL.replace('address = "Adresse"', ""), "[columns] needs `point`"),
    "half a point": (MINIMAL.replace('address = "Adresse"', 'latitude = "lat"'), "both are needed"),
    "no need": (MINIMAL.replace('always = ["food"]', ""), "[needs] says nothing"),
    "wrong need": (MINIMAL.replace("food", "fod"), "did you mean `food`"),
    "need of categories": (MINIMAL + '[needs.values]\n"1" = ["eating"]', "which is none"),
    "unknown column": (MINIMAL.replace("address =", "adress ="), "did you mean `address`"),
    "two kinds of hours": (MINIMAL + '[hours]\ntext = "H"\nmonday = "L"', "takes either"),
    "wrong choice": (MINIMAL + '[hours]\ntext = "H"\nempty = "shut"', "one of closed, unknown"),
    "wrong zone": (MINIMAL + '[table]\ntimezone = "Paris"', "such as Europe/Paris"),
    "date in quotes": (MINIMAL + '[table]\nverified_on = "2024-05-31"', "without quotation marks"),
    "rule without way": (MINIMAL + '[[when]]\ncolumn = "A"\nskip = "x"', "needs one of is"),
    "rule without column": (MINIMAL + '[[when]]\nis = "A"\nskip = "x"', "needs a `column`"),
    "rule without effect": (MINIMAL + '[[when]]\ncolumn = "A"\nis = "x"', "changes nothing"),
    "rule with one bracket": (MINIMAL + '[when]\ncolumn = "A"\nis = "x"', "two brackets"),
    "wrong effect": (
        MINIMAL + '[[when]]\ncolumn = "A"\nis = "x"\nwheelchair = "yes"',
        "true or false",
    ),
    "number in quotes": (
        MINIMAL + '[[when]]\ncolumn = "A"\nis = "x"\nmin_age = "18"',
        "whole number",
    ),
    "list of numbers": (MINIMAL.replace('"Nom"', "[1]"), "a text or a list of texts"),
}


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG)
def test_a_wrong_mapping_is_refused_with_what_to_write(text, words):
    with pytest.raises(MappingError) as refused:
        parse_mapping(text)
    assert words in str(refused.value)


def test_a_mapping_names_every_column_it_needs():
    mapping = mapping_with("""
[hours]
monday = "Lundi"
note = "Remarque"
[closures]
start = "Du"
only = { column = "État", is = "Fermé" }
[[when]]
column = ["Type", "Public"]
contains = "femmes"
audiences = "woman"
""")
    assert mapping.columns() == {
        "Nom", "Adresse", "Lundi", "Remarque", "Du", "État", "Type", "Public",
    }  # fmt: skip


def test_categories_are_compared_without_capitals_and_accents():
    mapping = mapping_with('columns = ["T"]\n[needs.values]\n"Épicerie" = "groceries"')
    assert mapping.needs.values == {"epicerie": (Need.GROCERIES,)}


def test_the_mapping_called_like_the_table_is_taken():
    assert find_mapping("", "paris-sanisettes-2021").source.id == "paris-sanisettes"


def test_a_mapping_is_taken_by_name_whatever_the_table_is_called():
    assert find_mapping("barcelona-fonts", "table").country == "ES"


def test_a_mapping_is_taken_from_a_file(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text(MINIMAL, encoding="utf-8")
    assert find_mapping(str(path), "table").source.name == "Our town"


@pytest.mark.parametrize("wanted", ["", "unheard-of", "nowhere.toml"])
def test_a_mapping_that_is_not_there_is_told_with_a_sentence(wanted):
    with pytest.raises(MappingError):
        find_mapping(wanted, "unheard-of")


@pytest.mark.parametrize("name", shipped_names())
def test_every_shipped_mapping_can_be_used_and_credits_its_source(name):
    source = find_mapping(name, "").source
    assert source.licence
    assert source.credit
