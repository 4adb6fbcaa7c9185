"""What is said of one service: where, until when, how to reach it, what turns people away."""

from dataclasses import replace
from datetime import date

import pytest

from bot.outcomes import Found
from bot.replies import compose
from bot.replies.asked import Asked, Form
from bot.replies.fitting import shorten
from bot.replies.listing import list_briefly, say_distance, say_phone
from bot.replies.wording import read_wording
from conversations.texts import Channel
from directory.audiences import Audience
from directory.drafts import Conditions, Welcome
from directory.needs import Need
from directory.places import Kind, Place, Point, Precision
from directory.results import Answer
from tests.outcomes import (
    GARE_DE_LYON,
    HERE,
    MORNING,
    NIGHT,
    PARIS_18,
    at,
    make_found,
    make_result,
)

VAGUE = Precision.COMMUNE
FRENCH, ENGLISH = read_wording("fr"), read_wording("en")


def listed(
    near: Place = PARIS_18,
    who: tuple[Audience, ...] = (),
    country: str = "FR",
    **changes: object,
) -> str:
    found = make_found(make_result(1, **changes), near=near, audiences=who, country=country)
    (text,) = compose((found,), "fr", Channel.SMS, NIGHT)
    return text.body


@pytest.mark.parametrize(
    ("metres", "french", "english"),
    [
        (3, "10 m", "10 m"),
        (352, "350 m", "350 m"),
        (994, "990 m", "990 m"),
        (999, "1 km", "1 km"),
        (1234, "1,2 km", "1.2 km"),
        (9_940, "9,9 km", "9.9 km"),
        (9_960, "10 km", "10 km"),
        (15_400, "15 km", "15 km"),
    ],
)
def test_a_distance_is_rounded(metres: int, french: str, english: str) -> None:
    assert (say_distance(metres, FRENCH), say_distance(metres, ENGLISH)) == (french, english)


@pytest.mark.parametrize(
    ("near", "zone", "country", "said"),
    [
        (PARIS_18, "Europe/Madrid", "FR", "à Jonquera, Espagne"),
        (GARE_DE_LYON, "Europe/Rome", "FR", "Italie, 350 m"),
        (PARIS_18, "Indian/Reunion", "FR", ""),
        (replace(PARIS_18, country="ES"), "Atlantic/Canary", "ES", ""),
        (replace(PARIS_18, country="AD"), "Europe/Paris", "AD", "France"),
    ],
)
def test_a_place_beyond_a_border_names_its_country(
    near: Place, zone: str, country: str, said: str
) -> None:
    body = listed(near, country=country, timezone=zone, town="Jonquera")
    assert said in body
    assert said or not {"Espagne", "France", "Réunion"} & set(body.replace(",", " ").split())


@pytest.mark.parametrize("near", [GARE_DE_LYON, HERE])
def test_a_distance_is_said_between_points_known_to_the_street(near: Place) -> None:
    assert "350 m" in listed(near)


@pytest.mark.parametrize(
    ("near", "precision"),
    [
        (PARIS_18, Precision.EXACT),
        (GARE_DE_LYON, Precision.COMMUNE),
        (replace(GARE_DE_LYON, approximate=True), Precision.EXACT),
    ],
    ids=["a whole quarter", "a service known to its town", "an approximate station"],
)
def test_no_distance_is_said_otherwise(near: Place, precision: Precision) -> None:
    assert "350 m" not in listed(near, precision=precision)


@pytest.mark.parametrize(
    ("near", "town", "postcode", "expected"),
    [
        (PARIS_18, "Saint-Ouen", "93400", "à Saint-Ouen"),
        (PARIS_18, "Paris", "75019", "75019"),
    ],
)
def test_another_town_or_quarter_is_named(
    near: Place, town: str, postcode: str, expected: str
) -> None:
    assert expected in listed(near, town=town, postcode=postcode)


@pytest.mark.parametrize(
    ("near", "name"),
    [
        (Place("Mériadeck", Kind.QUARTER, "FR", PARIS_18.point, "", "Montreuil"), "Halte"),
        (PARIS_18, "France services de Montreuil"),
    ],
    ids=["by the quarter", "by the name"],
)
def test_a_town_that_is_told_already_is_not_said_again(near: Place, name: str) -> None:
    assert "à Montreuil" not in listed(near, name=name, town="Montreuil", precision=VAGUE)


