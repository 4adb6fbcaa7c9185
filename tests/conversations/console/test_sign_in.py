"""Who comes in, how often they may try, and when they are out again."""

import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from conversations.operators import accounts
from conversations.operators.passwords import Weakness, find_weakness
from conversations.operators.roles import Deed, Role
from conversations.operators.second_factor import secret_of
from conversations.operators.sessions import ABSOLUTE, IDLE
from conversations.operators.tables import audit, sessions
from conversations.operators.throttling import ACCOUNT, SOURCE
from tests.conversations.console.conftest import SECRET, make_console
from tests.conversations.console.exchanges import ask_for_person
from tests.conversations.console.pages import PASSWORD, SEAL, words_of

GOOD = "soup at eight under the bridge"
WRONG = "Name, password or code is not right."
TOO_MANY = "Too many tries."


@pytest.fixture
def ana(console):
    console.hire("Ana Martin")
    return console.visit()


def invited(console, name="Ben"):
    with console.office.writing() as connection:
        operator_id = accounts.add(connection, name, "", Role.OPERATOR, console.clock())
        return accounts.invite(connection, operator_id, console.clock())


def join(console, visit, token, **told):
    code = pyotp.TOTP(secret_of(token, SECRET)).at(console.clock())
    path = f"/console/join/{token}"
    return visit.post(path, {"password": GOOD, "again": GOOD, "code": code} | told)


def wait(console, **length):
    console.clock.at += timedelta(**length)


def test_the_console_is_found_with_a_slash_too(ana):
    ana.sign_in("ana  martin")
    assert "Ana Martin" in ana.get("/console/").text


def test_name_password_and_code_let_in(ana):
    assert ana.sign_in("ana  martin").headers["Location"] == "/console"
    assert "Ana Martin" in ana.get("/console").text


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("Ana Martin", "another phrase altogether", None),
        ("Ana Martin", PASSWORD, "000000"),
        ("Ana Martin", PASSWORD, ""),
        ("Nobody", PASSWORD, None),
        ("", "", ""),
    ],
    ids=["password", "code", "no code", "unknown", "nothing"],
)
def test_all_who_lack_something_get_the_same_answer(ana, name, password, code):
    answer = ana.sign_in(name, password, code)
    assert (answer.status_code, WRONG in words_of(answer.text)) == (403, True)


def test_a_code_is_taken_once(console, ana):
    ana.sign_in("Ana Martin")
    assert console.visit().sign_in("Ana Martin").status_code == 403


def test_guessing_slows_down_and_never_locks_out_for_good(console, ana):
    for _ in range(ACCOUNT.free + 1):
        ana.sign_in("Ana Martin", "guess after guess after guess")
    assert TOO_MANY in words_of(ana.sign_in("Ana Martin").text)
    console.clock.at += ACCOUNT.longest + timedelta(seconds=1)
    assert ana.sign_in("Ana Martin").status_code == 303


def test_an_unknown_name_is_slowed_down_alike(console, ana):
    for _ in range(ACCOUNT.free + 1):
        ana.sign_in("Nobody", "guess after guess after guess")
    assert TOO_MANY in words_of(ana.sign_in("Nobody").text)


def test_a_source_that_guesses_many_names_waits(console, ana):
    for number in range(SOURCE.free + 1):
        ana.sign_in(f"Name {number}", "guess after guess after guess")
    assert TOO_MANY in words_of(ana.sign_in("Ana Martin").text)


def test_a_session_is_new_at_each_sign_in(ana):
    ana.get("/console/sign-in")
    before = ana.client.get_cookie("solitexto-console", path="/console").value
    ana.sign_in("Ana Martin")
    assert ana.client.get_cookie("solitexto-console", path="/console").value != before


def test_only_a_hash_of_the_session_is_kept(console, ana):
    ana.sign_in("Ana Martin")
    token = ana.client.get_cookie("solitexto-console", path="/console").value
    with console.engine.connect() as connection:
        kept = connection.scalars(select(sessions.c.token_hash)).one()
    assert token.encode() not in kept


def test_a_session_ends_when_nobody_uses_it(console, ana):
    ana.sign_in("Ana Martin")
    console.clock.at += IDLE + timedelta(seconds=1)
    assert "sign-in" in ana.get("/console").headers["Location"]


def test_a_page_that_asks_by_itself_keeps_no_session_open(console, ana):
    ana.sign_in("Ana Martin")
    answers = []
    for _ in range(4):
        wait(console, minutes=10)
        answers.append(ana.get("/console/news", headers={"X-Live": "1"}).status_code)
    assert answers == [200, 200, 401, 401]


def test_a_session_ends_however_much_it_is_used(console, ana):
    ana.sign_in("Ana Martin")
    for _ in range(int(ABSOLUTE / timedelta(minutes=20))):
        assert ana.get("/console").status_code == 200
        wait(console, minutes=20)
    assert ana.get("/console").status_code == 303


def test_signing_out_ends_the_session_on_the_server(console):
    visit = console.enter("Ana")
    token = visit.client.get_cookie("solitexto-console", path="/console").value
    visit.post("/console/sign-out")
    visit.client.set_cookie("solitexto-console", token, path="/console")
    assert visit.get("/console").status_code == 303


def test_another_browser_is_signed_out_from_the_account(console):
    one = console.enter("Ana")
    wait(console, minutes=1)
    other = console.visit()
    other.sign_in("Ana")
    found = re.search(r"/console/account/sessions/\d+/end", one.get("/console/account").text)
    assert one.post(found[0]).status_code == 303
    assert other.get("/console").status_code == 303


