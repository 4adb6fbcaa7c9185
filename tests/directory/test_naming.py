"""An entry is known by the words of its name, near where the person speaks of."""

import pytest

from directory.naming import find_named, name_of
from tests.directory.builders import HERE, keep_all, venue


@pytest.fixture
def connection(engine):
    keep_all(
        engine,
        venue("canteen", 100, name="Cantine des Lilas"),
        venue("library", 200, name="Bibliothèque du Port"),
        venue("far", 60_000, name="Vestiaire de la Gare"),
    )
    with engine.connect() as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("la cantine des lilas a déménagé", "Cantine des Lilas", id="whole"),
        pytest.param("BIBLIOTHEQUE DU PORT fermée", "Bibliothèque du Port", id="no-accents"),
    ],
)
def test_a_text_names_an_entry(connection, text, name):
    assert find_named(connection, text, HERE).name == name


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("c'est fermé", id="no-name"),
        pytest.param("le vestiaire de la gare est fermé", id="too-far"),
    ],
)
def test_no_entry_is_guessed(connection, text):
    assert find_named(connection, text, HERE) is None


def test_two_entries_of_one_name_are_not_told_apart(engine):
    keep_all(
        engine,
        venue("one", 100, name="Épicerie solidaire"),
        venue("two", 900, name="Épicerie solidaire"),
    )
    with engine.connect() as connection:
        assert find_named(connection, "l'épicerie solidaire a changé", HERE) is None


def test_the_name_of_what_is_gone_is_empty(connection):
    assert name_of(connection, "nothing:here") == ""