@pytest.mark.parametrize(
    ("metres", "said"), [(9_000, False), (12_600, True)], ids=["a ride", "out of town"]
)
def test_a_long_way_is_said_roughly_even_from_a_whole_town(metres: int, said: bool) -> None:
    body = listed(PARIS_18, distance_m=metres, town="Pontoise")
    assert ("environ 15 km" in body) is said


def test_the_quarter_asked_for_is_not_said_again() -> None:
    assert "75018" not in listed(PARIS_18)


def test_a_confidential_place_has_neither_street_nor_distance() -> None:
    body = listed(GARE_DE_LYON, confidential=True, town="Montreuil")
    assert "Esquisse" not in body
    assert "350 m" not in body
    assert "à Montreuil" in body
    assert "0199001074" in body


@pytest.mark.parametrize(
    ("phone", "country", "expected"),
    [
        ("01 99 00 10 74", "FR", "0199001074"),
        ("+33 1 99 00 10 74", "FR", "0199001074"),
        ("+33199001074", "ES", "+33199001074"),
        ("+376 800 000", "AD", "+376800000"),
        ("", "FR", ""),
    ],
)
def test_a_phone_can_be_dialled_from_the_text(phone: str, country: str, expected: str) -> None:
    assert say_phone(phone, country) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"conditions": Conditions(appointment=True)}, "sur RDV"),
        ({"conditions": Conditions(registration=True)}, "sur inscription"),
        ({"conditions": Conditions(referral=True)}, "place par le 115"),
        ({"conditions": Conditions(referral=True), "needs": (Need.FOOD,)},
         "via un travailleur social"),
        ({"conditions": Conditions(price="2 € le repas")}, "2 € le repas"),
        ({"conditions": Conditions(price="selon le quotient familial du foyer")}, "payant"),
        ({"by_arrangement": "appeler avant"}, "appelez d'abord"),
        ({"welcome": Welcome.EXCLUSIVE, "audiences": (Audience.WOMAN, Audience.FAMILY)},
         "femmes, familles seulement"),
        ({"welcome": Welcome.PREFERENTIAL, "audiences": (Audience.MINOR,)},
         "priorité : moins de 18 ans"),
        ({"conditions": Conditions(note="habitants du 18e")}, "habitants du 18e"),
        ({"conditions": Conditions(documents="carte d'identité")}, "carte d'identité"),
        ({"conditions": Conditions(note="Il faut habiter " + "très " * 20)},
         "conditions : envoyez 1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_turns_people_away_is_said(changes: dict[str, object], expected: str) -> None:
    assert expected in listed(**changes)


@pytest.mark.parametrize(
    "conditions", [Conditions(), Conditions(price=""), Conditions(appointment=False)]
)
def test_nothing_is_said_of_what_turns_nobody_away(conditions: Conditions) -> None:
    assert listed(conditions=conditions) == listed()


@pytest.mark.parametrize(
    ("audience", "conditions", "expected"),
    [
        (Audience.ANIMAL, Conditions(animals=True), "animaux acceptés"),
        (Audience.ANIMAL, Conditions(animals=False), "animaux refusés"),
        (Audience.ANIMAL, Conditions(), "animaux : à demander"),
        (Audience.WHEELCHAIR, Conditions(wheelchair=True), "accès fauteuil"),
        (Audience.WHEELCHAIR, Conditions(wheelchair=False), "pas d'accès fauteuil"),
        (Audience.WHEELCHAIR, Conditions(), "accès fauteuil inconnu"),
    ],
)
def test_who_comes_along_is_told_whether_they_get_in(
    audience: Audience, conditions: Conditions, expected: str
) -> None:
    assert expected in listed(who=(audience,), conditions=conditions)


def test_of_several_needs_those_met_are_named() -> None:
    meal = make_result(1, needs=(Need.FOOD,))
    found = make_found(meal, needs=(Need.FOOD, Need.SHOWER))
    (text,) = compose((found,), "en", Channel.SMS, NIGHT)
    assert "1 Halte de nuit (exemple), until 8:00, food" in text.body


@pytest.mark.parametrize(
    ("name", "letters", "is_example", "expected"),
    [
        ("Secours populaire, comité du Rhône", 20, False, "Secours populaire"),
        ("Abri de nuit pour les femmes (exemple)", 20, True, "Abri de nuit exemple"),
        ("Exemple : Restaurant solidaire du Nord", 20, True, "Restaurant solidaire Exemple"),
        ("Menjador social de la Vall (ejemplo)", 15, True, "Menjador social ejemplo"),
        ("Croix-Rouge-unité-locale-de-Villeurbanne", 12, False, "Croix-Rouge"),
        ("Accueil 01 99 00 10 74", 18, False, "Accueil"),
        ("Halte", 20, True, "Halte"),
        ("CALK (Comité d'aide)", 14, False, "CALK"),
        ('Restaurant social "La Tablée des Gones"', 30, False, "Restaurant social"),
    ],
)
def test_a_long_name_is_cut_between_words(
    name: str, letters: int, is_example: bool, expected: str
) -> None:
    assert shorten(name, letters, is_example) == expected


def test_an_example_keeps_its_mark_however_short_the_name() -> None:
    names = [f"Centre d'accueil très long numéro {n} de la ville (exemple)" for n in (1, 2, 3)]
    results = [make_result(n, name=name) for n, name in enumerate(names, 1)]
    (text,) = compose((make_found(*results),), "fr", Channel.SMS, NIGHT)
    assert text.body.count("exemple") == len(text.services)


def test_a_position_is_called_near_you() -> None:
    here = Place("", Kind.POSITION, "FR", HERE.point)
    assert "Près de vous :" in listed(here)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Le Mans", "près du Mans :"),
        ("Amiens", "près d'Amiens :"),
        ("Lyon", "près de Lyon :"),
        ("Gare de Lyon", "près de la gare de Lyon :"),
    ],
)
def test_french_place_names_melt_with_the_word_before(name: str, expected: str) -> None:
    near = Place(name, Kind.COMMUNE, "FR", PARIS_18.point)
    assert expected in listed(near, town=name)


