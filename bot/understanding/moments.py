"""When: «ce soir», «dem1 matin», «5pm» as an interval on the clock of the place."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.understanding.cues import is_borrowed
from bot.understanding.dates import spot_date
from bot.understanding.numbers import LONGEST_LIST
from bot.understanding.questions import DENIED
from bot.understanding.reading import Reading
from bot.understanding.request import Moment
from bot.understanding.tree import Hit, Topic
from directory.results import Window

DAYS = {"today": 0, "tomorrow": 1, "after_tomorrow": 2}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PARTS = {
    "morning": (time(5), time(12)),
    "noon": (time(11, 30), time(14, 30)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(6)),
    "night": (time(18), time(6)),
}
"""From, and up to; an end at or before the start falls on the next day."""
BEGUN = (*WEEKDAYS, "morning", "this_morning", "noon", "afternoon", "this_afternoon")
"""What one says that something has lasted since."""
SMALL_HOURS_END = time(5)
"""Between midnight and this hour, «tonight» is the night in course."""
LONG_STORY, NEAR_WORDS = 18, 8
"""Words of a text told at length, and how far from a need a moment may stand in it."""
NEXT_CLAUSE = 1
"""Words of a next clause that may stand before the moment: «une douche, le mercredi»."""
NOT = "not"
ETHIOPIAN = {"hour_dawn": 6, "hour_dusk": 18}
"""In Amharic and Tigrinya hours are counted from dawn and from dusk: «ከጠዋቱ 3 ሰዓት» is 9:00."""
AHEAD = {
    "in_hours": timedelta(hours=1),
    "in_hour": timedelta(hours=1),
    "in_minutes": timedelta(minutes=1),
    "in_half_hour": timedelta(minutes=30),
}
"""What is counted from now, once or so many times: «in 2 hours», «in an hour»."""
FROM_HOUR, AT_HOUR = "hour_from", "hour_at"
"""Under `[moments]`: an hour where the clause ends, «с 20», but not «с 2 детьми»; the second only
beside a day, «завтра в 8»."""
HOURS = "hours"
"""Under `[moments]`: two hours, the first of which counts: «с 18 до 20»."""
DINNER = "dinner"
"""Under `[moments]`: a meal of the evening, which names no moment."""
UNTIL, SINCE = "until", "since"
"""Under `[moments]`: what makes the end of a stay of the moment beside it, or its beginning."""
MOST_AHEAD = 1_000
NOW_LASTS = timedelta(minutes=30)
HOUR_LASTS = timedelta(hours=1)


@dataclass(frozen=True)
class Named:
    """The parts of a moment that the text names."""

    now: bool = False
    day: str = ""
    part: str = ""
    clock: time | None = None

    @property
    def name(self) -> str:
        """One word for it: `tonight`, `tomorrow_morning`, `friday`, `hour:14`."""
        if self.clock is not None:
            return "_".join(filter(None, (self.day, f"hour:{self.clock.hour}")))
        if self.part in ("evening", "night") and self.day in ("", "today"):
            return "tonight"
        return "_".join(filter(None, (self.day, self.part))) or "now"


def spot_moment(reading: Reading) -> Reading:
    """Set the moment, on the clock of the place that was read."""
    hits = tuple(hit for hit in reading.of(Topic.MOMENT) if _is_asked_for(reading, hit))
    hits = tuple(hit for hit in hits if not _is_corrected(reading, hit)) or hits
    now = reading.circumstances.now.astimezone(_zone(reading))
    named = _named(reading, tuple(hit for hit in hits if hit.sense.name != DINNER))
    dated = spot_date(reading, now.date())
    if dated is not None:
        named = replace(named or Named(), now=False, day=dated.isoformat())
    if named is None:
        return reading.told(meal=_tonight(now)) if hits else reading
    is_ahead = any(hit.sense.name in AHEAD for hit in hits)
    is_dayless = not (named.now or named.day or is_ahead)
    moment = Moment(named.name, window(named, now), is_dayless)
    return reading.told(*(reading.reason("moment", hit) for hit in hits), moment=moment)


def _tonight(now: datetime) -> Moment:
    """When whoever names their dinner wants it, though they name no moment."""
    evening = Named(day="today", part="evening")
    return Moment(evening.name, window(evening, now))


def _is_asked_for(reading: Reading, hit: Hit) -> bool:
    """In a long story only a moment near the need counts; others belong to the story.

    Who asks by trade tells no story of their own.
    """
    if hit.sense.name in (UNTIL, SINCE) or _is_only_the_end(reading, hit):
        return False
    if (
        is_borrowed(reading, hit)
        or _is_past(reading, hit)
        or _tells_where(reading, hit)
        or _counts(reading, hit)
    ):
        return False
    if len(reading.tokens) <= LONG_STORY or reading.request.by_trade:
        return True
    needs = reading.of(Topic.NEED, Topic.HINT)
    return any(
        _stand_together(reading, *sorted((need.start, hit.start)))
        or 0 <= hit.start - need.end <= NEXT_CLAUSE
        for need in needs
    )


def _is_corrected(reading: Reading, hit: Hit) -> bool:
    """«Not tomorrow, on Friday», «hoy no, mañana»."""
    if any(no.end == hit.start and no.sense.name == NOT for no in reading.of(Topic.PLACE)):
        return True
    after = (no for no in reading.of(Topic.NO) if no.start == hit.end and no.sense.name == DENIED)
    return any(token.breaks for no in after for token in reading.tokens[no.end : no.end + 1])


def _is_only_the_end(reading: Reading, hit: Hit) -> bool:
    """«Until tomorrow evening», «kal tak»: wanted from now on."""
    if hit.sense.name.startswith("hour"):
        return False  # «open until 22h»
    return _stands_beside(reading, hit, UNTIL)


def _is_past(reading: Reading, hit: Hit) -> bool:
    """«I have been outside since Monday» asks for no Monday, «since this morning» for none."""
    return hit.sense.name in BEGUN and _stands_beside(reading, hit, SINCE)


def _counts(reading: Reading, hit: Hit) -> bool:
    """Whether what may be an hour counts what follows, or is a number of a list, of a district."""
    if hit.sense.name not in (FROM_HOUR, AT_HOUR):
        return False
    is_next = any(need.start == hit.end for need in reading.of(Topic.NEED))
    is_over = is_next or bool(reading.naming >> hit.end & 1)
    if not is_over and any(not token.breaks for token in reading.tokens[hit.end : hit.end + 1]):
        return True
    is_high = hit.sense.name == FROM_HOUR and _numbers(reading, hit)[0] > LONGEST_LIST
    return not is_high and not any(each.sense.name in OF_A_DAY for each in reading.of(Topic.MOMENT))


def _stands_beside(reading: Reading, hit: Hit, name: str) -> bool:
    beside = (each for each in reading.of(Topic.MOMENT) if each.sense.name == name)
    return any(hit.start == each.end or hit.end == each.start for each in beside)


def _tells_where(reading: Reading, hit: Hit) -> bool:
    """«Now I am in Lyon» says where one is, when the need is said apart from it."""
    if hit.sense.name != "now" or not reading.naming:
        return False
    needs = [need.start for need in reading.of(Topic.NEED, Topic.HINT)]
    name_start = (reading.naming & -reading.naming).bit_length() - 1
    first, last = sorted((hit.start, name_start))
    if not needs or any(token.breaks for token in reading.tokens[first + 1 : last + 1]):
        return False
    begins = max((i for i in range(first + 1) if reading.tokens[i].breaks), default=0)
    return last - first <= NEAR_WORDS // 2 and not any(begins <= need <= last for need in needs)


def _stand_together(reading: Reading, first: int, second: int) -> bool:
    between = reading.tokens[first + 1 : second + 1]
    return len(between) <= NEAR_WORDS and not any(token.breaks for token in between)


def _zone(reading: Reading) -> ZoneInfo:
    places = reading.request.places
    near = places[0].place if places else reading.circumstances.near
    return ZoneInfo(near.timezone if near else reading.circumstances.timezone)


def _named(reading: Reading, hits: tuple[Hit, ...]) -> Named | None:
    if not hits:
        return None
    names = [name for hit in hits for name in MEANINGS.get(hit.sense.name, (hit.sense.name,))]
    part = next((name for name in names if name in PARTS), "")
    clocks = (_clock(reading, hit, part) for hit in hits)
    named = Named(
        "now" in names,
        next((name for name in names if name in DAYS or name in WEEKDAYS), ""),
        part,
        next((clock for clock in clocks if clock is not None), None),
    )
    return None if named == Named() else named


MEANINGS = {
    "open_now": ("now",),
    "tonight": ("today", "evening"),
    "this_morning": ("today", "morning"),
    "this_afternoon": ("today", "afternoon"),
    "tomorrow_morning": ("tomorrow", "morning"),
    "tomorrow_afternoon": ("tomorrow", "afternoon"),
    "tomorrow_evening": ("tomorrow", "evening"),
    "weekend": ("saturday",),
}
OF_A_DAY = frozenset((*DAYS, *WEEKDAYS, *PARTS, *MEANINGS)) - {"open_now"}


def _clock(reading: Reading, hit: Hit, part: str) -> time | None:
    """The hour that a phrase such as «# h», «# pm» names; None when it names none."""
    if hit.sense.name in AHEAD:
        return _clock_ahead(reading, hit)
    if not hit.sense.name.startswith("hour"):
        return None
    numbers = _numbers(reading, hit)
    is_whole = len(numbers) == 1 or hit.sense.name == HOURS
    hour, minute = numbers[0], 0 if is_whole else numbers[1]
    if hit.sense.name in ETHIOPIAN:
        if _is_digital(reading, hit):
            return None
        hour = hour if hour > 12 else hour % 12 + ETHIOPIAN[hit.sense.name]
    is_late = hit.sense.name == "hour_pm" or part in ("evening", "night", "afternoon")
    if is_late and hour < 12:
        hour += 12
    return time(hour % 24, minute) if hour <= 24 and minute < 60 else None


