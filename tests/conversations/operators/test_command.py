"""`solitexto operators`, as it is typed."""

import re

import pytest
from click.testing import CliRunner

from conversations.operators.command import operators
from directory.storage import upgrade


class Workshop:
    """What the commands use of the program."""

    def __init__(self, engine, public_url=""):
        self.engine, self.settings = engine, self
        self.public_url = public_url


@pytest.fixture
def run(engine):
    upgrade(engine)

    def running(*words, public_url=""):
        return CliRunner().invoke(operators, words, obj=Workshop(engine, public_url))

    return running


def test_adding_someone_prints_a_link(run):
    told = run("add", "Ana", "--role", "operator", public_url="https://texts.example.org")
    assert re.search(r"^https://texts\.example\.org/console/join/[\w-]{40,}$", told.stdout, re.M)


def test_a_name_is_given_once(run):
    run("add", "Ana", "--role", "operator")
    told = run("add", "ANA", "--role", "operator")
    assert (told.exit_code, "has an account already" in told.output) == (1, True)


def test_a_new_link_is_made_for_who_is_known(run):
    run("add", "Ana", "--role", "operator")
    assert "/console/join/" in run("link", "ana").output
    assert run("link", "Ben").exit_code == 1


def test_a_role_that_is_none_is_misuse(run):
    assert run("add", "Ana", "--role", "king").exit_code == 2


def test_everybody_is_listed(run):
    assert "Nobody yet" in run("list").output
    run("add", "Ana", "--role", "operator")
    assert run("list").output == "Ana · operator · invited\n"


def test_who_is_disabled_is_let_in_again(run):
    run("add", "Ana", "--role", "operator")
    run("disable", "Ana")
    assert "disabled" in run("list").output
    run("enable", "Ana")
    assert "invited" in run("list").output


def test_the_last_administrator_is_not_disabled(run):
    run("add", "Ana", "--role", "administrator")
    told = run("disable", "Ana")
    assert (told.exit_code, "last administrator" in told.output) == (1, True)
