"""A text comes in by HTTP: kept once, answered once, refused when it is not the provider's."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import permutations
from threading import Event as Flag
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select, text

from bot.logs import make_discreet_record
from bot.reception import Voice
from conversations.people import find_by_message
from conversations.sealing import Kind
from conversations.states import Consent, Delivery
from conversations.tables import messages, people, threads
from conversations.texts import Direction, Outgoing
from conversations.turns import Reply
from directory.places import Point
from directory.storage import for_writing, make_engine
from tests.texts import NOW, make_reply
from tests.twilio_calls import make_form, make_settings, post, read_texts
from wsgi import create_app

PARALLEL = 40


def echo(incoming, snapshot, now):
    return make_reply(f"Vous dites : {incoming.body}")


def make_voice(answer=echo, rescue=lambda incoming: ()):
    return Voice(answer, lambda incoming, language: (Outgoing("Pardon"),), rescue)


@pytest.fixture
def make_client(engine: Engine):
    """A client of an application on the database, with the voice given."""

    def make(voice=None, on=engine):
        app = create_app(make_settings(), voice or make_voice(), engine=on, clock=lambda: NOW)
        return app.test_client()

    return make


@pytest.fixture
def client(make_client):
    return make_client()


def count(engine, table):
    with engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def kept(engine, column, *where):
    with engine.connect() as connection:
        return list(connection.scalars(select(column).where(*where)))


class Recorder:
    """An answerer that remembers what it was asked."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.asked = []

    def __call__(self, incoming, snapshot, now):
        self.asked.append((incoming, snapshot))
        return self.replies[len(self.asked) - 1] if self.replies else make_reply("Bonsoir")


def test_a_text_gets_its_answer_in_the_response(client):
    response = post(client, make_form(Body="bonsoir"))
    assert read_texts(response) == ["Vous dites : bonsoir"]
    assert response.mimetype == "text/xml"


def test_several_texts_leave_in_order(make_client):
    client = make_client(make_voice(Recorder(make_reply("Un", "Deux", "Trois"))))
    assert read_texts(post(client)) == ["Un", "Deux", "Trois"]


def test_silence_is_an_answer(make_client):
    assert read_texts(post(make_client(make_voice(Recorder(make_reply()))))) == []


def test_a_repeat_gets_the_same_answer_word_for_word(client):
    assert post(client).data == post(client).data


def test_a_repeat_is_not_thought_about_again(make_client):
    answer = Recorder()
    client = make_client(make_voice(answer))
    post(client)
    post(client)
    assert len(answer.asked) == 1


def test_the_next_text_finds_what_was_remembered(make_client):
    answer = Recorder(make_reply("Où ?", context={"needs": ["food"]}), make_reply("Voici"))
    client = make_client(make_voice(answer))
    post(client)
    post(client, make_form(MessageSid="SM0002"))
    assert answer.asked[1][1].context == {"needs": ["food"]}


def test_a_shared_position_reaches_the_bot_and_is_kept_sealed(make_client, engine):
    answer = Recorder()
    post(make_client(make_voice(answer)), make_form(Body="", Latitude="48.85", Longitude="2.35"))
    assert answer.asked[0][0].position == Point(48.85, 2.35)
    (sealed,) = kept(engine, messages.c.sealed_position, messages.c.direction == Direction.IN)
    assert b"48.85" not in sealed


@pytest.mark.parametrize("path", ["/twilio/incoming", "/twilio/status"])
def test_a_stranger_is_refused_with_nothing_said(client, path):
    response = post(client, path=path, token="stolen")
    assert (response.status_code, response.data) == (403, b"")


def test_a_stranger_never_touches_the_database(make_client, tmp_path):
    nowhere = make_engine(f"sqlite:///{tmp_path}/absent/{'x' * 300}.sqlite3")
    assert post(make_client(on=nowhere), token="stolen").status_code == 403


def test_a_body_that_is_too_large_is_refused(client):
    assert post(client, make_form(Body="x" * 70_000)).status_code == 413


def test_ten_thousand_letters_are_answered(client):
    assert read_texts(post(client, make_form(Body="é" * 10_000)))


@pytest.mark.parametrize(
    "body", ["🙂" * 50, "a\0b", "\u202eab", "", " ", "%00", "';--", "{{7*7}}", "Z" + "\u0336" * 500]
)
def test_odd_texts_are_answered(client, body):
    assert len(read_texts(post(client, make_form(Body=body)))) == 1


def test_a_text_without_an_id_is_refused_with_a_sentence(client):
    response = post(client, make_form(MessageSid=""))
    assert response.status_code == 400
    assert "MessageSid is missing" in response.text


FIELDS = st.dictionaries(
    st.sampled_from([*make_form(), "Latitude", "Longitude", "ButtonPayload", "OptOutType", "Odd"]),
    st.text(max_size=60),
)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(fields=FIELDS)
def test_no_signed_form_makes_the_server_fail(client, fields):
    assert post(client, make_form(**fields)).status_code in (200, 400, 403)


