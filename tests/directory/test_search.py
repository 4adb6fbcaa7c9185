from datetime import date

import pytest
from sqlalchemy import Engine

from directory.audiences import Audience
from directory.drafts import (
    ClosureDraft,
    Conditions,
    Saturation,
    SourceDraft,
    TemporaryHoursDraft,
    Welcome,
)
from directory.needs import Need
from directory.places import Kind, Place, Point, Precision
from directory.results import Answer, Query, Window
from directory.search import search
from tests.directory.builders import HERE, at, keep_all, query, service, venue

CANTEEN_HOURS = "Mo-Fr 11:30-13:30"
EVENING = "Mo-Su 19:00-21:00"


def ask(engine: Engine, question: Query) -> Answer:
    with engine.connect() as connection:
        return search(connection, question)


def open_names(engine: Engine, question: Query) -> list[str]:
    return [result.name for result in ask(engine, question).open]


def test_the_nearest_open_services_come_first(engine):
    keep_all(engine, venue("far", 900), venue("near", 100), venue("middle", 500))
    assert open_names(engine, query()) == ["Near", "Middle", "Far"]


def test_a_closed_service_gives_way_to_an_open_one_farther_off(engine):
    keep_all(engine, venue("closed", 100, service(hours=EVENING)), venue("open", 9000))
    assert open_names(engine, query()) == ["Open"]


def test_no_more_than_the_limit_are_shown_and_more_is_told(engine):
    keep_all(engine, *(venue(f"v{n}", 100 * n) for n in range(1, 6)))
    answer = ask(engine, query(limit=3))
    assert [result.name for result in answer.open] == ["V1", "V2", "V3"]
    assert answer.more


def test_the_next_page_begins_where_the_first_ended(engine):
    keep_all(engine, *(venue(f"v{n}", 100 * n) for n in range(1, 6)))
    answer = ask(engine, query(limit=3, offset=3))
    assert [result.name for result in answer.open] == ["V4", "V5"]
    assert not answer.more


def test_what_was_shown_already_is_left_out_with_its_venue(engine):
    keep_all(engine, venue("shown", 100, service(), service(ref="2")), venue("new", 500))
    assert open_names(engine, query(without=frozenset({"town-hall:shown/1"}))) == ["New"]


def test_a_venue_with_two_fitting_services_is_shown_once(engine):
    keep_all(engine, venue("twice", 100, service(), service(ref="2")))
    assert open_names(engine, query()) == ["Twice"]


@pytest.mark.parametrize("metres", [50, 1900, 4000, 20_000, 55_000, 140_000])
def test_the_box_grows_until_something_is_found(engine, metres):
    keep_all(engine, venue("only", metres))
    (result,) = ask(engine, query()).open
    assert abs(result.distance_m - metres) <= metres * 0.002


def test_the_distance_is_that_of_the_great_circle(engine):
    point = Point(48.8601, 2.4002)
    keep_all(engine, venue("east", 0, point=point))
    (result,) = ask(engine, query()).open
    assert result.distance_m == round(HERE.metres_to(point))


def test_a_nearer_service_just_outside_a_full_box_is_not_missed(engine):
    # Four in the corner of the first box are farther than the one beyond its edge.
    corner = [
        venue(f"c{n}", 0, point=Point(HERE.latitude + 0.0179, HERE.longitude + 0.0265 + n / 1e5))
        for n in range(4)
    ]
    keep_all(engine, *corner, venue("beyond", 2100))
    assert open_names(engine, query(limit=1)) == ["Beyond"]


@pytest.mark.parametrize(
    ("instant", "is_open"),
    [("11:29", False), ("11:30", True), ("13:29", True), ("13:30", False)],
)
def test_a_service_is_open_from_its_first_minute_to_before_its_last(engine, instant, is_open):
    keep_all(engine, venue("canteen", 100, service(hours=CANTEEN_HOURS)))
    answer = ask(engine, query(now=at(f"2026-01-14T{instant}")))
    assert [result.open for result in (*answer.open, *answer.later)] == [is_open]


def test_an_open_service_says_when_it_closes(engine):
    keep_all(engine, venue("canteen", 100, service(hours=CANTEEN_HOURS)))
    (result,) = ask(engine, query()).open
    assert (result.opens_at, result.closes_at) == (None, at("2026-01-14T13:30"))


