"""The webhook's benchmark asks what Twilio asks, and says so when the answer is not one."""

from email.parser import BytesHeaderParser

import pytest

from bot.benchmarks import (
    FLOOR,
    BenchmarkError,
    Load,
    WebhookFigures,
    load,
    make_access,
    make_requests,
    run_server,
    summarise,
)
from bot.floor import create_floor
from tests.twilio_calls import make_form


def send(app, raw):
    """A raw request, through the application."""
    head, _, body = raw.partition(b"\r\n\r\n")
    line, _, fields = head.partition(b"\r\n")
    headers = dict(BytesHeaderParser().parsebytes(fields))
    del headers["Content-Length"], headers["Host"]
    return app.test_client().post(line.split()[1].decode(), data=body, headers=headers)


@pytest.fixture
def floor(monkeypatch, tmp_path):
    for name, value in make_access().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SOLITEXTO_DATABASE_URL", f"sqlite:///{tmp_path}/floor.sqlite3")
    return create_floor()


def test_the_floor_takes_the_requests_of_the_benchmark(floor):
    assert {send(floor, one).status_code for one in make_requests(iter(range(30)), 30)} == {200}


def test_the_floor_refuses_a_stranger(floor):
    assert floor.test_client().post("/twilio/incoming", data=make_form()).status_code == 403


def test_each_request_has_an_id_of_its_own():
    requests = make_requests(iter(range(50)), 50)
    assert len(set(requests)) == 50


def test_the_share_is_taken_round_by_round():
    quick, slow, floor = Load(100, 1, 2), Load(50, 2, 4), Load(100, 1, 1)
    rounds = [(slow, floor), (quick, Load(400, 1, 1)), (slow, floor)]
    figures = summarise(rounds, quick)
    assert figures == WebhookFigures(full=slow, floor=floor, share=0.5, turn=quick)


def test_a_server_that_does_not_start_is_said():
    with pytest.raises(BenchmarkError, match="did not start"), run_server("nothing:here", {}):
        pass


@pytest.mark.parametrize(
    ("token", "wanted", "said"),
    [("another", b"", "403"), ("benchmark", b"<Message", "without a text")],
    ids=["refused", "silent"],
)
def test_figures_without_answers_are_refused(tmp_path, token, wanted, said):
    environment = {**make_access(), "TWILIO_AUTH_TOKEN": token}
    environment["SOLITEXTO_DATABASE_URL"] = f"sqlite:///{tmp_path}/floor.sqlite3"
    with run_server(FLOOR, environment) as port, pytest.raises(BenchmarkError, match=said):
        load(port, make_requests(iter(range(3)), 3), wanted)