def deliver(make_client, forms):
    """Each form by a thread of its own, all at once."""
    clients = [make_client() for _ in forms]
    with ThreadPoolExecutor(len(forms)) as pool:
        return list(map(read_texts, pool.map(post, clients, forms)))


def test_forty_deliveries_of_one_text_are_one_row_and_one_answer(make_client, engine):
    answers = deliver(make_client, [make_form()] * PARALLEL)
    assert count(engine, messages) == 2
    assert count(engine, people) == 1
    assert {tuple(answer) for answer in answers} == {("Vous dites : ou dormir ce soir paris 18",)}


def test_forty_texts_of_one_person_are_each_answered_once(make_client, engine):
    forms = [make_form(MessageSid=f"SM{n}", Body=str(n)) for n in range(PARALLEL)]
    answers = deliver(make_client, forms)
    assert [len(answer) for answer in answers] == [1] * PARALLEL
    assert count(engine, messages) == PARALLEL * 2


def test_forty_people_at_once_have_a_thread_each(make_client, engine):
    forms = [make_form(MessageSid=f"SM{n}", From=f"+336399800{n:02}") for n in range(PARALLEL)]
    answers = deliver(make_client, forms)
    assert all(answers)
    assert count(engine, threads) == PARALLEL


def test_a_repeat_that_comes_during_the_answer_waits_for_it(make_client):
    thinking, done = Flag(), Flag()

    def think_slowly(incoming, snapshot, now):
        thinking.set()
        done.wait(5)
        return make_reply("Bonsoir")

    clients = [make_client(make_voice(think_slowly)) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(post, clients[0])
        thinking.wait(5)
        second = pool.submit(post, clients[1])
        done.set()
        assert read_texts(first.result()) == read_texts(second.result()) == ["Bonsoir"]


def test_an_operator_who_takes_the_thread_meanwhile_silences_the_bot(make_client, engine):
    owners = []

    def answer(incoming, snapshot, now):
        owners.append(snapshot.owner.value)
        if len(owners) == 1:
            with engine.begin() as connection:
                connection.execute(threads.update().values(state="operator", version=1))
        return make_reply(*(["Bonsoir"] if snapshot.owner == "bot" else []))

    assert read_texts(post(make_client(make_voice(answer)))) == []
    assert owners == ["bot", "operator"]


def test_a_thread_that_never_rests_gets_an_apology(make_client, engine):
    def answer(incoming, snapshot, now):
        with engine.begin() as connection:
            connection.execute(threads.update().values(version=threads.c.version + 1))
        return make_reply("Bonsoir")

    assert read_texts(post(make_client(make_voice(answer)))) == ["Pardon"]
    assert kept(engine, messages.c.answered_at, messages.c.direction == Direction.IN) == [None]


def fail(incoming, snapshot, now):
    raise RuntimeError("canari " + incoming.body)


def test_when_the_bot_fails_the_person_is_told(make_client):
    assert read_texts(post(make_client(make_voice(fail)))) == ["Pardon"]


def test_when_the_bot_fails_the_text_waits_for_the_sweep(make_client, engine):
    post(make_client(make_voice(fail)))
    assert kept(engine, messages.c.answered_at, messages.c.direction == Direction.IN) == [None]


def test_a_failure_is_logged_without_the_words(make_client, caplog):

    before = logging.getLogRecordFactory()
    logging.setLogRecordFactory(make_discreet_record)
    try:
        post(make_client(make_voice(fail)), make_form(Body="secret"))
    finally:
        logging.setLogRecordFactory(before)
    assert "RuntimeError at" in caplog.text
    assert "canari" not in caplog.text


def test_memory_that_cannot_be_kept_is_a_failure_of_ours(make_client):
    voice = make_voice(Recorder(make_reply("a", context={"when": NOW})))
    assert read_texts(post(make_client(voice))) == ["Pardon"]


@pytest.fixture
def lost(engine: Engine):
    """The database without its tables, as after a broken upgrade."""
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE threads RENAME TO gone"))


@pytest.mark.usefixtures("lost")
def test_without_a_database_twilio_is_asked_to_try_again(client):
    assert post(client).status_code == 503


@pytest.mark.usefixtures("lost")
def test_without_a_database_emergency_numbers_still_leave(make_client):
    voice = make_voice(rescue=lambda incoming: (Outgoing("Appelez le 112"),))
    assert read_texts(post(make_client(voice))) == ["Appelez le 112"]


def test_a_text_that_is_not_kept_leaves_its_reason_in_the_log(lost, client, caplog):
    post(client, path="/twilio/incoming")
    assert ("bot.webhook", logging.ERROR) in [record[:2] for record in caplog.record_tuples]


def test_without_the_key_of_a_person_emergency_numbers_still_leave(make_client, engine):
    post(make_client())
    with engine.begin() as connection:
        connection.execute(people.update().values(data_key_id="another"))
    voice = make_voice(rescue=lambda incoming: (Outgoing("Appelez le 112"),))
    assert read_texts(post(make_client(voice), make_form(MessageSid="SM2"))) == ["Appelez le 112"]
    assert post(make_client(), make_form(MessageSid="SM3")).status_code == 503


def test_whatever_fails_while_keeping_danger_is_answered(engine):
    voice = make_voice(rescue=lambda incoming: (Outgoing("Appelez le 112"),))
    app = create_app(make_settings(), voice, engine=engine, clock=lambda: NOW.replace(tzinfo=None))
    assert read_texts(post(app.test_client())) == ["Appelez le 112"]


def test_what_the_provider_answered_is_noted_and_not_answered(make_client, engine):
    answer = Recorder()
    response = post(make_client(make_voice(answer)), make_form(Body="STOP", OptOutType="STOP"))
    assert read_texts(response) == []
    assert answer.asked == []
    assert kept(engine, people.c.consent) == [Consent.ANSWERS_ONLY]
    assert kept(engine, messages.c.opt_out) == ["STOP"]


def report(client, engine, status, reference=None, **fields):
    reference = reference or kept(engine, messages.c.reference, messages.c.delivery.is_not(None))[0]
    form = {"MessageSid": "SM9999", "MessageStatus": status, **fields}
    return post(client, form, f"/twilio/status?message={reference}").status_code


@pytest.mark.parametrize(
    ("order", "end"),
    [
        (["queued", "sent", "delivered"], Delivery.DELIVERED),
        (["delivered", "sent", "queued"], Delivery.DELIVERED),
        (["sent", "undelivered", "sent"], Delivery.FAILED),
        (["odd"], Delivery.HANDED),
    ],
    ids=str,
)
def test_reports_move_a_text_forward_only(client, engine, order, end):
    post(client)
    assert {report(client, engine, status) for status in order} == {200}
    assert kept(engine, messages.c.delivery, messages.c.direction == Direction.OUT) == [end]


def test_a_report_gives_the_text_its_provider_s_id(client, engine):
    post(client)
    report(client, engine, "failed", ErrorCode="30003")
    found = kept(engine, messages.c.provider_id, messages.c.error_code == 30003)
    assert found == ["SM9999"]


def test_a_report_of_a_text_that_is_not_ours_is_taken(client, engine):
    assert report(client, engine, "sent", "unknown") == 200


def test_the_process_says_that_it_lives(client):
    assert client.get("/healthz").text == "alive\n"


def test_an_empty_directory_is_a_warning(client):
    response = client.get("/readyz")
    assert response.status_code == 200
    assert "directory import" in response.json["directory"]


@pytest.mark.usefixtures("lost")
def test_without_tables_the_process_is_not_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json["database"]) == (503, "failed")


