"""The console in a real browser: every flow by mouse and by keys, wide and narrow."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from conversations.claims import Hand, move
from conversations.operators.roles import Role
from conversations.operators.tables import notes
from conversations.states import Event
from conversations.tables import messages
from directory.places import Point
from tests.browsers import browse, picture, served
from tests.conversations.console.exchanges import ask_for_person, furnish, write
from tests.conversations.console.screens import SCREENS, opened, sign_in
from tests.directory.builders import keep_all, venue
from tests.texts import NUMBER

__all__ = ["browse"]  # a fixture

pytestmark = pytest.mark.browser


@pytest.fixture
def threads(console) -> dict[str, int]:
    console.hire("Ana", Role.ADMINISTRATOR)
    console.hire("Ben")
    return furnish(console.engine)


def sent(console) -> list[int]:
    with console.engine.connect() as connection:
        ours = select(messages.c.id).where(messages.c.operator_id > 0)
        return list(connection.scalars(ours))


def test_a_person_is_taken_answered_and_handed_back(browse, console, threads):
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        picture(page, "console-list")
        page.get_by_role("link", name="asked for a person").click()
        page.get_by_role("button", name="Take it").click()
        page.get_by_label("Reply to").fill("Good evening I am Ana")
        page.get_by_role("button", name="Preview").click()
        expect(page.locator(".preview")).to_contain_text("Ana am I evening Good")
        picture(page, "console-thread")
        page.get_by_role("button", name="Send", exact=True).click()
        ours = page.locator(".said.operator")
        expect(ours).to_contain_text("Ana am I evening Good")
        expect(ours).to_contain_text("Good evening I am Ana")
        page.get_by_role("button", name="Back to the bot").click()
        expect(page.locator("#person + p")).to_contain_text("with the bot")
    assert len(sent(console)) == 1


@pytest.mark.parametrize("viewport", SCREENS.values(), ids=SCREENS)
def test_reading_and_answering_need_no_script(browse, console, threads, viewport):
    settings = {"java_script_enabled": False, "viewport": viewport}
    with served(console.app) as address, opened(browse, address, **settings) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{threads['danger']}")
        page.get_by_role("button", name="Take it").click()
        page.get_by_label("Reply to").fill("Où êtes-vous ?")
        page.get_by_role("button", name="Send", exact=True).click()
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator(".said.operator")).to_have_count(1)


def test_everything_is_reached_by_keys(browse, console, threads):
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/threads/{threads['danger']}")
        page.keyboard.press("t")
        expect(page.get_by_label("Reply to")).to_be_visible()
        page.wait_for_load_state()  # keys are heard once the page has its script
        page.keyboard.press("/")
        expect(page.get_by_role("combobox", name="Need")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("n")
        page.keyboard.type("tell the coordinator")
        expect(page.get_by_label("Note for the team")).to_have_value("tell the coordinator")
        page.keyboard.press("Escape")
        page.keyboard.press("r")
        page.keyboard.type("t c j")
        expect(page.get_by_label("Reply to")).to_have_value("t c j")
        page.keyboard.press("Escape")
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        page.keyboard.press("c")
        expect(page.locator("#person + p")).to_contain_text("closed")


def test_a_new_text_appears_by_itself_and_is_told(browse, console):
    with served(console.app) as address, opened(browse, address) as page:
        console.hire("Ana")
        sign_in(page, console)
        expect(page.get_by_text("Nobody waits for a human.")).to_be_visible()
        ask_for_person(console.engine, "je veux parler à quelqu'un")
        expect(page.get_by_role("link", name="je veux parler")).to_be_visible()
        expect(page).to_have_title("(1) Needs a human · Solitexto")


def test_what_the_person_writes_appears_beside_what_is_being_written(browse, console):
    console.hire("Ana")
    thread_id = ask_for_person(console.engine, sender=NUMBER)
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{thread_id}")
        page.get_by_role("button", name="Take it").click()
        page.get_by_label("Reply to").fill("Bonsoir")
        write(console.engine, "je suis à Lyon", sender=NUMBER)
        expect(page.locator(".said.theirs")).to_have_count(2)
        expect(page.get_by_label("Reply to")).to_have_value("Bonsoir")


def test_what_came_meanwhile_is_shown_before_anything_is_sent(browse, console):
    console.hire("Ana", language="en")
    thread_id = ask_for_person(console.engine, sender=NUMBER, language="en")
    settings = {"java_script_enabled": False}
    with served(console.app) as address, opened(browse, address, **settings) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{thread_id}")
        page.get_by_role("button", name="Take it").click()
        page.get_by_label("Reply to").fill("Where are you?")
        write(console.engine, "i am in Lyon", sender=NUMBER, language="en")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_role("alert").first).to_contain_text("they have written meanwhile")
        expect(page.locator(".said.theirs").last).to_contain_text("i am in Lyon")
        expect(page.get_by_label("Reply to")).to_have_value("Where are you?")
    assert sent(console) == []


def test_a_double_click_sends_once(browse, console):
    console.hire("Ana", language="en")
    thread_id = ask_for_person(console.engine, language="en")
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{thread_id}")
        page.keyboard.press("t")
        page.get_by_label("Reply to").fill("Where are you?")
        page.get_by_role("button", name="Send", exact=True).dblclick()
        expect(page.locator(".said.operator")).to_have_count(1)
    assert len(sent(console)) == 1


def test_two_tabs_send_once_each_and_keep_the_draft(browse, console):
    console.hire("Ana", language="en")
    thread_id = ask_for_person(console.engine, language="en")
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{thread_id}")
        page.keyboard.press("t")
        page.get_by_label("Reply to").fill("Where are you?")
        expect(page.get_by_text("draft kept")).to_be_visible()
        other = page.context.new_page()
        other.goto(f"{address}console/threads/{thread_id}")
        expect(other.get_by_label("Reply to")).to_have_value("Where are you?")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator(".said.operator")).to_have_count(1)
        expect(page.get_by_label("Reply to")).to_have_value("")
    assert len(sent(console)) == 1


def test_a_lost_claim_keeps_the_draft(browse, console):
    console.hire("Ana", language="en")
    ben = console.hire("Ben")
    thread_id = ask_for_person(console.engine, language="en")
    settings = {"java_script_enabled": False}
    with served(console.app) as address, opened(browse, address, **settings) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{thread_id}")
        page.get_by_role("button", name="Take it").click()
        page.get_by_label("Reply to").fill("Where are you?")
        with console.office.writing() as connection:
            hand = Hand(ben, Role.COORDINATOR)
            move(connection, thread_id, Event.TRANSFERRED, hand, console.clock())
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_role("alert").first).to_contain_text("not yours now")
        expect(page.get_by_text("Your draft is kept: Where are you?")).to_be_visible()
    assert sent(console) == []


def test_an_entry_of_the_directory_is_put_into_the_text(browse, console, threads):
    keep_all(console.engine, venue("soup", 100, point=Point(45.76, 4.835)))
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{threads['arabic']}")
        page.keyboard.press("t")
        page.get_by_role("textbox", name="Near").fill("Lyon")
        page.get_by_role("button", name="Search").click()
        expect(page.locator(".found")).to_contain_text("Soup")
        picture(page, "console-directory")
        page.get_by_role("button", name="Insert Soup").click()
        written = page.get_by_label("Reply to")
        expect(written).to_have_value("⟦Soupe du soir (ar)\n3 rue Basse, 20h-22h⟧")
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.locator(".said.operator .words").first).to_have_text(
            "Soupe du soir (ar)\n3 rue Basse, 20h-22h"
        )


def test_a_note_cannot_be_taken_for_a_reply(browse, console, threads):
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{threads['arabic']}")
        page.keyboard.press("n")
        page.keyboard.type("called the 115 for her")
        page.get_by_role("button", name="Keep this note").click()
        expect(page.locator(".said.note")).to_contain_text("called the 115 for her")
        expect(page.get_by_label("Note for the team")).to_be_hidden()
    assert sent(console) == []
    with console.engine.connect() as connection:
        assert len(connection.scalars(select(notes.c.id)).all()) == 1


def test_who_else_reads_is_told(browse, console, threads):
    other = console.visit()
    other.sign_in("Ben")
    other.get(f"/console/threads/{threads['arabic']}")
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        console.clock.at -= timedelta(seconds=50)
        page.goto(f"{address}console/threads/{threads['arabic']}")
        expect(page.get_by_text("Ben has this open too.")).to_be_visible()


def test_a_number_is_shown_to_who_says_why(browse, console, threads):
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{threads['arabic']}")
        assert "39980777" not in page.content()
        page.get_by_text("Show the number").click()
        page.get_by_label("Why you need it").fill("the firemen ask for it")
        page.get_by_role("button", name="Show it once").click()
        expect(page.get_by_text("+33639980777")).to_be_visible()
        page.goto(f"{address}console/audit")
        expect(page.get_by_text("the firemen ask for it")).to_be_visible()


def test_a_sentence_turned_around_is_seen_through(browse, console):
    console.hire("Ana")
    thread_id = ask_for_person(console.engine, "a\u202eb\u200bc <b>bold</b> \x07")
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{thread_id}")
        expect(page.locator(".said.theirs .words")).to_contain_text(
            "aU+202EbU+200Bc <b>bold</b> U+0007"
        )


def test_no_connection_is_told_and_what_was_written_stays(browse, console, threads):
    with served(console.app) as address, opened(browse, address) as page:
        sign_in(page, console)
        page.goto(f"{address}console/threads/{threads['arabic']}")
        page.keyboard.press("t")
        page.get_by_label("Reply to").fill("Bonsoir")
        page.context.set_offline(True)
        expect(page.get_by_text("No connection.")).to_be_visible(timeout=15_000)
        expect(page.get_by_label("Reply to")).to_have_value("Bonsoir")
        page.context.set_offline(False)
        expect(page.get_by_text("No connection.")).to_be_hidden(timeout=15_000)
