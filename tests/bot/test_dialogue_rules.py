"""How a conversation goes on: each rule as a fact."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.context import Context, Last, Visit
from bot.dialogue import (
    RULES,
    Adding,
    AskingLanguage,
    Facts,
    Lookup,
    Nearing,
    Noting,
    Opening,
    Refuge,
    Turn,
    decide,
)
from bot.outcomes import (
    AskStill,
    AskWhere,
    AskWrong,
    CallAgain,
    Called,
    Help,
    How,
    Listening,
    MediaUnread,
    NoPapers,
    Privacy,
    Receipt,
    Reminder,
    Rude,
    Sorry,
    SteppedDown,
    StillNearest,
    Thanked,
    VisitNoted,
    Waiting,
)
from bot.understanding.reading import Asked
from bot.understanding.request import Danger, Intent, Moment, Request, Wish
from conversations.remarks import Remark
from conversations.states import Event, State
from conversations.team import NOBODY, Presence
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Candidate, Kind, Place, Point
from directory.results import Window

NOW = datetime(2026, 1, 14, 10, tzinfo=ZoneInfo("Europe/Paris"))
HERE, AWAY = Presence(staffed=True), Presence(False, NOW + timedelta(days=2))
LYON = Place("Lyon", Kind.COMMUNE, "FR", Point(45.76, 4.84), within="69", population=520_000)
ALBI = Place("Albi", Kind.COMMUNE, "FR", Point(43.93, 2.15), within="81")
RHONE = Place("Rhône", Kind.DEPARTMENT, "FR", Point(45.9, 4.6), code="69")
LISTED = Context(place=LYON, needs=(Need.FOOD,), offered=("a", "b", "c"), last=Last.LIST, at=NOW)
FORMER = Context(former_place=LYON, former_needs=(Need.SHOWER,), at=NOW)


def said(intent=Intent.OTHER, *, places=(), **changes):
    candidates = tuple(Candidate(place, 0.9) for place in places)
    return Request("…", intent=intent, places=candidates, **changes)


def decided(request, context=None, presence=NOBODY, **facts):
    told = Facts(NOW, "FR", presence, **facts)
    return decide(Turn(request, context or Context(), told))


def kinds(decision):
    return [type(step) for step in decision.steps]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.__module__}.{rule.__name__}")
def test_each_rule_says_what_it_is_for(rule):
    assert rule.__doc__


# ------------------------------------------------------------------ danger

CHILD = said(Intent.CRISIS, danger=Danger.CHILD, audiences=(Audience.MINOR,))


def test_a_minor_is_told_that_names_are_not_asked_and_where_the_young_may_go():
    first = decided(replace(CHILD, places=(Candidate(LYON, 0.9),), age=15))
    assert decided(said(), first.context).steps == (
        Help(Danger.CHILD, "FR", How.AGAIN),
        Refuge(LYON, age=15),
    )


def test_a_minor_who_has_a_place_is_not_told_of_it_again():
    first = decided(replace(CHILD, places=(Candidate(LYON, 0.9),)))
    again = decided(said(), replace(first.context, offered=("a",)))
    assert kinds(again) == [Help]


def test_where_a_minor_is_is_asked_once_and_answered_by_no_menu():
    first = decided(CHILD)
    second = decided(said(), first.context)
    there = decided(said(Intent.SEARCH, places=(LYON,)), second.context)
    nowhere = decided(said(), second.context)
    assert (kinds(second), kinds(there), kinds(nowhere)) == (
        [Help, AskWhere], [Listening, Refuge], [Listening],
    )  # fmt: skip


def test_who_reports_a_child_in_danger_is_sent_to_no_place_for_the_young():
    first = decided(said(Intent.CRISIS, danger=Danger.CHILD, places=(LYON,)))
    assert kinds(decided(said(), first.context)) == [Help]


def test_a_human_is_called_for_danger_once():
    danger = said(Intent.CRISIS, danger=Danger.SUICIDE)
    first = decided(danger, presence=HERE)
    second = decided(danger, first.context, presence=HERE)

    assert (kinds(first), kinds(second)) == ([Help, Called], [Help])
    assert (first.event, second.event) == (Event.IN_DANGER, Event.IN_DANGER)


def test_a_danger_at_night_waits_in_the_queue_and_promises_nobody():
    decision = decided(said(Intent.CRISIS, danger=Danger.SUICIDE), presence=AWAY)
    assert (kinds(decision), decision.event) == ([Help], Event.IN_DANGER)


def test_what_is_vague_after_a_danger_is_answered_in_its_light_never_alike_twice():
    first = decided(said(Intent.CRISIS, danger=Danger.MEDICAL))
    second = decided(said(), first.context)
    third = decided(said(), second.context)

    assert [*kinds(second), *kinds(third)] == [Listening, Help]
    assert third.steps[0].how is How.AGAIN


def test_a_need_after_a_danger_is_answered_with_the_numbers_beside():
    endangered = Context(danger=Danger.VIOLENCE, at=NOW)
    decision = decided(said(Intent.SEARCH, places=[LYON], needs=(Need.FOOD,)), endangered)
    assert kinds(decision) == [Lookup, Reminder]


def test_a_suspected_danger_gets_the_numbers_beside_the_answer():
    request = said(Intent.SEARCH, places=[LYON], needs=(Need.FOOD,), suspected=Danger.SUICIDE)
    assert kinds(decided(request)) == [Lookup, Reminder]


def test_who_is_safe_steps_down():
    decision = decided(said(wish=Wish.SAFE), Context(danger=Danger.MEDICAL, at=NOW))
    assert (kinds(decision), decision.event) == ([SteppedDown], Event.STEPPED_DOWN)
    assert decision.context.danger is None


def test_safe_without_a_danger_is_small_talk():
    assert SteppedDown not in kinds(decided(said(wish=Wish.SAFE)))


# ------------------------------------------------------------------ humans


@pytest.mark.parametrize("owner", [State.OPERATOR, State.WAITING])
@pytest.mark.parametrize(
    "request_",
    [said(Intent.CRISIS, danger=Danger.MEDICAL), said(Intent.STOP)],
    ids=["danger", "stop"],
)
def test_danger_and_orders_are_answered_whoever_owns_the_thread(owner, request_):
    assert decided(request_, owner=owner, presence=HERE).steps


def test_an_operator_is_not_interrupted():
    request = said(Intent.SEARCH, places=[LYON], needs=(Need.FOOD,))
    assert decided(request, owner=State.OPERATOR).steps == ()


def test_who_waits_gets_one_receipt_an_hour():
    waiting = Context(waiting_at=NOW - timedelta(minutes=5), at=NOW)
    asked = decided(said(Intent.OPERATOR), waiting, HERE, owner=State.WAITING)
    again = decided(said(Intent.OPERATOR), asked.context, HERE, owner=State.WAITING)

    assert (kinds(asked), kinds(again)) == ([Receipt], [])


def test_a_story_for_the_operator_is_kept_in_silence():
    waiting = Context(waiting_at=NOW - timedelta(minutes=5), at=NOW)
    assert decided(said(), waiting, HERE, owner=State.WAITING).steps == ()


def test_a_whole_request_is_answered_while_one_waits():
    waiting = Context(waiting_at=NOW, at=NOW)
    request = said(Intent.SEARCH, places=[LYON], needs=(Need.FOOD,))
    assert kinds(decided(request, waiting, HERE, owner=State.WAITING)) == [Lookup]


def test_a_human_called_for_someone_does_not_silence_the_bot():
    request = said(Intent.SEARCH, needs=(Need.FOOD,))
    assert kinds(decided(request, Context(at=NOW), HERE, owner=State.WAITING)) == [AskWhere]


@pytest.mark.parametrize(
    ("presence", "event"),
    [(HERE, Event.ASKED_FOR_PERSON), (AWAY, Event.ASKED_FOR_PERSON), (NOBODY, None)],
    ids=["here", "away", "nobody"],
)
@pytest.mark.parametrize(
    ("request_", "media", "outcome"),
    [
        (said(Intent.OPERATOR), False, Waiting),
        (said(wish=Wish.BEYOND), False, Waiting),
        (said(), True, MediaUnread),
    ],
    ids=["asked", "beyond", "picture"],
)
def test_the_queue_is_for_what_somebody_will_read(request_, media, outcome, presence, event):
    decision = decided(request_, presence=presence, media=media)
    assert (kinds(decision), decision.event) == ([outcome], event)


# ------------------------------------------------------------------ reports


@pytest.mark.parametrize(
    ("number", "context", "meant"),
    [
        pytest.param(2, LISTED, "b", id="by-number"),
        pytest.param(None, replace(LISTED, opened=3), "c", id="the-one-opened"),
        pytest.param(None, LISTED, "a", id="the-first-shown"),
        pytest.param(None, replace(LISTED, page=2), "c", id="the-first-of-the-page"),
        pytest.param(7, LISTED, "", id="no-such-number"),
    ],
)
def test_a_report_is_about(number, context, meant):
    request = said(Intent.REPORT, remark=Remark.CLOSED, choice=number)
    noting = decided(request, context).steps[0]
    assert (noting.remark, noting.service_id) == (Remark.CLOSED, meant)


def test_after_a_closed_door_the_list_begins_anew_without_it():
    decision = decided(said(Intent.REPORT, remark=Remark.FULL, choice=2), LISTED)
    assert (kinds(decision), decision.steps[1].without) == ([Noting, Lookup], ("b",))
    assert decision.steps[1].first == 1


def test_what_was_refused_stays_out_of_later_lists():
    refused = replace(LISTED, refused=("b",))
    decision = decided(said(Intent.SEARCH, needs=(Need.SHOWER,)), refused)
    assert decision.steps[0].without == ("b",)


def test_an_organisation_s_news_brings_no_list():
    request = said(Intent.REPORT, remark=Remark.HOURS, needs=(Need.GROCERIES,), places=[LYON])
    decision = decided(request, LISTED)
    assert (kinds(decision), decision.steps[0].service_id) == ([Noting], "")


def test_a_search_that_tells_of_a_full_place_is_a_search():
    request = said(Intent.REPORT, remark=Remark.FULL, needs=(Need.SHELTER,), places=[LYON])
    noting, lookup = decided(request).steps
    assert (noting.by_name, lookup.needs) == (True, (Need.SHELTER,))


@pytest.mark.parametrize(
    ("request_", "remark"),
    [
        (said(Intent.CHOICE, choice=1), Remark.GOT_IN),
        (said(Intent.CHOICE, choice=4), Remark.REFUSED),
        (said(wish=Wish.YES), Remark.GOT_IN),
        (said(Intent.REPORT, remark=Remark.CLOSED), Remark.CLOSED),
    ],
    ids=["one", "four", "yes", "word"],
)
def test_an_answer_about_a_visit_counts_on_its_entry(request_, remark):
    context = Context(asked=Asked.VISIT, visit=Visit("z", NOW, asked=True), at=NOW)
    noting, noted = decided(request_, context).steps
    asks = remark is Remark.REFUSED
    assert (noting.service_id, noting.remark, noted) == ("z", remark, VisitNoted(remark, asks))


# ------------------------------------------------------------------ why they were refused

REFUSED = said(Intent.REPORT, remark=Remark.REFUSED, choice=1)
ASKED = replace(LISTED, asked=Asked.REASON, asked_why=True, refused=("a",))


@pytest.mark.parametrize(
    ("context", "asks"),
    [
        pytest.param(LISTED, True, id="the-first-time"),
        pytest.param(replace(LISTED, asked_why=True), False, id="asked-before"),
        pytest.param(replace(LISTED, had_danger=True), False, id="after-a-danger"),
        pytest.param(replace(LISTED, needs=(Need.SEXUAL_HEALTH,)), False, id="discreet"),
    ],
)
def test_why_a_door_refused_them_is_asked_once_and_discreetly(context, asks):
    decision = decided(REFUSED, context)
    assert (decision.steps[0].asks, decision.context.asked is Asked.REASON) == (asks, asks)


@pytest.mark.parametrize("remark", [Remark.CLOSED, Remark.FULL, Remark.MOVED])
def test_nobody_is_asked_why_a_door_was_shut(remark):
    request = said(Intent.REPORT, remark=remark, choice=1)
    assert decided(request, LISTED).context.asked is Asked.NOTHING


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        pytest.param(said(), [Adding], id="a-story"),
        pytest.param(said(wish=Wish.ABUSE), [Adding], id="anger"),
        pytest.param(
            said(Intent.SEARCH, needs=(Need.ADDRESS,), wish=Wish.WHY), [Adding], id="because"
        ),
        pytest.param(
            said(Intent.SEARCH, audiences=(Audience.UNDOCUMENTED,)), [Adding], id="no-papers"
        ),
        pytest.param(said(Intent.SEARCH, audiences=(Audience.WOMAN,)), [Adding], id="women-only"),
        pytest.param(
            said(Intent.SEARCH, audiences=(Audience.ANIMAL,)), [Adding, Lookup], id="a-dog"
        ),
        pytest.param(said(Intent.SEARCH, needs=(Need.SHOWER,)), [Lookup], id="a-new-need"),
        pytest.param(said(Intent.SEARCH, places=(ALBI,)), [Lookup], id="a-new-place"),
        pytest.param(said(Intent.CHOICE, choice=2), [Opening], id="a-choice"),
        pytest.param(said(Intent.MORE), [Lookup], id="a-command"),
        pytest.param(said(wish=Wish.NO), [Thanked], id="no"),
    ],
)
def test_what_follows_is_the_reason_unless_it_asks_for_something(request_, expected):
    decision = decided(request_, ASKED)
    assert (kinds(decision), decision.context.asked) == (expected, Asked.NOTHING)


def test_a_reason_without_a_list_is_only_kept():
    context = Context(asked=Asked.REASON, asked_why=True, at=NOW)
    request = said(Intent.SEARCH, audiences=(Audience.ANIMAL,))
    assert kinds(decided(request, context)) == [Adding]


# ------------------------------------------------------------------ for others


def test_a_professional_is_not_in_danger_and_is_told_what_was_asked_for():
    request = said(
        Intent.CRISIS, danger=Danger.VIOLENCE, for_others=True, needs=(Need.SHELTER,),
        places=(LYON,),
    )  # fmt: skip
    decision = decided(request, presence=HERE)
    assert decision.steps[0] == Help(Danger.VIOLENCE, "FR", for_others=True)
    assert (kinds(decision)[1:], decision.event) == ([Lookup], Event.IN_DANGER)
    assert (decision.context.danger, decision.context.had_danger) == (None, True)


def test_first_aid_is_told_to_anybody():
    request = said(Intent.CRISIS, danger=Danger.MEDICAL, for_others=True)
    assert decided(request).steps == (Help(Danger.MEDICAL, "FR"),)


# ------------------------------------------------------------------ on the way


@pytest.mark.parametrize(
    ("context", "expected"),
    [
        pytest.param(replace(LISTED, opened=2), [Opening], id="the-one-opened"),
        pytest.param(replace(LISTED, offered=("a",)), [Opening], id="the-only-one"),
        pytest.param(replace(LISTED, refused=("a", "c")), [Opening], id="the-only-one-left"),
        pytest.param(LISTED, [Thanked], id="one-of-three"),
        pytest.param(
            replace(LISTED, opened=2, danger=Danger.SUICIDE), [Help], id="maybe-a-farewell"
        ),
    ],
)
def test_who_goes_to_a_place_reads_its_address_again(context, expected):
    assert kinds(decided(said(wish=Wish.GOING), context)) == expected


# ------------------------------------------------------------------ going on


@pytest.mark.parametrize(
    ("request_", "context", "step"),
    [
        pytest.param(said(wish=Wish.AGAIN), LISTED, Lookup, id="list-again"),
        pytest.param(
            said(wish=Wish.AGAIN), replace(LISTED, last=Last.DETAILS, opened=2), Opening,
            id="details-again",
        ),
        pytest.param(
            said(wish=Wish.AGAIN), Context(needs=(Need.FOOD,), asked=Asked.WHERE, at=NOW),
            AskWhere, id="question-again",
        ),
        pytest.param(said(wish=Wish.HOURS), LISTED, Opening, id="until-when"),
        pytest.param(said(wish=Wish.WAY), LISTED, Opening, id="the-way"),
        pytest.param(said(wish=Wish.NEARER), LISTED, Nearing, id="nearer"),
        pytest.param(said(wish=Wish.ELSEWHERE), LISTED, AskWhere, id="elsewhere"),
        pytest.param(said(wish=Wish.SAME), FORMER, Lookup, id="as-yesterday"),
        pytest.param(said(unreached=("115",)), LISTED, CallAgain, id="helpline-busy"),
        pytest.param(said(wish=Wish.PRIVACY), None, Privacy, id="who-reads"),
        pytest.param(
            said(Intent.SEARCH, audiences=(Audience.UNDOCUMENTED,)), None, NoPapers,
            id="no-papers",
        ),
        pytest.param(said(wish=Wish.COMPLAINT), None, Sorry, id="complaint"),
        pytest.param(
            said(wish=Wish.OTHER_SPEAKS, speak="ti"), LISTED, AskingLanguage, id="she-speaks"
        ),
    ],
)  # fmt: skip
def test_a_text_that_goes_on_gets(request_, context, step):
    assert kinds(decided(request_, context))[0] is step


def test_the_page_is_repeated_with_its_numbers():
    second_page = replace(LISTED, offered=("a", "b", "c", "d"), page=3)
    (lookup,) = decided(said(wish=Wish.AGAIN), second_page).steps
    assert (lookup.first, lookup.without) == (4, ("a", "b", "c"))


def test_a_language_asked_for_is_kept():
    decision = decided(said(speak="ar"), LISTED, language="fr")
    assert (decision.language, decision.lasting) == ("ar", True)


@pytest.mark.parametrize(
    ("request_", "step"),
    [
        (said(Intent.SEARCH, needs=(Need.FOOD,)), AskStill),
        (said(Intent.CHOICE, choice=2), AskStill),
        (said(Intent.MORE), AskStill),
        (said(Intent.SEARCH, needs=(Need.FOOD,), places=[ALBI]), Lookup),
    ],
    ids=["need", "number", "more", "whole"],
)
def test_the_next_day_the_place_is_offered(request_, step):
    assert kinds(decided(request_, FORMER)) == [step]


@pytest.mark.parametrize(
    ("request_", "step"),
    [
        (said(Intent.CHOICE, choice=1), Lookup),
        (said(wish=Wish.YES), Lookup),
        (said(Intent.CHOICE, choice=2), AskWhere),
        (said(wish=Wish.NO), AskWhere),
    ],
    ids=["one", "yes", "two", "no"],
)
def test_still_there_is_answered_by(request_, step):
    assert kinds(decided(request_, replace(FORMER, asked=Asked.STILL))) == [step]


def test_an_hour_alone_belongs_to_the_day_spoken_of():
    def hour(start):
        return Moment("hour:17", Window(start, start + timedelta(hours=1)), dayless=True)

    tomorrow = Moment("tomorrow", Window(NOW + timedelta(days=1), NOW + timedelta(days=2)))
    context = replace(LISTED, moment=tomorrow)
    (lookup,) = decided(said(Intent.SEARCH, moment=hour(NOW.replace(hour=17))), context).steps
    assert lookup.moment.window.start == NOW.replace(day=15, hour=17)


def test_a_department_confirms_the_town():
    (lookup,) = decided(said(Intent.SEARCH, places=[RHONE]), LISTED).steps
    assert lookup.near is LYON


def test_the_town_beside_tells_homonyms_apart():
    near_albi = Place("Villeneuve", Kind.COMMUNE, "FR", Point(43.95, 2.0), within="81")
    other = Place("Villeneuve", Kind.COMMUNE, "FR", Point(46.0, 4.8), within="01")
    asking = Context(needs=(Need.FOOD,), asked=Asked.WHICH, candidates=(other, near_albi), at=NOW)
    (lookup,) = decided(said(Intent.SEARCH, places=[ALBI]), asking).steps
    assert lookup.near is near_albi


# ------------------------------------------------------------------ calm


@pytest.mark.parametrize(
    ("repeats", "steps"),
    [(0, [StillNearest, Lookup]), (1, [StillNearest, Lookup]), (2, [AskWrong])],
    ids=["in-other-words", "twice", "thrice"],
)
def test_the_same_search_varies(repeats, steps):
    request = said(Intent.SEARCH, places=[LYON], needs=(Need.FOOD,))
    decision = decided(request, replace(LISTED, repeats=repeats))
    assert kinds(decision) == steps


def test_the_same_search_half_an_hour_later_is_answered_anew():
    request = said(Intent.SEARCH, places=[LYON], needs=(Need.FOOD,))
    assert kinds(decided(request, replace(LISTED, at=NOW - timedelta(minutes=40)))) == [Lookup]


def test_the_same_search_gets_the_next_numbers():
    request = said(Intent.SEARCH, places=[LYON], needs=(Need.FOOD,))
    decision = decided(request, replace(LISTED, repeats=1))
    assert decision.steps[1].first == 4


def test_texts_alike_without_end_get_silence():
    assert decided(said(Intent.GREETING), Context(repeats=5, at=NOW)).steps == ()


def test_danger_is_answered_however_often():
    request = said(Intent.CRISIS, danger=Danger.SUICIDE)
    assert kinds(decided(request, Context(repeats=50, at=NOW))) == [Help]


def test_insults_are_answered_twice():
    once = decided(said(wish=Wish.ABUSE))
    twice = decided(said(wish=Wish.ABUSE), once.context)
    thrice = decided(said(wish=Wish.ABUSE), twice.context)

    assert [once.steps, twice.steps, thrice.steps] == [(Rude(1),), (Rude(2),), ()]


# ------------------------------------------------------------------ the question of safety


ASKED_SAFE = Context(asked_safe=Danger.SUICIDE, had_danger=True, at=NOW)
NOT_SAFE = replace(ASKED_SAFE, danger=Danger.SUICIDE)


@pytest.mark.parametrize(
    ("request_", "context", "step", "danger"),
    [
        pytest.param(said(wish=Wish.NO), ASKED_SAFE, Help, Danger.SUICIDE, id="yes-then-no"),
        pytest.param(
            said(wish=Wish.YES), NOT_SAFE, SteppedDown, Danger.SUICIDE, id="no-then-yes"
        ),
        pytest.param(said(wish=Wish.SAFE), NOT_SAFE, SteppedDown, None, id="no-then-safe"),
        pytest.param(said(), ASKED_SAFE, Help, None, id="yes-then-unreadable"),
    ],
)  # fmt: skip
def test_after_the_question_whether_they_are_safe(request_, context, step, danger):
    decision = decided(request_, context)
    assert kinds(decision)[0] is step
    assert decision.context.danger is danger


def test_a_no_after_a_list_of_places_is_about_the_list():
    listed = replace(LISTED, asked_safe=Danger.SUICIDE)
    assert Help not in kinds(decided(said(wish=Wish.NO), listed))
