from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.understanding.moments import Named, window

PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY_10H = datetime(2026, 1, 14, 10, tzinfo=PARIS)
THURSDAY_2H = datetime(2026, 1, 15, 2, tzinfo=PARIS)
THE_DAY_CLOCKS_GO_BACK = datetime(2026, 10, 24, 22, tzinfo=PARIS)


def spoken(window):
    return f"{window.start:%a %H:%M} - {window.end:%a %H:%M}"


@pytest.mark.parametrize(
    ("named", "now", "expected"),
    [
        pytest.param(Named(now=True), WEDNESDAY_10H, "Wed 10:00 - Wed 10:30", id="now"),
        pytest.param(Named(day="today"), WEDNESDAY_10H, "Wed 10:00 - Thu 00:00", id="today"),
        pytest.param(Named(day="tomorrow"), WEDNESDAY_10H, "Thu 05:00 - Fri 00:00", id="tomorrow"),
        pytest.param(Named(part="evening"), WEDNESDAY_10H, "Wed 18:00 - Thu 06:00", id="tonight"),
        pytest.param(
            Named(part="night"), THURSDAY_2H, "Thu 02:00 - Thu 06:00", id="tonight-in-small-hours"
        ),
        pytest.param(
            Named(day="tomorrow", part="evening"),
            THURSDAY_2H,
            "Fri 18:00 - Sat 06:00",
            id="tomorrow-evening-in-small-hours",
        ),
        pytest.param(
            Named(day="tomorrow", part="morning"),
            WEDNESDAY_10H,
            "Thu 05:00 - Thu 12:00",
            id="tomorrow-morning",
        ),
        pytest.param(
            Named(part="morning"),
            WEDNESDAY_10H.replace(hour=15),
            "Thu 05:00 - Thu 12:00",
            id="the-morning-that-comes",
        ),
        pytest.param(Named(day="friday"), WEDNESDAY_10H, "Fri 05:00 - Sat 00:00", id="friday"),
        pytest.param(
            Named(day="wednesday"),
            WEDNESDAY_10H,
            "Wed 05:00 - Thu 00:00",
            id="a-weekday-is-never-today",
        ),
        pytest.param(
            Named(clock=time(14)), WEDNESDAY_10H, "Wed 14:00 - Wed 15:00", id="at-two-o-clock"
        ),
        pytest.param(
            Named(clock=time(8)), WEDNESDAY_10H, "Thu 08:00 - Thu 09:00", id="an-hour-gone-by"
        ),
        pytest.param(
            Named(part="evening"),
            THE_DAY_CLOCKS_GO_BACK,
            "Sat 22:00 - Sun 06:00",
            id="the-night-clocks-go-back",
        ),
    ],
)
def test_a_moment_is_an_interval_on_the_clock_of_the_place(named, now, expected):
    assert spoken(window(named, now)) == expected


def test_a_weekday_said_on_that_day_is_next_week():
    assert window(Named(day="wednesday"), WEDNESDAY_10H).start.date().day == 21


@pytest.mark.parametrize(
    ("named", "name"),
    [
        (Named(part="night"), "tonight"),
        (Named(day="tomorrow", part="morning"), "tomorrow_morning"),
        (Named(clock=time(19)), "hour:19"),
        (Named(now=True), "now"),
    ],
)
def test_a_moment_has_a_name(named, name):
    assert named.name == name


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("ከጠዋቱ 5 ሰዓት ምግብ ሊዮን", "Wed 11:00"),
        ("ከምሽቱ 2 ሰዓት ምግብ ሊዮን", "Wed 20:00"),
        ("ንግሆ ሰዓት 5 ምግቢ ሊዮን", "Wed 11:00"),
        ("15 ሰዓት ምግብ ሊዮን", "Wed 15:00"),
        ("በ11:00 ሰዓት ምግብ ሊዮን", "Wed 11:00"),
        ("ሰዓት 11:00 ምግቢ ሊዮን", "Wed 11:00"),
    ],
    ids=["from dawn", "from dusk", "from dawn, Tigrinya", "past twelve", "digits", "digits after"],
)
def test_ethiopian_hours_count_from_dawn_but_those_of_a_phone_do_not(read, text, begins):
    assert spoken(read(text).moment.window).startswith(begins)
