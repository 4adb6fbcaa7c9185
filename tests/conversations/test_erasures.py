"""Who is erased is erased at the provider too, and stays so when an older copy is put back."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select

from conversations.carriers import UncertainError
from conversations.doorbell import SilentDoorbell
from conversations.erasures import (
    FIRST_TRY,
    GIVEN_UP,
    NEXT_TRY,
    erase_at_provider,
    erase_old_at_provider,
    erasures,
    forget_erasures,
)
from conversations.journal import JournalError, append, read_journal, shorten_journal, write_journal
from conversations.means import Means
from conversations.restoring import apply_again
from conversations.retention import ERASURE_KEPT
from conversations.sealing import Keyring
from conversations.states import Event
from conversations.tables import people
from conversations.texts import Channel
from conversations.threads import keep_inbound, keep_reply
from directory.storage import for_writing
from tests.texts import KEYRING, NOW, NUMBER, make_reply, make_text

DAY = timedelta(days=1)


@dataclass
class Carrier:
    """Deletes when it may: `answers` are what it says, call by call."""

    answers: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    def erase_texts(self, address, channel):
        self.asked.append((address, channel))
        answer = self.answers.pop(0) if self.answers else True
        if isinstance(answer, Exception):
            raise answer
        return answer

    def erase_before(self, moment):
        self.asked.append(moment)
        return 3


class Clock:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def carrier():
    return Carrier()


@pytest.fixture
def means(engine: Engine, carrier):
    begin = for_writing(engine).begin
    return Means(begin, KEYRING, carrier, None, SilentDoorbell(), Clock())


def write(means, provider_id="SM1", reply=None, now=NOW, keyring=KEYRING):
    with means.transaction() as connection:
        kept = keep_inbound(connection, make_text(provider_id=provider_id), keyring, now)
        keep_reply(connection, kept, reply or make_reply("Bonsoir"), keyring, now)


def erase(means, provider_id="SM-erase", now=NOW, **fields):
    write(means, provider_id, make_reply("Effacé", erase=True, **fields), now)


def rows(means):
    with means.transaction() as connection:
        return connection.execute(select(erasures)).all()


def test_the_provider_deletes_once_the_answer_has_left(means, carrier):
    erase(means)
    assert erase_at_provider(means) == 0
    means.clock.now += FIRST_TRY
    assert erase_at_provider(means) == 1
    assert carrier.asked == [(NUMBER, Channel.SMS)]
    assert erase_at_provider(means) == 0


def test_the_address_is_in_clear_nowhere_and_goes_when_it_is_done(means):
    erase(means)
    (before,) = rows(means)
    assert NUMBER.encode() not in b"".join(value for value in before if isinstance(value, bytes))
    means.clock.now += FIRST_TRY
    erase_at_provider(means)
    (after,) = rows(means)
    assert (after.sealed_address, after.wrapped_key) == (None, None)


@pytest.mark.parametrize("trouble", [False, UncertainError()], ids=["still leaving", "no answer"])
def test_what_cannot_be_deleted_yet_is_tried_again(means, carrier, trouble):
    carrier.answers = [trouble]
    erase(means)
    means.clock.now += FIRST_TRY
    assert erase_at_provider(means) == 0
    means.clock.now += NEXT_TRY
    assert erase_at_provider(means) == 1


def test_the_address_goes_in_the_end_whatever_the_provider_does(means, carrier):
    carrier.answers = [UncertainError()]
    erase(means)
    means.clock.now += GIVEN_UP + DAY
    erase_at_provider(means)
    assert rows(means)[0].sealed_address is None


def test_the_provider_keeps_texts_no_longer_than_we_do(means, carrier):
    assert erase_old_at_provider(means, 30 * DAY) == 3
    assert carrier.asked == [NOW - 30 * DAY]


# ------------------------------------------------------------------ an older copy is put back


def put_back(means, journal, keyring=KEYRING):
    """What the command does after a restore; how many were forgotten again."""
    with means.transaction() as connection:
        return sum(apply_again(connection, erased, keyring) for erased in read_journal(journal))


def known(means):
    with means.transaction() as connection:
        return len(
            connection.scalars(select(people.c.id).where(people.c.wrapped_key.is_not(None))).all()
        )


def test_who_was_erased_since_the_copy_is_erased_again(means, tmp_path):
    journal = tmp_path / "var" / "erasures"
    write(means, "SM1", now=NOW - DAY)
    erase(means)
    assert write_journal(means, journal) == 1
    write(means, "SM2", now=NOW - DAY)  # as an older copy has it
    assert put_back(means, journal) == 1
    assert known(means) == 0


def test_who_wrote_again_after_being_erased_stays(means, tmp_path):
    erase(means)
    write_journal(means, tmp_path / "erasures")
    write(means, "SM3", now=NOW + DAY)
    assert put_back(means, tmp_path / "erasures") == 0
    assert known(means) == 1


def test_stop_stays_when_they_are_erased_again(means, tmp_path):
    erase(means)
    write_journal(means, tmp_path / "erasures")
    write(means, "SM1", make_reply("ok", event=Event.TEXTED_STOP), NOW - DAY)
    put_back(means, tmp_path / "erasures")
    with means.transaction() as connection:
        (consent,) = connection.scalars(select(people.c.consent)).all()
    assert consent == "answers_only"


def test_a_copy_from_before_a_change_of_keys_is_served_too(means, tmp_path):
    changing = Keyring((b"e" * 32, b"d" * 32), b"m" * 32, b"l" * 32)
    with means.transaction() as connection:
        kept = keep_inbound(connection, make_text(provider_id="SM1"), changing, NOW)
        keep_reply(connection, kept, make_reply("ok", erase=True), changing, NOW)
    write_journal(means, tmp_path / "erasures")
    write(means, "SM2", now=NOW - DAY)
    assert put_back(means, tmp_path / "erasures") == 1


def test_an_erasure_is_written_down_once_for_us_alone(means, tmp_path):
    journal = tmp_path / "erasures"
    erase(means)
    assert [write_journal(means, journal), write_journal(means, journal)] == [1, 0]
    assert journal.stat().st_mode & 0o077 == 0
    assert NUMBER not in journal.read_text()


def test_a_line_that_was_cut_off_is_passed_over(means, tmp_path):
    journal = tmp_path / "erasures"
    erase(means)
    write_journal(means, journal)
    whole = journal.read_text()
    journal.write_text(whole + whole[:30])
    assert len(list(read_journal(journal))) == 1
    append(journal, [whole])
    assert len(list(read_journal(journal))) == 2


def test_the_journal_forgets_what_no_copy_can_bring_back(means, tmp_path):
    journal = tmp_path / "erasures"
    assert shorten_journal(means, journal) == 0
    erase(means)
    write_journal(means, journal)
    before = journal.read_text()
    means.clock.now += ERASURE_KEPT - DAY
    assert shorten_journal(means, journal) == 0
    assert journal.read_text() == before
    means.clock.now += 2 * DAY
    assert shorten_journal(means, journal) == 1
    assert list(read_journal(journal)) == []
    assert journal.stat().st_mode & 0o077 == 0


def test_another_file_is_refused(tmp_path):
    (tmp_path / "erasures").write_text("name,address\n")
    with pytest.raises(JournalError, match="line 1"):
        list(read_journal(tmp_path / "erasures"))


def test_erasures_are_forgotten_here_once_they_are_in_the_journal(means, tmp_path):
    erase(means)
    with means.transaction() as connection:
        assert forget_erasures(connection, NOW + ERASURE_KEPT + DAY) == 0
    write_journal(means, tmp_path / "erasures")
    with means.transaction() as connection:
        assert forget_erasures(connection, NOW + ERASURE_KEPT + DAY) == 1
