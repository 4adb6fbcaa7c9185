"""Whatever bytes come to a public route: never a fault of ours, never a trace of the code."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.reception import Voice
from conversations.console import add_console
from conversations.tables import messages
from directory.storage import make_engine, upgrade
from tests.conversations.console.conftest import make_console
from tests.texts import NOW, make_reply
from tests.twilio_calls import make_settings
from wsgi import create_app

METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH")
TYPES = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json",
    "text/plain",
    "",
    "\xff",
)
HEADERS = (
    "X-Twilio-Signature",
    "Cookie",
    "Accept-Language",
    "Content-Encoding",
    "Sec-Fetch-Site",
    "Origin",
    "X-Forwarded-For",
    "If-None-Match",
    "Range",
)
FAULT = 500


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The whole application, console included, on an empty database."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('fuzz')}/fuzz.sqlite3")
    upgrade(engine)
    voice = Voice(lambda *_: make_reply("ok"), lambda *_: (), lambda *_: ())
    made = create_app(make_settings(), voice, engine=engine, clock=lambda: NOW)
    add_console(made, make_console(engine).office)
    made.config["ENGINE"] = engine
    yield made
    engine.dispose()


def routes_of(app):
    return sorted({rule.rule for rule in app.url_map.iter_rules()})


latin = st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=255), max_size=60)


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_bytes_to_any_route_are_refused_or_served(app, data):
    rule = data.draw(st.sampled_from(routes_of(app)))
    part = data.draw(st.text(min_size=1, max_size=20).filter(lambda text: "?" not in text))
    path = "/".join(part if piece.startswith("<") else piece for piece in rule.split("/"))
    response = app.test_client().open(
        path,
        method=data.draw(st.sampled_from(METHODS)),
        query_string=data.draw(st.binary(max_size=60)).decode("latin-1"),
        data=data.draw(st.binary(max_size=500)),
        content_type=data.draw(st.sampled_from(TYPES)),
        headers=data.draw(st.dictionaries(st.sampled_from(HEADERS), latin, max_size=4)),
    )
    assert response.status_code < FAULT
    assert b"Traceback" not in response.data


def test_nothing_grew(app):
    """What strangers sent is nowhere kept."""
    with app.config["ENGINE"].connect() as connection:
        assert connection.scalar(select(func.count()).select_from(messages)) == 0