def test_a_service_that_never_closes_says_so(engine):
    keep_all(engine, venue("toilets", 100))
    (result,) = ask(engine, query()).open
    assert (result.always, result.closes_at) == (True, None)


def test_a_window_is_answered_by_what_opens_within_it(engine):
    keep_all(engine, venue("soup", 100, service(hours=EVENING)))
    tonight = Window(at("2026-01-14T18:00"), at("2026-01-15T05:00"))
    (result,) = ask(engine, query(asked=tonight)).open
    assert (result.opens_at, result.closes_at) == (at("2026-01-14T19:00"), at("2026-01-14T21:00"))


def test_what_opens_as_the_window_ends_is_the_next_to_open(engine):
    keep_all(engine, venue("soup", 100, service(hours=EVENING)))
    asked = Window(at("2026-01-14T18:00"), at("2026-01-14T19:00"))
    (result,) = ask(engine, query(asked=asked)).later
    assert result.opens_at == at("2026-01-14T19:00")


def test_the_past_part_of_a_window_does_not_count(engine):
    keep_all(engine, venue("soup", 100, service(hours=EVENING)))
    tonight = Window(at("2026-01-14T18:00"), at("2026-01-15T05:00"))
    assert open_names(engine, query(asked=tonight, now=at("2026-01-14T21:30"))) == []


def test_what_opens_later_comes_soonest_first(engine):
    keep_all(
        engine,
        venue("tomorrow", 100, service(hours="Th 09:00-12:00")),
        venue("tonight", 900, service(hours=EVENING)),
    )
    answer = ask(engine, query())
    assert [result.name for result in answer.later] == ["Tonight", "Tomorrow"]
    assert [result.open for result in answer.later] == [False, False]
    assert answer.later[0].opens_at == at("2026-01-14T19:00")


def test_an_opening_soon_but_far_gives_way_to_one_nearer_and_a_little_later(engine):
    keep_all(
        engine,
        venue("far", 20_000, service(hours="We 12:30-14:00")),
        venue("near", 500, service(hours="We 13:00-14:00")),
    )
    assert [result.name for result in ask(engine, query()).later] == ["Near", "Far"]


def test_unknown_hours_are_listed_apart(engine):
    keep_all(
        engine,
        venue("unknown", 100, service(hours=None)),
        venue("arranged", 200, service(hours='"sur rendez-vous"')),
        venue("unreadable", 300, service(hours="du lundi au vendredi")),
    )
    answer = ask(engine, query())
    assert answer.open == ()
    assert [(result.name, result.open) for result in answer.unknown] == [
        ("Unknown", None),
        ("Arranged", None),
        ("Unreadable", None),
    ]
    assert answer.unknown[1].by_arrangement == "sur rendez-vous"


def test_a_venue_that_is_open_is_not_told_as_closed_too(engine):
    keep_all(engine, venue("both", 100, service(), service(ref="2", hours=EVENING)))
    assert ask(engine, query()).later == ()


FARTHEST = 600_000


def test_an_empty_directory_says_how_far_was_looked_in_vain(engine):
    assert ask(engine, query()) == Answer((), unmet=(Need.FOOD,), reach_m=FARTHEST)


def test_nothing_is_offered_from_the_other_end_of_the_world(engine):
    keep_all(engine, venue("paris", 0))
    tokyo = Place("Tokyo", Kind.COMMUNE, "JP", Point(35.68, 139.69), timezone="Asia/Tokyo")
    answer = ask(engine, query(near=tokyo))
    assert answer == Answer((), unmet=(Need.FOOD,), reach_m=FARTHEST)


@pytest.mark.parametrize(
    ("closures", "is_open"),
    [
        ((ClosureDraft(date(2026, 1, 14), date(2026, 1, 14)),), False),
        ((ClosureDraft(date(2026, 1, 15), None),), True),
    ],
    ids=["today", "from tomorrow"],
)
@pytest.mark.parametrize("whose", ["venue", "service"])
def test_a_closure_of_the_venue_or_the_service_counts(engine, whose, closures, is_open):
    told = {"closures": closures}
    parts = (service(**told), {}) if whose == "service" else (service(), told)
    keep_all(engine, venue("canteen", 100, parts[0], **parts[1]))
    assert bool(ask(engine, query()).open) is is_open


