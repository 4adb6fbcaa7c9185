"""Whole conversations, as a social worker would read them: `tests/scenarios/*.txt`.

    # a title                       a conversation begins, at 10:00 on a Wednesday unless it says
    @ 2026-01-14T22:15              the clock, on the wall in Paris
    > ou dormir ce soir             what the person texts; `> [48.88, 2.35]` shares a position
    < Dans quelle ville             what must be in the answer, line after line, in this order
    ! 115                           what must not be in it
    < (nothing)                     no answer at all

Each is played by SMS and by WhatsApp, unless a line says `only sms` or `only whatsapp`.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest

from bot.settings import read_settings
from conversations.texts import Channel, Encoding, Incoming
from directory.places import Point
from wsgi import make_bot, make_demo_engine, make_reception, make_voice

FOLDER = Path(__file__).parent.parent / "scenarios"
PARIS = ZoneInfo("Europe/Paris")
BEGINNING = datetime(2026, 1, 14, 10, tzinfo=PARIS)
BUDGET = {Encoding.GSM7: 2, Encoding.UCS2: 4}
POSITION = re.compile(r"\[(-?[\d.]+), *(-?[\d.]+)\]$")
INVISIBLE = re.compile("[\u2066-\u2069*]")
KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="


@dataclass(frozen=True)
class Exchange:
    """One text and what is expected of its answer."""

    line: int
    at: datetime
    text: str
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """One conversation of a file."""

    name: str
    exchanges: tuple[Exchange, ...] = ()
    channels: tuple[Channel, ...] = tuple(Channel)


def read_scenarios(path: Path) -> list[Scenario]:
    scenarios: list[Scenario] = []
    at = BEGINNING
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        sign, _, said = line.partition(" ")
        match sign:
            case "#":
                scenarios.append(Scenario(f"{path.stem}: {said}"))
                at = BEGINNING
            case "only":
                scenarios[-1] = replace(scenarios[-1], channels=(Channel(said),))
            case "@":
                at = datetime.fromisoformat(said).replace(tzinfo=PARIS)
            case ">":
                exchange = Exchange(number, at, said)
                scenarios[-1] = _with(scenarios[-1], (*scenarios[-1].exchanges, exchange))
            case "<" | "!":
                *before, last = scenarios[-1].exchanges
                field = "wanted" if sign == "<" else "unwanted"
                last = replace(last, **{field: (*getattr(last, field), said)})
                scenarios[-1] = _with(scenarios[-1], (*before, last))
            case "":
                pass
            case _:
                message = f"{path.name}:{number}: a line begins with # @ > < ! or only"
                raise ValueError(message)
    return scenarios


def _with(scenario: Scenario, exchanges: tuple[Exchange, ...]) -> Scenario:
    return replace(scenario, exchanges=exchanges)


PLAYS = [
    pytest.param(scenario, channel, id=f"{scenario.name} ({channel})")
    for path in sorted(FOLDER.glob("*.txt"))
    for scenario in read_scenarios(path)
    for channel in scenario.channels
]


@pytest.fixture(scope="module")
def stage(tmp_path_factory, knowledge):
    """The bot on the sample directory, as the demo has it."""
    folder = tmp_path_factory.mktemp("scenarios")
    settings = read_settings(
        {
            "SOLITEXTO_DATABASE_URL": f"sqlite:///{folder}/scenarios.sqlite3",
            "SOLITEXTO_DATA_KEYS": KEY,
            "SOLITEXTO_LOOKUP_KEY": KEY,
        },
        folder,
    )
    engine = make_demo_engine(settings)
    bot = make_bot(settings, knowledge, engine, examples=True)
    yield lambda clock: make_reception(settings, make_voice(bot, clock), engine, clock)
    engine.dispose()


@pytest.mark.parametrize(("scenario", "channel"), PLAYS)
def test_a_conversation_goes_as_written(scenario, channel, stage):
    person = f"+336399{_number(scenario.name, channel) % 100_000:05}"
    for exchange in scenario.exchanges:
        reception = stage(lambda at=exchange.at: at)
        leaving = reception.receive(_incoming(exchange, channel, person, scenario))

        texts = [one.text for one in leaving]
        said = INVISIBLE.sub("", "\n".join(text.body for text in texts)) or "(nothing)"
        _check(exchange, said)
        assert all(text.segments <= BUDGET[text.encoding] for text in texts if text.encoding), said


def _incoming(exchange, channel, person, scenario):
    position = POSITION.match(exchange.text)
    point = Point(float(position[1]), float(position[2])) if position else None
    body = "" if point else exchange.text
    provider_id = f"SM{_number(scenario.name, channel, exchange.line):032x}"
    return Incoming(provider_id, channel, person, "+33639980000", body, point)


def _number(*what):
    """One number for each thing, the same in every run."""
    return crc32(repr(what).encode())


def _check(exchange, said):
    here = 0
    for wanted in exchange.wanted:
        found = said.find(wanted, here)
        assert found >= 0, f"line {exchange.line}: no «{wanted}» in\n{said}"
        here = found + len(wanted)
    for unwanted in exchange.unwanted:
        assert unwanted not in said, f"line {exchange.line}: «{unwanted}» in\n{said}"
