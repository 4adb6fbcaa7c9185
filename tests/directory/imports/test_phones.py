import pytest

from directory.imports.phones import read_phones

CELLS = [
    ("04 78 72 69 01", ("04 78 72 69 01",)),
    ("0478726901", ("04 78 72 69 01",)),
    ("04.78.92.88.11", ("04 78 92 88 11",)),
    ("06 17 02 74 00.", ("06 17 02 74 00",)),
    ("547339117", ("05 47 33 91 17",)),
    ("547339117.0", ("05 47 33 91 17",)),
    ("33547339117", ("05 47 33 91 17",)),
    ("+33547339117", ("05 47 33 91 17",)),
    ("+33 (0)5 47 33 91 17", ("05 47 33 91 17",)),
    ("0033 5 47 33 91 17", ("05 47 33 91 17",)),
    ("0 825 08 25 69", ("08 25 08 25 69",)),
    ("05 56 81 92 18  /  05 56 48 22 07", ("05 56 81 92 18", "05 56 48 22 07")),
    ("04 27 85 56 49/04 27 85 56 47", ("04 27 85 56 49", "04 27 85 56 47")),
    ("06 98 23 83 78 ou 07 55 64 92 96", ("06 98 23 83 78", "07 55 64 92 96")),
    ("05 56 81 92 18 05 56 48 22 07", ("05 56 81 92 18", "05 56 48 22 07")),
    ("Accueil : 04 78 14 14 14\nDocteur : 04 72 13 07 07", ("04 78 14 14 14", "04 72 13 07 07")),
    ("04 72 77 58 49 ou contact@example.org", ("04 72 77 58 49",)),
    ("04 72 77 58 49 / 0472775849", ("04 72 77 58 49",)),
    ("04 27 85 56 49 - 04 27 85 56 47", ("04 27 85 56 49", "04 27 85 56 47")),
    ("115", ("115",)),
    ("3919", ("3919",)),
    ("15 / 112", ("15", "112")),
    ("01 99 00 12 34", ("01 99 00 12 34",)),
    ("06 39 98 00 00", ("06 39 98 00 00",)),
    ("0262 40 40 40", ("02 62 40 40 40",)),
    ("+32 2 123 45 67", ("+3221234567",)),
    ("+376 872 345", ("+376872345",)),
    ("X", ()),
    ("", ()),
    ("04 72 11 94", ()),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "numbers"), CELLS, ids=[cell or "empty" for cell, _ in CELLS])
def test_a_cell_gives_numbers_one_can_dial(cell, numbers):
    assert read_phones(cell).numbers == numbers


@pytest.mark.parametrize("cell", ["547339117", "547339117.0", "+33 5 47 33 91 17"])
def test_a_number_whose_digits_had_to_change_is_told(cell):
    assert read_phones(cell).repaired == (cell,)


def test_a_number_written_with_dots_is_no_repair():
    assert read_phones("04.78.92.88.11").repaired == ()


def test_a_number_that_lacks_digits_is_told_and_not_guessed():
    assert read_phones("04 72 11 94").unread == ("04 72 11 94",)


@pytest.mark.parametrize(
    ("cell", "country", "number"),
    [("93 402 70 00", "ES", "+34934027000"), ("872 345", "AD", "+376872345")],
)
def test_a_number_of_another_country_gets_its_prefix(cell, country, number):
    assert read_phones(cell, country).numbers == (number,)


def test_two_spanish_numbers_of_a_cell_are_two_numbers():
    assert read_phones("972 00 00 01 - 600 00 00 01", "ES").numbers == (
        "+34972000001",
        "+34600000001",
    )
