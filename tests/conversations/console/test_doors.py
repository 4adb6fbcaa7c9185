"""Every route and every role, in one table: a route without a line in it fails."""

import pytest
from sqlalchemy import select

from conversations.console.routes import OPENED
from conversations.operators.roles import Role
from conversations.operators.tables import operators

ANYONE, OPERATOR, COORDINATOR, ADMINISTRATOR = None, *Role

# Who may take each route: the least role, with those above it. Add a line with each new route.
DOORS = {
    "static": ANYONE,
    "show_sign_in": ANYONE,
    "sign_in": ANYONE,
    "show_join": ANYONE,
    "join": ANYONE,
    "show_nothing": ANYONE,
    "sign_out": OPERATOR,
    "show_confirm": OPERATOR,
    "confirm": OPERATOR,
    "show_account": OPERATOR,
    "change_language": OPERATOR,
    "change_password": OPERATOR,
    "change_codes": OPERATOR,
    "end_session": OPERATOR,
    "show_waiting": OPERATOR,
    "show_list": OPERATOR,
    "show_rows": OPERATOR,
    "show_news": OPERATOR,
    "take": OPERATOR,
    "show_thread": OPERATOR,
    "show_exchange": OPERATOR,
    "claim": OPERATOR,
    "release": OPERATOR,
    "transfer": OPERATOR,
    "hand_back": OPERATOR,
    "close": OPERATOR,
    "reopen": OPERATOR,
    "silence": OPERATOR,
    "show_number": COORDINATOR,
    "keep_draft": OPERATOR,
    "write_note": OPERATOR,
    "insert": OPERATOR,
    "reply": OPERATOR,
    "send_again": OPERATOR,
    "count": OPERATOR,
    "show_replies": OPERATOR,
    "add_reply": COORDINATOR,
    "change_reply": COORDINATOR,
    "remove_reply": COORDINATOR,
    "show_remarks": OPERATOR,
    "apply_closure": OPERATOR,
    "refuse_remark": OPERATOR,
    "find_entries": OPERATOR,
    "show_entry": OPERATOR,
    "change_entry": COORDINATOR,
    "undo_change": COORDINATOR,
    "show_doubts": COORDINATOR,
    "decide_doubt": COORDINATOR,
    "show_figures": COORDINATOR,
    "export_figures": COORDINATOR,
    "show_team": ADMINISTRATOR,
    "invite": ADMINISTRATOR,
    "renew_link": ADMINISTRATOR,
    "change_role": ADMINISTRATOR,
    "disable": ADMINISTRATOR,
    "enable": ADMINISTRATOR,
    "show_audit": ADMINISTRATOR,
}
EXAMPLES = {
    "thread_id": 4711,
    "message_id": 4711,
    "remark_id": 1,
    "operator_id": 4711,
    "session_id": 4711,
    "reply_id": 4711,
    "view": "open",
    "token": "used",
    "filename": "console.css",
    "anywhere": "nowhere",
}
VISITORS = [None, *Role]


def rules_of(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("console.")]


def test_each_route_has_a_line_and_each_line_a_route(console):
    endpoints = {rule.endpoint.removeprefix("console.") for rule in rules_of(console.app)}
    assert endpoints == set(DOORS)


@pytest.mark.parametrize("name", DOORS)
def test_each_route_is_opened_as_its_line_says(name):
    assert OPENED[f"console.{name}"] is DOORS[name]


@pytest.mark.parametrize("visitor", VISITORS, ids=lambda role: role.value if role else "nobody")
@pytest.mark.parametrize("name", DOORS)
def test_who_may_take_each_route(console, name, visitor):
    visit = console.enter("Ana", visitor) if visitor else console.visit()
    seal = visit.seal()
    answers = [go(visit, rule, method, seal) for rule, method in ways_to(console.app, name)]
    assert {is_refused(answer, visitor) for answer in answers} == {not may(visitor, DOORS[name])}


def ways_to(app, name):
    rules = [rule for rule in rules_of(app) if rule.endpoint == f"console.{name}"]
    return [(rule, method) for rule in rules for method in sorted(rule.methods & {"GET", "POST"})]


def go(visit, rule, method, seal):
    with visit.client.application.test_request_context():
        path = rule.build({each: EXAMPLES[each] for each in rule.arguments})[1]
    data = {"seal": seal} if method == "POST" else None
    with visit.client.open(path, method=method, data=data) as answer:
        answer.get_data()
        return answer


def may(visitor, door):
    return door is None or (visitor is not None and visitor.includes(door))


def is_refused(answer, visitor):
    """Sent to the door, or told that it is not open to them; a wrong password is neither."""
    if visitor is None:
        asked_to_sign_in = "/console/sign-in" in answer.headers.get("Location", "")
        return answer.status_code == 401 or asked_to_sign_in
    return answer.status_code == 403 and "Confirm" not in answer.text and is_forbidden(answer)


def is_forbidden(answer):
    return "not open to you" in answer.text or "pas ouvert" in answer.text


def test_a_route_that_nobody_opened_is_closed(console, monkeypatch):
    monkeypatch.delitem(OPENED, "console.show_replies")
    visit = console.enter("Ana", Role.ADMINISTRATOR)
    assert visit.get("/console/replies").status_code == 403


def test_a_form_without_its_seal_is_refused(console):
    visit = console.enter("Ana", Role.ADMINISTRATOR)
    assert visit.client.post("/console/next").status_code == 403


def test_a_seal_of_another_browser_is_refused(console):
    ana, ben = console.enter("Ana"), console.enter("Ben")
    assert ana.client.post("/console/next", data={"seal": ben.seal()}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
    ],
    ids=["cross-site", "same-site", "another origin"],
)
def test_a_form_sent_from_another_site_is_refused(console, headers):
    visit = console.enter("Ana")
    assert visit.post("/console/next", headers=headers).status_code == 403


def test_a_form_of_our_own_page_is_taken(console):
    visit = console.enter("Ana")
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
    assert visit.post("/console/next", headers=headers).status_code == 303


@pytest.mark.parametrize("path", ["/console/sign-in", "/console", "/console/nowhere"])
def test_each_page_is_sealed(console, path):
    answer = console.enter("Ana").get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_disabling_someone_signs_them_out_at_once(console):
    visit = console.enter("Ana")
    with console.office.writing() as connection:
        connection.execute(operators.update().values(disabled_at=console.clock()))
    assert visit.get("/console").status_code == 303


def test_what_is_refused_to_a_role_is_not_done(console):
    visit = console.enter("Ana", Role.OPERATOR)
    visit.post("/console/team", {"name": "Eve", "role": "administrator"})
    with console.engine.connect() as connection:
        assert connection.scalars(select(operators.c.name)).all() == ["Ana"]
