"""Hours in words, on the clock of the place: until 20:00, opens tomorrow 9:00-12:00."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.replies.names import DAYS, TOMORROW
from bot.replies.wording import Wording
from directory.results import Result

# A closing this near needs no day: "until 8:00" at midnight is plain.
SAME_NIGHT = timedelta(hours=14)
WEEK = timedelta(days=6)
MIDNIGHTS = (0, 24 * 60)


def say_opening(result: Result, now: datetime, asked: datetime, wording: Wording) -> str:
    """When to be there: until when it is open, or when it opens.

    `asked` is the moment the person named, `now` where they named none.
    """
    zone = ZoneInfo(result.timezone)
    clock = Clock(now.astimezone(zone), wording)
    if result.open is None and result.by_arrangement and result.phone and result.closes_at:
        usual = _say_open(result, clock, asked.astimezone(zone), zone)
        return wording.listed((usual, wording.say("call first")))
    if result.open is None:
        return _say_unknown(result, wording)
    if result.always:
        return wording.say("open 24 hours a day")
    if not result.open:
        return _say_closed(result, clock, zone)
    return _say_open(result, clock, asked.astimezone(zone), zone)


def _say_unknown(result: Result, wording: Wording) -> str:
    if result.phone:
        # Translators: keep it short, it stands in a list of places.
        return wording.say("hours unknown, call first")
    return wording.say("hours unknown")


def _say_closed(result: Result, clock: "Clock", zone: ZoneInfo) -> str:
    if result.opens_at is None:
        return clock.wording.say("closed")
    opens = result.opens_at.astimezone(zone)
    closes = result.closes_at.astimezone(zone) if result.closes_at else None
    # Translators: {hours} is like "18:30-20:00", "tomorrow 9:00-12:00" or "at 18:30".
    return clock.wording.say("opens {hours}", hours=clock.span(opens, closes))


def _say_open(result: Result, clock: "Clock", asked: datetime, zone: ZoneInfo) -> str:
    closes = result.closes_at.astimezone(zone) if result.closes_at else None
    opens = result.opens_at.astimezone(zone) if result.opens_at else None
    if opens and opens > clock.now:
        return clock.span(opens, closes)
    if closes is None:
        return clock.wording.say("open")
    day = clock.day_of(asked)
    if result.too_late and result.reopens_at:
        return _say_twice(result, closes, clock, zone)
    if day and closes.date() > asked.date() and closes - asked <= SAME_NIGHT:
        return clock.span(asked, closes)  # "tomorrow until 8:00" would be the morning
    if day:
        # Translators: {day} is like "tomorrow", {until} like "until 12:00".
        return clock.wording.say("{day} {until}", day=day, until=clock.until(closes, asked))
    return clock.until(closes, clock.now)


def _say_twice(result: Result, closes: datetime, clock: "Clock", zone: ZoneInfo) -> str:
    """Until when it is open, and when it opens again: there is hardly time to get there."""
    opens = result.reopens_at.astimezone(zone) if result.reopens_at else closes
    ends = result.recloses_at.astimezone(zone) if result.recloses_at else None
    again = clock.wording.say("opens {hours}", hours=clock.span(opens, ends))
    return clock.wording.listed((clock.until(closes, clock.now), again))


@dataclass(frozen=True)
class Clock:
    """The hours of one place, said from the moment it is there: `now` is in its zone."""

    now: datetime
    wording: Wording

    def day_of(self, moment: datetime) -> str:
        """The day in words; nothing for today."""
        days = (moment.date() - self.now.date()).days
        if days == 0:
            return ""
        if days == 1:
            return self.wording.say_in("day", TOMORROW)
        name = self.wording.say_in("day", DAYS[moment.weekday()])
        if timedelta(days=days) <= WEEK and days > 0:
            return name
        # Translators: a day further off than a week: "Monday 12/02".
        return self.wording.say("{day} {date}", day=name, date=say_date(moment, self.wording))

    def at(self, moment: datetime) -> str:
        """The day and the hour: tomorrow 17:00."""
        return self._on_day(moment, say_time(_minutes(moment), self.wording))

    def until(self, closes: datetime, since: datetime) -> str:
        """The closing hour, with its day when it is not plain."""
        is_plain = closes.date() == since.date() or closes - since <= SAME_NIGHT
        day = "" if is_plain else self.day_of(closes)
        time = say_time(_minutes(closes), self.wording)
        if not day:
            return self.wording.say("until {time}", time=time)
        # Translators: {day} is like "tomorrow" or "Monday", {time} like "8:00".
        return self.wording.say("until {day} {time}", day=day, time=time)

    def span(self, opens: datetime, closes: datetime | None) -> str:
        """From when to when, after the day if it is not today."""
        if closes is not None:
            hours = say_span(_minutes(opens), _minutes(closes), self.wording)
        else:
            hours = self.wording.say("at {time}", time=say_time(_minutes(opens), self.wording))
        return self._on_day(opens, hours)

    def _on_day(self, moment: datetime, hours: str) -> str:
        """The hours, after their day if it is not today."""
        day = self.day_of(moment)
        # Translators: {day} is like "tomorrow" or "Monday", {hours} like "9:00-12:00".
        return self.wording.say("{day} {hours}", day=day, hours=hours) if day else hours


def say_span(start: int, end: int, wording: Wording) -> str:
    """From one minute of the day to another: 9:00-12:00."""
    return wording.say("{start}-{end}", start=say_time(start, wording), end=say_time(end, wording))


def say_time(minutes: int, wording: Wording) -> str:
    """A minute of the day as people write it: 18:30, 18h30, midnight."""
    if minutes in MIDNIGHTS:
        return wording.say("midnight")
    hour, minute = divmod(minutes % (24 * 60), 60)
    if minute == 0:
        # Translators: a full hour: "18h" in French, "18:00" in English.
        return wording.say("{hour}:00", hour=hour)
    # Translators: an hour and minutes, both in digits: "18h30" in French.
    return wording.say("{hour}:{minute}", hour=hour, minute=f"{minute:02}")


def say_date(moment: date, wording: Wording) -> str:
    """Day and month in digits."""
    # Translators: day and month in digits, in the order of your country: "12/02".
    return wording.say("{day}/{month}", day=f"{moment.day:02}", month=f"{moment.month:02}")


def _minutes(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
