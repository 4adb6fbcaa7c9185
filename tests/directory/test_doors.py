import pytest

from directory.audiences import Audience
from directory.doors import Door, read_door, takes, write_door
from directory.drafts import Welcome
from directory.needs import Need

EXCLUSIVE, PREFERENTIAL = Welcome.EXCLUSIVE, Welcome.PREFERENTIAL
WOMAN, MAN, FAMILY = Audience.WOMAN, Audience.MAN, Audience.FAMILY


def row(**told: object) -> dict[str, object]:
    plain = {
        "welcome": "everyone", "audiences": [], "min_age": None, "max_age": None, "conditions": {},
    }  # fmt: skip
    return plain | told


@pytest.mark.parametrize(
    ("door", "audiences", "taken"),
    [
        (Door(), set(), True),
        (Door(EXCLUSIVE, frozenset({WOMAN})), set(), False),
        (Door(EXCLUSIVE, frozenset({WOMAN})), {WOMAN}, True),
        (Door(EXCLUSIVE, frozenset({WOMAN})), {MAN}, False),
        (Door(EXCLUSIVE, frozenset({WOMAN, FAMILY})), {FAMILY}, True),
        (Door(EXCLUSIVE, frozenset({WOMAN, FAMILY})), {MAN, FAMILY}, False),
        (Door(EXCLUSIVE, frozenset({WOMAN})), {WOMAN, MAN}, False),
        (Door(EXCLUSIVE, frozenset({WOMAN})), {Audience.PREGNANT}, True),
        (Door(EXCLUSIVE, frozenset({WOMAN})), {Audience.PREGNANT, MAN}, False),
        (Door(EXCLUSIVE, frozenset({WOMAN, MAN})), {MAN}, True),
        (Door(EXCLUSIVE, frozenset({Audience.REFUGEE})), {MAN}, False),
        (Door(EXCLUSIVE), set(), True),
        (Door(PREFERENTIAL, frozenset({WOMAN})), {MAN}, True),
        (Door(PREFERENTIAL, frozenset(), 18, 25), set(), True),
        (Door(refused=frozenset({Audience.ANIMAL})), {Audience.ANIMAL}, False),
        (Door(PREFERENTIAL, refused=frozenset({Audience.ANIMAL})), {Audience.ANIMAL}, False),
        (Door(refused=frozenset({Audience.ANIMAL})), {WOMAN}, True),
        (Door(min_age=18), set(), True),
        (Door(min_age=18), {Audience.MINOR}, False),
        (Door(min_age=16), {Audience.MINOR}, True),
        (Door(max_age=17), set(), False),
        (Door(max_age=17), {Audience.MINOR}, True),
        (Door(max_age=6), {FAMILY}, True),
        (Door(min_age=18, max_age=25), set(), False),
        (Door(min_age=18, max_age=25), {Audience.STUDENT}, True),
        (Door(min_age=60), set(), False),
        (Door(min_age=60), {Audience.ELDERLY}, True),
        (Door(max_age=59), {Audience.ELDERLY}, False),
    ],
)
def test_nobody_is_sent_where_they_may_be_turned_away(door, audiences, taken):
    assert takes(door, frozenset(audiences)) is taken


def test_a_door_open_to_everyone_is_written_as_nothing():
    assert write_door(row()) == ""
    assert read_door("") == Door()


def test_a_door_is_read_as_it_was_written():
    told = row(
        welcome="exclusive", audiences=["woman"], min_age=18, max_age=30,
        conditions={"animals": False, "wheelchair": True},
    )  # fmt: skip
    assert read_door(write_door(told)) == Door(
        EXCLUSIVE, frozenset({WOMAN}), 18, 30, frozenset({Audience.ANIMAL})
    )


