"""How long first answers are, over a whole directory: segments, and how many results they keep."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from statistics import median
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.outcomes import Found
from bot.replies import compose
from bot.replies.fitting import fits
from conversations.texts import Channel, Encoding, Outgoing
from directory.choosing import choose
from directory.gazetteer import Gazetteer
from directory.models import Offer
from directory.needs import Need
from directory.places import Kind, Place, Point
from directory.results import Query
from directory.search import search

SEED = 20260105
QUESTIONS = 1_000
FIRST_DAY = datetime(2026, 1, 5, tzinfo=ZoneInfo("Europe/Paris"))
MINUTES_ASKED = 7 * 24 * 60
MOST = 3


@dataclass(frozen=True)
class Said:
    """One first answer, and how many results it could have named."""

    text: Outgoing
    could: int


@dataclass(frozen=True)
class Lengths:
    """Answers in one encoding. `three`, `two`: of those that could name three, how many named
    three, or only two; `over`: how many broke the budget."""

    answers: int
    median_segments: float
    over: int
    could_name_three: int
    three: int
    two: int


def measure_lengths(
    engine: Engine,
    gazetteer: Gazetteer,
    languages: Sequence[str],
    questions: int = QUESTIONS,
    *,
    examples: bool = False,
) -> dict[Encoding, Lengths]:
    """Ask for what is in the directory, from where it is, at any hour, in these languages by turns.

    Each need is asked for as often as any other, however many services meet it.
    """
    said: dict[Encoding, list[Said]] = {encoding: [] for encoding in Encoding}
    with Session(engine) as session:
        for number, found in enumerate(_ask(session, gazetteer, questions, examples)):
            language = languages[number % len(languages)]
            (text,) = compose((found.outcome,), language, Channel.SMS, found.now)
            if text.encoding:
                said[text.encoding].append(Said(text, found.could))
    return {encoding: _sum_up(texts) for encoding, texts in said.items() if texts}


@dataclass(frozen=True)
class Asked:
    """A question that found something to say, when it was asked, how much there was to name."""

    outcome: Found
    now: datetime
    could: int


def _ask(session: Session, gazetteer: Gazetteer, questions: int, examples: bool) -> Iterator[Asked]:
    dice = Random(SEED)
    points = _points_by_need(session)
    for _ in range(questions):
        need = dice.choice(list(points))
        point = dice.choice(points[need])
        near = gazetteer.around(point) or Place("", Kind.POSITION, "", point)
        now = FIRST_DAY + timedelta(minutes=dice.randrange(MINUTES_ASKED))
        yield _find(session, need, near, now, examples)


def _find(session: Session, need: Need, near: Place, now: datetime, examples: bool) -> Asked:
    answer = search(session, Query((need,), near, now, with_examples=examples))
    could = len(choose(answer, (need,), near, now, MOST))
    return Asked(Found((need,), near, answer, country=near.country), now, could)


def _points_by_need(session: Session) -> dict[Need, list[Point]]:
    rows = session.execute(select(Offer.need, Offer.latitude, Offer.longitude).order_by(Offer.need))
    points: dict[Need, list[Point]] = {}
    for need, latitude, longitude in rows:
        points.setdefault(Need(need), []).append(Point(latitude, longitude))
    return points


def _sum_up(said: Sequence[Said]) -> Lengths:
    named = [len(each.text.services) for each in said if each.could >= MOST]
    return Lengths(
        answers=len(said),
        median_segments=median(each.text.segments or 0 for each in said),
        over=sum(not fits(each.text) for each in said),
        could_name_three=len(named),
        three=named.count(3),
        two=named.count(2),
    )
