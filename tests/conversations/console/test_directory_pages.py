"""What people say of entries is looked at, applied or refused; coordinators put entries right."""

from datetime import timedelta

import pytest

from conversations.operators.roles import Role
from conversations.remarks import Remark, Said
from conversations.threads import keep_inbound, keep_reply
from directory.entries import find_entry
from directory.looking_up import look_up
from directory.needs import Need
from tests.conversations.console.pages import words_of
from tests.directory.builders import keep_all, service, venue
from tests.texts import KEYRING, NOW, make_reply, make_text

TODAY = NOW.date()
NOTE = "c'est fermé depuis lundi"


@pytest.fixture
def service_id(console):
    """A soup kitchen in the directory."""
    kitchen = service(Need.FOOD, hours="Mo-Fr 19:00-21:00")
    keep_all(console.engine, venue("1", 0, kitchen, name="Soupe du pont"))
    return find(console, "soupe").services[0].id


def find(console, words):
    with console.office.reading() as connection:
        (line,) = look_up(connection, words)
        return find_entry(connection, line.id)


def remark(console, service_id, kind=Remark.CLOSED):
    """Somebody texts that something is wrong with an entry."""
    said = (Said(kind, service_id, NOTE),)
    reply = make_reply("Merci")
    with console.office.writing() as connection:
        kept = keep_inbound(connection, make_text(NOTE), KEYRING, NOW)
        keep_reply(connection, kept, type(reply)(**vars(reply) | {"remarks": said}), KEYRING, NOW)


def test_a_remark_is_shown_with_its_entry_and_words(console, service_id):
    remark(console, service_id)
    page = words_of(console.enter("Ana").get("/console/remarks").text)
    assert "closed Soupe du pont" in page
    assert NOTE in page


def test_a_closure_is_applied_in_two_clicks(console, service_id):
    remark(console, service_id)
    ana = console.enter("Ana")
    until = TODAY + timedelta(days=7)
    form = {"closed_from": str(TODAY), "closed_to": str(until), "closed_why": "travaux"}
    assert ana.post("/console/remarks/1/close", form).status_code == 303
    (closure,) = find(console, "soupe").services[0].exceptions
    assert (closure.closed, closure.start, closure.end) == (True, TODAY, until)
    assert "Nobody has said anything" in words_of(ana.get("/console/remarks").text)


def test_closing_changes_nothing_else_whatever_is_sent(console, service_id):
    remark(console, service_id)
    form = {"closed_from": str(TODAY), "hours": "24/7", "name": "Mine", "withdrawn": "on"}
    console.enter("Ana").post("/console/remarks/1/close", form)
    entry = find(console, "soupe")
    assert (entry.name, entry.services[0].hours) == ("Soupe du pont", "Mo-Fr 19:00-21:00")


def test_a_refusal_needs_a_reason(console, service_id):
    remark(console, service_id)
    ana = console.enter("Ana")
    assert ana.post("/console/remarks/1/refuse", {"reason": " "}).status_code == 400
    assert NOTE in words_of(ana.get("/console/remarks").text)
    assert ana.post("/console/remarks/1/refuse", {"reason": "I rang them"}).status_code == 303
    assert NOTE not in words_of(ana.get("/console/remarks").text)


def test_a_remark_whose_entry_nobody_knows_leads_to_the_search(console):
    remark(console, "")
    page = console.enter("Ana").get("/console/remarks").text
    assert "/console/entries?remark=1" in page


def test_an_erased_person_s_words_are_gone_but_the_remark_stays(console, service_id):
    remark(console, service_id)
    with console.office.writing() as connection:
        text = make_text("erase", provider_id="SM9")
        kept = keep_inbound(connection, text, KEYRING, NOW)
        keep_reply(connection, kept, make_reply("ok", erase=True), KEYRING, NOW)
    page = words_of(console.enter("Ana").get("/console/remarks").text)
    assert "closed Soupe du pont" in page
    assert NOTE not in page


@pytest.mark.parametrize("hours", ["Mo-Fr 12:00-14:00", "lundi-vendredi 12h-14h"])
def test_hours_are_shown_as_they_will_be_read_before_they_are_saved(console, service_id, hours):
    cora = console.enter("Cora", Role.COORDINATOR)
    form = {"id": service_id, "hours": hours, "preview": "1"}
    assert "Mon – Fri 12:00 – 14:00" in words_of(cora.post("/console/entry", form).text)
    assert find(console, "soupe").services[0].hours == "Mo-Fr 19:00-21:00"


def test_saved_hours_settle_the_remark_and_stand_in_the_history(console, service_id):
    remark(console, service_id, Remark.HOURS)
    cora = console.enter("Cora", Role.COORDINATOR)
    form = {"id": service_id, "hours": "Mo-Fr 12:00-14:00", "remark": "1", "why": "on the door"}
    assert cora.post("/console/entry", form).status_code == 303
    page = words_of(cora.get(f"/console/entry?id={service_id}").text)
    assert "Mon – Fri 12:00 – 14:00" in page
    assert "hours · Cora" in page
    assert "Mo-Fr 19:00-21:00 → Mo-Fr 12:00-14:00" in page
    assert NOTE not in words_of(cora.get("/console/remarks").text)


def test_a_correction_is_taken_back(console, service_id):
    cora = console.enter("Cora", Role.COORDINATOR)
    cora.post("/console/entry", {"id": service_id, "hours": "Mo-Fr 12:00-14:00"})
    cora.post("/console/entry/undo", {"id": service_id, "number": "1"})
    assert find(console, "soupe").services[0].hours == "Mo-Fr 19:00-21:00"
    assert "taken back by Cora" in words_of(cora.get(f"/console/entry?id={service_id}").text)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"hours": "whenever"}, "These hours cannot be read"),
        ({"closed_from": "", "closed_to": "2026-02-01"}, "A day is missing"),
        ({"closed_from": "2026-02-30"}, "A day is missing"),
        ({"name": "  "}, "A place needs a name"),
        ({"phone": "ring us"}, "is no telephone number"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_changed(console, service_id, form, said):
    cora = console.enter("Cora", Role.COORDINATOR)
    answer = cora.post("/console/entry", {"id": service_id, **form})
    assert answer.status_code == 400
    assert said in words_of(answer.text)
    with console.office.reading() as connection:
        assert find_entry(connection, service_id).services[0].hours == "Mo-Fr 19:00-21:00"


def test_an_operator_sees_an_entry_but_no_form(console, service_id):
    page = console.enter("Ana").get(f"/console/entry?id={service_id}").text
    assert "Mon – Fri 19:00 – 21:00" in words_of(page)
    assert 'name="hours"' not in page


def test_an_entry_that_is_not_there_says_so(console):
    assert console.enter("Ana").get("/console/entry?id=nothing").status_code == 404


def test_entries_are_found_by_any_part_of_name_and_town(console, service_id):
    ana = console.enter("Ana")
    assert "Soupe du pont" in words_of(ana.get("/console/entries?wanted=PONT soup").text)
    assert "No entry is called so" in words_of(ana.get("/console/entries?wanted=xyz").text)


def test_nothing_in_doubt_says_so(console):
    cora = console.enter("Cora", Role.COORDINATOR)
    assert "Nothing is in doubt" in words_of(cora.get("/console/doubts").text)
