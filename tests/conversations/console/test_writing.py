"""What an operator writes: previewed, translated where it can be, held where it must be."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from conversations.operators.roles import Role
from conversations.sealing import Kind
from conversations.tables import messages
from conversations.transcripts import PAGE, open_folder
from tests.conversations.console.exchanges import LYON, ask_for_person, bodies_out, write
from tests.conversations.console.pages import TOKEN, words_of
from tests.texts import KEYRING, NUMBER


@pytest.fixture
def ana(console):
    return console.enter("Ana", Role.COORDINATOR)


def taken(console, visit, **told):
    """A thread of someone who writes Arabic, that the visitor has."""
    thread_id = ask_for_person(console.engine, "أريد شخصا", **{"language": "ar"} | told)
    visit.post(f"/console/threads/{thread_id}/claim")
    return thread_id


def reply(visit, thread_id, text, act="send", **form):
    token = TOKEN.search(visit.get(f"/console/threads/{thread_id}").text)
    plain = {"text": text, "act": act, "seen": 1, "token": token[1] if token else "t"}
    return visit.post(f"/console/threads/{thread_id}/reply", plain | form)


def last_sent(console, thread_id):
    with console.engine.connect() as connection:
        folder = open_folder(connection, thread_id, KEYRING)
        row = connection.execute(
            select(messages).where(messages.c.direction == "out").order_by(messages.c.id.desc())
        ).first()
        original = row.sealed_translation
        return (
            folder.key.open_text(Kind.BODY, row.sealed_body),
            folder.key.open_text(Kind.TRANSLATION, original) if original else "",
            row.language,
        )


def test_sending_at_once_shows_the_translation_first(console, ana):
    thread_id = taken(console, ana)
    page = reply(ana, thread_id, "good evening Ana").text
    assert "Ana evening good" in words_of(page)
    assert bodies_out(console.engine) == []


def test_what_was_looked_at_leaves_and_its_original_is_kept(console, ana):
    thread_id = taken(console, ana)
    answer = reply(ana, thread_id, "good evening Ana", agreed="Ana evening good")
    assert answer.status_code == 303
    assert last_sent(console, thread_id) == ("Ana evening good", "good evening Ana", "ar")
    assert [job.value for job, _ in console.bell.rung] == ["send"]


def test_another_text_than_the_one_looked_at_is_shown_again(console, ana):
    thread_id = taken(console, ana)
    reply(ana, thread_id, "good night Ana", agreed="Ana evening good")
    assert bodies_out(console.engine) == []


def test_a_translation_whose_numbers_differ_is_held(console, ana):
    console.machine.fault = "The numbers are not the same in the translation."
    thread_id = taken(console, ana)
    page = reply(ana, thread_id, "at 8", agreed="8 at").text
    assert "The numbers are not the same" in words_of(page)
    assert bodies_out(console.engine) == []


def test_without_a_model_the_notice_is_shown_and_it_leaves_as_it_was_written(console, ana):
    console.machine.languages = {"en"}
    thread_id = taken(console, ana)
    assert "There is no translation" in words_of(reply(ana, thread_id, "good evening").text)
    assert bodies_out(console.engine) == []
    reply(ana, thread_id, "good evening", act="as_is")
    assert last_sent(console, thread_id) == ("good evening", "", "en")


def test_a_translator_that_died_loses_nothing(console, ana):
    console.machine.languages, console.machine.notice = {"en"}, "The translator broke down."
    thread_id = taken(console, ana)
    page = reply(ana, thread_id, "good evening").text
    assert "The translator broke down." in words_of(page)
    assert ">good evening</textarea>" in page


def test_one_language_needs_no_translation(console, ana):
    thread_id = taken(console, ana, language="en")
    assert reply(ana, thread_id, "good evening").status_code == 303
    assert last_sent(console, thread_id) == ("good evening", "", "en")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing to send yet."),
        ("a" * 1601, "This is too long"),
        ("come at {hour}", "Fill in {hour} first."),
    ],
    ids=["nothing", "a huge paste", "a field"],
)
def test_what_cannot_be_sent_is_told_and_kept(console, ana, text, sentence):
    thread_id = taken(console, ana, language="en")
    page = reply(ana, thread_id, text).text
    assert sentence in words_of(page)
    assert f">{text}</textarea>" in page


def test_a_paste_of_a_million_letters_is_refused_with_a_sentence(console, ana):
    thread_id = taken(console, ana)
    answer = reply(ana, thread_id, "a" * 1_000_000)
    assert (answer.status_code, "too much text" in answer.text) == (413, True)


def test_pasted_html_is_text(console, ana):
    thread_id = taken(console, ana, language="en")
    reply(ana, thread_id, "<b>hello</b><script>alert(1)</script>")
    page = ana.get(f"/console/threads/{thread_id}").text
    assert "&lt;b&gt;hello&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_draft_that_comes_after_its_text_was_sent_is_not_kept(console, ana):
    thread_id = taken(console, ana, language="en")
    page = ana.get(f"/console/threads/{thread_id}").text
    token = TOKEN.search(page)[1]
    reply(ana, thread_id, "hello", token=token)
    ana.post(f"/console/threads/{thread_id}/draft", {"text": "hello", "token": token})
    assert ">hello</textarea>" not in ana.get(f"/console/threads/{thread_id}").text


def test_drafts_of_two_operators_stay_apart(console, ana):
    thread_id = taken(console, ana)
    ben = console.enter("Ben")
    ana.post(f"/console/threads/{thread_id}/draft", {"text": "of Ana"})
    ben.post(f"/console/threads/{thread_id}/draft", {"text": "of Ben"})
    assert "of Ben" not in ana.get(f"/console/threads/{thread_id}").text


def test_a_saved_reply_comes_in_the_language_of_the_person(console, ana):
    thread_id = taken(console, ana, context={"place": LYON})
    form = {"title": "Where", "language": ["ar", "en"], "text": ["أين في {place}؟", "Where?"]}
    ana.post("/console/replies", form)
    ana.post(f"/console/threads/{thread_id}/insert", {"reply": 1})
    assert "⟦أين في Lyon؟⟧" in ana.get(f"/console/threads/{thread_id}").text


def test_a_saved_reply_without_that_language_is_there_to_be_translated(console, ana):
    thread_id = taken(console, ana)
    ana.post("/console/replies", {"title": "Where", "language": "en", "text": "Where?"})
    ana.post(f"/console/threads/{thread_id}/insert", {"reply": 1})
    assert ">Where?</textarea>" in ana.get(f"/console/threads/{thread_id}").text


def test_two_replies_cannot_have_one_title(console, ana):
    for _ in range(2):
        answer = ana.post("/console/replies", {"title": "Where", "language": "en", "text": "?"})
    assert (answer.status_code, "has this title" in answer.text) == (400, True)


def test_an_entry_that_is_gone_is_told(console, ana):
    thread_id = taken(console, ana)
    answer = ana.post(f"/console/threads/{thread_id}/insert", {"service": "gone"})
    assert "no longer in the directory" in answer.text


def test_segments_are_counted_without_the_marks_of_entries(console, ana):
    told = ana.post("/console/count", {"text": "⟦" + "a" * 160 + "⟧"}).json
    assert (told["segments"], told["said"]) == (1, "160 letters, 1 SMS")


def test_a_muted_person_is_told_and_can_be_answered_again(console, ana):
    thread_id = taken(console, ana)
    ana.post(f"/console/threads/{thread_id}/mute", {"length": "day"})
    assert "Muted until" in ana.get(f"/console/threads/{thread_id}").text
    ana.post(f"/console/threads/{thread_id}/mute", {"length": ""})
    assert "Muted until" not in ana.get(f"/console/threads/{thread_id}").text


def test_a_thread_of_five_thousand_texts_is_read_in_pages(console, ana):
    thread_id = taken(console, ana, sender=NUMBER)
    with console.office.writing() as connection:
        key = open_folder(connection, thread_id, KEYRING).key
        first = dict(connection.execute(select(messages)).mappings().one())
        rows = [
            first | {"id": number, "sequence": number, "provider_id": None,
                     "sealed_body": key.seal_text(Kind.BODY, f"text {number}."),
                     "created_at": console.clock() + timedelta(seconds=number)}
            for number in range(2, 5001)
        ]  # fmt: skip
        connection.execute(insert(messages), rows)
        connection.exec_driver_sql("UPDATE threads SET next_sequence = 5001")
    seen, path = [], f"/console/threads/{thread_id}"
    for _ in range(3):
        page = ana.get(path).text
        seen += re.findall(r"text (\d+)\.", page)[-PAGE:]
        path = re.search(r'href="(/console/threads/\d+\?before=\d+)"', page)[1]
    assert sorted(map(int, seen)) == list(range(5001 - 3 * PAGE, 5001))


def test_what_did_not_change_is_not_drawn_again(console, ana):
    thread_id = taken(console, ana, sender=NUMBER)
    for path in (f"/console/threads/{thread_id}/live", "/console/lists/mine/rows", "/console/news"):
        tag = ana.get(path).headers["ETag"]
        assert ana.get(path, headers={"If-None-Match": tag}).status_code == 304
        write(console.engine, "encore", sender=NUMBER, language="ar",
              at=console.clock() + timedelta(seconds=len(path)))  # fmt: skip
        assert ana.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_page_left_open_is_told_that_the_session_has_ended(console, ana):
    console.clock.at += timedelta(hours=1)
    assert ana.get("/console/news", headers={"X-Live": "1"}).status_code == 401


def test_the_page_of_an_erased_person_says_so(console, ana):
    answer = ana.get("/console/threads/4711")
    assert (answer.status_code, "erased by the person" in words_of(answer.text)) == (404, True)


def test_a_text_that_did_not_arrive_is_sent_again_by_its_button(console, ana):
    thread_id = taken(console, ana)
    reply(ana, thread_id, "Bonsoir", act="as_is")
    path = f"/console/threads/{thread_id}"
    assert ">Send it again<" not in ana.get(path).text
    with console.office.writing() as connection:
        connection.exec_driver_sql("UPDATE messages SET delivery = 'failed' WHERE operator_id > 0")
    button = re.search(r'action="([^"]+/again)"', ana.get(path).text)
    assert ana.post(button[1], {"seen": 1}).status_code == 303
    assert len(bodies_out(console.engine)) == 2
    assert len(console.bell.rung) == 2
    assert ">Send it again<" not in ana.get(path).text
    assert ana.post(f"{path}/texts/4711/again", {"seen": 1}).status_code == 409


def test_a_call_is_told_where_nothing_is_written(console, ana):
    called, wrote = ask_for_person(console.engine, ""), ask_for_person(console.engine)
    pages = [ana.get(f"/console/threads/{thread_id}").text for thread_id in (called, wrote)]
    sentence = "They called, or sent a text without a word."
    assert [sentence in words_of(page) for page in pages] == [True, False]
