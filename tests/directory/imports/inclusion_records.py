"""Structures and services of data.inclusion for tests, made up from the first letter."""

from directory.imports.data_inclusion.models import check_record
from directory.imports.data_inclusion.store import Host
from directory.imports.data_inclusion.venues import read_host
from tests.directory.imports.builders import LYON_7, PARIS_13, SETE, Towns

PLACES = Towns(PARIS_13, LYON_7, SETE)


def structure(**told):
    plain = {
        "source": "dora", "id": "dora--s1", "nom": "Le Relais", "date_maj": "2025-11-02",
        "adresse": "12 rue des Lilas", "code_postal": "75013", "commune": "Paris",
        "code_insee": "75113", "latitude": 48.8283, "longitude": 2.3625,
        "horaires_accueil": "Mo-Fr 09:00-17:00", "telephone": "0199001234",
        "lien_source": "https://example.org/le-relais",
    }  # fmt: skip
    return plain | told


def service(**told):
    plain = {
        "source": "dora", "id": "dora--1", "structure_id": "dora--s1", "nom": "Colis",
        "description": "Une aide pour tous.", "date_maj": "2025-12-01",
        "thematiques": ["equipement-et-alimentation--alimentation"],
        "publics": ["tous-publics"], "modes_accueil": ["en-presentiel"],
    }  # fmt: skip
    return plain | told


def readings(house, *services):
    """What becomes of a structure (None: it is not told) and its services."""
    checked = [check_record(each) for each in (house, *services) if each]
    records = [each.record for each in checked]
    first = records.pop(0) if house else None
    host = Host("dora--s1", first, tuple(records))
    return list(read_host(host, PLACES))


def venue(house, *services):
    return readings(house, *services)[0].draft


def offered(**told):
    return venue(structure(), service(**told)).services[0]
