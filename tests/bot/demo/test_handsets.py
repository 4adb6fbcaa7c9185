import re

from bot.demo.handsets import HANDSETS_KEPT, Drawer, written
from bot.fiction import OURS, invent_number
from conversations.texts import Channel


def test_invented_numbers_are_of_the_range_reserved_for_fiction():
    numbers = [invent_number() for _ in range(200)]
    assert [number for number in numbers if not re.fullmatch(r"\+3363998\d{4}", number)] == []


def test_nobody_has_the_number_of_the_bot():
    assert OURS not in {invent_number() for _ in range(200)}


def test_a_number_is_written_in_pairs():
    assert written("+33639981234") == "+33 6 39 98 12 34"


def test_the_same_number_takes_the_same_handset_again():
    drawer = Drawer()
    assert drawer.take(Channel.SMS, "+33639981234") is drawer.take(Channel.SMS, "+33639981234")


def test_the_handset_untouched_for_longest_is_thrown_away():
    drawer = Drawer()
    first = drawer.take(Channel.SMS, "first")
    second = drawer.take(Channel.SMS, "second")
    for number in range(HANDSETS_KEPT - 1):
        drawer.take(Channel.SMS, str(number))
        drawer.take(Channel.SMS, "second")
    assert drawer.take(Channel.SMS, "second") is second
    assert drawer.take(Channel.SMS, "first") is not first