def test_nobody_ends_the_session_of_another(console):
    ana, ben = console.enter("Ana"), console.enter("Ben")
    with console.engine.connect() as connection:
        of_ben = connection.scalar(
            select(sessions.c.id).where(sessions.c.operator_id == ben.operator_id)
        )
    assert ana.post(f"/console/account/sessions/{of_ben}/end").status_code == 404
    assert ben.get("/console").status_code == 200


def test_by_https_the_cookie_is_bound_to_the_host(console_engine):
    visit = make_console(console_engine, "https://texts.example.org").visit()
    cookie = visit.get("/console/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("__Host-solitexto=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))


def test_an_invitation_sets_password_and_second_factor_and_signs_in(console):
    visit, token = console.visit(), invited(console)
    answer = join(console, visit, token)
    assert len(re.findall(r"<code>[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}</code>", answer.text)) == 8
    assert visit.get("/console").status_code == 200


def test_an_invitation_works_once(console):
    token = invited(console)
    join(console, console.visit(), token)
    assert console.visit().get(f"/console/join/{token}").status_code == 404
    assert join(console, console.visit(), token).status_code in (400, 404)


def test_an_invitation_becomes_too_old(console):
    token = invited(console)
    wait(console, days=3, seconds=1)
    assert console.visit().get(f"/console/join/{token}").status_code == 404


def test_a_new_invitation_makes_the_old_one_worthless(console):
    token = invited(console)
    with console.office.writing() as connection:
        account = accounts.find_by_name(connection, "Ben")
        accounts.invite(connection, account.id, console.clock())
    assert console.visit().get(f"/console/join/{token}").status_code == 404


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"password": "short", "again": "short"}, "too short"),
        ({"password": "motdepasse2026!", "again": "motdepasse2026!"}, "first that are tried"),
        ({"again": "another phrase"}, "not the same"),
        ({"code": "000000"}, "The code is not right"),
    ],
    ids=["short", "common", "different", "code"],
)
def test_an_invitation_says_what_is_wrong(console, told, sentence):
    answer = join(console, console.visit(), invited(console), **told)
    assert (answer.status_code, sentence in words_of(answer.text)) == (400, True)


def test_a_code_on_paper_stands_in_for_the_telephone_once(console):
    visit, token = console.visit(), invited(console)
    paper = re.search(r"<code>([a-z0-9-]{14})</code>", join(console, visit, token).text)[1]
    tries = [console.visit().sign_in("Ben", GOOD, paper.upper()).status_code for _ in range(2)]
    assert tries == [303, 403]


@pytest.mark.parametrize(
    ("password", "weakness"),
    [
        ("a" * 11, Weakness.SHORT),
        ("a" * 129, Weakness.LONG),
        ("aaaaaaaaaaaaaaa", Weakness.COMMON),
        ("123456789012345", Weakness.COMMON),
        ("azertyuiopqsdf", Weakness.COMMON),
        ("Passwordpassword1", Weakness.COMMON),
        ("solitexto-2026!!", Weakness.COMMON),
        ("martin loves soup", Weakness.NAMED),
        ("soup at eight under the bridge", None),
        ("солнце над мостом", None),
        ("x" * 3 + " correct horses " * 5, None),
    ],
)
def test_passwords_are_long_and_not_everybodys(password, weakness):
    assert find_weakness(password, "Ana Martin") is weakness


def test_what_was_written_when_the_session_ended_is_a_draft_again(console):
    visit = console.enter("Ana")
    thread_id = ask_for_person(console.engine)
    visit.post(f"/console/threads/{thread_id}/claim")
    seal = visit.seal()
    console.clock.at += IDLE + timedelta(seconds=1)
    form = {"seal": seal, "text": "Je vous rappelle", "act": "send", "seen": 1, "token": "t"}
    answer = visit.client.post(f"/console/threads/{thread_id}/reply", data=form)
    assert answer.status_code == 401
    assert "Je vous rappelle" in answer.text
    found = SEAL.search(answer.text)
    kept = {"kept_thread": thread_id, "kept_text": "Je vous rappelle"}
    door = {"seal": found[1], "name": "Ana", "password": PASSWORD, "code": visit.code(), **kept}
    back = visit.client.post("/console/sign-in", data=door)
    assert "Je vous rappelle" in visit.get(back.headers["Location"]).text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/demo", ""])
def test_signing_in_leads_to_no_other_site(ana, elsewhere):
    assert ana.sign_in("Ana Martin", next=elsewhere).headers["Location"] == "/console"


def test_rights_are_changed_only_after_the_password_was_given_again(console):
    visit = console.enter("Ana", Role.ADMINISTRATOR)
    wait(console, minutes=6)
    answer = visit.post("/console/team", {"name": "Eve", "role": "administrator"})
    assert "/console/confirm" in answer.headers["Location"]
    told = visit.post("/console/confirm", {"password": PASSWORD, "code": visit.code()})
    assert told.status_code == 303
    assert "join/" in visit.post("/console/team", {"name": "Eve", "role": "operator"}).text


def test_the_last_administrator_stays(console):
    visit = console.enter("Ana", Role.ADMINISTRATOR)
    account = f"/console/team/{visit.operator_id}"
    assert visit.post(f"{account}/disable").status_code == 400
    assert visit.post(f"{account}/role", {"role": "operator"}).status_code == 400


def test_who_was_refused_and_who_came_in_is_written_down(console, ana):
    ana.sign_in("Ana Martin", "another phrase altogether")
    ana.sign_in("Ana Martin")
    with console.engine.connect() as connection:
        deeds = connection.scalars(select(audit.c.deed).order_by(audit.c.id)).all()
    assert deeds == [Deed.REFUSED, Deed.SIGNED_IN]