def answer_to(found: Found) -> str:
    (text,) = compose((found,), "fr", Channel.SMS, MORNING)
    return text.body


CLOSED = make_result(1, open=False, opens_at=at(18), closes_at=at(20))
UNKNOWN = make_result(2, open=None, closes_at=None)
RELATED = make_result(3, name="Accueil", needs=(Need.REST,), closes_at=at(18))


def test_hours_unknown_everywhere_are_said_once() -> None:
    body = answer_to(make_found(unknown=(UNKNOWN, UNKNOWN._replace(id="b"))))
    assert body.count("horaires inconnus, appelez d'abord :") == 1
    assert "Rien d'ouvert" not in body


def test_that_one_should_call_first_is_said_once() -> None:
    unsure = UNKNOWN._replace(closes_at=at(14), by_arrangement="jour férié")
    assert answer_to(make_found(CLOSED, unknown=(unsure,))).count("appelez d'abord") == 1


def test_a_number_to_call_first_stays_however_little_room_there_is() -> None:
    several = tuple(UNKNOWN._replace(id=str(n), name="Centre d'accueil " * 6) for n in range(3))
    assert "0199001074" in answer_to(make_found(later=(CLOSED,), unknown=several))


def test_a_need_that_nothing_meets_is_named_with_how_far_was_looked() -> None:
    answer = Answer((make_result(1),), unmet=(Need.HAIRCUT,), reach_m=60_000)
    found = replace(make_found(needs=(Need.SHELTER, Need.HAIRCUT)), answer=answer)
    assert "Rien de connu à moins de 60 km : coiffeur" in answer_to(found)


def test_what_may_serve_meanwhile_is_called_by_its_name() -> None:
    answer = Answer((), (CLOSED,), related=(RELATED,))
    assert "Accueil, jusqu'à 18h, se reposer" in answer_to(replace(make_found(), answer=answer))


def test_where_nothing_is_known_it_is_said_how_far_was_looked() -> None:
    found = replace(make_found(), answer=Answer((), unmet=(Need.SHELTER,), reach_m=150_000))
    assert "Je ne connais aucun lieu à moins de 150 km de Paris 18 (dormir)." in answer_to(found)


