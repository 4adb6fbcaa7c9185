from datetime import date

import pytest

from directory.audiences import Audience
from directory.drafts import Welcome
from directory.imports.csv.mapping_file import find_mapping
from directory.imports.csv.venues import read_row
from directory.imports.rows import Row
from directory.needs import Need
from directory.places import Precision
from tests.directory.imports.builders import TODAY, Towns

DESK = {
    "id_fs": "7", "insee_dep": "34", "lib_fs": "France services de Sète", "insee_com": "34301",
    "adresse": "1 quai Noir", "complement_adresse": "Mairie", "code_postal": "34200",
    "lib_com": "Sète", "latitude": "43.41", "longitude": "3.70", "telephone": "04 67 01 02 03",
    "h_lundi": "09:00 - 12:00 / 13:30 - 17:00", "h_samedi": "09:00 - 12:00", "prise_rdv": "Non",
    "commentaire": "", "format_fs": "Fixe",
}  # fmt: skip
TOILET = {
    "TYPE": "SANISETTES", "STATUT": "Ouvert", "ADRESSE": "1 RUE NOIRE", "ARRONDISSEMENT": "13",
    "HORAIRE": "6 h - 1 h", "ACCES_PMR": "Oui", "geo_point_2d": "48.83, 2.37",
}  # fmt: skip
FOUNTAIN = {
    "Identifiant": "9", "Type Objet": "BORNE_FONTAINE", "Voie": "RUE NOIRE",
    "N° Voie Pair": "12F", "Commune": "PARIS 13EME ARRONDISSEMENT", "Disponibilité": "OUI",
    "geo_point_2d": "48.83, 2.37",
}  # fmt: skip
BATHS = {
    "identifiant": "BD1", "nom": "Bains-douches du quai", "type": "Bains-douches",
    "payant": "Non", "adresse": "1 quai Noir", "arrondissement": "75013",
    "horaires_lundi": "-", "horaires_mardi": "07h30 - 13h00",
    "geo_point_2d": '{"lon": 2.37, "lat": 48.83}',
}  # fmt: skip
FONT = {
    "INVENTARI_CODI": "01-001", "INVENTARI_NOM": "Carrer Nou", "INVENTARI_TIPUS": "Font de beure",
    "INVENTARI_CARRER": "C NOU", "INVENTARI_NUMERO_CARRER": "2",
    "geometry": '{"type": "Point", "coordinates": [2.18, 41.38]}',
}  # fmt: skip
ASSOCIATION = {
    "Id": "12", "Nom": "Les Amis du quai", "Adresse": "2 rue Noire 69007 Lyon",
    "Description": "Accueil.\nLe lundi de 9h à 12h", "Public": "tous publics", "Website": "",
    "Téléphone": "478010203", "Catégorie1": "42", "Catégorie2": "",
}  # fmt: skip


def drafted(name, row, **changes):
    return read_row(Row(1, {**row, **changes}), find_mapping(name, ""), Towns(), TODAY).draft


def desk(**changes):
    return drafted("france-services-2024", DESK, **changes)


def hours(venue):
    return venue.services[0].hours


def needs(venue):
    return set(venue.services[0].needs)


def test_a_desk_helps_with_papers_and_screens_at_its_hours():
    assert needs(desk()) == {Need.PAPERWORK, Need.DIGITAL}
    assert hours(desk()) == "Mo 09:00-12:00,13:30-17:00; Sa 09:00-12:00; PH off"


def test_a_desk_that_takes_no_appointments_can_simply_be_visited():
    assert desk().services[0].conditions.appointment is False
    assert desk(prise_rdv="Oui").services[0].conditions.appointment is None


def test_a_remark_makes_its_day_doubtful():
    assert '; Sa 09:00-12:00 "1er samedi du mois"' in hours(desk(commentaire="1er samedi du mois"))


@pytest.mark.parametrize("kind", ["Bus_équivalent", "Itinérante"])
def test_a_bus_is_never_said_to_be_open_at_its_garage(kind):
    bus = desk(format_fs=kind)
    assert (bus.precision, hours(bus).count('"itinérant')) == (Precision.COMMUNE, 2)


def test_an_overseas_desk_keeps_its_own_clock():
    assert desk(insee_dep="974").timezone == "Indian/Reunion"


def test_a_toilet_is_open_past_midnight_and_found_in_its_district():
    toilet = drafted("paris-sanisettes-2021", TOILET)
    assert (hours(toilet), toilet.postcode) == ("Mo-Su 06:00-01:00", "75013")
    assert toilet.services[0].conditions.wheelchair is True


