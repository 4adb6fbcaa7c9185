import pytest

from directory.audiences import Audience
from directory.doors import read_door, takes, write_door
from directory.drafts import Welcome
from directory.imports.soliguide.publics import DIMENSIONS, read_public
from directory.needs import Need
from tests.directory.imports.soliguide_documents import only_service, service, venue

ALL = {names[0]: list(values) for names, values in DIMENSIONS}
EVERY_AGE = {"min": 0, "max": 99}


def publics(accueil, **told):
    return ALL | {"accueil": accueil, "age": EVERY_AGE} | told


def doors(told, category="shower"):
    """The doors of a service with this public, one for each need."""
    offered = only_service(publics=told, services_all=[service(category)])
    row = vars(offered) | {"conditions": vars(offered.conditions)}
    return {need: read_door(write_door(row, need)) for need in offered.needs}


def is_taken(told, *audiences, category="shower"):
    door = next(iter(doors(told, category).values()))
    return takes(door, frozenset(audiences))


@pytest.mark.parametrize(
    ("told", "welcome"),
    [
        (publics(0, gender=["women"]), Welcome.EVERYONE),
        (publics(1, gender=["women"]), Welcome.PREFERENTIAL),
        (publics(2, gender=["women"]), Welcome.EXCLUSIVE),
        (publics("2", gender=["women"]), Welcome.EXCLUSIVE),
        (publics(None, gender=["women"]), Welcome.EVERYONE),
        (publics(7, gender=["women"]), Welcome.EVERYONE),
        ({}, Welcome.EVERYONE),
    ],
    ids=["0", "1", "2", "text", "null", "unheard of", "nothing"],
)
def test_the_welcome_is_for_everyone_for_some_first_or_for_some_alone(told, welcome):
    assert read_public(told).welcome is welcome


def test_an_unconditional_place_has_no_groups_and_no_ages():
    public = read_public(publics(0, gender=["women"], age={"min": 18, "max": 25}))
    assert (public.groups, public.min_age, public.max_age) == ((), None, None)


@pytest.mark.parametrize("full", [[], None, ["women", "men"], ["men", "women", "x"]], ids=repr)
def test_a_dimension_that_is_empty_or_full_restricts_nobody(full):
    assert read_public(publics(2, gender=full)).groups == ()


@pytest.mark.parametrize(
    ("dimension", "value", "word"),
    [
        (names[0], value, word)
        for names, values in DIMENSIONS
        for value, word in values.items()
    ],
)  # fmt: skip
def test_every_group_of_the_format_is_known(dimension, value, word):
    assert read_public(publics(2, **{dimension: [value]})).groups == ((word,),)


def test_the_dimension_of_families_is_read_in_both_spellings():
    told = {"accueil": 2, "familiale": ["family"]}
    assert read_public(told).audiences == (Audience.FAMILY,)


def test_an_unheard_of_group_lets_nobody_in_and_is_told():
    public = read_public(publics(2, other=["sailors"]))
    assert (public.groups, public.unknown) == ((("sailors",),), ("sailors",))


def test_who_is_let_in_must_fit_every_dimension():
    told = publics(2, gender=["women"], administrative=["asylum", "refugee"])
    assert is_taken(told, Audience.WOMAN, Audience.REFUGEE)
    assert not is_taken(told, Audience.WOMAN)
    assert not is_taken(told, Audience.REFUGEE)


def test_one_value_of_a_dimension_is_enough():
    assert is_taken(publics(2, familialle=["couple", "family"]), Audience.COUPLE)


def test_a_preferential_place_turns_nobody_away():
    told = publics(1, gender=["women"], age={"min": 18, "max": 25}, other=["prison"])
    assert is_taken(told, Audience.MAN, Audience.ELDERLY)


@pytest.mark.parametrize(
    ("age", "ages"),
    [
        ({"min": 0, "max": 99}, (None, None)),
        ({"min": 18, "max": 99}, (18, None)),
        ({"min": 0, "max": 18}, (None, 18)),
        ({"min": 24, "max": 64}, (24, 64)),
        ({"min": 64, "max": 24}, (24, 64)),
        ({"min": "18", "max": None}, (18, None)),
        ({"min": "jeune"}, (None, None)),
        (None, (None, None)),
    ],
    ids=repr,
)
def test_ages_that_are_limits_are_kept_with_both_ends(age, ages):
    public = read_public(publics(2, age=age))
    assert (public.min_age, public.max_age) == ages


@pytest.mark.parametrize(
    ("age", "audiences", "taken"),
    [
        ({"min": 0, "max": 18}, {Audience.MINOR}, True),
        ({"min": 0, "max": 18}, set(), False),
        ({"min": 18, "max": 99}, {Audience.MINOR}, False),
        ({"min": 18, "max": 25}, {Audience.STUDENT}, True),
    ],
    ids=["minors", "nobody knows", "adults", "students"],
)
def test_an_age_that_does_not_fit_is_turned_away(age, audiences, taken):
    assert is_taken(publics(2, age=age), *audiences) is taken


def test_a_place_for_victims_of_violence_answers_that_need_and_no_other_without_a_word():
    found = doors(publics(2, other=["violence"]), category="emergency_accommodation")
    taken = {need: takes(door, frozenset()) for need, door in found.items()}
    assert taken == {Need.VIOLENCE: True, Need.SHELTER: False}


def test_a_place_for_many_kinds_of_people_is_not_one_for_victims():
    told = publics(2, other=["violence", "hiv", "prison", "lgbt"])
    assert Need.VIOLENCE not in doors(told)


def test_groups_that_nobody_can_name_in_a_text_are_told_in_words():
    note = only_service(publics=publics(2, other=["prison", "hiv"])).conditions.note
    assert note == "Uniquement : personnes sortant de prison, personnes vivant avec le VIH."


def test_these_words_are_catalan_in_catalonia():
    told = publics(2, other=["violence"])
    note = only_service(publics=told, sourceLanguage="ca").conditions.note
    assert note == "Només: víctimes de violència."


def test_what_a_place_says_of_its_public_is_a_remark():
    told = publics(0, description="<p>Habitants du 18e</p>")
    assert only_service(publics=told).conditions.note == "Habitants du 18e"


def test_a_copy_in_a_service_counts_only_when_it_is_said_to_differ():
    women, men = publics(2, gender=["women"]), publics(2, gender=["men"])
    offered = venue(
        publics=women,
        services_all=[
            service("shower", publics=men),
            service("laundry", publics=men, differentPublics=True),
        ],
    )
    assert [each.audiences for each in offered.services] == [(Audience.WOMAN,), (Audience.MAN,)]