@pytest.mark.parametrize(
    ("groups", "audiences", "taken"),
    [
        ([["woman"], ["refugee", "undocumented"]], {WOMAN, Audience.REFUGEE}, True),
        ([["woman"], ["refugee", "undocumented"]], {WOMAN}, False),
        ([["woman"], ["refugee", "undocumented"]], {Audience.REFUGEE}, False),
        ([["woman"]], {Audience.PREGNANT}, True),
        ([["woman"]], {WOMAN, MAN}, False),
        ([["woman", "man"]], {WOMAN, MAN}, True),
        ([["disabled"]], {Audience.WHEELCHAIR}, True),
        ([["isolated"]], set(), True),
        ([["isolated"]], {FAMILY}, False),
        ([["prison"]], {MAN}, False),
    ],
    ids=str,
)
def test_one_word_of_each_group_must_be_true_of_the_person(groups, audiences, taken):
    door = read_door(write_door(row(welcome="exclusive", groups=groups)))
    assert takes(door, frozenset(audiences)) is taken


def test_whoever_needs_help_against_violence_may_knock_where_only_victims_are_let_in():
    service = row(welcome="exclusive", groups=[["violence"]])
    doors = [read_door(write_door(service, need)) for need in (Need.VIOLENCE, Need.SHOWER)]
    assert [takes(door, frozenset()) for door in doors] == [True, False]


def test_the_need_opens_no_other_group_of_the_door():
    service = row(welcome="exclusive", audiences=["refugee"], groups=[["violence"], ["refugee"]])
    door = read_door(write_door(service, Need.VIOLENCE))
    taken = [takes(door, frozenset(who)) for who in ({Audience.REFUGEE}, set())]
    assert taken == [True, False]


@pytest.mark.parametrize("groups", [[], [["woman"]], [["violence"], ["woman"]]])
def test_whoever_needs_help_against_violence_is_told_of_places_for_women_but_no_man_is(groups):
    service = row(welcome="exclusive", audiences=["woman"], groups=groups, max_age=17)
    door = read_door(write_door(service, Need.VIOLENCE))
    asking = ({Audience.MINOR}, {Audience.MINOR, WOMAN}, {Audience.MINOR, MAN}, set())
    assert [takes(door, frozenset(who)) for who in asking] == [True, True, False, False]
    elsewhere = read_door(write_door(service, Need.SHOWER))
    assert not takes(elsewhere, frozenset({Audience.MINOR}))


@pytest.mark.parametrize(
    ("need", "told", "taken"),
    [
        (Need.SHELTER, {"max_age": 17}, False),
        (Need.SHELTER, {"max_age": 17, "welcome": "preferential"}, True),
        (Need.SHELTER, {"max_age": 25}, False),
        (Need.SHELTER, {"max_age": 64}, True),
        (Need.HEALTH, {"max_age": 6}, True),
    ],
    ids=["a home for minors", "minors first", "the young", "adults too", "a doctor for infants"],
)
def test_parents_are_not_sent_to_a_bed_for_their_children_alone(need, told, taken):
    door = read_door(write_door(row(**told), need))
    assert takes(door, frozenset({FAMILY})) is taken


@pytest.mark.parametrize(
    ("need", "audiences", "taken"),
    [
        (Need.SHELTER, ["woman"], False),
        (Need.SHELTER, ["woman", "couple"], True),
        (Need.SHOWER, ["woman"], True),
    ],
)
def test_one_of_a_couple_is_not_sent_to_a_bed_that_parts_them(need, audiences, taken):
    door = read_door(write_door(row(welcome="exclusive", audiences=audiences), need))
    assert takes(door, frozenset({WOMAN, Audience.COUPLE})) is taken


@pytest.mark.parametrize(
    ("door", "who", "age", "taken"),
    [
        (Door(min_age=18, max_age=25), (), 20, True),
        (Door(min_age=18, max_age=25), (), 26, False),
        (Door(max_age=25), (), 25, True),
        (Door(min_age=16, max_age=18), {Audience.MINOR}, 15, False),
        (Door(min_age=70), {Audience.ELDERLY}, 65, False),
        (Door(min_age=30), (), 20, False),
        (Door(max_age=6), {FAMILY}, 22, True),
        (Door(PREFERENTIAL, frozenset(), 18, 25), (), 40, True),
        (Door(EXCLUSIVE, frozenset({WOMAN}), 18, 25), (), 20, False),
    ],
    ids=str,
)
def test_who_tells_an_age_is_sent_where_it_is_taken_and_nowhere_else(door, who, age, taken):
    assert takes(door, frozenset(who), age) is taken
