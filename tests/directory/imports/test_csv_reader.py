from dataclasses import replace
from datetime import date

import pytest

from directory.audiences import Audience
from directory.drafts import ClosureDraft, TemporaryHoursDraft, Welcome
from directory.imports.csv.mapping import NeedCells
from directory.imports.dates import read_date
from directory.imports.report import Reason
from directory.imports.rows import TableError
from directory.needs import Need
from tests.directory.imports.builders import mapping_with, reader_of, readings

QUAI = "3 quai de la Marine, 34200 Sète"


def only(folder, table, text="", columns=""):
    (reading,) = readings(folder, table, mapping_with(text, columns))
    return reading


def draft(folder, table, text="", columns=""):
    return only(folder, table, text, columns).draft


def service(folder, table, text="", columns=""):
    return draft(folder, table, text, columns).services[0]


def reasons(found):
    return [[remark.reason for remark in reading.remarks] for reading in found]


def one(column, cell):
    return f'Nom;Adresse;{column}\n"Le Refuge";"{QUAI}";"{cell}"\n'


def test_a_row_becomes_a_venue_with_one_service(tmp_path):
    venue = draft(tmp_path, f"Nom;Adresse\nBains;{QUAI}\n")
    assert (venue.name, venue.address, venue.postcode, venue.town) == (
        "Bains",
        "3 quai de la Marine",
        "34200",
        "Sète",
    )
    assert [each.needs for each in venue.services] == [(Need.FOOD,)]


def test_columns_may_stand_in_any_order(tmp_path):
    assert draft(tmp_path, f"Autre;Adresse;Nom\nx;{QUAI};Bains\n").name == "Bains"


def test_a_table_without_a_column_of_the_mapping_is_refused_with_those_it_has(tmp_path):
    with pytest.raises(TableError, match="no column “Adresse”; it has “Nom”, “Rue”"):
        readings(tmp_path, "Nom;Rue\na;b\n", mapping_with())


CATEGORIES = 'columns = ["T"]\nsplit = ","\n[needs.values]\ndouches = "shower"\n"prêt" = []'


def test_categories_become_needs_beside_those_of_every_row(tmp_path):
    assert service(tmp_path, one("T", "Douches, prêt"), CATEGORIES).needs == (
        Need.FOOD,
        Need.SHOWER,
    )


def test_a_category_that_the_mapping_does_not_know_is_told(tmp_path):
    reading = only(tmp_path, one("T", "Douches, Massage"), CATEGORIES)
    assert [r.detail for r in reading.remarks if r.reason is Reason.CATEGORY] == ["Massage"]


RULES = """
[[when]]
column = "T"
is = "bus"
precision = "commune"
hours_note = "appeler avant"
note = "Itinérant"
[[when]]
column = ["Nom", "T"]
contains = ["petit bus"]
skip = "too small"
[[when]]
column = "T"
starts = "femmes"
audiences = "woman"
add_needs = "shelter"
drop_needs = "food"
[[when]]
column = "T"
is = "ouvert"
and = [{ column = "Nom", is_not = "Ailleurs" }]
hours = "24/7"
wheelchair = true
price = ""
[hours]
constant = "Mo 09:00-12:00"
"""


def test_a_rule_changes_the_rows_it_is_about(tmp_path):
    bus = service(tmp_path, one("T", "BUS"), RULES)
    assert (bus.hours, bus.conditions.note) == ('Mo 09:00-12:00 "appeler avant"', "Itinérant")


def test_a_rule_leaves_rows_out_with_its_reason(tmp_path):
    reading = only(tmp_path, one("T", "un petit bus"), RULES)
    assert (reading.draft, reading.remarks[0].detail) == (None, "too small")


def test_a_rule_says_who_is_taken_and_what_is_offered(tmp_path):
    women = service(tmp_path, one("T", "Femmes seules"), RULES)
    assert (women.welcome, women.audiences) == (Welcome.EXCLUSIVE, (Audience.WOMAN,))
    assert women.needs == (Need.SHELTER,)


