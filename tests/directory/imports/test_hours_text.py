from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from directory.imports.hours.notes import Restriction
from directory.imports.hours.text import read_hours, read_week, says_appointment
from directory.imports.hours.words import Half
from directory.opening_hours import OpeningHours
from tests.directory.builders import open_at

UNDERSTOOD = [
    ("9h-12h", "Mo-Su 09:00-12:00"),
    ("9.00-12.00", "Mo-Su 09:00-12:00"),
    ("09:00 - 12:00 / 13:30 - 17:00", "Mo-Su 09:00-12:00,13:30-17:00"),
    ("24 h / 24", "24/7"),
    ("24h/24 7j/7", "24/7"),
    ("24/7", "24/7"),
    ("jour et nuit", "24/7"),
    ("6 h - 22 h", "Mo-Su 06:00-22:00"),
    ("6 h - 1 h", "Mo-Su 06:00-01:00"),
    ("18h-8h", "Mo-Su 18:00-08:00"),
    ("22h-6h", "Mo-Su 22:00-06:00"),
    ("Tous les jours de 18h à minuit", "Mo-Su 18:00-24:00"),
    ("de midi à 14h", "Mo-Su 12:00-14:00"),
    ("entre 9h et 17h", "Mo-Su 09:00-17:00"),
    ("10 à 12h", "Mo-Su 10:00-12:00"),
    ("9 h 30 - 12 h", "Mo-Su 09:30-12:00"),
    ("9 heures à 17 heures 30", "Mo-Su 09:00-17:30"),
    ("7j/7 de 8h à 20h", "Mo-Su 08:00-20:00"),
    ("Du lundi au vendredi de 9h à 17h", "Mo-Fr 09:00-17:00"),
    ("DU LUNDI AU VENDREDI DE 9H À 17H", "Mo-Fr 09:00-17:00"),
    ("du lundi au vendredi : 9h\u00a0–\u00a017h", "Mo-Fr 09:00-17:00"),
    ("du lundi au vendredi de 9h à 12h et de 14h à 17h", "Mo-Fr 09:00-12:00,14:00-17:00"),
    (
        "Ouvert du mardi au dimanche de 8h30 à 13h30 puis de 14h30 à 18h00",
        "Tu-Su 08:30-13:30,14:30-18:00",
    ),
    ("Lun-Ven 9h-18h", "Mo-Fr 09:00-18:00"),
    ("lun-ven 9h/12h et 14h/17h sauf mercredi", "Mo,Tu,Th,Fr 09:00-12:00,14:00-17:00"),
    ("L-V 8h30-12h30", "Mo-Fr 08:30-12:30"),
    ("mar. et jeu. : 9h30 à 11h30 (sur rdv)", 'Tu,Th 09:30-11:30 "sur rdv"'),
    (
        "Lundi et mercredi : 9h-12h / 14h-17h (fermé le mercredi après-midi)",
        "Mo 09:00-12:00,14:00-17:00; We 09:00-12:00",
    ),
    ("lu, ma : 9h-12h", "Mo,Tu 09:00-12:00"),
    ("lundi/mercredi/vendredi 9h-12h", "Mo,We,Fr 09:00-12:00"),
    ("les lundis et jeudis de 14h à 16h", "Mo,Th 14:00-16:00"),
    ("- Le lundi de 14h30 à 17h30", "Mo 14:30-17:30"),
    ("lundi et mardi 9h/12h et le jeudi 14h/17h", "Mo,Tu 09:00-12:00; Th 14:00-17:00"),
    ("Lundi\n9h-12h\n14h-17h\nMardi\n9h-12h", "Mo 09:00-12:00,14:00-17:00; Tu 09:00-12:00"),
    (
        "lundi au jeudi 9h-12h, 14h-17h ; vendredi 9h-12h",
        "Mo-Th 09:00-12:00,14:00-17:00; Fr 09:00-12:00",
    ),
    ("du vendredi au lundi 9h-12h", "Mo,Fr-Su 09:00-12:00"),
    ("en semaine de 9h à 17h", "Mo-Fr 09:00-17:00"),
    ("Week-end 10h-18h", "Sa,Su 10:00-18:00"),
    ("Samedi, dimanche et jours fériés de 12h15 à 14h", "Sa,Su,PH 12:15-14:00"),
    ("Tous les jours sauf mardi de 10h à 18h", "Mo,We-Su 10:00-18:00"),
    ("tous les jours de 9h à 18h sauf le mardi", "Mo,We-Su 09:00-18:00"),
    ("du lundi au vendredi 9h-17h sauf jours fériés", "Mo-Fr 09:00-17:00; PH off"),
    ("Mardi de 14h à 17h (sauf vacances scolaires)", "Tu 14:00-17:00; SH off"),
    ("Lundi 9h-12h, fermé pendant les vacances scolaires", "Mo 09:00-12:00; SH off"),
    ("9h-12h hors vacances scolaires et jours fériés", "Mo-Su 09:00-12:00; PH off; SH off"),
    ("Every night from 7pm until 8am", "Mo-Su 19:00-08:00"),
    ("Tous les soirs de 19h à 8h", "Mo-Su 19:00-08:00"),
    ("Todas las noches de 20:00 a 8:00", "Mo-Su 20:00-08:00"),
    ("Every Mon & Fri 9am - 12 noon, 2pm-5pm", "Mo,Fr 09:00-12:00,14:00-17:00"),
    (
        "Du lundi au vendredi de 7h45 à 15h sauf le mardi de 7h45 à 14h",
        "Mo,We-Fr 07:45-15:00; Tu 07:45-14:00",
    ),
    (
        "du mardi au samedi de 10h à 11h45 et de 13h30 à 17h45. FERMÉ LE JEUDI MATIN",
        "Tu,We,Fr,Sa 10:00-11:45,13:30-17:45; Th 13:30-17:45",
    ),
    (
        "du lundi au samedi 9h-19h, fermé le dimanche et les jours fériés",
        "Mo-Sa 09:00-19:00; PH off",
    ),
    ("lundi : 9h-12h, mardi : fermé, mercredi : 14h-17h", "Mo 09:00-12:00; We 14:00-17:00"),
    ("lundi et vendredi de 8h45 à 12h - fermé l'après-midi", "Mo,Fr 08:45-12:00"),
    ("lundi matin de 9h à 12h et mardi après-midi de 14h à 17h", "Mo 09:00-12:00; Tu 14:00-17:00"),
    ("1er samedi du mois de 9h30 à 12h30", "Sa[1] 09:30-12:30"),
    ("1er et 3ème lundi du mois de 18h30 à 19h45", "Mo[1,3] 18:30-19:45"),
    ("dernier vendredi du mois de 14h à 16h", "Fr[-1] 14:00-16:00"),
    (
        "Les lundi et jeudi de 14h30 à 18h00 et le premier samedi du mois de 9h30 à 12h30",
        "Mo,Th 14:30-18:00; Sa[1] 09:30-12:30",
    ),
    ("le mardi, semaines paires, de 9h à 12h", "week 2-52/2 Tu 09:00-12:00"),
    ("semaines impaires le mardi de 9h à 12h", "week 1-53/2 Tu 09:00-12:00"),
    ("Lundi de 9h à 12h sur rendez-vous", 'Mo 09:00-12:00 "sur rendez-vous"'),
    (
        "Uniquement sur rendez-vous le mardi et le jeudi de 9h à 13h",
        'Tu,Th 09:00-13:00 "uniquement sur rendez-vous"',
    ),
    ("Sans rendez-vous le lundi de 15h à 19h", "Mo 15:00-19:00"),
    ("Ouvert du lundi au jeudi de 9h à 12h30. Vendredi sur RDV", "Mo-Th 09:00-12:30"),
    ("Monday to Friday 9am-5pm", "Mo-Fr 09:00-17:00"),
    ("9am to 5pm Monday to Friday", "Mo-Fr 09:00-17:00"),
    ("9:00 - 13:30 Mon, Wed and Fri", "Mo,We,Fr 09:00-13:30"),
    ("every day 12am-12pm", "Mo-Su 00:00-12:00"),
    ("De lunes a viernes de 9:00 a 14:00", "Mo-Fr 09:00-14:00"),
    ("martes y jueves de 10h a 13h", "Tu,Th 10:00-13:00"),
    ("De dilluns a divendres de 9 a 14h", "Mo-Fr 09:00-14:00"),
    ("dissabtes i diumenges de 10:00 a 20:00", "Sa,Su 10:00-20:00"),
    ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00"),
]  # fmt: skip

