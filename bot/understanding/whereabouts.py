"""Where: which of the places that a text names is the one meant."""

from dataclasses import replace

from bot.understanding.compounds import compound_mentions
from bot.understanding.cues import speaks_of_station
from bot.understanding.mentions import Mention, exact_mentions
from bot.understanding.misspelt import SURE, is_sure, misspelt_mentions
from bot.understanding.numbers import bare_district
from bot.understanding.reading import Reading
from bot.understanding.request import Wish
from bot.understanding.tree import Hit, Topic
from directory.places import WIDE, Candidate, Kind, Place

CLOSE_ODDS = 0.5
"""A second homonym this likely beside the first makes us ask."""
CLOSE_KINDS = (Kind.STATION, Kind.SQUARE, Kind.QUARTER, Kind.ARRONDISSEMENT, Kind.POSTCODE)
NEAR_M = 25_000
"""A landmark lies at most this far from the town it is named with."""


def spot_whereabouts(reading: Reading) -> Reading:
    """Set the candidates for the place meant, likeliest first, and whether to ask."""
    mentions = _with_compounds(exact_mentions(reading), compound_mentions(reading))
    if all(_is_passing(mention) or mention.best.place.kind in WIDE for mention in mentions):
        mentions += misspelt_mentions(reading, mentions)
    meant = [mention for mention in mentions if not _is_passing(mention)]
    meant = meant or [mention for mention in mentions if _is_said_instead(reading, mention)]
    if not meant:
        told = reading.told(district=bare_district(reading))
        return _at_station(told, reading.circumstances.near)
    chosen = _combined(max(meant, key=lambda mention: _worth(mention, meant)), meant)
    place = chosen.best.place
    hits = tuple(hit for hit in reading.hits if not _is_claimed(reading, hit, chosen))
    named = replace(reading, hits=hits, naming=chosen.covered).told(
        f"place {place.name} ({place.within or place.country}): «{chosen.key}»",
        places=chosen.candidates,
        place_unclear=_is_unclear(chosen),
    )
    return _at_station(named, place)


def _at_station(reading: Reading, town: Place | None) -> Reading:
    """The station of the town, where the text speaks of no other: «Nîmes, près de la gare»."""
    if town is None or town.kind is not Kind.COMMUNE or not speaks_of_station(reading):
        return reading
    station = reading.knowledge.gazetteer.station_of(town)
    if station is None or reading.request.place_unclear:
        return reading
    reason = f"place {station.name}: the station of {town.name}"
    return reading.told(reason, places=(Candidate(station, 1.0),))


def _with_compounds(exact: list[Mention], compounds: list[Mention]) -> list[Mention]:
    """A longer name with a slip instead of the shorter ones inside it."""
    for compound in compounds:
        inside = [mention for mention in exact if mention.covered & compound.covered]
        if all(mention.covered & ~compound.covered == 0 for mention in inside):
            exact = [mention for mention in exact if mention not in inside] + [compound]
    return exact


def _is_passing(mention: Mention) -> bool:
    """A place named in passing. Who comes out of a station is still there."""
    if mention.is_street:
        return True
    if mention.cue == "from":
        return mention.best.place.kind not in CLOSE_KINDS
    return mention.cue == "not"


def _is_said_instead(reading: Reading, mention: Mention) -> bool:
    """«No a Puigcerdà», of another town: no, in Puigcerdà; the comma is rarely typed."""
    if mention.cue != "not" or mention.best.place == reading.circumstances.near:
        return False
    refusals = (hit for hit in reading.of(Topic.ALONE) if hit.sense.name == Wish.NO)
    before = range(1, mention.start)
    return any(hit.start == 0 and hit.end in before for hit in refusals)


def _is_claimed(reading: Reading, hit: Hit, chosen: Mention) -> bool:
    """A word inside the name that was heard by ear, or of another language, was the place."""
    is_weak = hit.sureness < SURE or reading.is_foreign(hit)
    return is_weak and bool(hit.covered & chosen.covered)


def _worth(mention: Mention, meant: list[Mention]) -> tuple[float, float, int]:
    """What makes one mention likelier than another; the last of equals, as a correction is.

    A cue («à») says more than being a landmark, lying in another place that is named as much:
    «stalingrad a paris» is Stalingrad, «la croix rouge à bayonne» is Bayonne.
    """
    kind = mention.best.place.kind
    told = 2.0 * (mention.cue == "at") + (kind in CLOSE_KINDS) - 4.0 * (kind in WIDE)
    if any(_within(mention, other) for other in meant if other is not mention):
        told += 2.0
    return told, 1.0 if mention.exact else mention.best.confidence, mention.start


def _is_unclear(mention: Mention) -> bool:
    """Several homonyms are likely, or the name is some way from any."""
    first, *others = mention.candidates
    if mention.exact:
        return any(other.confidence >= CLOSE_ODDS * first.confidence for other in others)
    return not is_sure(mention)


def _combined(chosen: Mention, meant: list[Mention]) -> Mention:
    """The chosen mention, its homonyms told apart by the other places named beside it."""
    for other in meant:
        if other is not chosen and other.exact and (kept := _within(chosen, other)):
            return replace(chosen, candidates=kept)
    return chosen


def _within(chosen: Mention, other: Mention) -> tuple[Candidate, ...]:
    """The candidates that lie in the other place: «gueret creuse», «la chapelle paris»."""
    place = other.best.place
    if place.kind is Kind.DEPARTMENT:
        return tuple(one for one in chosen.candidates if one.place.within == place.code)
    if place.kind in WIDE or chosen.best.place.kind not in CLOSE_KINDS:
        return ()
    return tuple(
        one for one in chosen.candidates if one.place.point.metres_to(place.point) < NEAR_M
    )
