"""The little words before and after a name: at, from, not, a street, an area."""

from bot.understanding.reading import Reading
from bot.understanding.request import Wish
from bot.understanding.tree import Hit, Topic, cover

CUES = ("none", "not", "from", "at", "maybe")
"""Sorts of little words before a name, the telling ones first; `none` («il y a») is no cue."""
AFTER, STREET, AREA, LANDMARK = "after", "street", "area", "landmark"
DISTRICT, STATION, COUNTED = "district", "station", "counted"
APART = (AFTER, DISTRICT, STATION, COUNTED)
"""Not little words before a name."""
FIRM = ("not", "from", "at")
"""Cues that make a place of an everyday word; «de» and «pour» do not."""


def cue_before(reading: Reading, start: int) -> str:
    """The sort of little word just before a token, an article between them allowed."""
    ends = {start, start - 1} if start and is_filler(reading, start - 1) else {start}
    hits = [hit for hit in reading.of(Topic.PLACE) if _counts(reading, hit, ends)]
    names = {hit.sense.name for hit in hits if not any(_is_inside(hit, other) for other in hits)}
    if reading.tokens[start].breaks:
        names -= {"not", "from"}  # «not Lille, no, Arras»
    return next((name for name in CUES if name in names), "")


def _counts(reading: Reading, hit: Hit, ends: set[int]) -> bool:
    return hit.end in ends and hit.sense.name not in APART and not is_borrowed(reading, hit)


def _is_inside(hit: Hit, other: Hit) -> bool:
    """The longer one is meant: «pas loin de» is near, although «loin de» is not."""
    return hit.covered != other.covered and hit.covered & other.covered == hit.covered


def is_borrowed(reading: Reading, hit: Hit) -> bool:
    """A word of another language that is a little one of this: «en» is «at» in Spanish alone."""
    spoken = reading.written or reading.circumstances.language
    if not spoken or hit.sense.language == spoken:
        return False
    little = reading.knowledge.lexicon.little
    return all(spoken in little.get(word, ()) for word in reading.words(hit).split())


def cue_after(reading: Reading, end: int) -> str:
    """`at` when the language puts its little word after the name («पेरिस में»), else nothing."""
    hits = reading.of(Topic.PLACE)
    return "at" if any(hit.sense.name == AFTER and hit.start == end for hit in hits) else ""


def is_street(reading: Reading, start: int) -> bool:
    """«rue de Lille» says nothing of where one is; «à la rue Lille» is no street."""
    asked = cover(reading.of(Topic.NEED, Topic.HINT))
    streets = (hit for hit in reading.of(Topic.PLACE) if hit.sense.name == STREET)
    return any(
        hit.end <= start
        and not hit.covered & asked
        and all(is_filler(reading, index) for index in range(hit.end, start))
        for hit in streets
    )


def precedes_number(reading: Reading, start: int) -> bool:
    """Whether the number of a department is to follow: «dans le 93»."""
    return any(hit.end == start for hit in reading.of(Topic.PLACE) if hit.sense.name == AREA)


def area_end(reading: Reading, start: int) -> int:
    """Where the number would stand behind «dans le»; `start` where nothing of it is said there."""
    areas = (hit for hit in reading.of(Topic.PLACE) if hit.sense.name == AREA)
    return max((hit.end for hit in areas if hit.start == start), default=start)


def is_of_district(reading: Reading, start: int, end: int) -> bool:
    """Whether a number is that of an arrondissement: «20 округ», «الدائرة 20»."""
    beside = (hit for hit in reading.of(Topic.PLACE) if hit.sense.name == DISTRICT)
    return any(hit.end == start or hit.start == end for hit in beside)


def counts_people(reading: Reading, start: int) -> bool:
    """Whether what a small number counts begins here: «Lyon 3 children» is not Lyon 3."""
    return any(hit.start == start for hit in reading.of(Topic.PLACE) if hit.sense.name == COUNTED)


def speaks_of_station(reading: Reading) -> bool:
    """«Near the station», whichever it is; not one that was named, nor where one is not.

    Nor «how many stations from here», which asks how far it is.
    """
    others = [hit.covered for hit in reading.of(Topic.PLACE) if hit.sense.name == LANDMARK]
    others += [hit.covered for hit in reading.of(Topic.COMMAND) if hit.sense.name == Wish.FAR]
    return any(
        not hit.covered & reading.naming
        and not any(hit.covered & other and hit.covered < other for other in others)
        and cue_before(reading, hit.start) != "not"
        and not is_street(reading, hit.start)
        for hit in reading.of(Topic.PLACE)
        if hit.sense.name == STATION
    )


def landmark_starts(reading: Reading) -> set[int]:
    """Where the name of a station or a square may begin: «porte de la chapel»."""
    return {hit.start for hit in reading.of(Topic.PLACE) if hit.sense.name == LANDMARK}


def is_filler(reading: Reading, index: int) -> bool:
    """Whether a token is a word that may stand unsaid."""
    return reading.tokens[index].key in reading.knowledge.lexicon.fillers
