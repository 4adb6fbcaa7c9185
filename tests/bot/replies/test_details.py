"""The details of one service: all that is known, the useful first, nothing secret."""

from dataclasses import replace
from datetime import date

import pytest

from bot.outcomes import Details
from bot.replies import compose
from conversations.texts import Channel, Outgoing
from directory.drafts import Conditions
from directory.places import Point, Precision
from directory.results import Opened, Result
from tests.outcomes import (
    GARE_DE_LYON,
    HERE,
    MORNING,
    PARIS_18,
    WEEK,
    at,
    make_result,
    week_of,
)

FULL = Details(
    2,
    Opened(
        make_result(2, closes_at=at(18), distance_m=352, conditions=Conditions(note="sonner")),
        week_of(WEEK),
        access="2e étage, interphone B",
        languages=("fr", "ar"),
    ),
    GARE_DE_LYON,
)


def told(result: Result | None = None, **changes: object) -> Details:
    """The details with another result, or with more or less known of it."""
    opened = replace(FULL.opened, **changes)  # type: ignore[arg-type]
    return replace(FULL, opened=replace(opened, result=result or opened.result))


def said(details: Details, language: str = "fr", channel: Channel = Channel.SMS) -> Outgoing:
    (text,) = compose((details,), language, channel, MORNING)
    return text


def test_details_are_lines_from_the_door_to_the_languages() -> None:
    assert said(FULL).body.splitlines() == [
        "2 Halte de nuit (exemple)",
        "12 rue de l'Esquisse, 75018 Paris",
        "0199001074",
        "ouvert, jusqu'à 18h",
        "lun-ven 9h-12h, 14h-18h; sam 10h-12h; dim fermé",
        "sonner",
        "350 m au nord-ouest de la gare de Lyon",
        "2e étage, interphone B",
        "Langues : francais, arabe",
    ]


def test_details_too_long_lose_their_last_lines_whole() -> None:
    talkative = told(access="par la cour " * 30)
    lines = said(talkative).body.splitlines()
    assert lines == said(FULL).body.splitlines()[: len(lines)]
    assert "0199001074" in lines


def test_hours_that_were_only_written_are_given_as_they_are() -> None:
    assert "tous les matins" in said(told(week=None, hours_text="tous les matins")).body


@pytest.mark.parametrize(
    ("point", "expected"),
    [
        (Point(48.85, 2.3744), "au nord de"),
        (Point(48.8443, 2.39), "à l'est de"),
        (Point(48.84, 2.3744), "au sud de"),
        (Point(48.8443, 2.36), "à l'ouest de"),
        (Point(48.8493, 2.382), "au nord-est de"),
        (Point(48.8393, 2.3668), "au sud-ouest de"),
    ],
)
def test_the_way_is_a_distance_and_a_direction(point: Point, expected: str) -> None:
    body = said(told(replace(FULL.opened.result, point=point))).body
    assert f"350 m {expected} la gare de Lyon" in body


def test_the_way_from_a_shared_position_has_no_name() -> None:
    assert "à 350 m de vous" in said(replace(FULL, near=HERE)).body


def test_no_way_is_told_from_a_whole_quarter() -> None:
    assert "350 m" not in said(replace(FULL, near=PARIS_18)).body


def test_an_old_entry_says_when_it_was_checked() -> None:
    old = told(replace(FULL.opened.result, verified_on=date(2025, 3, 12)), access="")
    assert "Vérifié en 03/2025 : appelez d'abord" in said(old).body


def test_an_old_entry_without_a_telephone_asks_for_no_call() -> None:
    mute = replace(FULL.opened.result, verified_on=date(2025, 3, 12), phone="")
    assert "Vérifié en 03/2025" in said(told(mute, access="")).body.splitlines()


def test_a_place_that_never_closes_says_so_once() -> None:
    always = replace(FULL.opened.result, always=True, closes_at=None)
    assert said(told(always, week=week_of("24/7"))).body.count("24h/24") == 1


def test_a_fresh_entry_does_not() -> None:
    fresh = told(replace(FULL.opened.result, verified_on=date(2026, 1, 2)), access="")
    assert "Vérifié" not in said(fresh).body


def test_whatsapp_gets_a_pin_of_the_door() -> None:
    text = said(FULL, channel=Channel.WHATSAPP)
    assert text.pin == FULL.opened.result.point
    assert text.body.startswith("*2. Halte de nuit (exemple)*")


@pytest.mark.parametrize(
    "changes", [{"confidential": True}, {"precision": Precision.COMMUNE}], ids=str
)
def test_a_secret_or_approximate_door_has_no_pin(changes: dict[str, object]) -> None:
    hidden = told(make_result(2, **changes))
    assert said(hidden, channel=Channel.WHATSAPP).pin is None


def test_a_secret_address_is_asked_for_by_phone() -> None:
    body = said(told(make_result(2, confidential=True))).body
    assert "adresse donnée par téléphone, Paris" in body
    assert "Esquisse" not in body


def test_languages_are_named_in_the_reader_s() -> None:
    assert "Languages: French, Arabic" in said(FULL, "en").body