def test_a_closed_toilet_is_closed_until_further_notice():
    (closure,) = drafted("paris-sanisettes-2021", TOILET, STATUT="Fermé").services[0].closures
    assert closure.end is None


def test_a_urinal_is_offered_to_men_only():
    urinal = drafted("paris-sanisettes-2021", TOILET, TYPE="URINOIR").services[0]
    assert (urinal.welcome, urinal.audiences) == (Welcome.EXCLUSIVE, (Audience.MAN,))


def test_hours_of_a_toilet_in_a_park_are_unknown():
    park = drafted("paris-sanisettes-2021", TOILET, HORAIRE="Voir fiche équipement")
    assert hours(park) is None


@pytest.mark.parametrize(
    ("kind", "street", "expected"),
    [
        ("BORNE_FONTAINE", "RUE NOIRE", "24/7"),
        ("BORNE_FONTAINE", "PARC NOIR", None),
        ("FONTAINE_BOIS", "RUE NOIRE", None),
        ("FONTNE_WALLACE", "RUE NOIRE", None),
    ],
)
def test_only_fountains_of_the_street_run_day_and_night(kind, street, expected):
    row = {**FOUNTAIN, "Type Objet": kind, "Voie": street}
    assert hours(drafted("paris-fontaines-2024", row)) == expected


def test_a_fountain_is_found_across_its_number_and_district():
    fountain = drafted("paris-fontaines-2024", FOUNTAIN)
    assert (fountain.address, fountain.postcode) == ("Face 12 Rue Noire", "75013")


def test_a_fountain_shut_for_the_winter_stays_so_until_further_notice():
    shut = {
        **FOUNTAIN,
        "Disponibilité": "NON",
        "Début Indisponibilité": "2024-09-17T04:00:00+02:00",
        "Motif Indisponibilité": "FERMETURE HIVERNALE",
    }
    (closure,) = drafted("paris-fontaines-2024", shut).services[0].closures
    assert (closure.start, closure.end, closure.reason) == (
        date(2024, 9, 17),
        None,
        "fermée l'hiver",
    )


def test_public_baths_are_free_showers_at_their_hours():
    baths = drafted("paris-ilots-fraicheur-2025", BATHS)
    assert (needs(baths), hours(baths)) == ({Need.SHOWER}, "Tu 07:30-13:00")
    assert baths.services[0].conditions.price == ""


@pytest.mark.parametrize(
    "changes",
    [{"payant": "Oui"}, {"type": "Brumisateur"}, {"type": "Ombrière pérenne"}],
    ids=["not free", "mist", "shade"],
)
def test_cool_places_where_nobody_can_rest_are_left_out(changes):
    assert drafted("paris-ilots-fraicheur-2025", BATHS, **changes) is None


def test_a_fountain_of_barcelona_gives_water_in_its_own_zone():
    font = drafted("barcelona-fonts", FONT)
    assert (font.name, font.country, font.timezone) == ("Font Carrer Nou", "ES", "Europe/Madrid")
    assert (needs(font), hours(font)) == ({Need.WATER}, "24/7")


def test_an_ornamental_fountain_is_no_drinking_water():
    assert drafted("barcelona-fonts", FONT, INVENTARI_TIPUS="Font ornamental/Llac") is None


def test_an_association_is_placed_in_its_district_with_its_hours_and_number():
    venue = drafted("entourage-lyon-2021", ASSOCIATION)
    assert (venue.precision, venue.town_code, venue.phones) == (
        Precision.COMMUNE,
        "69387",
        ("04 78 01 02 03",),
    )
    assert (needs(venue), hours(venue)) == ({Need.SHOWER}, "Mo 09:00-12:00")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"Catégorie1": "1"}, {Need.FOOD}),
        ({"Catégorie1": "1", "Description": "Aide alimentaire"}, {Need.GROCERIES}),
        ({"Catégorie1": "3", "Nom": "Centre dentaire"}, {Need.DENTIST}),
        ({"Catégorie1": "61", "Catégorie2": "6"}, {Need.CLOTHING}),
        ({"Catégorie1": "5", "Description": "Domiciliations"}, {Need.SOCIAL_WORKER, Need.ADDRESS}),
    ],
)
def test_categories_and_words_of_an_association_are_needs(changes, expected):
    assert needs(drafted("entourage-lyon-2021", ASSOCIATION, **changes)) == expected


def test_an_association_marked_as_gone_is_left_out():
    gone = drafted("entourage-lyon-2021", ASSOCIATION, Nom="Bus A SUPPRIMER N'EXISTE PLUS")
    assert gone is None
