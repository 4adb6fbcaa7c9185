from datetime import date

import pytest

from directory.audiences import Audience
from directory.drafts import Welcome
from directory.imports.data_inclusion.models import check_record
from directory.imports.data_inclusion.tables import read_tables
from directory.imports.report import Reason
from directory.needs import Need
from directory.places import Precision
from tests.directory.imports.inclusion_records import (
    offered,
    readings,
    service,
    structure,
    venue,
)


@pytest.mark.parametrize("kind", ["thematiques", "publics", "reseaux_porteurs"])
def test_every_value_of_the_schema_is_in_our_tables(kind):
    from data_inclusion.schema import v1

    tables = read_tables()
    values, known = {
        "thematiques": (v1.Thematique, set(tables.themes)),
        "publics": (v1.Public, set(tables.publics)),
        "reseaux_porteurs": (v1.ReseauPorteur, set(tables.networks)),
    }[kind]
    told = {each.value for each in values}
    # Not every network is there to help people who come by.
    assert known <= told if kind == "reseaux_porteurs" else known == told


@pytest.mark.parametrize(
    ("told", "needs"),
    [
        ({}, [Need.GROCERIES]),
        ({"thematiques": ["sante--addictions", "sante--sante-mentale"]},
         [Need.MENTAL_HEALTH, Need.ADDICTION]),
        ({"nom": "Repas du soir"}, [Need.FOOD, Need.GROCERIES]),
        ({"nom": "Domiciliation", "thematiques": []}, [Need.ADDRESS]),
        ({"nom": "Douches municipales", "thematiques": None}, [Need.SHOWER]),
    ],
)  # fmt: skip
def test_themes_and_the_name_tell_the_needs(told, needs):
    assert list(offered(**told).needs) == needs


@pytest.mark.parametrize(
    ("publics", "welcome", "groups", "ages"),
    [
        (["tous-publics"], Welcome.EVERYONE, (), (None, None)),
        (None, Welcome.EVERYONE, (), (None, None)),
        (["demandeurs-emploi"], Welcome.EVERYONE, (), (None, None)),
        (["femmes"], Welcome.EXCLUSIVE, (("woman",),), (None, None)),
        (["femmes", "demandeurs-emploi"], Welcome.EVERYONE, (), (None, None)),
        (["familles", "femmes"], Welcome.EXCLUSIVE, (("family", "woman"),), (None, None)),
        (["personnes-exilees"], Welcome.EXCLUSIVE, (("refugee",),), (None, None)),
        (["personnes-en-situation-de-handicap"], Welcome.EXCLUSIVE, (("disabled",),),
         (None, None)),
        (["jeunes"], Welcome.EVERYONE, (), (None, 25)),
        (["seniors"], Welcome.EVERYONE, (), (60, None)),
        (["jeunes", "femmes"], Welcome.EXCLUSIVE, (("woman", "minor", "student"),), (None, None)),
    ],
)  # fmt: skip
def test_whoever_is_of_one_of_the_publics_is_taken(publics, welcome, groups, ages):
    told = offered(publics=publics)
    assert (told.welcome, told.groups, (told.min_age, told.max_age)) == (welcome, groups, ages)


def test_audiences_are_those_that_a_person_can_name():
    told = offered(publics=["femmes", "personnes-en-situation-de-handicap"])
    assert told.audiences == (Audience.WOMAN,)


@pytest.mark.parametrize(
    ("told", "field", "value"),
    [
        ({"frais": "gratuit", "frais_precisions": "Don libre"}, "price", ""),
        ({"frais": "payant", "frais_precisions": "1 € le colis"}, "price", "1 € le colis"),
        ({"frais": "payant"}, "price", "payant"),
        ({}, "price", None),
        ({"mobilisable_par": ["professionnels"]}, "referral", True),
        ({"mobilisable_par": ["professionnels", "usagers"]}, "referral", False),
        ({}, "referral", None),
        ({"modes_mobilisation": ["telephoner"]}, "registration", True),
        ({"modes_mobilisation": ["se-presenter", "telephoner"]}, "registration", False),
        ({"conditions_acces": "Pièce d'identité. Habiter le quartier."}, "documents",
         "Pièce d'identité."),
        ({"conditions_acces": "Pièce d'identité. Habiter le quartier."}, "note",
         "Habiter le quartier."),
        ({"publics_precisions": "Dès 16 ans"}, "note", "Dès 16 ans"),
    ],
)  # fmt: skip
def test_conditions(told, field, value):
    assert getattr(offered(**told).conditions, field) == value


@pytest.mark.parametrize(
    ("own", "house", "hours", "text"),
    [
        ("Tu 14:00-16:00", "Mo 09:00-12:00", "Tu 14:00-16:00", ""),
        (None, "Mo 09:00-12:00; PH off", "Mo 09:00-12:00; PH off", ""),
        (None, None, None, ""),
        ("le mardi sur rendez-vous", "Mo 09:00-12:00", None, "le mardi sur rendez-vous"),
        ("Mo 08:30-17:00 open, Tu closed; Sonner fort; PH closed", None, None,
         "Mo 08:30-17:00 open, Tu closed; Sonner fort; PH closed"),
    ],
)  # fmt: skip
def test_hours_of_the_service_come_before_those_of_the_house(own, house, hours, text):
    told = venue(structure(horaires_accueil=house), service(horaires_accueil=own)).services[0]
    assert (told.hours, told.hours_text) == (hours, text)


def test_hours_that_cannot_be_read_are_noted():
    told = readings(structure(), service(horaires_accueil="le mardi"))[0]
    assert [remark.reason for remark in told.remarks] == [Reason.NO_HOURS]


