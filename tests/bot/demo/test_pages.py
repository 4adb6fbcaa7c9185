import re
from datetime import UTC, datetime
from html import unescape

import pytest

from conversations.texts import Button, Channel, Encoding, Outgoing
from directory.places import Point

BARBES = Point(48.8838, 2.3496)
NUMBER = re.compile(r"\+33 6 39 98 \d\d \d\d")


def text(page):
    return unescape(re.sub(r"<[^>]*>", " ", page))


def words_of(page, side):
    """What stands in the bubbles of one side, in order."""
    bubbles = re.findall(rf'<div class="bubble {side}">(.*?)</div>', page, re.DOTALL)
    shown = (re.search(r'<p class="words"[^>]*>(.*?)</p>', bubble, re.DOTALL) for bubble in bubbles)
    return [unescape(found[1]) for found in shown if found]


def test_the_page_has_two_phones_with_invented_numbers(open_demo, make_bot):
    page = open_demo(make_bot()).test_client().get("/").text
    assert len(set(NUMBER.findall(page))) == 2


def test_the_page_says_that_everything_is_invented_and_nothing_is_sent(open_demo, make_bot):
    page = open_demo(make_bot()).test_client().get("/").text
    assert "Démonstration." in text(page)
    assert "aucune de ces adresses n’existe, et rien n’est vraiment envoyé" in text(page)


@pytest.mark.parametrize("channel", Channel)
def test_a_text_reaches_the_bot_through_the_webhook(open_demo, make_bot, channel):
    bot = make_bot()
    open_demo(bot).test_client().post(f"/demo/{channel}/texts", data={"body": "ou dormir"})
    assert [(asked.channel, asked.body) for asked in bot.asked] == [(channel, "ou dormir")]