NOT_SURE = [
    "",
    "-",
    "Voir fiche équipement",
    "sur rendez-vous",
    "Fermé",
    "lundi",
    "du lundi au vendredi",
    "tous les lundis à 19h",
    "à partir de 9h30",
    "le mercredi après-midi",
    "de septembre à juin le lundi de 9h à 12h",
    "en hiver de 9h à 17h",
    "pendant les vacances scolaires : 9h-12h",
    "un samedi sur deux de 9h à 12h",
    "1er samedi de 9h à 12h",
    "14h-12h",
    "9h-25h",
    "9h75-12h",
    "9h 12h",
    "10h ou 14h - 17h",
    "lundi 9h-17h et lundi 14h-18h",
    "fermé le 1er lundi du mois, ouvert le lundi de 9h à 12h",
    "lundi matin de 14h à 17h",
    "Petit-déjeuner du lundi au vendredi de 8h à 11h",
    "Inscription le mercredi de 14h15 à 17h",
    "(10-12h : accueil sur rdv)",
    "9h-12h " * 500,
]


@pytest.mark.parametrize(("text", "hours"), UNDERSTOOD, ids=[text for text, _ in UNDERSTOOD])
def test_hours_written_by_people_become_osm_hours(text, hours):
    assert read_hours(text).expression == hours


@pytest.mark.parametrize("hours", sorted({hours for _, hours in UNDERSTOOD}))
def test_every_expression_we_write_can_be_evaluated(hours):
    assert OpeningHours.parse(hours).regular is not None