def _clock_ahead(reading: Reading, hit: Hit) -> time:
    now = reading.circumstances.now.astimezone(_zone(reading))
    times = min(next(iter(_numbers(reading, hit)), 1), MOST_AHEAD)
    return (now + times * AHEAD[hit.sense.name]).time().replace(second=0, microsecond=0)


def _numbers(reading: Reading, hit: Hit) -> list[int]:
    heard = reading.tokens[hit.start : hit.end + 1]
    return [int(token.key) for token in heard if token.key.isdigit()]


def _is_digital(reading: Reading, hit: Hit) -> bool:
    """«9:00», which a phone shows on the European clock, whatever the words around it."""
    return any(token.key == "h" for token in reading.tokens[max(hit.start - 1, 0) : hit.end + 1])


def window(named: Named, now: datetime) -> Window:
    """The interval meant, on the clock of `now`."""
    if named.clock is not None:
        return _around_clock(named, now)
    if named.now and not named.part and not named.day:
        return Window(now, now + NOW_LASTS)
    if named.part:
        return _part_window(named, now)
    midnight = datetime.combine(_day(named.day, now), time(0), now.tzinfo)
    # The night before is over by then: «tomorrow» is not what closes tomorrow at two.
    begins = datetime.combine(midnight, SMALL_HOURS_END, now.tzinfo)
    return Window(max(begins if _other_day(named) else midnight, now), midnight + timedelta(days=1))


