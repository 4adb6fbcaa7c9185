"""Keys can be changed: nobody is lost, no STOP is forgotten, and the old ones may go."""

import pytest
from sqlalchemy import Engine, select

from conversations.keys import count_behind, count_uses, renew
from conversations.operators import accounts
from conversations.operators.accounts import Credentials
from conversations.operators.roles import Role
from conversations.operators.tables import operators
from conversations.sealing import Keyring, Kind, SealingError
from conversations.states import Consent, Event
from conversations.tables import people
from conversations.threads import keep_inbound, keep_reply
from conversations.turns import Kept, Repeat
from directory.storage import for_writing
from tests.texts import KEYRING, NOW, make_reply, make_text

DATA, LOOKUP = b"d" * 32, b"l" * 32
NEW_DATA, NEW_LOOKUP = b"e" * 32, b"m" * 32
CHANGING = Keyring((NEW_DATA, DATA), NEW_LOOKUP, LOOKUP)
CHANGED = Keyring((NEW_DATA,), NEW_LOOKUP)


@pytest.fixture
def connection(engine: Engine):
    with for_writing(engine).connect() as opened:
        yield opened


def write(connection, number, keyring=KEYRING, reply=None):
    """A text from a person of their own, answered."""
    text = make_text(provider_id=f"SM{number}", sender=f"+3363998{number:04}")
    kept = keep_inbound(connection, text, keyring, NOW)
    keep_reply(connection, kept, reply or make_reply("Bonsoir"), keyring, NOW)
    connection.commit()
    return kept


def come_back(connection, number, keyring, provider_id="SM-again"):
    text = make_text(provider_id=provider_id, sender=f"+3363998{number:04}")
    found = keep_inbound(connection, text, keyring, NOW)
    connection.commit()
    return found


def test_a_person_is_found_by_an_earlier_key(connection):
    before = write(connection, 1)
    again = come_back(connection, 1, CHANGING)
    assert again.snapshot.thread_id == before.snapshot.thread_id


def test_everybody_moves_to_the_first_keys(connection):
    for number in range(3):
        write(connection, number)
    assert renew(connection, CHANGING) == 3
    assert renew(connection, CHANGING) == 0
    use = count_uses(connection, CHANGING)
    assert use.by_data_key == {CHANGED.data_key_id: 3}
    assert use.by_lookup_key == {CHANGED.lookup_key_id: 3}


def test_who_was_moved_needs_no_old_key(connection):
    before = write(connection, 1)
    renew(connection, CHANGING)
    again = come_back(connection, 1, CHANGED)
    assert again.snapshot.thread_id == before.snapshot.thread_id


def test_a_text_that_came_before_is_still_known_after(connection):
    write(connection, 1)
    renew(connection, CHANGING)
    assert isinstance(come_back(connection, 1, CHANGED, "SM1"), Repeat)


def test_a_new_person_is_kept_under_the_first_keys(connection):
    write(connection, 1, CHANGING)
    assert count_uses(connection, CHANGING).behind == 0


def test_stop_holds_for_an_erased_person_under_an_earlier_key(connection):
    write(connection, 1, reply=make_reply("ok", event=Event.TEXTED_STOP))
    kept = come_back(connection, 1, KEYRING)
    keep_reply(connection, kept, make_reply("ok", erase=True), KEYRING, NOW)
    connection.commit()
    assert count_uses(connection, CHANGING).immovable == 1
    again = come_back(connection, 1, CHANGING, "SM-later")
    assert isinstance(again, Kept)
    assert again.snapshot.consent is Consent.ANSWERS_ONLY
    assert len(connection.scalars(select(people.c.id)).all()) == 1


def test_an_erased_text_does_not_come_back_under_a_new_key(connection):
    write(connection, 1, reply=make_reply("ok", erase=True))
    assert isinstance(come_back(connection, 1, CHANGING, "SM1"), Repeat)


def test_a_missing_key_is_named_and_nobody_is_lost(connection):
    write(connection, 1)
    with pytest.raises(SealingError, match="put the old key back"):
        renew(connection, CHANGED)
    connection.rollback()
    assert come_back(connection, 1, CHANGING).snapshot


def test_second_factors_of_the_team_move_with_the_people(connection):
    ana = accounts.add(connection, "Ana", "", Role.OPERATOR, NOW)
    accounts.set_credentials(connection, ana, Credentials("hashed", "SECRET"), KEYRING)
    assert (count_behind(connection, CHANGING), renew(connection, CHANGING)) == (1, 1)
    assert count_uses(connection, CHANGING).by_data_key == {CHANGED.data_key_id: 1}
    row = connection.execute(select(operators)).one()
    key = accounts.open_key(ana, row.data_key_id, row.wrapped_key, CHANGED)
    assert key.open_text(Kind.SECRET, row.sealed_secret) == "SECRET"