def test_where_all_that_is_known_is_closed_for_long_nobody_is_told_that_nothing_is_known() -> None:
    answer = Answer((), unmet=(Need.SHELTER,), shut=(Need.SHELTER,), reach_m=150_000)
    body = answer_to(replace(make_found(), answer=answer))
    assert "Rien d'ouvert maintenant près de Paris 18 (dormir)." in body
    assert "aucun lieu" not in body


def test_of_two_needs_the_one_whose_places_are_closed_for_long_is_not_lost() -> None:
    answer = Answer((make_result(1),), unmet=(Need.HAIRCUT,), shut=(Need.HAIRCUT,), reach_m=60_000)
    found = replace(make_found(needs=(Need.SHELTER, Need.HAIRCUT)), answer=answer)
    assert "Rien d'ouvert maintenant près de Paris 18 (coiffeur)." in answer_to(found)


def test_what_closes_on_the_way_says_when_it_opens_again_and_whom_to_call() -> None:
    closing = make_result(
        1, closes_at=at(10, 10), too_late=True, reopens_at=at(18), recloses_at=at(20)
    )
    body = answer_to(make_found(closing))
    assert "jusqu'à 10h10, ouvre 18h-20h" in body
    assert "Rien d'ouvert" not in body
    assert body.startswith("115")


def test_what_is_far_is_told_with_its_town() -> None:
    here = Place("", Kind.POSITION, "FR", Point(48.0, 2.0))
    far = make_result(1, town="Lyon", distance_m=301_000, closes_at=at(18))
    found = replace(make_found(near=here), answer=Answer((), unmet=(Need.SHELTER,), far=(far,)))
    assert "à Lyon, 301 km" in answer_to(found)


def test_where_three_needs_would_not_fit_the_far_ones_keep_address_and_phone_for_later() -> None:
    long = {"name": "Centre d'accueil de jour", "address": "12 rue de l'Esquisse, bâtiment B"}
    meal = make_result(1, needs=(Need.FOOD,), closes_at=at(18), **long)
    far = tuple(
        make_result(n, needs=(need,), town="Lyon", distance_m=301_000, closes_at=at(18), **long)
        for n, need in ((2, Need.SHOWER), (3, Need.HAIRCUT))
    )
    needs = (Need.FOOD, Need.SHOWER, Need.HAIRCUT)
    answer = Answer((meal,), unmet=needs[1:], far=far, reach_m=60_000)
    body = answer_to(replace(make_found(needs=needs), answer=answer))
    assert [body.count(said) for said in ("douche", "coiffeur", "à Lyon")] == [2, 2, 2]
    assert body.count("bâtiment") <= 1


def test_a_far_place_says_what_would_turn_the_person_away() -> None:
    told = Conditions(appointment=True, note="pièce d'identité demandée")
    far = make_result(1, distance_m=301_000, conditions=told)
    asked = Asked(
        (Need.SHELTER,), PARIS_18, (), "FR", NIGHT, NIGHT, Channel.SMS, read_wording("fr")
    )
    assert "conditions : envoyez 1" in list_briefly(1, far, asked, Form())


def test_a_list_of_old_entries_says_when_they_were_checked() -> None:
    old = make_result(1, verified_on=date(2025, 6, 3), closes_at=at(18))
    assert "Vérifié en 06/2025 : appelez d'abord" in answer_to(make_found(old))
    fresh = make_result(2, verified_on=date(2025, 12, 3), closes_at=at(18))
    assert "Vérifié" not in answer_to(make_found(old, fresh))


def test_no_need_is_lost_where_only_two_places_fit() -> None:
    long = {"name": "Centre d'accueil de jour", "address": "12 rue de l'Esquisse, bâtiment B " * 2}
    meals = tuple(make_result(n, needs=(Need.FOOD,), closes_at=at(18), **long) for n in (1, 2))
    shower = make_result(3, needs=(Need.SHOWER,), closes_at=at(18), **long)
    found = make_found(*meals, shower, needs=(Need.FOOD, Need.SHOWER))
    (text,) = compose((found,), "fr", Channel.SMS, MORNING)
    assert text.services == ("example:1", "example:3")
