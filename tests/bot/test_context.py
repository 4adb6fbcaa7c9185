"""What is remembered, and for how long."""

import json
from dataclasses import fields, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.context import Chosen, Context, Last, Visit, read_context, write_context
from bot.understanding.reading import Asked
from bot.understanding.request import Danger, Moment
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.results import Window

NOW = datetime(2026, 1, 14, 10, tzinfo=ZoneInfo("Europe/Paris"))
LYON = Place("Lyon", Kind.COMMUNE, "FR", Point(45.76, 4.84), within="69", population=520_000)
FULL = Context(
    place=LYON,
    needs=(Need.FOOD, Need.SHOWER),
    moment=Moment("tonight", Window(NOW + timedelta(hours=8), NOW + timedelta(hours=20))),
    audiences=(Audience.WOMAN,),
    offered=("example:lyon/food",),
    asked=Asked.WHICH,
    choices=(Need.FOOD,),
    candidates=(LYON,),
    failures=1,
    danger=Danger.VIOLENCE,
    page=3,
    opened=2,
    refused=("example:lyon/closed",),
    unreached=("115",),
    last=Last.DETAILS,
    offered_language="ti",
    former_place=LYON,
    former_needs=(Need.REST,),
    said="0123456789ab",
    repeats=2,
    rude=1,
    calls=3,
    asked_safe=Danger.SUICIDE,
    hurried=4,
    burst=2,
    had_danger=True,
    visit=Visit("example:lyon/food", NOW + timedelta(hours=3), asked=True),
    asked_why=True,
    age=20,
    chosen=Chosen("fr", "ar"),
    waiting_at=NOW,
    receipt_at=NOW,
    at=NOW,
)


def test_the_full_context_of_these_tests_fills_every_field():
    assert all(getattr(FULL, each.name) != each.default for each in fields(Context))


@pytest.mark.parametrize("context", [FULL, Context()], ids=["full", "empty"])
def test_a_context_is_kept_as_json_and_read_again(context):
    assert read_context(json.loads(json.dumps(write_context(context)))) == context


@pytest.mark.parametrize(
    "kept",
    [{"needs": ["teleport"]}, {"place": {"name": "Lyon"}}, {"at": "yesterday"}, {"asked": 3}],
    ids=["unknown-need", "half-a-place", "no-date", "no-question"],
)
def test_what_another_version_kept_begins_anew(kept):
    assert read_context(kept) == Context()


@pytest.mark.parametrize(
    ("hours", "remembered"), [(11, True), (13, False)], ids=["same-day", "too-late"]
)
def test_place_and_need_are_used_for_half_a_day(hours, remembered):
    at_hand = FULL.at_hand(NOW + timedelta(hours=hours))

    assert (at_hand.place is not None) == remembered


def test_a_moment_gone_by_is_forgotten():
    tonight = Context(
        place=LYON, moment=Moment("now", Window(NOW, NOW + timedelta(minutes=30))), at=NOW
    )

    assert tonight.at_hand(NOW + timedelta(hours=1)).moment is None


def test_what_was_wanted_yesterday_is_kept_to_be_offered():
    later = FULL.at_hand(NOW + timedelta(hours=20))
    assert (later.former_place, later.former_needs) == (LYON, FULL.needs)


def test_where_someone_stood_yesterday_is_not_offered():
    here = Context(place=replace(LYON, kind=Kind.POSITION), needs=(Need.FOOD,), at=NOW)
    assert here.at_hand(NOW + timedelta(hours=25)).former_place is None


@pytest.mark.parametrize(
    ("text", "minutes", "repeats"),
    [("Manger  LYON!", 5, 1), ("manger lille", 5, 0), ("manger lyon", 45, 0)],
    ids=["alike", "another", "much-later"],
)
def test_texts_alike_are_counted(text, minutes, repeats):
    once = replace(Context(at=NOW).hearing("manger lyon", NOW), at=NOW)
    assert once.hearing(text, NOW + timedelta(minutes=minutes)).repeats == repeats
