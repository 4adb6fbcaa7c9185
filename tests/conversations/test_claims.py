"""Of all who reach for a thread, one has it; what an operator sends, leaves once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from conversations.claims import (
    AWAY_AFTER,
    GoneError,
    Hand,
    HeldError,
    ImpossibleError,
    claim,
    move,
    release_unattended,
    take_next,
)
from conversations.operators import accounts
from conversations.operators.roles import Deed, Role
from conversations.operators.tables import audit, operators
from conversations.states import TRANSITIONS, Event, State
from conversations.tables import changes, threads
from directory.storage import for_writing
from tests.conversations.console.exchanges import ask_for_person, write
from tests.texts import NOW

CONSOLE_EVENTS = (
    Event.CLAIMED,
    Event.TRANSFERRED,
    Event.RELEASED,
    Event.HANDED_BACK,
    Event.CLOSED,
    Event.REOPENED,
)


def hire(engine: Engine, *names: str) -> list[Hand]:
    with for_writing(engine).begin() as connection:
        return [Hand(accounts.add(connection, name, "", Role.OPERATOR, NOW)) for name in names]


def acting(engine: Engine, deed, *values):
    with for_writing(engine).begin() as connection:
        return deed(connection, *values, NOW)


def stand(engine: Engine, thread_id: int):
    with engine.connect() as connection:
        return connection.execute(select(threads).where(threads.c.id == thread_id)).one()


def set_state(engine: Engine, thread_id: int, state: State, operator_id: int | None) -> None:
    with for_writing(engine).begin() as connection:
        connection.execute(threads.update().values(state=state, operator_id=operator_id))


def test_forty_claims_at_once_have_one_winner(engine):
    thread_id = ask_for_person(engine)
    hands = hire(engine, *(f"operator {number}" for number in range(40)))

    def reach(hand: Hand) -> bool:
        try:
            acting(engine, claim, thread_id, hand)
        except HeldError:
            return False
        return True

    with ThreadPoolExecutor(12) as reaching:
        won = [hand for hand, has in zip(hands, reaching.map(reach, hands), strict=True) if has]
    assert [hand.operator_id for hand in won] == [stand(engine, thread_id).operator_id]


def test_who_comes_too_late_is_told_who_was_quicker(engine):
    thread_id = ask_for_person(engine)
    ana, ben = hire(engine, "Ana", "Ben")
    acting(engine, claim, thread_id, ana)
    with pytest.raises(HeldError, match="Ana"):
        acting(engine, claim, thread_id, ben)


def test_a_claim_is_written_down_with_the_change(engine):
    thread_id = ask_for_person(engine)
    (ana,) = hire(engine, "Ana")
    acting(engine, claim, thread_id, ana)
    with engine.connect() as connection:
        deed = connection.execute(select(audit.c.operator_id, audit.c.deed, audit.c.thread_id))
        assert deed.all() == [(ana.operator_id, Deed.CLAIMED, thread_id)]
        change = select(changes.c.event, changes.c.before, changes.c.after, changes.c.operator_id)
        assert connection.execute(change).all()[-1] == (
            Event.CLAIMED, State.WAITING, State.OPERATOR, ana.operator_id,
        )  # fmt: skip


def test_a_claim_does_not_mind_that_the_bot_has_just_answered(engine):
    thread_id = write(engine, "ou manger", "1 Soupe", sender="+33639980001")
    (ana,) = hire(engine, "Ana")
    write(engine, "et demain ?", "1 Soupe", sender="+33639980001")
    acting(engine, claim, thread_id, ana)
    assert stand(engine, thread_id).state is State.OPERATOR


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", CONSOLE_EVENTS)
def test_what_the_table_of_states_lacks_cannot_be_done(engine, state, event):
    thread_id = ask_for_person(engine)
    ana, ben = hire(engine, "Ana", "Ben")
    set_state(engine, thread_id, state, ana.operator_id if state is State.OPERATOR else None)
    if (state, event) in TRANSITIONS:
        acting(engine, lambda c, now: move(c, thread_id, event, ana, now, ben.operator_id))
        assert stand(engine, thread_id).state is TRANSITIONS[state, event]
    else:
        with pytest.raises(ImpossibleError):
            acting(engine, move, thread_id, event, ana)


@pytest.mark.parametrize("event", [each for each in CONSOLE_EVENTS if each is not Event.REOPENED])
def test_what_another_has_is_not_moved(engine, event):
    thread_id = ask_for_person(engine)
    ana, ben = hire(engine, "Ana", "Ben")
    acting(engine, claim, thread_id, ana)
    with pytest.raises(HeldError):
        acting(engine, move, thread_id, event, ben)


def test_a_coordinator_takes_over_what_another_has(engine):
    thread_id = ask_for_person(engine)
    ana, ben = hire(engine, "Ana", "Ben")
    acting(engine, claim, thread_id, ana)
    coordinator = Hand(ben.operator_id, Role.COORDINATOR)
    acting(engine, move, thread_id, Event.TRANSFERRED, coordinator)
    assert stand(engine, thread_id).operator_id == ben.operator_id


def test_a_thread_of_an_erased_person_cannot_be_taken(engine):
    (ana,) = hire(engine, "Ana")
    with pytest.raises(GoneError):
        acting(engine, claim, 4711, ana)


def test_a_released_thread_waits_since_the_person_wrote(engine):
    thread_id = ask_for_person(engine, at=NOW - timedelta(minutes=30))
    (ana,) = hire(engine, "Ana")
    acting(engine, claim, thread_id, ana)
    acting(engine, move, thread_id, Event.RELEASED, ana)
    assert stand(engine, thread_id).waiting_since == NOW - timedelta(minutes=30)


@pytest.mark.parametrize("event", [Event.HANDED_BACK, Event.CLOSED])
def test_what_is_done_waits_no_more(engine, event):
    thread_id = ask_for_person(engine)
    (ana,) = hire(engine, "Ana")
    acting(engine, claim, thread_id, ana)
    acting(engine, move, thread_id, event, ana)
    left = stand(engine, thread_id)
    assert (left.operator_id, left.reason, left.waiting_since, left.priority) == (
        None,
        None,
        None,
        0,
    )


def test_danger_is_taken_first_then_who_waits_longest(engine):
    late = ask_for_person(engine, at=NOW)
    early = ask_for_person(engine, at=NOW - timedelta(hours=1))
    danger = write(engine, "il me frappe", event=Event.IN_DANGER)
    (ana,) = hire(engine, "Ana")
    taken = [acting(engine, take_next, ana) for _ in range(4)]
    assert taken == [danger, early, late, None]


def test_what_is_with_someone_away_goes_back_when_the_person_writes(engine):
    thread_id = ask_for_person(engine, sender="+33639980001")
    (ana,) = hire(engine, "Ana")
    acting(engine, claim, thread_id, ana)
    see(engine, NOW)
    later = NOW + AWAY_AFTER + timedelta(minutes=1)
    assert release(engine, later) == ()
    write(engine, "vous êtes là ?", sender="+33639980001", at=later)
    assert release(engine, later) == (thread_id,)
    assert stand(engine, thread_id).state is State.WAITING


def test_what_is_with_someone_present_stays_theirs(engine):
    thread_id = ask_for_person(engine, sender="+33639980001")
    (ana,) = hire(engine, "Ana")
    acting(engine, claim, thread_id, ana)
    see(engine, NOW)
    soon = NOW + AWAY_AFTER - timedelta(minutes=1)
    write(engine, "vous êtes là ?", sender="+33639980001", at=soon)
    assert release(engine, soon) == ()


def see(engine, at):
    with for_writing(engine).begin() as connection:
        connection.execute(operators.update().values(seen_at=at))


def release(engine, at):
    with for_writing(engine).begin() as connection:
        return release_unattended(connection, at)
