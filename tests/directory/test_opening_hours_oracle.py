"""Our reading of opening hours beside that of opening_hours.js, on which the map agrees.

Runs where Node is, with opening_hours 3.15.0 of npm in the folder that `OPENING_HOURS_JS` names
(the one that holds `node_modules`); with CI=true npm brings it into `test-output/`, and where npm
is out of reach the test is skipped. 200 expressions as places write them, 500 instants each, in
Paris.

Where the two differ, and why:

- A night belongs to its evening: it is closed when that evening is a holiday, and it goes on when
  the next day has hours of its own. The other one cuts at midnight, which nobody who opens a
  shelter means.
- An open end (`17:00+`) is uncertain until midnight for us, and for other hours there.
- A comment makes hours uncertain for us, even after the word `open`: people write "by
  appointment" so.
- The last day of `easter -3 days-easter +1 day` is part of it for us.
- School holidays of zone C begin on the Saturday for us, as the ministry writes, there later.
- Sunrise and sunset differ by a minute.
- `Mo - Fr` is refused by us, since imports write it anew; the other one takes it.
"""

import json
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from directory.holiday_calendars import Calendar
from directory.opening_hours import HoursError, OpeningHours
from directory.places import Point
from tests.directory.builders import open_at

HERE = Path(__file__).parent
EXPRESSIONS = (HERE / "opening_hours_expressions.txt").read_text(encoding="utf-8").splitlines()
ORACLE = HERE / "opening_hours_oracle.js"
PACKAGE = "opening_hours@3.15.0"
BROUGHT = Path("test-output/opening-hours")
PARIS = ("Europe/Paris", Calendar("FR", "", "C"), Point(48.8566, 2.3522))
INSTANTS = 500
DAYS = 500
LETTERS = {True: "o", False: "c", None: "u"}
REFUSED_BY_US = "Mo - Fr 09:00-17:00"
# At how many of the instants they differ at most; the reasons are told above.
DIFFERENT = {
    "Mo-Fr 20:00-08:00; PH off": 10,
    "Sa 12:00-02:00; Su 12:00-22:00": 10,
    "Mo-Fr 21:00-07:00; Sa-Su 20:00-09:00": 30,
    "Mo-Fr 09:00-17:00+": 140,
    "Sa 19:00+": 30,
    "Mo-Fr 12:00-14:00,19:00+": 80,
    'Mo-Fr 09:00-12:00 open "reception"': 50,
    "Mo-Fr 09:00-12:00; easter -3 days-easter +1 day off": 1,
    "Mo-Fr 10:00-12:00,14:00-16:00; SH 10:00-12:00": 2,
    "(sunrise+01:00)-(sunset-01:00)": 4,
}


@pytest.fixture(scope="module")
def folder() -> Path:
    """Where opening_hours.js is; skips when it cannot be had."""
    if not shutil.which("node"):
        pytest.skip("Node is missing")
    told = os.environ.get("OPENING_HOURS_JS", "")
    place = Path(told) if told else BROUGHT
    if not (place / "node_modules/opening_hours").is_dir() and not told and is_trusted():
        bring(place)
    if not (place / "node_modules/opening_hours").is_dir():
        pytest.skip(f"opening_hours.js is missing: npm install --prefix FOLDER {PACKAGE}")
    return place.resolve()


def is_trusted() -> bool:
    return os.environ.get("CI", "").lower() in ("true", "1")


def bring(place: Path) -> None:
    """Ask npm for it; without npm, or without a registry, it stays missing."""
    npm = shutil.which("npm")
    if npm is None:
        return
    place.mkdir(parents=True, exist_ok=True)
    options = ["--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(place)]
    try:
        subprocess.run([npm, "install", *options, PACKAGE], capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return


def instants() -> list[datetime]:
    random = Random(20260114)
    first = datetime(2026, 1, 1, tzinfo=UTC)
    minutes = sorted(random.randrange(DAYS * 24 * 60) for _ in range(INSTANTS))
    return [first + timedelta(minutes=each) for each in minutes]


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[str, str]:
    """What the oracle says of each expression: a letter for each instant."""
    asked = {
        "expressions": EXPRESSIONS,
        "instants": [round(each.timestamp() * 1000) for each in instants()],
    }
    answered = subprocess.run(
        ["node", str(ORACLE), str(folder)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "Europe/Paris"},
    )
    return dict(zip(EXPRESSIONS, answered.stdout.splitlines(), strict=True))


def read(expression: str) -> str:
    try:
        hours = OpeningHours.parse(expression, *PARIS)
    except HoursError:
        return "!"
    return "".join(LETTERS[open_at(hours, each)] for each in instants())


def test_the_expressions_are_two_hundred_different_ones():
    assert len(set(EXPRESSIONS)) == len(EXPRESSIONS) == 200


def test_what_is_no_known_difference_agrees_at_every_instant(told):
    alike = [each for each in EXPRESSIONS if each not in (*DIFFERENT, REFUSED_BY_US)]
    assert [each for each in alike if read(each) != told[each]] == []


def test_the_known_differences_stay_as_small_as_they_are(told):
    found = {
        each: sum(ours != theirs for ours, theirs in zip(read(each), told[each], strict=True))
        for each in DIFFERENT
    }
    assert all(0 < found[each] <= most for each, most in DIFFERENT.items()), found


def test_one_is_refused_by_us_alone(told):
    assert (read(REFUSED_BY_US), len(told[REFUSED_BY_US])) == ("!", INSTANTS)