def test_without_a_script_the_browser_is_sent_back_to_the_phone(open_demo, make_bot):
    answer = open_demo(make_bot()).test_client().post("/demo/sms/texts", data={"body": "salut"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/#sms")


def test_the_conversation_stays_on_the_page(open_demo, make_bot):
    visitor = open_demo(make_bot(says=(Outgoing("Bonsoir"),))).test_client()
    visitor.post("/demo/sms/texts", data={"body": "salut"})
    page = visitor.get("/").text
    assert (words_of(page, "person"), words_of(page, "bot")) == (["salut"], ["Bonsoir"])


def test_a_script_gets_the_new_messages_alone(open_demo, make_bot):
    visitor = open_demo(make_bot()).test_client()
    visitor.post("/demo/sms/texts", data={"body": "un"})
    headers = {"X-Fragment": "1"}
    fragment = visitor.post("/demo/sms/texts", data={"body": "deux"}, headers=headers).text
    assert words_of(fragment, "person") == ["deux"]
    assert "<html" not in fragment


def test_an_sms_answer_shows_its_encoding_segments_and_cost(open_demo, make_bot):
    said = Outgoing("Ouvert jusqu'à 20h", Encoding.GSM7, 2)
    visitor = open_demo(make_bot(says=(said,))).test_client()
    visitor.post("/demo/sms/texts", data={"body": "manger"})
    assert re.search(r"GSM-7\s+2 segments\s+0,16\s€", text(visitor.get("/").text))


def test_the_cost_of_a_conversation_adds_up(open_demo, make_bot):
    visitor = open_demo(make_bot(says=(Outgoing("oui", Encoding.GSM7, 1),))).test_client()
    for _ in range(3):
        visitor.post("/demo/sms/texts", data={"body": "manger"})
    assert re.search(r"3 segments en tout, 0,24\s€", text(visitor.get("/").text))


def test_quick_replies_come_as_buttons_that_text_what_they_stand_for(open_demo, make_bot):
    said = Outgoing("Que voulez-vous ?", buttons=(Button("Voir la suite", "+"),))
    visitor = open_demo(make_bot(says=(said,))).test_client()
    visitor.post("/demo/whatsapp/texts", data={"body": "manger"})
    assert '<button name="tap" value="+" dir="auto">Voir la suite</button>' in visitor.get("/").text


def test_a_tapped_button_is_texted(open_demo, make_bot):
    bot = make_bot()
    open_demo(bot).test_client().post("/demo/whatsapp/texts", data={"tap": "+"})
    assert [asked.body for asked in bot.asked] == ["+"]


def test_a_pin_is_a_link_to_its_coordinates(open_demo, make_bot):
    visitor = open_demo(make_bot(says=(Outgoing("Soupe", pin=BARBES),))).test_client()
    visitor.post("/demo/whatsapp/texts", data={"body": "1"})
    assert '<a href="geo:48.8838,2.3496">Position 48.8838, 2.3496</a>' in visitor.get("/").text


def test_stars_are_bold_on_whatsapp_and_stars_on_sms(open_demo, make_bot):
    visitor = open_demo(make_bot(says=(Outgoing("*Soupe*"),))).test_client()
    for channel in Channel:
        visitor.post(f"/demo/{channel}/texts", data={"body": "manger"})
    assert words_of(visitor.get("/").text, "bot") == ["*Soupe*", "<strong>Soupe</strong>"]


def test_a_shared_position_reaches_the_bot(open_demo, make_bot):
    bot = make_bot()
    visitor = open_demo(bot).test_client()
    visitor.post("/demo/whatsapp/texts", data={"position": "48.8838,2.3496"})
    assert [asked.position for asked in bot.asked] == [BARBES]


@pytest.mark.parametrize("position", ["here", "48.8", "nan,nan", "91,0", "1,2,3"])
def test_a_position_that_cannot_be_read_is_said(open_demo, make_bot, position):
    bot = make_bot()
    visitor = open_demo(bot).test_client()
    visitor.post("/demo/whatsapp/texts", data={"position": position})
    assert bot.asked == []
    assert "Cette position est illisible." in text(visitor.get("/").text)


def test_a_blank_text_is_not_sent(open_demo, make_bot):
    bot = make_bot()
    open_demo(bot).test_client().post("/demo/sms/texts", data={"body": "   "})
    assert bot.asked == []


@pytest.mark.parametrize(
    "body",
    ["é" * 10_000, "\0", "😀‍👩‍👧", "\u202eabc", b"\xff\xfe", "<script>alert(1)</script>"],
    ids=["long", "nul", "emoji", "override", "not UTF-8", "markup"],
)
def test_odd_text_is_shown_and_never_a_failure(open_demo, make_bot, body):
    visitor = open_demo(make_bot()).test_client()
    visitor.post("/demo/sms/texts", data={"body": body})
    page = visitor.get("/")
    assert page.status_code == 200
    assert words_of(page.text, "bot") == ["Bonjour"]
    assert "<script>alert" not in page.text


def test_a_new_person_has_another_number_and_a_blank_screen(open_demo, make_bot):
    bot = make_bot()
    visitor = open_demo(bot).test_client()
    visitor.post("/demo/sms/texts", data={"body": "un"})
    visitor.post("/demo/sms/person")
    assert words_of(visitor.get("/").text, "person") == []
    visitor.post("/demo/sms/texts", data={"body": "deux"})
    first, second = (asked.sender for asked in bot.asked)
    assert first != second


def test_the_other_phone_keeps_its_person(open_demo, make_bot):
    visitor = open_demo(make_bot()).test_client()
    visitor.post("/demo/whatsapp/texts", data={"body": "un"})
    visitor.post("/demo/sms/person")
    assert words_of(visitor.get("/").text, "person") == ["un"]


def test_two_visitors_do_not_see_each_other(open_demo, make_bot):
    app = open_demo(make_bot())
    app.test_client().post("/demo/sms/texts", data={"body": "secret"})
    assert "secret" not in app.test_client().get("/").text


def test_the_page_speaks_english_when_asked_and_remembers_it(open_demo, make_bot):
    visitor = open_demo(make_bot()).test_client()
    visitor.get("/?language=en")
    assert "Texts to try" in visitor.get("/").text


def test_a_language_that_the_page_lacks_changes_nothing(open_demo, make_bot):
    assert '<html lang="fr">' in open_demo(make_bot()).test_client().get("/?language=xx").text


def test_the_bot_answers_as_if_it_were_another_day(open_demo, make_bot):
    bot = make_bot()
    visitor = open_demo(bot).test_client()
    visitor.post("/demo/clock", data={"day": "5", "time": "10:30"})
    visitor.post("/demo/sms/texts", data={"body": "manger"})
    assert bot.asked_at == [datetime(2026, 1, 17, 9, 30, tzinfo=UTC)]
    assert "samedi 17 janvier, 10:30" in text(visitor.get("/").text)


def test_the_clock_goes_back_to_now(open_demo, make_bot):
    visitor = open_demo(make_bot()).test_client()
    visitor.post("/demo/clock", data={"day": "5", "time": "10:30"})
    visitor.post("/demo/clock", data={"now": "1"})
    assert "mercredi 14 janvier, 22:15" in text(visitor.get("/").text)


@pytest.mark.parametrize("form", [{"day": "x", "time": "10:30"}, {"day": "1", "time": "soon"}, {}])
def test_a_time_that_cannot_be_read_is_said(open_demo, make_bot, form):
    visitor = open_demo(make_bot()).test_client()
    visitor.post("/demo/clock", data=form)
    page = text(visitor.get("/").text)
    assert "Ce jour et cette heure sont illisibles." in page
    assert "mercredi 14 janvier, 22:15" in page


def test_silence_is_explained(open_demo, make_bot):
    visitor = open_demo(make_bot(says=())).test_client()
    visitor.post("/demo/sms/texts", data={"body": "encore"})
    assert words_of(visitor.get("/").text, "notice") == [
        "Pas de réponse automatique\u00a0: une personne suit cette conversation."
    ]


def test_a_text_with_a_wrong_signature_is_told_as_refused(open_demo, make_bot):
    bot = make_bot()
    visitor = open_demo(bot, token="another token").test_client()
    visitor.post("/demo/sms/texts", data={"body": "manger"})
    assert bot.asked == []
    assert words_of(visitor.get("/").text, "notice") == [
        "Le serveur n’a pas pris ce texte. Son journal dit pourquoi."
    ]


def test_there_is_no_third_phone(open_demo, make_bot):
    visitor = open_demo(make_bot()).test_client()
    assert visitor.post("/demo/fax/texts", data={"body": "manger"}).status_code == 404


def test_another_site_cannot_text_in_the_name_of_a_visitor(open_demo, make_bot):
    bot = make_bot()
    headers = {"Sec-Fetch-Site": "cross-site"}
    visitor = open_demo(bot).test_client()
    answer = visitor.post("/demo/sms/texts", data={"body": "manger"}, headers=headers)
    assert (answer.status_code, bot.asked) == (403, [])


def test_nothing_inline_and_nothing_from_outside_is_on_the_page(open_demo, make_bot):
    answer = open_demo(make_bot()).test_client().get("/")
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert re.findall(r"<style|style=|<script>|\son\w+=|https?://", answer.text) == []


@pytest.mark.parametrize("name", ["demo.css", "demo.js", "icon.svg"])
def test_the_page_brings_what_it_needs(open_demo, make_bot, name):
    visitor = open_demo(make_bot()).test_client()
    assert f"/demo/static/{name}" in visitor.get("/").text
    with visitor.get(f"/demo/static/{name}") as answer:
        assert answer.status_code == 200
