"""The details of one service: all that is known, the useful first, nothing secret."""

from dataclasses import replace
from datetime import date

import pytest

from bot.outcomes import Details, Hours
from bot.replies import compose
from bot.replies.wording import read_wording
from conversations.texts import Channel, Outgoing
from directory.drafts import Conditions, Saturation
from directory.places import Kind, Place, Point, Precision
from directory.results import Dated, Opened, Result
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


def test_a_line_too_long_is_left_out_whole() -> None:
    lines = said(told(access="par la cour " * 30)).body.splitlines()
    assert lines == [line for line in said(FULL).body.splitlines() if "interphone" not in line]


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
    body = said(told(FULL.opened.result._replace(point=point))).body
    assert f"350 m {expected} la gare de Lyon" in body


def test_the_way_from_a_shared_position_has_no_name() -> None:
    assert "à 350 m de vous" in said(replace(FULL, near=HERE)).body


def test_no_way_is_told_from_a_whole_quarter() -> None:
    assert "350 m" not in said(replace(FULL, near=PARIS_18)).body


def test_an_old_entry_says_when_it_was_checked() -> None:
    old = told(FULL.opened.result._replace(verified_on=date(2025, 3, 12)), access="")
    assert "Vérifié en 03/2025 : appelez d'abord" in said(old).body


def test_an_old_entry_without_a_telephone_asks_for_no_call() -> None:
    mute = FULL.opened.result._replace(verified_on=date(2025, 3, 12), phone="")
    assert "Vérifié en 03/2025" in said(told(mute, access="")).body.splitlines()


def test_a_place_that_never_closes_says_so_once() -> None:
    always = FULL.opened.result._replace(always=True, closes_at=None)
    assert said(told(always, week=week_of("24/7"))).body.count("24h/24") == 1


def test_a_fresh_entry_does_not() -> None:
    fresh = told(FULL.opened.result._replace(verified_on=date(2026, 1, 2)), access="")
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


CHRISTMAS = Dated(date(2026, 1, 12), date(2026, 1, 16), closed=True, hours=None, reason="")
CLOSED_WEEK = tuple((day, ()) for day, _ in week_of(WEEK))


def test_a_closure_of_the_week_is_told_with_its_days() -> None:
    assert "fermé du 12/01 au 16/01" in said(told(exceptions=(CHRISTMAS,))).body


def test_a_closure_without_an_end_stands_for_the_week() -> None:
    for_good = replace(CHRISTMAS, end=None)
    body = said(told(week=CLOSED_WEEK, exceptions=(for_good,))).body
    assert "fermé jusqu'à nouvel ordre" in body
    assert "tous les jours" not in body


def test_hours_that_nobody_is_sure_of_ask_for_a_call() -> None:
    unsure = told(week=week_of('Mo-Fr 09:00-12:00 "sur rendez-vous"; Sa 10:00-12:00'))
    assert "lun-ven 9h-12h (appelez d'abord)" in said(unsure).body


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"hours_text": "sauf jours fériés"}, "sauf jours fériés"),
        ({"notices": ("Distribution de duvets jeudi",)}, "Distribution de duvets jeudi"),
        ({"credits": ("Ville de Paris", "Soliguide")}, "Source : Ville de Paris, Soliguide"),
    ],
    ids=["as written", "notice", "credit"],
)
def test_what_the_source_adds_is_told(changes: dict[str, object], expected: str) -> None:
    assert expected in said(told(access="", **changes)).body


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"conditions": Conditions(documents="carte d'identité")}, "apportez : carte d'identité"),
        ({"saturation": Saturation.HIGH}, "souvent complet"),
        ({"saturation": Saturation.MODERATE}, "parfois complet"),
        ({"saturation_note": "3 places le soir"}, "3 places le soir"),
        ({"min_age": 18, "max_age": 25}, "de 18 à 25 ans"),
        ({"min_age": 60}, "dès 60 ans"),
        ({"max_age": 17}, "jusqu'à 17 ans"),
    ],
)
def test_who_would_not_get_in_reads_it_here(changes: dict[str, object], expected: str) -> None:
    assert expected in said(told(make_result(2, **changes))).body


GARE_DU_NORD = Place("Gare du Nord", Kind.STATION, "FR", Point(48.8809, 2.3553), "", "Paris")
BESIDE_IT = make_result(2, point=Point(48.8845, 2.3553), distance_m=4_500)


@pytest.mark.parametrize("near", [PARIS_18, GARE_DE_LYON], ids=["a whole quarter", "far off"])
def test_the_way_is_told_from_the_station_beside_it(near: Place) -> None:
    details = replace(told(BESIDE_IT), near=near, landmark=GARE_DU_NORD)
    assert "400 m au nord de la gare du Nord" in said(details).body


def test_a_station_beside_a_secret_address_is_not_named() -> None:
    secret = BESIDE_IT._replace(confidential=True)
    details = replace(told(secret), near=PARIS_18, landmark=GARE_DU_NORD)
    assert "gare du Nord" not in said(details).body


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (make_result(2, closes_at=at(18)), "2 Halte de nuit (exemple), ouvert, jusqu'à 18h"),
        (make_result(2, open=False, opens_at=at(18), closes_at=at(20)),
         "2 Halte de nuit (exemple), ouvre 18h-20h, 0199001074"),
        (make_result(2, open=None, closes_at=None),
         "2 Halte de nuit (exemple), horaires inconnus, appelez d'abord, 0199001074"),
    ],
    ids=["open", "closed", "unknown"],
)  # fmt: skip
def test_the_hours_alone_are_one_line(result: Result, expected: str) -> None:
    (text,) = compose((Hours(2, result),), "fr", Channel.SMS, MORNING)
    assert text.body == expected


@pytest.mark.parametrize("language", ["fr", "ar", "so"])
def test_a_sign_language_goes_by_its_own_name_in_every_language(language: str) -> None:
    assert read_wording(language).language_name("fsl") == "LSF"
