"""Which help is wanted, and which is not."""

from collections.abc import Iterable, Iterator, Sequence

from bot.understanding.moments import DINNER
from bot.understanding.reading import Reading
from bot.understanding.tree import Hit, Topic, cover
from directory.needs import Need, by_urgency
from directory.places import Kind

NEED, BUT, AFTER = "need", "but", "after"
"""Names under `[no]`: what denies the needs behind it, what ends that, what denies those before."""
SAID_OF_PEOPLE = frozenset({Need.PREGNANCY, Need.FAMILY})
LEAST_SURE = 0.8
"""Under this the person is asked."""
AFTERNOON = ("afternoon", "this_afternoon")
"""Moments whose words name a meal: «после обеда», «след обяд»."""
CLEARLY_HEARD = 0.86
"""Words read by ear pass, those one slip of the thumb away do not: `proches` is not `procès`."""


def spot_needs(reading: Reading) -> Reading:
    """Set the needs, the most pressing first.

    A word that took a guess counts when no clear one is said, a hint when nothing else is.
    """
    denied = _denied(reading) | reading.trade
    said = list(_wanted(reading, Topic.NEED, denied))
    clear = [hit for hit in said if hit.sureness >= CLEARLY_HEARD]
    found = _by_need(_asked_for(reading, clear or said))
    if not found:
        found = _most_pressing_hint(reading, denied)
    elif not _asking(reading, found.values()):
        found = _roof_hinted_at(reading, denied) or found
    needs = by_urgency(set(found))
    reasons = [reading.reason(f"need {need}", found[need]) for need in needs]
    return reading.told(*reasons, needs=needs, needs_unclear=_is_guess(said))


def _by_need(hits: Sequence[Hit]) -> dict[Need, Hit]:
    """The first that asks for each."""
    return {Need(hit.sense.name): hit for hit in reversed(hits)}


def _asked_for(reading: Reading, said: list[Hit]) -> list[Hit]:
    """«Pregnant» beside a bed says whom it is for, unless health is what is asked; of a
    professional, so does all that is said of a pregnancy."""
    if reading.request.by_trade:
        others = [hit for hit in said if not _is_of_people(hit)]
    else:
        others = _asking(reading, said)
    is_told = others and all(hit.sense.name != Need.HEALTH for hit in others)
    return others if is_told else said


def _is_of_people(hit: Hit) -> bool:
    return hit.sense.name in SAID_OF_PEOPLE


def _asking(reading: Reading, hits: Iterable[Hit]) -> list[Hit]:
    """Those that tell more than who asks: «pregnant» does not, «a midwife» does."""
    who = _said_of_who(reading)
    return [hit for hit in hits if not _is_of_people(hit) or hit.covered & ~who]


def _is_guess(said: list[Hit]) -> bool:
    """Nothing was said that is less than two slips away from what was written."""
    return bool(said) and all(hit.sureness < LEAST_SURE for hit in said)


def _most_pressing_hint(reading: Reading, denied: int) -> dict[Need, Hit]:
    """One need at the most: hints tell how a person fares, not what they ask for."""
    hints = list(_wanted(reading, Topic.HINT, denied | _said_of_who(reading)))
    found = _by_need(hints)
    return {need: found[need] for need in by_urgency(set(found))[:1]}


def _roof_hinted_at(reading: Reading, denied: int) -> dict[Need, Hit]:
    """A roof, where «outside» is said beside who asks: it comes before all care."""
    hints = _wanted(reading, Topic.HINT, denied)
    return _by_need([hit for hit in hints if hit.sense.name == Need.SHELTER])


def _wanted(reading: Reading, topic: Topic, denied: int) -> Iterator[Hit]:
    said = (hit for hit in reading.of(topic) if not hit.covered & denied)
    return (
        hit
        for hit in said
        if not (
            _leads_to_a_station(reading, hit)
            or _is_moment(reading, hit)
            or _is_of_an_office(reading, hit)
        )
    )


def _is_moment(reading: Reading, hit: Hit) -> bool:
    """«غدا» is «tomorrow», and lunch where it is spelt so; «à noite?», after a list, is no roof."""
    is_later = hit.sense.topic is Topic.HINT and reading.circumstances.near is not None
    return (is_later or hit.covered.bit_count() == 1) and any(
        moment.sense.language == hit.sense.language
        and (is_later or moment.covered == hit.covered or moment.sense.name in AFTERNOON)
        and not hit.covered & ~moment.covered
        for moment in reading.of(Topic.MOMENT)
        if moment.sense.name != DINNER
    )


def _is_of_an_office(reading: Reading, hit: Hit) -> bool:
    """«Les papiers de la CAF» are forms to fill in, and no residence permit."""
    forms = (each.covered for each in reading.of(Topic.NEED) if each.sense.name == Need.PAPERWORK)
    return hit.sense.name == Need.LEGAL and any(
        hit.covered & form and hit.covered < form for form in forms
    )


def _leads_to_a_station(reading: Reading, hit: Hit) -> bool:
    """«Métro Châtelet» says where, and asks for no ticket."""
    first = (reading.naming & -reading.naming).bit_length() - 1
    is_before = hit.sense.name == Need.TRANSPORT and hit.end == first
    place = reading.request.places[0].place if reading.request.places else None
    is_station = place is not None and place.kind is Kind.STATION
    return is_before and is_station and hit.covered.bit_count() == 1


def _said_of_who(reading: Reading) -> int:
    """The words that tell who asks: «avec un chien» is no need by itself."""
    return cover(reading.of(Topic.AUDIENCE))


def _denied(reading: Reading) -> int:
    """The words after «pas besoin de» up to the end of the clause or a «mais».

    Where a language denies afterwards («khana nahi chahiye»), the words before, in the clause.
    """
    denied = 0
    for hit in reading.of(Topic.NO):
        if hit.sense.name == AFTER:
            denied |= _since_break(reading, hit.start) if _is_whole(hit) else _inside(hit)
        elif hit.sense.name == NEED and _is_whole(hit):
            denied |= _until_turn(reading, hit.end)
    return denied


def _since_break(reading: Reading, end: int) -> int:
    """The words before a token, back to a clause's end, a «mais» or a verb of their own.

    «No food have-I, outside sleep don't-want-I» denies no food.
    """
    turns = {hit.end for hit in reading.of(Topic.NO)}
    said = cover(reading.of(Topic.NEED, Topic.HINT))
    fillers = reading.knowledge.lexicon.fillers
    covered = 0
    for index in range(end - 1, -1, -1):
        key = reading.tokens[index].key
        if not said >> index & 1 and key not in fillers and reading.is_little(key):
            break
        covered |= 1 << index
        if reading.tokens[index].breaks or index in turns:
            break
    return covered


def _inside(hit: Hit) -> int:
    """The words between those of a phrase: «kein Essen nötig»."""
    return ((1 << hit.end) - (1 << hit.start)) & ~hit.covered


def _is_whole(hit: Hit) -> bool:
    """Nothing stands between its words: «pas bien besoin de» denies nothing."""
    return hit.covered == (1 << hit.end) - (1 << hit.start)


def _until_turn(reading: Reading, start: int) -> int:
    turns = {hit.start for hit in reading.of(Topic.NO) if hit.sense.name == BUT}
    covered = 0
    for index in range(start, len(reading.tokens)):
        if index in turns or reading.tokens[index].breaks:
            break
        covered |= 1 << index
    return covered