@pytest.mark.parametrize("text", NOT_SURE, ids=[text[:40] or "empty" for text in NOT_SURE])
def test_a_text_that_is_not_sure_gives_no_hours_and_says_why(text):
    assert (read_hours(text).expression, bool(read_hours(text).why)) == (None, True)


def test_times_without_days_are_not_enough_in_prose():
    assert read_hours("de 9h à 17h", days_needed=True).expression is None


def test_a_night_past_midnight_is_open_at_half_past_midnight():
    night = OpeningHours.parse(read_hours("6 h - 1 h").expression)
    half_past_midnight = datetime(2026, 1, 15, 0, 30, tzinfo=night.zone)
    assert open_at(night, half_past_midnight) is True


WEEKS = [
    ({0: "09:00 - 12:00", 1: "09:00 - 12:00", 2: ""}, "Mo,Tu 09:00-12:00"),
    ({0: "-", 1: "07h30 - 13h00", 6: "Fermé"}, "Tu 07:30-13:00"),
    ({5: "10h – 18h", 6: "12h-16h"}, "Sa 10:00-18:00; Su 12:00-16:00"),
    ({0: "00:00 - 00:00 / 14:00 - 17:00"}, "Mo 14:00-17:00"),
    ({0: "Fermé", 1: "-"}, "off"),
    ({0: "9h-12h", 1: "sur demande"}, None),
    ({0: "mardi 9h-12h"}, None),
    ({0: "", 1: ""}, None),
]


@pytest.mark.parametrize(("cells", "hours"), WEEKS, ids=[str(cells) for cells, _ in WEEKS])
def test_a_column_a_day_becomes_a_week(cells, hours):
    assert read_week(cells).expression == hours


def test_a_day_whose_times_overlap_is_kept_as_doubtful():
    week = OpeningHours.parse(read_week({0: "09:00 - 17:00 / 09:00 - 12:00"}).expression)
    assert open_at(week, datetime(2026, 1, 12, 10, tzinfo=week.zone)) is None


def test_a_day_with_a_remark_is_doubtful_and_the_others_are_not():
    week = read_week({0: "9h-12h", 5: "9h-12h"}, notes={5: Restriction("1er samedi du mois")})
    assert week.expression == 'Mo 09:00-12:00; Sa 09:00-12:00 "1er samedi du mois"'


def test_a_remark_about_the_afternoon_leaves_the_morning_sure():
    remark = Restriction("sur rdv", Half.AFTERNOON)
    week = OpeningHours.parse(read_week({0: "9h-12h / 14h-17h"}, notes={0: remark}).expression)
    at_ten, at_three = (datetime(2026, 1, 12, hour, tzinfo=week.zone) for hour in (10, 15))
    assert (open_at(week, at_ten), open_at(week, at_three)) == (True, None)


def test_a_remark_about_half_of_a_day_without_break_makes_it_all_doubtful():
    remark = Restriction("sur rdv", Half.AFTERNOON)
    assert read_week({0: "9h-17h"}, notes={0: remark}).expression == 'Mo 09:00-17:00 "sur rdv"'


def test_an_empty_day_leaves_the_week_unknown_when_empty_does_not_mean_closed():
    assert read_week({0: "9h-12h", 1: ""}, empty_is_closed=False).expression is None


@pytest.mark.parametrize(
    ("text", "appointment"),
    [
        ("Sur rendez-vous uniquement", True),
        ("UNIQUEMENT SUR RDV", True),
        ("Prise de rendez-vous obligatoire", True),
        ("Accueil sans rendez-vous", False),
        ("Sans RDV le matin, sur RDV l'après-midi", None),
        ("Sur rendez-vous le samedi", None),
        ("Lun. 9h-12h, ven. sur rdv", None),
        ("Possibilité de prendre rendez-vous", None),
        ("Distribution, vestiaire sur rendez-vous, livres", None),
        ("", None),
    ],
)
def test_a_text_says_whether_one_needs_an_appointment(text, appointment):
    assert says_appointment(text) is appointment


WORDS = [
    "lundi", "mardi", "samedi", "9h", "12h", "14h30", "24h/24", "minuit", "midi", "à", "au", "-",
    "/", ",", ";", "et", "du", "sauf", "fermé", "matin", "soir", "1er", "du mois", "entre", "(",
    "semaines paires", "sur rdv", "jours fériés", "tous les jours", "10", "99", "week-end",
]  # fmt: skip


@settings(max_examples=400, derandomize=True, deadline=None)
@given(some.lists(some.sampled_from(WORDS), max_size=9))
def test_words_in_any_order_give_hours_that_can_be_evaluated_or_none(words):
    hours = read_hours(" ".join(words)).expression
    assert hours is None or OpeningHours.parse(hours).regular is not None


@settings(max_examples=200, derandomize=True, deadline=None)
@given(some.text(max_size=80))
def test_no_text_at_all_is_too_odd_to_be_read(text):
    assert read_hours(text).why or read_hours(text).expression