def test_temporary_hours_count_on_their_days(engine):
    soup = TemporaryHoursDraft(date(2026, 1, 12), date(2026, 1, 16), "12:00-13:00")
    keep_all(engine, venue("soup", 100, service(hours=EVENING, temporary_hours=(soup,))))
    (result,) = ask(engine, query()).open
    assert result.closes_at == at("2026-01-14T13:00")


def test_a_public_holiday_of_the_department_closes(engine):
    hours = "Mo-Fr 11:30-13:30; PH off"
    keep_all(
        engine,
        venue("paris", 100, service(hours=hours)),
        venue("strasbourg", 200, service(hours=hours), town_code="67482"),
    )
    assert open_names(engine, query(now=at("2026-04-03T12:00"))) == ["Paris"]


def test_a_place_overseas_is_open_by_its_own_clock(engine):
    point = Point(-20.8789, 55.4481)
    keep_all(
        engine,
        venue(
            "réunion", 0, service(hours="We 15:00-16:00"), point=point,
            timezone="Indian/Reunion", town_code="97411",
        ),
    )  # fmt: skip
    near = Place("", Kind.POSITION, "FR", point, timezone="Indian/Reunion")
    assert open_names(engine, query(near=near)) == ["Réunion"]


def test_an_exclusive_service_is_not_offered_to_those_it_may_turn_away(engine):
    women = service(welcome=Welcome.EXCLUSIVE, audiences=(Audience.WOMAN,))
    keep_all(engine, venue("women", 100, women))
    assert open_names(engine, query()) == []
    assert open_names(engine, query(audiences=frozenset({Audience.MAN}))) == []
    assert open_names(engine, query(audiences=frozenset({Audience.WOMAN}))) == ["Women"]


def test_a_preferential_service_comes_a_little_before_for_its_own(engine):
    students = service(welcome=Welcome.PREFERENTIAL, audiences=(Audience.STUDENT,))
    keep_all(engine, venue("all", 100), venue("students", 400, students))
    assert open_names(engine, query()) == ["All", "Students"]
    assert open_names(engine, query(audiences=frozenset({Audience.STUDENT}))) == ["Students", "All"]


def test_conditions_that_turn_a_person_away_leave_a_service_out(engine):
    keep_all(engine, venue("no-dogs", 100, service(conditions=Conditions(animals=False))))
    assert open_names(engine, query(audiences=frozenset({Audience.ANIMAL}))) == []
    assert open_names(engine, query()) == ["No-dogs"]


def test_a_confidential_place_is_told_by_its_town_alone(engine):
    keep_all(engine, venue("secret", 100, address="1 rue des Lilas", confidential=True))
    (result,) = ask(engine, query()).open
    assert (result.address, result.town, result.precision) == ("", "Paris", Precision.COMMUNE)
    assert result.point != venue("secret", 100).point


def test_a_vague_point_comes_after_the_exact_ones_of_its_town(engine):
    keep_all(
        engine,
        venue("vague", 0, precision=Precision.COMMUNE),
        venue("exact", 1500),
        venue("next-town", 1700, town_code="93001"),
    )
    assert open_names(engine, query()) == ["Exact", "Vague", "Next-town"]


def test_a_venue_that_meets_both_needs_is_worth_a_longer_walk(engine):
    keep_all(
        engine,
        venue("meal", 100),
        venue("both", 1200, service(), service(Need.SHOWER, ref="2")),
    )
    answer = ask(engine, query(Need.FOOD, Need.SHOWER))
    assert [result.name for result in answer.open] == ["Both", "Meal"]
    assert answer.open[0].needs == (Need.FOOD, Need.SHOWER)


def test_each_need_is_met_among_the_first_where_it_can_be(engine):
    keep_all(
        engine,
        *(venue(f"meal{n}", 100 * n) for n in range(1, 6)),
        venue("shower", 4000, service(Need.SHOWER)),
    )
    answer = ask(engine, query(Need.FOOD, Need.SHOWER))
    assert [result.name for result in answer.open] == ["Meal1", "Meal2", "Shower"]


def test_example_entries_are_found_only_when_asked_for(engine):
    keep_all(engine, venue("invented", 100), source=SourceDraft("example", "Examples"))
    assert open_names(engine, query()) == []
    assert open_names(engine, query(with_examples=True)) == ["Invented"]


