"""The page in a real browser, with both phones texting the real webhook."""

import pytest
from playwright.sync_api import Page, expect

from conversations.texts import Button, Encoding, Outgoing, Row
from directory.places import Point
from tests.browsers import browse, served

__all__ = ["browse"]  # a fixture

pytestmark = pytest.mark.browser

GUILLOTIERE = Point(45.7553, 4.8425)
ANSWER = Outgoing(
    "1 Soupe du soir (exemple)\nouvert jusqu'à 20h30",
    Encoding.GSM7,
    1,
    buttons=(Button("Voir la suite", "+"),),
)


def answers_on(page: Page, channel: str):
    return page.locator(f"#{channel} .bubble.bot")


@pytest.mark.parametrize("channel", ["sms", "whatsapp"])
@pytest.mark.parametrize("with_script", [True, False], ids=["script", "no script"])
def test_a_text_typed_on_a_phone_is_answered(browse, open_demo, make_bot, channel, with_script):
    app = open_demo(make_bot(says=(ANSWER,)))
    with served(app) as address, browse(address, java_script_enabled=with_script) as page:
        page.locator(f"#{channel}-body").fill("ou manger ce soir")
        page.keyboard.press("Enter")
        expect(answers_on(page, channel)).to_contain_text("Soupe du soir (exemple)")


def test_a_sample_is_texted_by_keyboard_alone(browse, open_demo, make_bot):
    bot = make_bot(says=(ANSWER,))
    with served(open_demo(bot)) as address, browse(address) as page:
        page.get_by_role("button", name="food near gare de lyon").focus()
        page.keyboard.press("Enter")
        expect(answers_on(page, "sms")).to_have_count(1)
    assert [asked.body for asked in bot.asked] == ["food near gare de lyon"]


def test_a_quick_reply_texts_on(browse, open_demo, make_bot):
    bot = make_bot(says=(ANSWER,))
    with served(open_demo(bot)) as address, browse(address) as page:
        page.get_by_role("button", name="j'ai faim").click()
        page.get_by_role("button", name="Voir la suite").click()
        expect(answers_on(page, "whatsapp")).to_have_count(2)
    assert [asked.body for asked in bot.asked] == ["j'ai faim", "+"]


def test_a_need_is_chosen_from_the_list_of_a_message(browse, open_demo, make_bot):
    rows = (Row("manger", "1"), Row("Saint-Denis", "2", "Saint-Denis (974), La Réunion"))
    bot = make_bot(says=(Outgoing("Que voulez-vous ?", rows=rows, opens="Choisir"),))
    with served(open_demo(bot)) as address, browse(address) as page:
        page.get_by_role("button", name="j'ai faim").click()
        page.get_by_text("Choisir").click()
        page.get_by_role("button", name="La Réunion").click()
        expect(answers_on(page, "whatsapp")).to_have_count(2)
    assert [asked.body for asked in bot.asked] == ["j'ai faim", "2"]


def test_a_position_is_shared_from_the_list(browse, open_demo, make_bot):
    bot = make_bot()
    with served(open_demo(bot)) as address, browse(address) as page:
        page.get_by_text("Partager une position").click()
        page.get_by_label("Où se trouve cette personne").select_option("La Guillotière, Lyon")
        page.locator(".position").get_by_role("button", name="Envoyer").click()
        expect(answers_on(page, "whatsapp")).to_have_count(1)
    assert [asked.position for asked in bot.asked] == [GUILLOTIERE]


def test_the_position_of_the_browser_is_shared_on_request(browse, open_demo, make_bot):
    bot = make_bot()
    here = {"latitude": 48.5, "longitude": -2.75}
    with (
        served(open_demo(bot)) as address,
        browse(address, geolocation=here, permissions=["geolocation"]) as page,
    ):
        page.get_by_text("Partager une position").click()
        page.get_by_role("button", name="Ma propre position").click()
        expect(answers_on(page, "whatsapp")).to_have_count(1)
    assert [asked.position for asked in bot.asked] == [Point(48.5, -2.75)]


def test_the_keys_of_the_old_phone_type(browse, open_demo, make_bot):
    with served(open_demo(make_bot())) as address, browse(address) as page:
        for key in ("1", "0", "+"):
            page.locator(f".keys button[value='{key}']").click()
        expect(page.locator("#sms-body")).to_have_value("10+")


def test_the_total_of_the_conversation_follows(browse, open_demo, make_bot):
    with served(open_demo(make_bot(says=(ANSWER,)))) as address, browse(address) as page:
        page.get_by_role("button", name="ou dormir ce soir paris 18").click()
        expect(page.locator("#sms p[data-total]")).to_contain_text("1 segment en tout")


def test_a_long_answer_is_read_from_its_beginning(browse, open_demo, make_bot):
    long = Outgoing("\n".join(f"ligne {number}" for number in range(60)), Encoding.GSM7, 4)
    with served(open_demo(make_bot(says=(long,)))) as address, browse(address) as page:
        page.get_by_role("button", name="food near gare de lyon").click()
        expect(answers_on(page, "sms")).to_have_count(1)
        screen = page.locator("#sms .scroller").bounding_box()
        asked = page.locator("#sms .bubble.person").bounding_box()
        assert 0 <= asked["y"] - screen["y"] < 40


@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
def test_nothing_scrolls_sideways(browse, open_demo, make_bot, width):
    long = Outgoing("mot " * 60 + "m" * 300, Encoding.GSM7, 4)
    viewport = {"width": width, "height": 800}
    with (
        served(open_demo(make_bot(says=(long,)))) as address,
        browse(address, viewport=viewport) as page,
    ):
        for channel in ("sms", "whatsapp"):
            page.locator(f"#{channel}-body").fill("w" * 200)
            page.keyboard.press("Enter")
            expect(answers_on(page, channel)).to_have_count(1)
        assert page.evaluate("document.documentElement.scrollWidth") == width
