"""What people ask for is counted by town, with whether it was there; never by address."""

from dataclasses import replace

import pytest

from bot.counting import tell_demands
from bot.outcomes import AskWhere
from conversations.figures.demand import Met
from directory.needs import Need
from directory.places import Kind
from directory.results import Answer
from tests.outcomes import make_found, make_result

OPEN = make_result(needs=(Need.FOOD,))
ANSWERS = {
    Met.OPEN: Answer(open=(OPEN,)),
    Met.LATER: Answer(open=(), later=(OPEN,)),
    Met.UNKNOWN: Answer(open=(), unknown=(OPEN,)),
    Met.NONE: Answer(open=()),
}


@pytest.mark.parametrize(("met", "answer"), ANSWERS.items(), ids=lambda value: str(value)[:8])
def test_how_far_a_need_was_met(met, answer):
    found = replace(make_found(), needs=(Need.FOOD,), answer=answer)
    assert [one.met for one in tell_demands((found,))] == [met]


def test_each_need_is_counted_for_itself():
    found = replace(make_found(), needs=(Need.FOOD, Need.SHOWER), answer=Answer(open=(OPEN,)))
    assert [(one.need, one.met) for one in tell_demands((found,))] == [
        (Need.FOOD, Met.OPEN),
        (Need.SHOWER, Met.NONE),
    ]


def test_asking_for_more_is_not_asking_again():
    assert tell_demands((replace(make_found(), first=4), AskWhere((Need.FOOD,)))) == ()


def test_an_address_is_counted_for_its_town():
    near = replace(make_found().near, name="12 rue des Lilas", kind=Kind.ADDRESS, within="Lyon")
    (one, *_) = tell_demands((replace(make_found(), near=near),))
    assert one.place == "Lyon"