def _part_window(named: Named, now: datetime) -> Window:
    begins, ends = PARTS[named.part]
    day = _day(named.day, now)
    if (
        named.part in ("evening", "night")
        and not _other_day(named)
        and now.time() < SMALL_HOURS_END
    ):
        day -= timedelta(days=1)
    start = datetime.combine(day, begins, now.tzinfo)
    end = datetime.combine(day if ends > begins else day + timedelta(days=1), ends, now.tzinfo)
    if end <= now:  # «this morning», said in the evening, is the next one
        return Window(start + timedelta(days=1), end + timedelta(days=1))
    return Window(max(start, now), end)


def _other_day(named: Named) -> bool:
    return named.day not in ("", "today")


def _around_clock(named: Named, now: datetime) -> Window:
    assert named.clock is not None
    start = datetime.combine(_day(named.day, now), named.clock, now.tzinfo)
    if start + HOUR_LASTS <= now and not _other_day(named):
        start += timedelta(days=1)
    return Window(start, start + HOUR_LASTS)


def _day(name: str, now: datetime) -> date:
    """The day named, or of a date. A weekday is the next one, never today, called «today»."""
    if name[:1].isdigit():
        return date.fromisoformat(name)
    if name in WEEKDAYS:
        ahead = (WEEKDAYS.index(name) - now.weekday()) % 7 or 7
        return now.date() + timedelta(days=ahead)
    return now.date() + timedelta(days=DAYS.get(name, 0))
