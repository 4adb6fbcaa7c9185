"""Whether they got in is asked once, hours later, and never where it could harm."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.follow_up_step import FollowUp
from conversations.feedback import count_remarks, entry_reports
from conversations.means import Means
from conversations.remarks import Remark
from conversations.states import State
from conversations.tables import messages
from conversations.texts import Author, Channel
from directory.storage import for_writing
from tests.stage import set_stage

MORNING = datetime(2026, 1, 14, 10, tzinfo=ZoneInfo("Europe/Paris"))
LATER = MORNING + timedelta(hours=4)
ANYBODY = "+33639980123"


@dataclass
class Bell:
    """Remembers what was rung for."""

    rung: list[int] = field(default_factory=list)

    def ring(self, _job, id):
        self.rung.append(id)


@pytest.fixture
def stage(tmp_path, knowledge):
    with set_stage(tmp_path, knowledge) as stage:
        yield stage


def write(stage, *bodies, at=MORNING, channel=Channel.WHATSAPP):
    for body in bodies:
        texts = stage.text(ANYBODY, body, at, channel=channel)
    return "\n".join(text.body for text in texts)


def sweep(stage, at=LATER):
    """What the background asks at that moment."""
    bell = Bell()
    means = Means(
        for_writing(stage.engine).begin, stage.settings.keyring(), None, None, bell, lambda: at
    )
    FollowUp(stage.engine.connect).ask(means)
    return bell.rung


def test_hours_after_a_list_the_question_is_queued(stage):
    write(stage, "douche lyon")

    (row,) = sweep(stage)

    with stage.engine.connect() as connection:
        asked = connection.execute(select(messages).where(messages.c.id == row)).one()
    assert (asked.author, asked.useful_until > LATER) == (Author.BOT, True)


def test_thanks_do_not_end_the_wish_to_know(stage):
    write(stage, "douche lyon", "merci")
    assert sweep(stage)


def test_nobody_is_asked_whether_they_got_into_a_fountain(stage):
    write(stage, "eau potable lyon")
    assert sweep(stage) == []


def test_it_is_asked_once(stage):
    write(stage, "douche lyon")
    sweep(stage)
    assert sweep(stage, LATER + timedelta(hours=1)) == []


def test_the_answer_counts_on_the_entry(stage):
    write(stage, "douche lyon", "1")
    sweep(stage)

    said = write(stage, "3", at=LATER)

    with stage.engine.connect() as connection:
        since = MORNING - timedelta(days=1)
        service_id = connection.scalar(select(entry_reports.c.service_id))
        assert count_remarks(connection, service_id, since) == {Remark.FULL: 1}
    assert "Désolé" in said


@pytest.mark.parametrize(
    "bodies",
    [
        pytest.param(("mon mari me frappe, douche lyon",), id="danger"),
        pytest.param(("je veux mourir", "douche lyon"), id="danger-before"),
        pytest.param(("test vih lyon",), id="sexual-health"),
        pytest.param(("douche lyon", "STOP"), id="stopped"),
        pytest.param(("douche lyon", "effacez mes données"), id="erased"),
        pytest.param(("bonjour",), id="nothing-found"),
    ],
)
def test_where_it_could_harm_nothing_is_asked(stage, bodies):
    write(stage, *bodies)
    assert sweep(stage) == []


def test_an_operator_s_thread_is_left_alone(stage):
    write(stage, "douche lyon")
    stage.give(ANYBODY, Channel.WHATSAPP, stage.settings.keyring(), State.OPERATOR)
    assert sweep(stage) == []


def test_past_the_day_of_whatsapp_nothing_is_asked(stage):
    write(stage, "douche lyon")
    assert sweep(stage, MORNING + timedelta(hours=24)) == []


def test_an_sms_is_never_sent_for_it(stage):
    write(stage, "douche lyon", channel=Channel.SMS)
    assert sweep(stage) == []


def test_nobody_is_woken_at_night(stage):
    evening = MORNING.replace(hour=20)
    write(stage, "manger lyon", at=evening)
    assert sweep(stage, evening + timedelta(hours=4)) == []
    assert len(sweep(stage, evening + timedelta(hours=13, minutes=5))) == 1


def test_a_text_that_breaks_off_is_left_for_what_follows(stage):
    waiting = replace(stage, bot=replace(stage.bot, waits=True))
    half = (
        "bonjour je suis avec ma femme et nos deux enfants nous n'avons nulle part et nous"
        " cherchons depuis hier soir un endroit pour dormir cette nuit, nous sommes à"
    )
    assert waiting.text(ANYBODY, half, MORNING) == []

    (answer, *_) = waiting.text(ANYBODY, "lille", MORNING + timedelta(seconds=4))
    assert "115" in answer.body


def test_danger_does_not_wait_for_the_rest(stage):
    waiting = replace(stage, bot=replace(stage.bot, waits=True))
    half = (
        "je vous en prie aidez moi mon mari me frappe encore ce soir devant les enfants je ne sais"
        " plus quoi faire ni où aller avec eux nous sommes cachés dans les toilettes de"
    )
    assert "17" in waiting.text(ANYBODY, half, MORNING)[0].body


def test_what_is_typed_line_by_line_is_answered_once(stage):
    waiting = replace(stage, bot=replace(stage.bot, waits=True))
    person, lines = "+33639981777", ("slt", "jai", "tres", "faim", "vrmt", "lille", "stp")
    answers = [
        waiting.text(person, line, MORNING + number * timedelta(seconds=4))
        for number, line in enumerate(lines)
    ]
    assert [bool(each) for each in answers] == [True, False, False, True, False, True, False]
    assert "Lille" in answers[5][0].body


def test_a_burst_of_questions_is_answered_a_few_times(stage):
    waiting = replace(stage, bot=replace(stage.bot, waits=True))
    person, needs = "+33639981778", "manger douche dormir medecin vetements avocat toilettes wifi"
    answers = [
        waiting.text(person, f"{need} lille", MORNING + number * timedelta(seconds=2))
        for number, need in enumerate(needs.split())
    ]
    assert [bool(each) for each in answers] == [True] * 4 + [False] * 4

    (danger, *_) = waiting.text(person, "il me frappe", MORNING + timedelta(seconds=20))
    assert "17" in danger.body
