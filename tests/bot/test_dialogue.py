"""What is decided about a text, told as facts."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.context import Context
from bot.dialogue import COMMONEST, Facts, Lookup, Opening, Turn, decide
from bot.outcomes import (
    AskWhat,
    AskWhere,
    AskWhich,
    Help,
    How,
    Menu,
    NoList,
    NotUnderstood,
    Reminder,
    Thanked,
    Waiting,
)
from bot.understanding.reading import Asked
from bot.understanding.request import Danger, Intent, Request
from conversations.states import Event
from conversations.team import Presence
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Candidate, Kind, Place, Point

NOW = datetime(2026, 1, 14, 10, tzinfo=ZoneInfo("Europe/Paris"))
LYON = Place("Lyon", Kind.COMMUNE, "FR", Point(45.76, 4.84), within="69", population=520_000)
ANDORRA = Place("Andorra la Vella", Kind.COMMUNE, "AD", Point(42.51, 1.52))
FRANCE = Place("France", Kind.COUNTRY, "FR", Point(46, 2))
SAINT_DENIS = [
    Place("Saint-Denis", Kind.COMMUNE, "FR", Point(48.94, 2.36), within="93"),
    Place("Saint-Denis", Kind.COMMUNE, "FR", Point(-20.88, 55.45), within="974"),
]


def a_request(intent=Intent.SEARCH, places=(), **changes):
    candidates = tuple(Candidate(place, 0.9) for place in places)
    return Request("…", intent=intent, places=candidates, **changes)


def a_turn(request, context=None, *, staffed=False, position=None):
    return Turn(request, context or Context(), Facts(NOW, "FR", Presence(staffed)), position)


def test_a_need_and_a_place_are_looked_up():
    decision = decide(a_turn(a_request(needs=(Need.FOOD,), places=[LYON])))

    assert decision.steps == (Lookup((Need.FOOD,), LYON, None, ()),)


def test_a_need_without_a_place_asks_where():
    decision = decide(a_turn(a_request(needs=(Need.FOOD,))))

    assert decision.steps == (AskWhere((Need.FOOD,), "FR"),)
    assert decision.context.asked is Asked.WHERE


def test_a_place_without_a_need_asks_what_by_number():
    decision = decide(a_turn(a_request(places=[LYON])))

    assert decision.steps == (AskWhat(LYON, COMMONEST),)


def test_a_need_that_may_be_another_word_is_asked_about():
    request = a_request(needs=(Need.LAUNDRY,), needs_unclear=True, places=[LYON])

    (ask,) = decide(a_turn(request)).steps

    assert (ask.near, ask.choices[0]) == (LYON, Need.LAUNDRY)


def test_a_country_alone_is_no_place_to_look_in():
    decision = decide(a_turn(a_request(needs=(Need.FOOD,), places=[FRANCE])))

    assert decision.steps == (AskWhere((Need.FOOD,), "FR"),)


def test_the_missing_half_completes_what_was_asked_before():
    before = Context(needs=(Need.FOOD,), asked=Asked.WHERE, at=NOW)

    decision = decide(a_turn(a_request(places=[LYON]), before))

    assert decision.steps == (Lookup((Need.FOOD,), LYON, None, ()),)


def test_a_new_need_keeps_the_place_and_who_asks():
    before = Context(place=LYON, needs=(Need.FOOD,), audiences=(Audience.FAMILY,), at=NOW)

    (lookup,) = decide(a_turn(a_request(needs=(Need.SHELTER,)), before)).steps

    assert (lookup.needs, lookup.near, lookup.audiences) == (
        (Need.SHELTER,),
        LYON,
        (Audience.FAMILY,),
    )


def test_a_new_need_in_a_new_place_begins_anew():
    before = Context(place=ANDORRA, needs=(Need.FOOD,), audiences=(Audience.WOMAN,), at=NOW)

    lookup, _ = decide(a_turn(a_request(needs=(Need.SHOWER,), places=[LYON]), before)).steps

    assert lookup.audiences == ()


def test_another_country_has_other_numbers():
    before = Context(place=ANDORRA, needs=(Need.FOOD,), at=NOW)

    abroad = decide(a_turn(a_request(needs=(Need.SHOWER,), places=[LYON]), before))
    at_home = decide(a_turn(a_request(needs=(Need.SHOWER,), places=[ANDORRA]), before))

    assert [type(step) for step in abroad.steps] == [Lookup, Reminder]
    assert [type(step) for step in at_home.steps] == [Lookup]


def test_a_shared_position_is_the_place():
    here = Place("Barbès", Kind.POSITION, "FR", Point(48.88, 2.35))
    before = Context(needs=(Need.SHOWER,), at=NOW)

    (lookup,) = decide(a_turn(Request(""), before, position=here)).steps

    assert lookup.near is here


def test_homonyms_that_are_close_are_asked_about():
    request = a_request(needs=(Need.FOOD,), places=SAINT_DENIS, place_unclear=True)

    decision = decide(a_turn(request))

    assert isinstance(decision.steps[0], AskWhich)
    assert decision.context.candidates == tuple(SAINT_DENIS)


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Request("2", intent=Intent.CHOICE, choice=2), id="by-number"),
        pytest.param(Request("974", intent=Intent.OTHER), id="by-department"),
    ],
)
def test_the_homonym_that_is_chosen_is_looked_in(answer):
    asking = Context(needs=(Need.FOOD,), asked=Asked.WHICH, candidates=tuple(SAINT_DENIS), at=NOW)

    (lookup,) = decide(a_turn(answer, asking)).steps

    assert lookup.near is SAINT_DENIS[1]


def test_a_number_opens_what_was_offered():
    before = Context(place=LYON, offered=("a", "b", "c"), at=NOW)

    decision = decide(a_turn(Request("2", intent=Intent.CHOICE, choice=2), before))

    assert decision.steps == (Opening(2, "b", LYON),)


@pytest.mark.parametrize(("offered", "last"), [((), 0), (("a", "b"), 2)], ids=["none", "two"])
def test_a_number_that_is_not_on_the_list_is_told_so(offered, last):
    before = Context(place=LYON, offered=offered, at=NOW)

    decision = decide(a_turn(Request("3", intent=Intent.CHOICE, choice=3), before))

    assert decision.steps == (NoList(3, last),)


def test_more_goes_on_after_what_was_offered():
    before = Context(place=LYON, needs=(Need.FOOD,), offered=("a", "b", "c"), at=NOW)

    (lookup,) = decide(a_turn(Request("+", intent=Intent.MORE), before)).steps

    assert (lookup.without, lookup.first) == (("a", "b", "c"), 4)


def test_the_number_of_a_need_that_was_offered_is_that_need():
    before = Context(place=LYON, asked=Asked.WHAT, choices=COMMONEST, at=NOW)

    (lookup,) = decide(a_turn(Request("3", intent=Intent.CHOICE, choice=3), before)).steps

    assert lookup.needs == (COMMONEST[2],)


def test_danger_comes_before_the_need_beside_it():
    request = a_request(Intent.CRISIS, [LYON], danger=Danger.VIOLENCE, needs=(Need.SHELTER,))

    call, lookup = decide(a_turn(request)).steps

    assert call == Help(Danger.VIOLENCE, "FR")
    assert lookup.needs == (Need.SHELTER,)


def test_a_bed_for_who_tells_of_violence_may_be_one_in_a_refuge():
    request = a_request(Intent.CRISIS, [LYON], danger=Danger.VIOLENCE, needs=(Need.SHELTER,))
    (lookup,) = (step for step in decide(a_turn(request)).steps if isinstance(step, Lookup))
    assert lookup.silently == (Need.VIOLENCE,)


def test_danger_is_answered_for_the_country_of_the_place():
    request = a_request(Intent.CRISIS, [ANDORRA], danger=Danger.MEDICAL)

    (call,) = decide(a_turn(request)).steps

    assert call.country == "AD"


def test_danger_said_again_is_answered_in_other_words():
    request = a_request(Intent.CRISIS, danger=Danger.SUICIDE)

    first = decide(a_turn(request))
    second = decide(a_turn(request, first.context))

    assert [first.steps[0].how, second.steps[0].how] == [How.FIRST, How.AGAIN]


@pytest.mark.parametrize(
    ("danger", "need"),
    [
        pytest.param(Danger.CHILD, Need.SHELTER, id="no-adults-shelter-for-a-child"),
        pytest.param(Danger.MEDICAL, Need.HEALTH, id="no-surgery-for-an-emergency"),
        pytest.param(Danger.SUICIDE, Need.MENTAL_HEALTH, id="the-helpline-comes-first"),
    ],
)
def test_beside_some_dangers_no_list_is_given(danger, need):
    request = a_request(Intent.CRISIS, [LYON], danger=danger, needs=(need,))

    assert len(decide(a_turn(request)).steps) == 1


@pytest.mark.parametrize("staffed", [True, False])
def test_a_human_is_promised_only_when_one_can_come(staffed):
    decision = decide(a_turn(Request("", intent=Intent.OPERATOR), staffed=staffed))

    assert decision.steps == (Waiting("FR", Presence(staffed)),)
    assert (decision.event is Event.ASKED_FOR_PERSON) == staffed


@pytest.mark.parametrize(
    ("intent", "event"),
    [(Intent.STOP, Event.TEXTED_STOP), (Intent.START, Event.TEXTED_START)],
)
def test_stop_and_start_change_what_the_person_agreed_to(intent, event):
    assert decide(a_turn(Request("", intent=intent))).event is event


def test_erase_forgets_everything():
    before = Context(place=LYON, needs=(Need.FOOD,), at=NOW)

    decision = decide(a_turn(Request("", intent=Intent.ERASE), before))

    assert decision.erase
    assert decision.context == Context()


def test_thanks_are_returned_and_the_list_stays():
    before = Context(place=LYON, needs=(Need.FOOD,), offered=("a",), at=NOW)

    decision = decide(a_turn(Request("", intent=Intent.THANKS), before))

    assert decision.steps == (Thanked(),)
    assert decision.context.offered == ("a",)


def test_a_greeting_gets_the_menu():
    assert decide(a_turn(Request("", intent=Intent.GREETING))).steps == (
        Menu(COMMONEST, greeting=True),
    )


def test_what_is_not_understood_is_counted():
    once = decide(a_turn(Request("hmm")))
    twice = decide(a_turn(Request("hmm"), once.context))

    assert [once.steps[0], twice.steps[0]] == [
        NotUnderstood(1, "FR"),
        NotUnderstood(2, "FR", COMMONEST),
    ]


def test_the_list_still_holds_after_a_text_that_meant_nothing():
    listed = Context(place=LYON, needs=(Need.FOOD,), offered=("a", "b"), at=NOW)
    after = decide(a_turn(Request("hmm"), listed)).context

    (step,) = decide(a_turn(Request("2", intent=Intent.CHOICE, choice=2), after)).steps
    assert (type(step), step.service_id) == (Opening, "b")


def test_after_two_failures_a_human_is_called_when_there_is_one():
    failing = Context(failures=2, at=NOW)

    assert decide(a_turn(Request("hmm"), failing, staffed=True)).event is Event.BOT_FAILED


def test_being_understood_ends_the_count_of_failures():
    failing = Context(failures=2, at=NOW)

    decision = decide(a_turn(a_request(needs=(Need.FOOD,), places=[LYON]), failing))

    assert decision.context.failures == 0


@pytest.mark.parametrize("intent", [i for i in Intent if i is not Intent.CRISIS])
def test_every_intent_is_answered_with_one_step_or_a_human_and_a_list(intent):
    request = replace(a_request(intent, [LYON], needs=(Need.FOOD,)), choice=1)

    # Where no human can come, what was asked for besides is looked up at once.
    expected = 2 if intent is Intent.OPERATOR else 1
    assert len(decide(a_turn(request)).steps) == expected


def test_an_age_is_remembered_for_the_searches_that_follow():
    young = a_turn(a_request(needs=(Need.SHELTER,), places=[LYON], age=20))
    first = decide(young)
    then = decide(a_turn(a_request(needs=(Need.FOOD,)), first.context))
    assert [decision.steps[0].age for decision in (first, then)] == [20, 20]


def test_somebody_else_somewhere_else_may_be_of_another_age():
    first = decide(a_turn(a_request(needs=(Need.SHELTER,), places=[LYON], age=20)))
    anew = decide(a_turn(a_request(needs=(Need.FOOD,), places=[LYON]), first.context))
    assert anew.steps[0].age is None


@pytest.mark.parametrize(
    ("needs", "aloud", "silently"),
    [
        ((Need.SHELTER, Need.PREGNANCY), (Need.SHELTER,), (Need.PREGNANCY,)),
        ((Need.PREGNANCY,), (Need.PREGNANCY,), ()),
    ],
    ids=["a bed", "a midwife"],
)
def test_who_is_pregnant_and_asks_for_something_else_asks_for_that(needs, aloud, silently):
    request = a_request(needs=needs, places=[LYON], audiences=(Audience.PREGNANT,))
    (lookup,) = decide(a_turn(request)).steps
    assert (lookup.needs, lookup.silently) == (aloud, silently)