def test_a_result_tells_what_its_venue_tells(engine):
    told = venue(
        "canteen", 100, service(conditions=Conditions(price="2 €", documents="a card")),
        address="1 rue des Lilas", postcode="75018", phones=("+33199001122", "+33199001123"),
        verified_on=date(2025, 12, 1),
    )  # fmt: skip
    keep_all(engine, told)
    (result,) = ask(engine, query()).open
    assert (result.id, result.venue_id) == ("town-hall:canteen/1", "town-hall:canteen")
    assert (result.address, result.postcode) == ("1 rue des Lilas", "75018")
    assert (result.phone, result.verified_on) == ("+33199001122", date(2025, 12, 1))
    assert result.conditions == Conditions(price="2 €", documents="a card")


def test_both_poles_and_the_date_line_are_no_error(engine):
    for point in (Point(90, 0), Point(-90, 180), Point(0, -180)):
        assert ask(engine, query(near=Place("", Kind.POSITION, "", point))).open == ()


def test_a_need_whose_places_are_closed_is_not_lost_beside_others_that_are_open(engine):
    keep_all(
        engine,
        *(venue(f"meal{n}", 100 * n) for n in range(1, 5)),
        venue("barber", 300, service(Need.HAIRCUT, hours="Th 09:00-12:00")),
    )
    answer = ask(engine, query(Need.FOOD, Need.HAIRCUT))
    assert [result.name for result in answer.later] == ["Barber"]
    assert answer.unmet == ()


def test_a_need_that_nothing_meets_is_named(engine):
    keep_all(engine, venue("meal", 100))
    assert ask(engine, query(Need.FOOD, Need.HAIRCUT)).unmet == (Need.HAIRCUT,)


def test_a_venue_open_for_one_need_still_tells_when_it_opens_for_the_other(engine):
    parts = (service(), service(Need.SHOWER, ref="2", hours="We 14:00-15:00"))
    keep_all(engine, venue("centre", 100, *parts))
    answer = ask(engine, query(Need.FOOD, Need.SHOWER))
    assert [result.id for result in answer.open] == ["town-hall:centre/1"]
    assert [result.id for result in answer.later] == ["town-hall:centre/2"]


def test_where_nothing_near_is_open_a_related_need_may_serve(engine):
    keep_all(
        engine,
        venue("bed", 100, service(Need.SHELTER, hours=EVENING)),
        venue("halt", 800, service(Need.REST)),
    )
    answer = ask(engine, query(Need.SHELTER))
    assert [result.name for result in answer.related] == ["Halt"]


def test_nothing_related_is_told_where_something_near_is_open(engine):
    keep_all(
        engine, venue("bed", 100, service(Need.SHELTER)), venue("halt", 800, service(Need.REST))
    )
    assert ask(engine, query(Need.SHELTER)).related == ()


@pytest.mark.parametrize(
    ("told", "audiences", "is_offered"),
    [
        ({}, (Audience.MINOR,), False),
        ({"max_age": 17}, (Audience.MINOR,), True),
        ({"min_age": 16}, (Audience.MINOR,), True),
        ({"audiences": (Audience.MINOR,), "welcome": Welcome.PREFERENTIAL},
         (Audience.MINOR,), True),
        ({}, (Audience.MINOR, Audience.FAMILY), True),
        ({}, (Audience.FAMILY,), True),
        ({"min_age": 18}, (Audience.FAMILY,), False),
        ({"min_age": 18}, (), True),
    ],
    ids=[
        "ages not told", "for minors", "from sixteen", "minors first", "with parents",
        "a family", "a family, from eighteen", "anybody, from eighteen",
    ],
)  # fmt: skip
def test_children_are_sent_only_to_beds_that_take_them_alone_to_those_that_say_so(
    engine, told, audiences, is_offered
):
    keep_all(engine, venue("bed", 100, service(Need.SHELTER, **told)))
    found = open_names(engine, query(Need.SHELTER, audiences=frozenset(audiences)))
    assert bool(found) is is_offered


@pytest.mark.parametrize(
    ("near", "far", "audiences"),
    [
        ({"saturation": Saturation.HIGH}, {}, ()),
        ({"conditions": Conditions(appointment=True)}, {}, ()),
        ({}, {"conditions": Conditions(animals=True)}, (Audience.ANIMAL,)),
        ({}, {"conditions": Conditions(wheelchair=True)}, (Audience.WHEELCHAIR,)),
        ({"hours": "We 11:00-12:01"}, {}, ()),
    ],
    ids=["full", "by appointment", "dog known to be let in", "wheelchair", "closes on the way"],
)
def test_a_longer_walk_is_worth_a_surer_door(engine, near, far, audiences):
    keep_all(engine, venue("near", 300, service(**near)), venue("far", 700, service(**far)))
    found = open_names(engine, query(audiences=frozenset(audiences)))
    assert found == ["Far", "Near"]


