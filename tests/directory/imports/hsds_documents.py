"""Services of HSDS for tests, made up; telephone numbers are of the range reserved for fiction."""

import csv
import io
from contextlib import closing
from datetime import date

from directory.imports.hsds.profile import Profile, find_profile
from directory.imports.hsds.store import Store
from directory.imports.hsds.venues import Reader, read_site
from tests.directory.imports.builders import Towns

TODAY = date(2026, 1, 14)
PLAIN = find_profile("", "our-211")


def schedule(byday="MO,TU,WE,TH,FR", opens="09:00", closes="17:00", freq="WEEKLY", **told):
    return {"freq": freq, "byday": byday, "opens_at": opens, "closes_at": closes} | told


def term(code="BD-1800.2000", name="Food Pantries"):
    return {"taxonomy_term": {"code": code, "name": name}}


def location(**told):
    plain = {
        "id": "l1", "location_type": "physical", "name": "Corner House",
        "latitude": 25.77, "longitude": -80.2,
        "addresses": [{
            "address_1": "12 Linden Street", "city": "Springfield", "state_province": "FL",
            "postal_code": "33100", "country": "US", "address_type": "physical",
        }],
    }  # fmt: skip
    return plain | told


def service(**told):
    plain = {
        "id": "s1", "name": "Neighbours' Pantry", "status": "active",
        "organization": {"id": "o1", "name": "Neighbours, Inc."},
        "attributes": [term()], "schedules": [schedule()],
        "service_at_locations": [{"id": "sl1", "location": location()}],
    }  # fmt: skip
    return plain | told


def at(*places, **told):
    """A service at these locations."""
    links = [{"id": f"sl{n}", "location": place} for n, place in enumerate(places)]
    return service(service_at_locations=links, **told)


def readings(folder, *services, towns=None, profile: Profile = PLAIN):
    with closing(Store(folder)) as store:
        for each in services:
            store.add_service(each)
        reader = Reader(profile, towns or Towns(), store, TODAY)
        return [read_site(site, number, reader) for number, site in enumerate(store.sites(), 1)]


def venue(folder, document, **told):
    return readings(folder, document, **told)[0].draft


def offered(folder, **told):
    """The only service of a document with these fields."""
    return venue(folder, service(**told)).services[0]


def table(*rows):
    """Rows as the CSV of a package; the first names the columns."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    page = io.StringIO()
    writer = csv.DictWriter(page, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return page.getvalue()


def old_tables(**changed):
    """A package of version 1, as files by name."""
    weekdays = ("Monday", "Tuesday")
    tables = {
        "organizations": [{"id": "o1", "name": "Neighbours, Inc.", "url": "https://example.org"}],
        "services": [{"id": "s1", "organization_id": "o1", "name": "PANTRY OF THE CORNER",
                      "application_process": "Walk-ins welcome", "fees": "Free"}],
        "locations": [{"id": "l1", "name": "CORNER HOUSE", "latitude": "25.77",
                       "longitude": "-80.2"}],
        "services_at_location": [{"id": "x1", "service_id": "s1", "location_id": "l1"}],
        "physical_addresses": [{"id": "a1", "location_id": "l1", "organization_id": "",
                                "address_1": "12 Linden Street", "city": "Springfield",
                                "state_province": "FL ", "postal_code": "33100",
                                "country": "   "}],
        "phones": [{"id": "p1", "service_id": "s1", "service_at_location_id": "x1",
                    "number": "305-555-0100"}],
        "regular_schedules": [
            {"service_id": "s1", "weekday": day, "opens_at": "9:00am", "closes_at": "5:00pm",
             "original_text": "9:00am-5:00pm, Mon, Tue"}
            for day in weekdays
        ],
        "holiday_schedules": [
            {"service_id": "s1", "closed": "TRUE", "start_date": "2026-12-25",
             "end_date": "2026-12-25"},
            {"service_id": "s1", "closed": "FALSE", "start_date": "2026-12-24",
             "end_date": "2026-12-24", "opens_at": "09:00", "closes_at": "12:00"},
        ],
        "languages": [{"id": "g1", "service_id": "s1", "language": "English"},
                      {"id": "g2", "service_id": "s1", "language": "Creole"},
                      {"id": "g3", "service_id": "s1", "language": "translators on request"}],
        "accessibility_for_disabilities": [
            {"id": "h1", "location_id": "l1", "accessibility": "Handicap accessible"}
        ],
        "eligibility": [{"id": "e1", "service_id": "s1", "eligibility": "Open to all"}],
        "required_documents": [{"id": "d1", "service_id": "s1", "document": "Photo ID"}],
        "taxonomy": [{"id": "BD-1800.2000", "name": "Food Pantries"}],
        "services_taxonomy": [{"id": "t1", "service_id": "s1", "taxonomy_id": "BD-1800.2000"}],
        "contacts": [{"id": "c1", "service_id": "s1", "name": "Somebody"}],
    }  # fmt: skip
    return {f"{name}.csv": table(*rows) for name, rows in (tables | changed).items() if rows}
