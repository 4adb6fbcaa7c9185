"""What WhatsApp lets one tap says the same as the numbers in the words."""

from dataclasses import replace

import pytest

from bot.outcomes import (
    AskLanguage,
    AskStill,
    AskVisit,
    AskWhat,
    AskWhich,
    AskWrong,
    Menu,
    NoMore,
    NotUnderstood,
    Sorry,
)
from bot.replies import compose, languages
from bot.replies.taps import ROW_LETTERS
from conversations.team import NOBODY
from conversations.texts import Channel, Outgoing
from directory.needs import Need
from directory.places import Candidate
from tests.outcomes import EIGHT, NIGHT, OUTCOMES, PARIS_18, SAINT_DENIS, make_found, make_result


def said(outcome: object, channel: Channel = Channel.WHATSAPP, language: str = "fr") -> Outgoing:
    (text,) = compose((outcome,), language, channel, NIGHT)  # type: ignore[arg-type]
    return text


@pytest.mark.parametrize("outcome", [AskWhat(PARIS_18, EIGHT), Menu(EIGHT)], ids=["what", "menu"])
def test_the_needs_are_a_list_whose_rows_send_their_numbers(outcome: object) -> None:
    text = said(outcome)
    assert [row.sends for row in text.rows if row.sends.isdigit()] == list("12345678")
    assert text.rows[0].label in text.body
    assert text.opens == "Choisir"


def test_places_of_one_name_are_told_apart() -> None:
    rows = said(AskWhich(SAINT_DENIS)).rows
    assert [row.label for row in rows] == [
        "Saint-Denis (93)", "Saint-Denis (974)", "Saint-Denis (11)",
    ]  # fmt: skip


def test_a_long_name_is_told_apart_below_its_row() -> None:
    long = replace(SAINT_DENIS[0].place, name="Saint-Denis-lès-Bourg-en-Bresse")
    (row,) = said(AskWhich((Candidate(long, 0.5),))).rows
    assert len(row.label) <= ROW_LETTERS
    assert (row.sends, row.about) == ("1", "Saint-Denis-lès-Bourg-en-Bresse (93)")


def test_a_list_is_for_whatsapp_alone() -> None:
    assert said(Menu(EIGHT), Channel.SMS).rows == ()


@pytest.mark.parametrize("language", languages())
def test_a_row_is_short_enough_in_every_language(language: str) -> None:
    rows = said(AskWhat(PARIS_18, tuple(Need)[:10]), language=language).rows
    assert len(rows) == 10
    assert all(0 < len(row.label) <= ROW_LETTERS for row in rows)


def test_first_failure_offers_no_list() -> None:
    failure = OUTCOMES["not understood"]
    assert isinstance(failure, NotUnderstood)
    assert said(failure).rows == ()


def test_results_can_be_tapped_by_their_numbers_and_more() -> None:
    results = tuple(make_result(number) for number in (1, 2, 3))
    buttons = said(make_found(*results, more=True)).buttons
    assert [button.sends for button in buttons] == ["1", "2", "+"]
    assert all(len(button.label) <= 20 for button in buttons)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("outcome", "sends"),
    [
        (AskStill(PARIS_18, (Need.FOOD,)), ["1", "2"]),
        (AskLanguage("ti"), ["1", "2"]),
        (AskVisit("Halte"), ["1", "2", "3", "4"]),
        (AskWrong(), ["1", "2", "3", "4", "5"]),
    ],
    ids=["still there", "language", "how it went", "what is wrong"],
)
def test_a_question_with_numbers_is_answered_with_a_tap(
    outcome: object, sends: list[str], language: str
) -> None:
    text = said(outcome, language=language)
    taps = [*text.buttons, *text.rows]
    assert [tap.sends for tap in taps] == sends
    assert all(tap.label.split()[0] in text.body for tap in taps)


@pytest.mark.parametrize("outcome", [Sorry(), NoMore((Need.FOOD,), PARIS_18)], ids=["sorry", "end"])
def test_a_human_is_one_tap_away_where_one_is_offered(outcome: object) -> None:
    (tap,) = said(outcome).buttons
    assert (tap.label, tap.sends) == ("HUMAIN", "HUMAIN")
    (alone,) = compose((outcome,), "fr", Channel.WHATSAPP, NIGHT, team=NOBODY)  # type: ignore[arg-type]
    assert alone.buttons == ()