def test_a_result_tells_why_it_stands_where_it_does(engine):
    women = service(
        welcome=Welcome.PREFERENTIAL, audiences=(Audience.WOMAN,), saturation=Saturation.HIGH
    )
    keep_all(engine, venue("women", 352, women))
    (result,) = ask(engine, query(audiences=frozenset({Audience.WOMAN}))).open
    assert result.because == (
        "open at the moment asked",
        "350 m away",
        "meant for such a person: worth 1000 m more",
        "may be full: counts 1000 m more",
    )


@pytest.mark.parametrize(("metres", "is_offered"), [(10_000, True), (14_000, False)])
def test_nobody_is_sent_to_the_next_town_for_a_glass_of_water(engine, metres, is_offered):
    keep_all(engine, venue("fountain", metres, service(Need.WATER)))
    assert bool(ask(engine, query(Need.WATER)).open) is is_offered


@pytest.mark.parametrize(
    ("metres", "hours", "is_too_late", "again"),
    [
        (1500, "Mo-Su 11:00-12:10", True, "2026-01-15T11:00"),
        (1500, "Mo-Su 11:00-12:30", False, None),
        (10, "Mo-Su 11:00-12:05", True, "2026-01-15T11:00"),
        (10, "We 11:00-12:05", True, "2026-01-21T11:00"),
        (1500, "24/7", False, None),
        (45_000, "Mo-Su 11:00-19:00", False, None),
        (45_000, "Mo-Su 11:00-18:00", True, None),
    ],
    ids=[
        "twenty minutes away",
        "time enough",
        "next door",
        "in a week",
        "never closes",
        "seven hours for a bus",
        "too far by bus",
    ],
)
def test_what_closes_before_one_can_be_in_tells_its_next_opening(
    engine, metres, hours, is_too_late, again
):
    keep_all(engine, venue("canteen", metres, service(hours=hours)))
    (result,) = ask(engine, query()).open
    assert (result.too_late, result.reopens_at) == (is_too_late, again and at(again))


def test_what_closes_on_the_way_is_no_reason_to_hide_what_opens_soon(engine):
    closing = service(hours="Mo-Su 11:00-12:10")
    keep_all(
        engine,
        *(venue(f"closing{n}", 2000 + n, closing) for n in range(3)),
        venue("soon", 300, service(hours="Mo-Su 12:15-13:00")),
    )
    assert [result.name for result in ask(engine, query()).later] == ["Soon"]


def test_nobody_is_too_late_for_tomorrow(engine):
    keep_all(engine, venue("canteen", 4000, service(hours="Mo-Su 00:00-00:20")))
    tomorrow = Window(at("2026-01-15T00:00"), at("2026-01-16T00:00"))
    (result,) = ask(engine, query(asked=tomorrow)).open
    assert not result.too_late


@pytest.mark.parametrize(
    ("hours", "opens", "shut"),
    [
        ("Th 09:00-12:00", ["2026-01-15T09:00"], ()),
        ("Sa[1] 09:00-12:00", ["2026-02-07T09:00"], ()),
        ("Nov 01-Jan 10 18:00-08:00", [], (Need.FOOD,)),
    ],
    ids=["tomorrow", "once a month", "next winter"],
)
def test_what_opens_in_some_weeks_is_told_and_what_is_closed_for_longer_is_known(
    engine, hours, opens, shut
):
    keep_all(engine, venue("parcels", 100, service(hours=hours)))
    answer = ask(engine, query())
    assert [result.opens_at for result in answer.later] == [at(each) for each in opens]
    assert (answer.unmet, answer.shut) == (shut, shut)


def test_nobody_waits_a_month_for_what_another_gives_tomorrow(engine):
    keep_all(
        engine,
        venue("monthly", 100, service(hours="Sa[1] 09:00-12:00")),
        venue("tomorrow", 2000, service(hours="Th 09:00-12:00")),
    )
    assert [result.name for result in ask(engine, query()).later] == ["Tomorrow"]