def test_a_rule_gives_hours_and_conditions(tmp_path):
    always = service(tmp_path, one("T", "Ouvert"), RULES)
    assert (always.hours, always.conditions.wheelchair, always.conditions.price) == (
        "24/7",
        True,
        "",
    )


@pytest.mark.parametrize(
    ("cell", "said"),
    [("Oui", True), ("non", False), ("1", True), ("x", True), ("", None), ("peut-être", None)],
)
def test_yes_and_no_are_read(tmp_path, cell, said):
    found = service(tmp_path, one("PMR", cell), columns='wheelchair = "PMR"\n')
    assert found.conditions.wheelchair is said


def test_what_is_neither_yes_nor_no_is_told(tmp_path):
    reading = only(tmp_path, one("PMR", "peut-être"), columns='wheelchair = "PMR"\n')
    assert Reason.YES_NO in [remark.reason for remark in reading.remarks]


def test_a_pattern_joins_columns_and_is_empty_when_they_are(tmp_path):
    table = f"Nom;Adresse;N;V\nA;{QUAI};12;Quai\nB;{QUAI};;\n"
    access = 'access = "près du {N} {V}"\n'
    found = readings(tmp_path, table, mapping_with(columns=access))
    assert [each.draft.access for each in found] == ["près du 12 Quai", ""]


def test_a_repaired_number_is_told_and_kept(tmp_path):
    reading = only(tmp_path, one("T", "467010203"), columns='phones = "T"\n')
    assert reading.draft.phones == ("04 67 01 02 03",)
    assert Reason.PHONE in [remark.reason for remark in reading.remarks]


HOURS = '[hours]\ntext = "H"'


def test_hours_that_cannot_be_read_are_kept_as_text_and_told(tmp_path):
    reading = only(tmp_path, one("H", "quand on peut"), HOURS)
    (found,) = reading.draft.services
    assert (found.hours, found.hours_text) == (None, "quand on peut")
    assert Reason.NO_HOURS in [remark.reason for remark in reading.remarks]


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("du lundi au vendredi 9h-12h", "Mo-Fr 09:00-12:00"),
        ("Mo-Fr 09:00-12:00; PH off", "Mo-Fr 09:00-12:00; PH off"),
        ("Mo-Fr 09:00-", None),
    ],
)
def test_hours_of_a_column_may_be_words_or_osm(tmp_path, cell, hours):
    assert service(tmp_path, one("H", cell), HOURS).hours == hours


def test_offices_are_closed_on_public_holidays_when_the_mapping_says_so(tmp_path):
    found = service(tmp_path, one("H", "lundi 9h-12h"), HOURS + '\nholidays = "closed"')
    assert found.hours == "Mo 09:00-12:00; PH off"


PERIOD = '[hours]\nmonday = "H"\nperiod = "P"\n[table]\nverified_on = 2025-09-08'


@pytest.mark.parametrize(
    ("period", "hours", "temporary"),
    [
        ("", "Mo 09:00-12:00", ()),
        ("à partir du 02/09/25", "Mo 09:00-12:00", ()),
        ("du 01/01/20 au 01/01/32", "Mo 09:00-12:00", ()),
        (
            "du 08/09/25 au 19/10/25",
            None,
            (TemporaryHoursDraft(date(2025, 9, 8), date(2025, 10, 19), "Mo 09:00-12:00"),),
        ),
    ],
)
def test_hours_of_a_season_are_unknown_after_it(tmp_path, period, hours, temporary):
    table = f"Nom;Adresse;H;P\nBains;{QUAI};9h-12h;{period}\n"
    found = service(tmp_path, table, PERIOD)
    assert (found.hours, found.temporary_hours) == (hours, temporary)


CLOSURES = """
[table]
verified_on = 2024-09-20
[closures]
start = "Du"
end = "Au"
reason = "Motif"
only = { column = "État", is = "NON" }
reasons = { "APP SANS EAU" = "sans eau" }
"""