def test_services_of_a_structure_are_one_venue():
    told = readings(structure(), service(), service(id="dora--2", nom="Repas"))
    assert [(each.draft.ref, len(each.draft.services)) for each in told] == [("dora--s1", 2)]


def test_a_service_at_another_address_has_a_door_of_its_own_that_keeps_its_id():
    there = service(id="dora--2", latitude=45.7338, longitude=4.8390, commune="Lyon",
                    code_postal="69007", adresse="1 rue du Port")  # fmt: skip
    first = [each.draft for each in readings(structure(), service(), there)]
    again = [each.draft for each in readings(structure(), there)]
    assert [each.town for each in first] == ["Paris", "Lyon"]
    assert first[1].ref == again[0].ref
    assert first[1].ref.startswith("dora--s1.")


def test_an_entry_names_who_told_it_and_when():
    told = venue(structure(), service(source="emplois", lien_source="https://example.org/colis"))
    assert {each.name: each.url for each in told.credits} == {
        "emplois": "https://example.org/colis", "dora": "https://example.org/le-relais",
    }  # fmt: skip
    assert told.verified_on == date(2025, 12, 1)


def test_an_entry_has_its_address_telephone_and_page():
    told = venue(structure(site_web="https://example.org/", complement_adresse="Bât. B"), service())
    assert (told.address, told.postcode, told.town, told.access) == (
        "12 rue des Lilas", "75013", "Paris", "Bât. B",
    )  # fmt: skip
    assert (told.phones, told.website) == (("01 99 00 12 34",), "https://example.org/")
    assert told.precision is Precision.EXACT


def test_the_name_of_a_contact_is_not_kept():
    told = venue(structure(), service(contact_nom_prenom="Camille Exemple"))
    assert "Camille" not in repr(told)


def test_without_a_point_it_is_in_its_town():
    told = readings(structure(latitude=None, longitude=None), service())[0]
    assert (told.draft.precision, told.remarks[0].reason) == (
        Precision.COMMUNE, Reason.APPROXIMATE,
    )  # fmt: skip


def test_a_service_whose_structure_nobody_tells_stands_for_itself():
    told = venue(None, service(latitude=48.8283, longitude=2.3625, code_postal="75013"))
    assert (told.name, told.services[0].ref) == ("Colis", "dora--1")


@pytest.mark.parametrize(
    ("networks", "needs"),
    [
        (["restos-du-coeur"], [Need.FOOD, Need.GROCERIES]),
        (["caf"], [Need.PAPERWORK]),
    ],
)
def test_a_structure_without_services_is_there_for_what_its_network_does(networks, needs):
    assert list(venue(structure(reseaux_porteurs=networks)).services[0].needs) == needs


@pytest.mark.parametrize(
    ("house", "services", "reason"),
    [
        (structure(source="soliguide", id="soliguide--1"), [service()], Reason.ELSEWHERE),
        (structure(), [service(modes_accueil=["a-distance"])], Reason.REMOTE),
        (structure(), [service(thematiques=["equipement-et-alimentation--electromenager"])],
         Reason.NO_NEED),
        (structure(), [], Reason.NO_NEED),
        (structure(latitude=None, longitude=None, code_postal=None, commune=None, adresse=None),
         [service()], Reason.NO_PLACE),
    ],
    ids=["from elsewhere", "at a distance", "no need", "no service", "no place"],
)  # fmt: skip
def test_what_cannot_be_offered_is_told(house, services, reason):
    told = readings(house, *services)[0]
    assert (told.draft, told.remarks[0].reason) == (None, reason)


def test_a_service_at_a_distance_leaves_the_others_of_its_structure():
    told = venue(structure(), service(), service(id="dora--2", modes_accueil=["a-distance"]))
    assert [each.ref for each in told.services] == ["dora--1"]


def test_descriptions_lose_the_signs_of_markdown():
    told = offered(description="## Ici\n\n**Repas** [le soir](https://example.org)\n* chaud")
    assert told.description == "Ici\nRepas le soir\nchaud"


@pytest.mark.parametrize(
    "wrong",
    [{"nom": "ab"}, {"date_maj": "2999-01-01"}, {"description": "x"}, {"id": None}],
    ids=["short name", "future", "short description", "no id"],
)
def test_a_record_without_what_it_must_have_is_refused_with_its_fault(wrong):
    checked = check_record(service(**wrong))
    assert checked.record is None
    assert checked.faults[0].startswith(next(iter(wrong)))


@pytest.mark.parametrize(
    ("wrong", "field", "left"),
    [
        ({"courriel": "nobody"}, "courriel", None),
        ({"code_postal": "750"}, "code_postal", None),
        ({"publics": ["femmes", "martiens"]}, "publics", ["femmes"]),
        ({"thematiques": ["autre--chose"]}, "thematiques", None),
        ({"frais": "gratuit-sous-conditions"}, "frais", None),
        ({"publics": ["tous-publics", "femmes"]}, "publics", None),
    ],
)
def test_an_optional_field_that_is_wrong_is_left_out_and_noted(wrong, field, left):
    checked = check_record(service(**wrong))
    assert (checked.record.get(field), len(checked.faults)) == (left, 1)


@pytest.mark.parametrize(
    "written",
    ['["femmes", "familles"]', "{femmes,familles}", "femmes|familles", "femmes, familles"],
)
def test_lists_are_read_however_a_table_writes_them(written):
    assert set(check_record(service(publics=written)).record["publics"]) == {"femmes", "familles"}
