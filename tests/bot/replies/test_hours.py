"""Hours are said as people say them, on the clock of the place."""

from datetime import datetime

import pytest

from bot.replies.hours import say_opening, say_time
from bot.replies.weeks import evaluate_week, say_week
from bot.replies.wording import read_wording
from directory.results import Result
from tests.outcomes import MORNING, NIGHT, PARIS, at, make_result

FRENCH, ENGLISH, ARABIC = read_wording("fr"), read_wording("en"), read_wording("ar")


@pytest.mark.parametrize(
    ("minutes", "french", "english", "arabic"),
    [
        (18 * 60, "18h", "18:00", "18:00"),
        (18 * 60 + 30, "18h30", "18:30", "18:30"),
        (9 * 60 + 5, "9h05", "9:05", "9:05"),
        (0, "minuit", "midnight", "منتصف الليل"),
        (24 * 60, "minuit", "midnight", "منتصف الليل"),
        (26 * 60, "2h", "2:00", "2:00"),
    ],
)
def test_an_hour_is_written_as_the_language_does(
    minutes: int, french: str, english: str, arabic: str
) -> None:
    assert [say_time(minutes, words) for words in (FRENCH, ENGLISH, ARABIC)] == [
        french, english, arabic,
    ]  # fmt: skip


def opening(now: datetime, asked: datetime | None = None, **changes: object) -> str:
    result: Result = make_result(1, **changes)
    return say_opening(result, now, asked or now, FRENCH)


@pytest.mark.parametrize(
    ("now", "changes", "expected"),
    [
        (NIGHT, {"closes_at": at(8)}, "jusqu'à 8h"),
        (at(22), {"closes_at": at(8, day=15)}, "jusqu'à 8h"),
        (MORNING, {"closes_at": at(8, day=15)}, "jusqu'à demain 8h"),
        (MORNING, {"closes_at": at(0, day=15)}, "jusqu'à minuit"),
        (MORNING, {"closes_at": None}, "ouvert"),
        (MORNING, {"closes_at": None, "always": True}, "ouvert 24h/24"),
        (MORNING, {"opens_at": at(18, 30), "closes_at": at(20)}, "18h30-20h"),
        (MORNING, {"open": False, "opens_at": at(18, 30), "closes_at": None}, "ouvre à 18h30"),
        (MORNING, {"open": False, "opens_at": at(9, day=15), "closes_at": at(12, day=15)},
         "ouvre demain 9h-12h"),
        (MORNING, {"open": False, "opens_at": at(9, day=19), "closes_at": at(12, day=19)},
         "ouvre lundi 9h-12h"),
        (MORNING, {"open": False, "opens_at": at(9, day=26), "closes_at": at(12, day=26)},
         "ouvre lundi 26/01 9h-12h"),
        (MORNING, {"open": False, "opens_at": None, "closes_at": None}, "fermé"),
        (MORNING, {"open": None, "closes_at": None}, "horaires inconnus, appelez d'abord"),
        (MORNING, {"open": None, "closes_at": at(14), "by_arrangement": "jour férié"},
         "jusqu'à 14h, appelez d'abord"),
        (MORNING, {"open": None, "closes_at": at(14), "by_arrangement": "jour férié", "phone": ""},
         "horaires inconnus"),
        (MORNING, {"open": None, "closes_at": None, "phone": ""}, "horaires inconnus"),
        (MORNING, {"timezone": "Indian/Reunion", "closes_at": at(17)}, "jusqu'à 20h"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_an_opening_is_said(now: datetime, changes: dict[str, object], expected: str) -> None:
    assert opening(now, **changes) == expected


def test_a_day_asked_for_is_said_even_of_what_was_open_before() -> None:
    tomorrow = at(10, day=15)
    assert opening(MORNING, tomorrow, closes_at=at(12, day=15)) == "demain jusqu'à 12h"


def test_a_night_asked_for_does_not_sound_like_its_morning() -> None:
    tomorrow_night = at(18, day=15)
    assert opening(MORNING, tomorrow_night, closes_at=at(8, day=16)) == "demain 18h-8h"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00",
         "lun-ven 9h-12h, 14h-18h; sam 10h-12h; dim fermé"),
        ("Mo-Su 08:00-20:00", "tous les jours 8h-20h"),
        ("24/7", "tous les jours 24h/24"),
        ("Mo-Su 19:00-08:00", "tous les jours 19h-8h"),
        ("We 14:00-17:30", "lun-mar fermé; mer 14h-17h30; jeu-dim fermé"),
    ],
)  # fmt: skip
def test_a_week_is_said_in_words(expression: str, expected: str) -> None:
    rows = evaluate_week(expression, "Europe/Paris", "FR", MORNING.date())
    assert rows is not None
    assert say_week(rows, FRENCH) == expected


def test_a_week_shows_its_holidays() -> None:
    easter = datetime(2026, 4, 6, tzinfo=PARIS).date()
    rows = evaluate_week("Mo-Fr 09:00-12:00; PH off", "Europe/Paris", "FR", easter)
    assert rows is not None
    assert say_week(rows, ENGLISH) == "Mon closed; Tue-Fri 9:00-12:00; Sat-Sun closed"


def test_a_week_that_cannot_be_read_is_not_said() -> None:
    assert evaluate_week("sometimes", "Europe/Paris", "FR", MORNING.date()) is None
