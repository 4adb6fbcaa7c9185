"""No number, token or word of a person reaches a log."""

import json
import logging
import sys

import pytest

from bot.logs import JsonLines, describe, hide, make_discreet_record


@pytest.mark.parametrize(
    "secret",
    [
        "+33639980001",
        "+33 6 39 98 00 01",
        "0033639980001",
        "06 39 98 00 01",
        "0639980001",
        "06.39.98.00.01",
        "whatsapp:+33639980001",
        "whatsapp%3A%2B33639980001",
        "%2B33639980001",
        "FR.1a2b3c4d5e",
        "Body=ou+dormir",
        "AC" + "0a" * 16,
        "0a" * 16,
        "A" * 27 + "=",
        "B" * 43 + "=",
    ],
)
def test_a_secret_is_hidden_wherever_it_stands(secret):
    assert secret not in hide(f"said '{secret}' & more")


@pytest.mark.parametrize(
    "harmless",
    [
        "message 123456: its thread kept moving",
        "SM" + "0a" * 16,
        "2026-01-14T23:30:00+01:00",
        "2026-01-14 22:30:00,123",
        "listening on 127.0.0.1:8000",
        "bot/webhook.py:41",
        "took 1234567 ns",
    ],
)
def test_what_helps_is_left(harmless):
    assert hide(harmless) == harmless


def make_record(message, *args, exc_info=None):
    return make_discreet_record("a", logging.ERROR, "a.py", 1, message, args, exc_info)


def test_arguments_are_hidden_too():
    assert make_record("to %s", "+33639980001").getMessage() == "to [hidden]"


def fail():
    raise ValueError("canari")


def test_an_error_is_told_by_its_place_not_its_words():
    try:
        fail()
    except ValueError as error:
        told = describe(error)
    assert told.startswith("ValueError at tests/bot/test_logs.py:")
    assert "canari" not in told


def test_no_handler_shows_the_words_of_an_error():
    try:
        fail()
    except ValueError as error:
        record = make_record("failed", exc_info=(type(error), error, error.__traceback__))
    shown = logging.Formatter().format(record)
    assert "ValueError at" in shown
    assert "canari" not in shown


def test_a_line_of_json_tells_what_and_where_and_hides_the_rest():
    try:
        raise ValueError("faim a lyon")
    except ValueError:
        record = make_discreet_record(
            "bot.reception", logging.ERROR, __file__, 1, "to %s", ("+33639980001",), sys.exc_info()
        )
    told = json.loads(JsonLines().format(record))
    assert (told["level"], told["from"], told["what"]) == ("error", "bot.reception", "to [hidden]")
    assert told["error"].startswith("ValueError at ")
    assert "faim" not in str(told)
