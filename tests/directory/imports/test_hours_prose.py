import pytest

from directory.imports.hours.notes import restricted_days
from directory.imports.hours.prose import find_hours, told_times
from directory.imports.hours.words import Half

SURE = {
    "sentence after others": (
        "Accès aux droits. Ouvert du lundi au vendredi de 14h à 17h.",
        "Mo-Fr 14:00-17:00",
    ),
    "lines of a list": (
        "Douches et vestiaire.\n- Les lundis de 13h30 à 16h30\n- Les jeudis de 9h à 11h",
        "Mo 13:30-16:30; Th 09:00-11:00",
    ),
    "what is done then": (
        "Distribution de repas chauds tous les mardis soir de 20h à 22h",
        "Tu 20:00-22:00",
    ),
    "under a heading only": (
        "Accompagnement le mardi de 10h à 11h.\nHoraires d'ouverture :\nLundi de 14h à 16h30",
        "Mo 14:00-16:30",
    ),
    "telephone left aside": (
        "Ouvert le lundi de 9h à 12h.\nAccueil téléphonique du mardi au jeudi de 9h à 17h.",
        "Mo 09:00-12:00",
    ),
    "closed on a morning": (
        "Du mardi au jeudi 9h-12h / 14h-18h. Fermé le jeudi matin",
        "Tu,We 09:00-12:00,14:00-18:00; Th 14:00-18:00",
    ),
    "a closing that is over": (
        "FERMÉ DU 2 AU 20 AOÛT\nMardi et jeudi de 14h à 17h",
        "Tu,Th 14:00-17:00",
    ),
    "condition after the hours": (
        "Du mardi au vendredi de 9h à 11h, sur orientation d'un travailleur social",
        "Tu-Fr 09:00-11:00",
    ),
    "bracket without times": ("Les mardis de 14h à 16h (sur inscription)", "Tu 14:00-16:00"),
    "some Sundays": (
        "Déjeuner le 1er et 3ème dimanche de chaque mois de 12h à 15h.",
        "Su[1,3] 12:00-15:00",
    ),
    "day and night": ("Sanitaire automatique 24/24", "24/7"),
}

DOUBTFUL = {
    "nothing said": "Un lieu où se reposer.",
    "season": "De septembre à juin : le lundi de 9h à 12h.",
    "every other week": "Horaires (semaines paires) :\nLes mardis de 9h à 12h",
    "registration": "Inscription les mardis de 9h à 12h",
    "part of the public": "Femmes : le mardi de 9h à 12h. Hommes : le jeudi de 9h à 12h.",
    "two activities": "Douches : lundi 9h-12h.\nRepas : mardi 12h-14h.",
    "no end": "Repas partagé tous les lundis à 19h30",
    "pandemic": "Horaires valables depuis le confinement : le mardi de 10h à 12h",
    "bracket with times": "Du lundi au jeudi de 14h à 17h (10-12h : sur rdv)",
    "emergency service": "Service d'urgence 24h/24",
    "a date": "Sur la place du 8 mai 1945, le mercredi de 20h à 21h30",
}


@pytest.mark.parametrize(("prose", "hours"), SURE.values(), ids=SURE)
def test_sure_hours_are_found_in_prose(prose, hours):
    assert find_hours(prose).expression == hours


@pytest.mark.parametrize("prose", DOUBTFUL.values(), ids=DOUBTFUL)
def test_doubtful_hours_are_left_unknown(prose):
    assert find_hours(prose).expression is None


def test_what_the_prose_says_of_times_is_kept_to_be_read_by_eye():
    prose = "Une halte de jour.\nAccueil le lundi matin.\nOn y mange bien."
    assert told_times(prose) == "Accueil le lundi matin."


@pytest.mark.parametrize(
    ("note", "days"),
    [
        ("Sur rendez-vous le samedi", {5}),
        ("Ouverture le 1er samedi du mois", {5}),
        ("Sur rendez-vous du lundi au mercredi", {0, 1, 2}),
        ("Ouvert un vendredi sur deux", {4}),
        ("Possibilité de prendre rendez-vous le lundi", set()),
        ("Permanence en mairie le 1er mardi du mois", set()),
        ("Sans rendez-vous le lundi", set()),
        ("Parking derrière le bâtiment", set()),
    ],
)
def test_a_remark_restricts_the_days_it_names(note, days):
    assert set(restricted_days(note)) == days


def test_a_remark_restricts_the_part_of_the_day_it_names():
    remark = "Sur rendez-vous les lundis et mardis matin et le vendredi après-midi"
    found = {day: restriction.half for day, restriction in restricted_days(remark).items()}
    assert found == {0: Half.MORNING, 1: Half.MORNING, 4: Half.AFTERNOON}