def test_what_is_kept_can_be_read_with_the_keys(make_client, engine):
    post(make_client(), make_form(Body="bonsoir"))
    (row_id,) = kept(engine, messages.c.id, messages.c.direction == Direction.IN)
    (sealed,) = kept(engine, messages.c.sealed_body, messages.c.direction == Direction.IN)
    with for_writing(engine).begin() as connection:
        key = find_by_message(connection, row_id, make_settings().keyring()).ours.key
        assert key.open_text(Kind.BODY, sealed) == "bonsoir"


def test_a_call_hears_a_sentence_and_gets_a_text(make_client, engine):
    voice = replace(make_voice(), greet=lambda language: f"Bonjour {language}", mother_tongue="fr")
    form = make_form(CallSid="CA1", MessageSid="")
    response = post(make_client(voice), form, "/twilio/voice")
    assert "".join(ElementTree.fromstring(response.data).itertext()) == "Bonjour fr"
    assert kept(engine, messages.c.delivery, messages.c.direction == Direction.OUT) == [
        Delivery.READY
    ]


@pytest.mark.parametrize(
    ("code", "tries"),
    [("30003", ["failed", "ready"]), ("30410", ["failed", "ready"]), ("30005", ["failed"])],
)
def test_a_phone_that_was_off_is_tried_once_more(client, engine, code, tries):
    post(client)
    report(client, engine, "undelivered", ErrorCode=code)
    report(client, engine, "undelivered", ErrorCode=code)
    out = kept(engine, messages.c.delivery, messages.c.direction == Direction.OUT)
    assert sorted(state.value for state in out) == tries


def test_who_refuses_texts_is_remembered(client, engine):
    post(client)
    report(client, engine, "undelivered", ErrorCode="21610")
    assert kept(engine, people.c.consent) == [Consent.ANSWERS_ONLY]


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "delivered", "failed"])))
def test_reports_end_in_the_same_state_whatever_their_order(client, engine, order):
    post(client)
    for status in (*order, *order):
        report(client, engine, status, kept(engine, messages.c.reference)[-1])
    out = messages.c.direction == Direction.OUT
    assert kept(engine, messages.c.delivery, out) == [Delivery.DELIVERED]
