"""Whole conversations, as a social worker would read them: `tests/scenarios/*.txt`.

    # a title                       a conversation begins, at 10:00 on a Wednesday unless it says
    @ 2026-01-14T22:15              the clock, on the wall in Paris
    = team Mo-Fr 09:00-18:00        when operators are there; nobody is, unless it says
    = operator takes it             or: hands it back, closes it
    > ou dormir ce soir             what the person texts; `> [48.88, 2.35]` shares a position,
    > [photo]                       and this sends a picture or a voice note; `> [call]` calls
    < Dans quelle ville             what must be in the answer, line after line, in this order
    ! 115                           what must not be in it
    < (nothing)                     no answer at all

Each is played by SMS and by WhatsApp, unless a line says `only sms` or `only whatsapp`. All are
written to `test-output/conversations/` as the person's phone shows them; one that fails is printed.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zlib import crc32
from zoneinfo import ZoneInfo

import pytest

from conversations.states import State
from conversations.texts import Channel, Encoding
from directory.places import Point
from tests.stage import set_stage

FOLDER = Path(__file__).parent.parent / "scenarios"
WRITTEN = Path(__file__).parents[2] / "test-output" / "conversations"
PARIS = ZoneInfo("Europe/Paris")
BEGINNING = datetime(2026, 1, 14, 10, tzinfo=PARIS)
BUDGET = {Encoding.GSM7: 2, Encoding.UCS2: 4}
POSITION = re.compile(r"\[(-?[\d.]+), *(-?[\d.]+)\]$")
INVISIBLE = re.compile("[\u2066-\u2069*]")
MEDIA = ("[photo]", "[voice]")
CALL = "[call]"
CLICKS = {
    "operator takes it": State.OPERATOR,
    "operator hands it back": State.BOT,
    "operator closes it": State.CLOSED,
}
TWELVE = {"fr", "en", "ar", "es", "ca", "pt", "ro", "ru", "uk", "fa", "ps", "ka"}


@dataclass(frozen=True)
class Exchange:
    """One text and what is expected of its answer; `before` is what an operator did first."""

    line: int
    at: datetime
    text: str
    team: str = ""
    before: State | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """One conversation of a file."""

    name: str
    exchanges: tuple[Exchange, ...] = ()
    channels: tuple[Channel, ...] = tuple(Channel)


@dataclass
class Reader:
    """Reads the lines of a file; what was set holds until the conversation ends."""

    stem: str
    scenarios: list[Scenario] = field(default_factory=list)
    at: datetime = BEGINNING
    team: str = ""
    click: State | None = None

    def begin(self, said: str, _line: int) -> None:
        self.scenarios.append(Scenario(f"{self.stem}: {said}"))
        self.at, self.team, self.click = BEGINNING, "", None

    def keep_to(self, said: str, _line: int) -> None:
        self.scenarios[-1] = replace(self.scenarios[-1], channels=(Channel(said),))

    def set_clock(self, said: str, _line: int) -> None:
        self.at = datetime.fromisoformat(said).replace(tzinfo=PARIS)

    def set_scene(self, said: str, _line: int) -> None:
        if said.startswith("team "):
            self.team = said.removeprefix("team ")
        else:
            self.click = CLICKS[said]

    def add_text(self, said: str, line: int) -> None:
        exchange = Exchange(line, self.at, said, self.team, self.click)
        self.scenarios[-1] = _with(self.scenarios[-1], (*self.scenarios[-1].exchanges, exchange))
        self.click = None

    def want(self, said: str, _line: int) -> None:
        self._change(lambda last: replace(last, wanted=(*last.wanted, said)))

    def refuse(self, said: str, _line: int) -> None:
        self._change(lambda last: replace(last, unwanted=(*last.unwanted, said)))

    def _change(self, change) -> None:
        *before, last = self.scenarios[-1].exchanges
        self.scenarios[-1] = _with(self.scenarios[-1], (*before, change(last)))


SIGNS = {
    "#": Reader.begin,
    "only": Reader.keep_to,
    "@": Reader.set_clock,
    "=": Reader.set_scene,
    ">": Reader.add_text,
    "<": Reader.want,
    "!": Reader.refuse,
}


def read_scenarios(path: Path) -> list[Scenario]:
    reader = Reader(path.stem)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        sign, _, said = line.partition(" ")
        if line and sign not in SIGNS:
            message = f"{path.name}:{number}: a line begins with {' '.join(SIGNS)}"
            raise ValueError(message)
        if line:
            SIGNS[sign](reader, said, number)
    return reader.scenarios


def _with(scenario: Scenario, exchanges: tuple[Exchange, ...]) -> Scenario:
    return replace(scenario, exchanges=exchanges)


SCENARIOS = {path.stem: read_scenarios(path) for path in sorted(FOLDER.glob("*.txt"))}
PLAYS = [
    pytest.param(scenario, channel, id=f"{scenario.name} ({channel})")
    for scenarios in SCENARIOS.values()
    for scenario in scenarios
    for channel in scenario.channels
]


@pytest.fixture(scope="module")
def stage(tmp_path_factory, knowledge):
    with set_stage(tmp_path_factory.mktemp("scenarios"), knowledge) as stage:
        yield stage


@pytest.fixture(scope="module")
def written():
    """What was said, by file and channel: read by people once all is played."""
    conversations = defaultdict(list)
    yield conversations
    WRITTEN.mkdir(parents=True, exist_ok=True)
    for name, transcripts in conversations.items():
        text = "\n\n\n".join("\n".join(lines) for lines in transcripts)
        (WRITTEN / f"{name}.txt").write_text(text + "\n", encoding="utf-8")


def test_every_full_language_has_its_conversations():
    assert {stem.partition("-")[0] for stem in SCENARIOS} >= TWELVE
    assert sum(map(len, SCENARIOS.values())) >= 120


@pytest.mark.parametrize(("scenario", "channel"), PLAYS)
def test_a_conversation_goes_as_written(scenario, channel, stage, written):
    person = f"+336399{_number(scenario.name, channel) % 100_000_000:08}"
    transcript = [f"{scenario.name} ({channel})"]
    written[f"{scenario.name.partition(':')[0]}-{channel}"].append(transcript)
    for exchange in scenario.exchanges:
        texts = _play(stage, exchange, channel, person)
        said = [INVISIBLE.sub("", text.body) for text in texts] or ["(nothing)"]
        transcript += _lines(exchange, said)
        complaint = _complain(exchange, "\n".join(said)) or _complain_of_length(texts)
        if complaint:
            pytest.fail("\n".join((complaint, "", *transcript)), pytrace=False)


def _play(stage, exchange, channel, person):
    if exchange.before is not None:
        keyring = stage.settings.keyring()
        stage.give(person, channel, keyring, exchange.before)
    position = POSITION.match(exchange.text)
    point = Point(float(position[1]), float(position[2])) if position else None
    media = int(exchange.text in MEDIA)
    return stage.text(
        person,
        "" if point or media or exchange.text == CALL else exchange.text,
        exchange.at,
        channel=channel,
        position=point,
        media=media,
        team=exchange.team,
    )


def _complain_of_length(texts):
    fits = all(text.encoding is None or text.segments <= BUDGET[text.encoding] for text in texts)
    return "" if fits else "the last answer is too long"


def _number(*what):
    """One number for each thing, the same in every run."""
    return crc32(repr(what).encode())


def _lines(exchange, said):
    """One exchange as the phone would show it, a sign before each text."""
    read = (line for text in said for line in f"< {text}".replace("\n", "\n  ").splitlines())
    return [
        "",
        f"{exchange.at:%a %H:%M} > {exchange.text}",
        *(f"          {line}" for line in read),
    ]


def _complain(exchange, said):
    """What is wrong with an answer, if anything."""
    here = 0
    for wanted in exchange.wanted:
        found = said.find(wanted, here)
        if found < 0:
            return f"line {exchange.line}: no «{wanted}» in the last answer"
        here = found + len(wanted)
    there = (unwanted for unwanted in exchange.unwanted if unwanted in said)
    return next(
        (f"line {exchange.line}: «{unwanted}» in the last answer" for unwanted in there), ""
    )
