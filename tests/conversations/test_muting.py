"""An abusive person is left unanswered for a while; a number is shown with a trace."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from bot.context import Context
from bot.dialogue import Facts, Turn, decide
from bot.outcomes import Help
from bot.understanding.request import Danger, Intent, Request
from conversations.muting import LENGTHS, mute, reveal, unmute
from conversations.operators import accounts
from conversations.operators.roles import Deed, Role
from conversations.operators.tables import audit
from conversations.team import NOBODY
from conversations.threads import keep_inbound
from directory.needs import Need
from directory.storage import for_writing
from tests.conversations.console.exchanges import write
from tests.texts import KEYRING, NOW, NUMBER, make_text


@pytest.fixture
def ana(engine: Engine) -> int:
    with for_writing(engine).begin() as connection:
        return accounts.add(connection, "Ana", "", Role.COORDINATOR, NOW)


def muted_until(engine):
    with for_writing(engine).begin() as connection:
        text = make_text(provider_id="SM-next", sender=NUMBER)
        return keep_inbound(connection, text, KEYRING, NOW).snapshot.muted_until


def test_the_bot_knows_until_when_a_person_is_muted(engine, ana):
    thread_id = write(engine, "…", sender=NUMBER)
    with for_writing(engine).begin() as connection:
        mute(connection, thread_id, ana, LENGTHS["day"], NOW)
    assert muted_until(engine) == NOW + timedelta(days=1)


def test_a_person_is_answered_again_before_the_time_is_over(engine, ana):
    thread_id = write(engine, "…", sender=NUMBER)
    with for_writing(engine).begin() as connection:
        mute(connection, thread_id, ana, LENGTHS["month"], NOW)
        unmute(connection, thread_id, ana, NOW)
    assert muted_until(engine) is None


def decided(**told):
    request = Request("…", needs=(Need.FOOD,), **told)
    return decide(Turn(request, Context(), Facts(NOW, "FR", NOBODY, muted=True))).steps


def test_a_muted_person_is_not_answered():
    assert decided(intent=Intent.SEARCH) == ()


def test_danger_is_answered_to_a_muted_person_too():
    steps = decided(intent=Intent.CRISIS, danger=Danger.VIOLENCE)
    assert any(isinstance(step, Help) for step in steps)


def test_a_number_is_shown_with_a_trace_of_who_and_why(engine, ana):
    thread_id = write(engine, "…", sender=NUMBER)
    with for_writing(engine).begin() as connection:
        assert reveal(connection, thread_id, ana, " the firemen ask ", KEYRING, NOW) == NUMBER
        traced = select(audit.c.operator_id, audit.c.deed, audit.c.thread_id, audit.c.detail)
        assert connection.execute(traced).all() == [
            (ana, Deed.REVEALED, thread_id, "the firemen ask")
        ]


def test_an_erased_person_has_no_number(engine, ana):
    with for_writing(engine).begin() as connection:
        assert reveal(connection, 4711, ana, "why", KEYRING, NOW) is None