@pytest.mark.parametrize(
    ("row", "closures"),
    [
        ("OUI;;;", ()),
        ("NON;2024-09-17T04:00:00+02:00;;APP SANS EAU", ((date(2024, 9, 17), None, "sans eau"),)),
        ("NON;02/09/2024;30/11/2024;Travaux",
         ((date(2024, 9, 2), date(2024, 11, 30), "Travaux"),)),
        ("NON;2024-01-02;2024-08-01;", ((date(2024, 1, 2), None, ""),)),
        ("NON;;;", ((date(2024, 9, 20), None, ""),)),
    ],
    ids=["open", "open end", "both ends", "end that was not kept", "no date"],
)  # fmt: skip
def test_closures_are_read(tmp_path, row, closures):
    table = f"Nom;Adresse;État;Du;Au;Motif\nFontaine;{QUAI};{row}\n"
    expected = tuple(ClosureDraft(*closure) for closure in closures)
    assert service(tmp_path, table, CLOSURES).closures == expected


@pytest.mark.parametrize(
    "text", ["2024-05-31", "31/05/2024", "31/05/24", "2024-05-31T04:00:00+02:00", "20240531"]
)
def test_a_day_is_read_in_the_ways_tables_write_it(text):
    assert read_date(text) == date(2024, 5, 31)


@pytest.mark.parametrize("text", ["", "bientôt", "31/02/2024"])
def test_what_is_no_day_is_none(text):
    assert read_date(text) is None


REFUSED = {
    "no name": (f'Nom;Adresse\n;"{QUAI}"\n', Reason.NO_NAME),
    "no address": ("Nom;Adresse\nBains;\n", Reason.NO_PLACE),
    "wrong town": ("Nom;Adresse\nBains;34200 Heidelberg\n", Reason.WRONG_TOWN),
    "long name": (f"Nom;Adresse\n{'a' * 300};{QUAI}\n", Reason.TOO_LONG),
    "short row": (f"Nom;Adresse\nBains\nAutres;{QUAI}\n", Reason.BROKEN),
}


@pytest.mark.parametrize(("table", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_row_that_cannot_be_used_is_refused_with_its_reason(tmp_path, table, reason):
    assert reasons(readings(tmp_path, table, mapping_with()))[0] == [reason]


def test_a_row_without_need_is_refused_with_its_categories(tmp_path):
    needs = NeedCells(columns=("T",), values={"douches": (Need.SHOWER,)})
    found = readings(tmp_path, one("T", "Massage"), replace(mapping_with(), needs=needs))
    assert [(each.draft, each.remarks[0].detail) for each in found] == [(None, "Massage")]


def test_the_same_row_twice_is_refused_the_second_time(tmp_path):
    found = readings(tmp_path, f"Nom;Adresse\nBains;{QUAI}\nBAINS;{QUAI}\n", mapping_with())
    assert reasons(found) == [[Reason.APPROXIMATE], [Reason.TWICE]]


def test_two_rows_with_one_id_are_told_apart(tmp_path):
    table = f"Id;Nom;Adresse\n7;Bains;{QUAI}\n7;Soupe;{QUAI}\n"
    found = readings(tmp_path, table, mapping_with(columns='id = "Id"\n'))
    assert found[0].draft.ref == "7"
    assert found[1].draft.ref.startswith("7~")


def test_a_row_without_id_keeps_its_ref_however_the_table_is_sorted(tmp_path):
    lines = [f"Bains;{QUAI}", f"Soupe;{QUAI}"]
    refs = [
        {each.draft.name: each.draft.ref for each in readings(
            tmp_path, "\n".join(["Nom;Adresse", *order, ""]), mapping_with())}
        for order in (lines, lines[::-1])
    ]  # fmt: skip
    assert refs[0] == refs[1]


def test_checking_a_broken_table_raises_before_anything_is_drafted(tmp_path):
    with pytest.raises(TableError, match="seems cut"):
        reader_of(tmp_path, f"Nom;Adresse\nBains;{QUAI}\nSou", mapping_with()).check()
