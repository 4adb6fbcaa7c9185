from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory.imports import run
from directory.imports.report import Report, printed
from directory.imports.rows import TableError
from directory.imports.vanished import VanishedError, withdraw_vanished
from directory.keeping import Kept, keep
from directory.models import Offer, Venue
from directory.storage import for_writing
from tests.directory.imports.builders import mapping_with, reader_of

NOW = datetime(2026, 1, 14, 9, tzinfo=UTC)
TOWN = "34200 Sète"
HOURS = '[hours]\ntext = "H"\n'


def table(*names):
    return "\n".join(["Nom;Adresse;H", *(f"{name};{TOWN};lundi 9h-12h" for name in names), ""])


def imported(engine, folder, text):
    def into_the_database(source, drafts):
        with Session(for_writing(engine)) as session, session.begin():
            return keep(session, source, drafts, NOW)

    return run(reader_of(folder, text, mapping_with(HOURS)), into_the_database)


def count(engine, table):
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(table))


def test_every_good_row_is_kept_and_can_be_found(engine, tmp_path):
    report = imported(engine, tmp_path, table("Bains", "Soupe"))
    assert (report.kept, count(engine, Venue), count(engine, Offer)) == (Kept(2, 0, 0), 2, 2)


def test_the_same_table_again_changes_nothing(engine, tmp_path):
    imported(engine, tmp_path, table("Bains", "Soupe"))
    assert imported(engine, tmp_path, table("Bains", "Soupe")).kept == Kept(0, 0, 2)


def test_a_bad_row_does_not_hinder_the_others(engine, tmp_path):
    report = imported(engine, tmp_path, table("Bains", "", "Soupe"))
    assert (report.read, report.drafts, report.outcomes["refused"]) == (3, 2, 1)


def test_a_cut_table_keeps_nothing_and_loses_nothing(engine, tmp_path):
    imported(engine, tmp_path, table("Bains"))
    with pytest.raises(TableError):
        imported(engine, tmp_path, table("Bains", "Soupe") + "Vesti")
    assert count(engine, Venue) == 1


def test_more_rows_than_a_batch_are_all_kept(engine, tmp_path):
    names = [f"Lieu {number}" for number in range(1203)]
    assert imported(engine, tmp_path, table(*names)).kept == Kept(1203, 0, 0)


def test_entries_that_are_gone_are_withdrawn_when_asked(engine, tmp_path):
    imported(engine, tmp_path, table("Bains", "Soupe"))
    with Session(for_writing(engine)) as session, session.begin():
        ref = session.scalar(select(Venue.ref).where(Venue.name == "Soupe"))
        assert withdraw_vanished(session, "town", {ref}, NOW) == 1
    assert count(engine, Offer) == 1


def test_entries_of_another_source_are_not_withdrawn(engine, tmp_path):
    imported(engine, tmp_path, table("Bains"))
    with Session(for_writing(engine)) as session, session.begin():
        assert withdraw_vanished(session, "elsewhere", set(), NOW) == 0


def test_a_table_that_lacks_most_entries_withdraws_none(engine, tmp_path):
    imported(engine, tmp_path, table(*(f"Lieu {number}" for number in range(50))))
    with (
        Session(for_writing(engine)) as session,
        pytest.raises(VanishedError, match="50 of the 50"),
    ):
        withdraw_vanished(session, "town", set(), NOW)
    assert count(engine, Offer) == 50


def test_letters_that_no_database_takes_do_not_stop_an_import(engine, tmp_path):
    rows = '[{"Nom": "Bains \\ud800 \\u0000", "Adresse": "34200 Sète", "H": "quand \\ud800"}]'
    report = imported(engine, tmp_path, rows)
    assert (report.kept, len(list(printed(report)))) == (Kept(1, 0, 0), 5)


def kept_nowhere(source, drafts):
    return Kept(added=len(drafts))


def test_the_report_counts_and_shows_the_first_rows_of_each_reason(tmp_path):
    names = ["Bains", *([""] * 5)]
    report = run(reader_of(tmp_path, table(*names), mapping_with(HOURS)), kept_nowhere)
    lines = list(printed(report))
    assert lines[0].startswith("6 rows read, 1 entry (1 new, 0 changed, 0 unchanged)")
    assert "  refused, 5 rows: it has no name" in lines
    assert "      and 2 more" in lines


def test_the_report_stays_small_and_gives_every_line_to_who_watches(tmp_path):
    lines: list[str] = []
    report = Report(watch=lines.append)
    reader = reader_of(tmp_path, table(*([""] * 400)), mapping_with(HOURS))
    run(reader, kept_nowhere, report)
    assert (len(lines), sum(map(len, report.shown.values()))) == (400, 3)
