"""What a decision asks of the directory, and what comes of it when there is little or nothing."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from bot.dialogue import (
    Adding,
    AskingLanguage,
    AskingVisit,
    Lookup,
    Nearing,
    Noting,
    Opening,
    Refuge,
)
from bot.outcomes import (
    AskCloser,
    AskLanguage,
    AskVisit,
    Found,
    Hours,
    NoList,
    NoMore,
    NothingNearer,
    Reported,
)
from bot.steps import Directory
from bot.understanding.request import Wish
from conversations.remarks import Remark, Said
from directory.audiences import Audience
from directory.drafts import Conditions, Welcome
from directory.needs import Need
from directory.places import Kind, Place
from tests.directory.builders import HERE, keep_all, service, venue

NOW = datetime(2026, 1, 14, 11, tzinfo=UTC)
NEAR = Place("here", Kind.POSITION, "FR", HERE)
SEARCH = Lookup((Need.FOOD,), NEAR, None, ())


@pytest.fixture
def ask(engine):
    """Carries steps out on what the test has kept."""

    def asking(*steps):
        with Session(engine) as session:
            return Directory(session, NOW, False, lambda point: None).carry_out(steps)

    return asking


def service_of(ask):
    (found,) = ask(SEARCH).outcomes
    return found.answer.open[0].id


def test_an_empty_directory_finds_nothing_and_says_so(ask):
    (found,) = ask(SEARCH).outcomes
    assert (type(found), found.answer.open, found.answer.later) == (Found, (), ())


def test_nothing_is_left_after_all_was_shown(engine, ask):
    keep_all(engine, venue("canteen", 100))
    shown = Lookup((Need.FOOD,), NEAR, None, (), (service_of(ask),), 2)
    assert [type(each) for each in ask(shown).outcomes] == [NoMore]


@pytest.mark.parametrize(("name", "country"), [("", "US"), ("Paris 18", "FR")])
def test_where_no_town_is_known_the_helplines_are_those_of_what_was_found(
    engine, ask, name, country
):
    keep_all(engine, venue("canteen", 100, timezone="America/New_York"))
    around = Lookup((Need.FOOD,), replace(NEAR, name=name), None, ())
    assert ask(around).outcomes[0].country == country


def test_what_was_withdrawn_opens_no_more(ask):
    assert ask(Opening(1, "gone:1", NEAR)).outcomes == (NoList(1),)


def test_only_the_hours_are_told_when_asked(engine, ask):
    keep_all(engine, venue("canteen", 100))
    (hours,) = ask(Opening(1, service_of(ask), NEAR, about=Wish.HOURS)).outcomes
    assert isinstance(hours, Hours)


@pytest.mark.parametrize(("need", "told"), [(Need.FOOD, 1), (Need.SHELTER, 0)])
def test_a_dog_may_wait_outside_during_a_meal_but_not_for_a_night(engine, ask, need, told):
    keep_all(engine, venue("house", 100, service(need, conditions=Conditions(animals=False))))
    (found,) = ask(Lookup((need,), NEAR, None, (Audience.ANIMAL,))).outcomes
    assert (len(found.answer.open), found.audiences) == (told, (Audience.ANIMAL,))


@pytest.mark.parametrize(
    ("audiences", "names"),
    [
        ((), ["Refuge", "Halt"]),
        ((Audience.WOMAN,), ["Refuge", "Halt"]),
        ((Audience.MAN,), ["Halt"]),
    ],
    ids=["nobody said", "a woman", "a man"],
)
def test_who_fears_violence_and_wants_a_bed_is_told_of_refuges_for_women(
    engine, ask, audiences, names
):
    refuge = service(
        Need.SHELTER, Need.VIOLENCE, welcome=Welcome.EXCLUSIVE, audiences=(Audience.WOMAN,),
        groups=(("woman",), ("violence",)),
    )  # fmt: skip
    keep_all(engine, venue("halt", 100, service(Need.SHELTER)), venue("refuge", 900, refuge))
    fearing = Lookup((Need.SHELTER,), NEAR, None, audiences, silently=(Need.VIOLENCE,))
    (found,) = ask(fearing).outcomes
    assert sorted(each.name for each in found.answer.open) == sorted(names)


def test_what_is_looked_for_silently_is_not_missed(engine, ask):
    keep_all(engine, venue("halt", 100, service(Need.SHELTER)))
    fearing = Lookup((Need.SHELTER,), NEAR, None, (), silently=(Need.VIOLENCE,))
    (found,) = ask(fearing).outcomes
    keep_all(engine, venue("refuge", 200_000, service(Need.VIOLENCE)))
    (far,) = ask(fearing).outcomes
    for answer in (found.answer, far.answer):
        assert (answer.unmet, answer.far) == ((), ())


def test_the_entry_that_a_report_names_is_the_one_meant(engine, ask):
    keep_all(engine, venue("canteen", 100, name="Cantine des Lilas"), venue("other", 200))
    done = ask(Noting(Remark.MOVED, "some:other", "la cantine des lilas a déménagé", NEAR))
    (said,) = done.remarks
    assert done.outcomes == (Reported("Cantine des Lilas", remark=Remark.MOVED),)
    assert (said.kind, said.note) == (Remark.MOVED, "la cantine des lilas a déménagé")


def test_a_place_reported_by_name_is_left_out_of_what_follows(engine, ask):
    keep_all(engine, venue("canteen", 100, name="Cantine des Lilas"), venue("other", 200))
    noting = Noting(Remark.CLOSED, "", "cantine des lilas fermée", NEAR, at_the_door=True)
    _, found = ask(noting, SEARCH).outcomes
    assert [each.name for each in found.answer.open] == ["Other"]


def test_a_closed_door_needs_no_words_to_be_kept(engine, ask):
    keep_all(engine, venue("canteen", 100))
    service_id = service_of(ask)
    done = ask(Noting(Remark.CLOSED, service_id, "c'est fermé", NEAR))
    assert done.remarks == (Said(Remark.CLOSED, service_id),)


@pytest.mark.parametrize(
    ("metres", "said"),
    [(500, AskCloser(NEAR)), (90_000, NothingNearer(NEAR, (Need.TRANSPORT,)))],
    ids=["near", "far"],
)
def test_only_what_is_near_may_be_nearer_from_another_street(engine, ask, metres, said):
    keep_all(engine, venue("canteen", metres))
    assert ask(Nearing((Need.FOOD,), NEAR)).outcomes == (said,)


def test_a_visit_is_asked_about_by_name(engine, ask):
    keep_all(engine, venue("canteen", 100))
    assert ask(AskingVisit(service_of(ask), in_words=False)).outcomes == (AskVisit("Canteen"),)


def test_a_visit_to_what_is_gone_is_not_asked_about(ask):
    assert ask(AskingVisit("gone:1", in_words=False)).outcomes == ()


def test_a_reason_adds_to_the_report_before_it(ask):
    done = ask(Adding("they wanted papers"))
    assert done.outcomes == (Reported(more=True),)
    assert done.remarks == (Said(Remark.REFUSED, "", "they wanted papers", more=True),)


@pytest.mark.parametrize(
    ("languages", "language", "spoken"),
    [
        (("fr", "ti"), "ti", (4,)),
        (("fr", "prs"), "fa", (4,)),
        (("zh-hans",), "zh", (4,)),
        (("fr",), "ti", ()),
        ((), "ti", ()),
    ],
    ids=["spoken", "by another code", "by a longer code", "others are", "not told"],
)
def test_where_a_language_is_spoken_is_told_by_number(engine, ask, languages, language, spoken):
    keep_all(engine, venue("canteen", 100, languages=languages))
    asking = AskingLanguage(language, ((4, service_of(ask)),))
    assert ask(asking).outcomes == (AskLanguage(language, spoken, is_listed=True),)


def test_without_a_list_a_language_is_only_offered(ask):
    assert ask(AskingLanguage("ti", ())).outcomes == (AskLanguage("ti"),)


YOUNG = {"welcome": Welcome.PREFERENTIAL, "audiences": (Audience.MINOR,)}
CHILDREN = {"welcome": Welcome.EXCLUSIVE, "audiences": (Audience.MINOR,)}


@pytest.mark.parametrize(
    ("need", "told", "is_told_of"),
    [
        (Need.REST, YOUNG, True),
        (Need.REST, {"min_age": 12, "max_age": 25}, True),
        (Need.REST, {"min_age": 16}, True),
        (Need.REST, {}, False),
        (Need.REST, {"max_age": 6}, False),
        (Need.REST, {"min_age": 18, "max_age": 25}, False),
        (Need.SOCIAL_WORKER, {"max_age": 25}, True),
        (Need.MENTAL_HEALTH, YOUNG, True),
        (Need.FOOD, YOUNG, False),
        (Need.SHELTER, CHILDREN, True),
        (Need.SHELTER, {"max_age": 17}, True),
        (Need.SHELTER, {"max_age": 25}, False),
        (Need.SHELTER, YOUNG, False),
        (Need.SHELTER, {"min_age": 16}, False),
        (Need.SHELTER, {}, False),
    ],
    ids=[
        "day centre, the young first", "day centre, 12 to 25", "day centre, from 16", "day centre",
        "day nursery", "day centre, young adults", "information point", "someone who listens",
        "a meal", "beds for minors", "beds up to 17", "beds up to 25", "beds, the young first",
        "beds from 16", "beds",
    ],
)  # fmt: skip
def test_a_minor_alone_is_told_of_doors_for_the_young(engine, ask, need, told, is_told_of):
    keep_all(engine, venue("door", 100, service(need, **told)))
    assert bool(ask(Refuge(NEAR)).outcomes) is is_told_of


@pytest.mark.parametrize(("age", "is_told_of"), [(15, False), (16, True), (None, True)])
def test_a_minor_alone_is_told_of_doors_for_their_age(engine, ask, age, is_told_of):
    keep_all(engine, venue("door", 100, service(Need.REST, min_age=16, max_age=25)))
    assert bool(ask(Refuge(NEAR, age=age)).outcomes) is is_told_of


@pytest.mark.parametrize(
    ("metres", "told", "venue_told"),
    [
        (100, {"hours": "Mo-Su 20:00-22:00"}, {}),
        (100, {"hours": None}, {}),
        (100, {"conditions": Conditions(referral=True)}, {}),
        (100, {"conditions": Conditions(appointment=True)}, {}),
        (100, {}, {"confidential": True}),
        (9_000, {}, {}),
    ],
    ids=["closed", "hours unknown", "on referral", "by appointment", "secret", "too far to walk"],
)
def test_a_minor_alone_is_told_of_no_door_that_may_stay_shut(engine, ask, metres, told, venue_told):
    keep_all(engine, venue("door", metres, service(Need.REST, **YOUNG, **told), **venue_told))
    assert ask(Refuge(NEAR)).outcomes == ()


def test_a_door_for_the_young_stands_without_the_line_for_beds(engine, ask):
    keep_all(engine, venue("door", 100, service(Need.SHELTER, Need.REST, **CHILDREN)))
    (found,) = ask(Refuge(NEAR)).outcomes
    assert (found.needs, len(found.answer.open)) == ((), 1)


@pytest.mark.parametrize(("age", "told"), [(None, 0), (20, 1), (26, 0)])
def test_a_bed_for_the_young_is_told_to_who_says_their_age(engine, ask, age, told):
    keep_all(engine, venue("foyer", 100, service(Need.SHELTER, min_age=18, max_age=25)))
    (found,) = ask(Lookup((Need.SHELTER,), NEAR, None, (), age=age)).outcomes
    assert len(found.answer.open) == told
