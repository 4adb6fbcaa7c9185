"""Every page of the console, in both languages, wide and narrow: read by all, never sideways."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from conversations.claims import Hand, claim
from conversations.figures.demand import Demand, Met, keep_demands
from conversations.remarks import Remark, Said
from conversations.threads import keep_inbound, keep_reply
from directory.corrections import Changes, correct
from directory.drafts import ClosureDraft
from directory.entries import find_entry
from directory.looking_up import look_up
from directory.needs import Need
from directory.places import Point
from tests.browsers import browse, findings, served
from tests.conversations.console.exchanges import furnish
from tests.conversations.console.screens import SCREENS, hire_reader, look, opened, sign_in
from tests.directory.builders import keep_all, service, venue
from tests.directory.merging.builders import OSM, SOLIGUIDE, record, tell
from tests.texts import KEYRING, NOW, make_reply, make_text

__all__ = ["browse"]  # a fixture

pytestmark = pytest.mark.browser

OF_TEAM = (
    "", "/lists/open", "/lists/closed", "/account", "/team", "/audit", "/replies", "/confirm",
)  # fmt: skip
TOWNS = {
    "Lyon": Point(45.76, 4.84),
    "Paris": Point(48.86, 2.35),
    "Marseille": Point(43.3, 5.37),
    "Lille": Point(50.63, 3.06),
    "Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson": Point(48.63, 4.65),
}

screens = pytest.mark.parametrize("viewport", SCREENS.values(), ids=SCREENS)
languages = pytest.mark.parametrize("language", ["en", "fr"])


@languages
@screens
def test_no_page_of_the_team_stands_in_anyones_way(browse, console, language, viewport):
    ids = furnish(console.engine)
    ana = hire_reader(console, language)
    with console.office.writing() as connection:
        claim(connection, ids["whatsapp"], Hand(ana), console.clock())
    paths = (*OF_TEAM, *(f"/threads/{id}" for id in ids.values()), "/nowhere")
    with served(console.app) as address, opened(browse, address, viewport=viewport) as page:
        found = {"/sign-in": findings(page)}
        sign_in(page, console)
        for path in paths:
            page.goto(f"{address}console{path}")
            found[path] = look(page, path.strip("/").replace("/", "-") or "list", language)
    assert found == dict.fromkeys(found, [])


@languages
@screens
def test_no_page_of_the_directory_stands_in_anyones_way(browse, console, language, viewport):
    service_id = fill_directory(console.engine)
    paths = ("/remarks", "/entries?wanted=soupe", f"/entry?id={service_id}", "/doubts")
    hire_reader(console, language)
    found = {}
    with served(console.app) as address, opened(browse, address, viewport=viewport) as page:
        sign_in(page, console)
        for path in paths:
            page.goto(f"{address}console{path}")
            name = path.strip("/").partition("?")[0]
            found[name] = look(page, name, language)
            unfold(page)
            found[f"{name} unfolded"] = look(page, f"{name}-unfolded", language)
    assert found == dict.fromkeys(found, [])


@languages
@screens
def test_the_figures_stand_in_nobodys_way(browse, console, language, viewport):
    ask_around(console)
    hire_reader(console, language)
    with served(console.app) as address, opened(browse, address, viewport=viewport) as page:
        sign_in(page, console)
        page.goto(f"{address}console/figures")
        assert page.locator("svg.map .lack").count() == len(TOWNS)
        assert look(page, "figures", language) == []


def fill_directory(engine: Engine) -> str:
    """An entry with hours, a closure to come, corrections, and remarks; and a pair in doubt."""
    kitchen = service(Need.FOOD, hours="Mo-Fr 19:00-21:00; Sa 12:00-14:00")
    told = {"name": "Soupe du pont", "address": "12 quai de la Rapée", "phones": ("+33199001234",)}
    keep_all(engine, venue("1", 0, kitchen, **told))
    with engine.begin() as connection:
        (line,) = look_up(connection, "soupe")
        service_id = find_entry(connection, line.id).services[0].id
        changes = Changes(
            hours="Mo-Fr 18:30-21:00; Sa 12:00-14:00",
            closure=ClosureDraft(NOW.date(), NOW.date() + timedelta(days=9), "travaux"),
        )
        correct(connection, service_id, changes, "Cora", NOW, "read on the door")
        tell(connection, SOLIGUIDE, record("12"))
        tell(connection, OSM, record("7", 70, address=""))
        notes = {Remark.CLOSED: "c'est fermé depuis lundi", Remark.WRONG: "المكان مغلق"}
        said = [Said(kind, service_id, note) for kind, note in notes.items()]
        said.append(Said(Remark.WRONG, "", "le numéro ne répond plus"))
        reply = vars(make_reply("Merci")) | {"remarks": tuple(said)}
        kept = keep_inbound(connection, make_text("c'est fermé"), KEYRING, NOW)
        keep_reply(connection, kept, type(make_reply(""))(**reply), KEYRING, NOW)
    return line.id


def ask_around(console) -> None:
    """Some ask in each town, at many hours, in vain or not."""
    with console.office.writing() as connection:
        for number, (name, point) in enumerate(TOWNS.items()):
            asked = [
                Demand(need, name, name, "FR", point, met)
                for need in (Need.SHOWER, Need.SHELTER)
                for met in (Met.NONE, Met.OPEN)
            ]
            for hour in range(3 + 4 * number):
                keep_demands(connection, asked, "fr", NOW - timedelta(hours=hour))


def unfold(page) -> None:
    """Open all that is folded away."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
