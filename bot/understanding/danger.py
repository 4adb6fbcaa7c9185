"""Danger, before everything: its kind, in any language."""

from collections.abc import Collection

from bot.understanding.needs import AFTER, NEED
from bot.understanding.reading import Reading
from bot.understanding.request import Danger, Wish
from bot.understanding.tree import EXPOSED, Hit, Topic, cover
from directory.audiences import Audience

CERTAIN = 1.0
"""From this weight on, words that only point to danger are read as danger."""
BEYOND_DOUBT = 2.0
"""From this weight on, even beside a clear need."""
SUSPECTED = 0.5
LEAST_SURE = 0.86
"""Words read by ear pass, those a slip away do not: `volé` is not `violé`."""
NOT_SO, NOT_SO_AFTER = "danger", "danger_after"
"""Names under `[no]`: what denies the danger right behind it, and right before it."""
STILL = "still"
"""Under `afar`: what says that it goes on, however long ago it began."""
NEARBY = 3
"""How many words may stand between a danger and a «ten years ago» in the next clause."""


def spot_danger(reading: Reading) -> Reading:
    """Set the most urgent danger that the text speaks of; one of long ago is only suspected."""
    hits = [
        hit
        for hit in reading.of(Topic.DANGER)
        if hit.sureness >= LEAST_SURE
        and not _is_denied(reading, hit)
        and not _is_insult(reading, hit)
    ]
    lived = [hit for hit in hits if not _is_afar(reading, hit)]
    is_minor = Audience.MINOR in reading.request.audiences
    found = {_kind(hit, is_minor): hit for hit in reversed(lived or hits)}
    kinds = _most_urgent_first(found)
    if not kinds:
        return reading
    reasons = [reading.reason(f"danger {kind}", found[kind]) for kind in kinds]
    if not lived:
        return reading.told(*reasons, "long ago, or only heard of", suspected=kinds[0])
    return reading.told(*reasons, danger=kinds[0])


def _is_afar(reading: Reading, hit: Hit) -> bool:
    """Whether it was long ago or is told of others: «il m'a frappée il y a dix ans»."""
    said = list(reading.of(Topic.AFAR))
    if any(each.sense.name == STILL for each in said):
        return False
    return any(_is_near(reading, *sorted((hit, each), key=_start)) for each in said)


def _start(hit: Hit) -> int:
    return hit.start


def _is_near(reading: Reading, first: Hit, second: Hit) -> bool:
    between = reading.tokens[first.end : second.start + 1]
    return len(between) - 1 <= NEARBY or not any(token.breaks for token in between)


def _is_denied(reading: Reading, hit: Hit) -> bool:
    """«He does not hit me», «no ambulance needed»: denied right beside the words that say it.

    Of suicide people say no in many ways that mean yes; the others stand among the idioms.
    """
    own = (no for no in reading.of(Topic.NO) if no.sense.name in (NOT_SO, NOT_SO_AFTER))
    if hit.sense.name == Danger.SUICIDE or any(_is_inside(no, hit) for no in own):
        return False
    before, after = {NOT_SO}, {NOT_SO_AFTER}
    if hit.sense.name == Danger.MEDICAL:
        before, after = before | {NEED}, after | {AFTER}
    verb = _start_of_last_run(hit)
    return any(
        no.sense.name in before
        and no.start < verb
        and not hit.covered >> no.start & 1
        and _is_beside(reading, no.end, verb)
        or no.sense.name in after
        and no.start >= hit.end
        and _is_beside(reading, hit.end, no.start)
        for no in reading.of(Topic.NO)
    )


def _is_insult(reading: Reading, hit: Hit) -> bool:
    """«Va mourir», with which a clause begins, wishes it to us; «mon frère va mourir» does not."""
    abuses = [each for each in reading.of(Topic.ALONE) if each.sense.name == Wish.ABUSE]
    return any(
        hit.covered & each.covered == hit.covered
        and (each.start == 0 or reading.tokens[each.start].breaks)
        for each in abuses
    )


def _is_inside(no: Hit, hit: Hit) -> bool:
    """The phrase has its own «not»: «ne me laisse pas sortir» is no denial of «laisse»."""
    return no.covered & hit.covered == no.covered


def _start_of_last_run(hit: Hit) -> int:
    """Where the last words of a phrase begin that stand together: the verb, in most languages."""
    start = hit.end - 1
    while start > hit.start and hit.covered >> (start - 1) & 1:
        start -= 1
    return start


def _is_beside(reading: Reading, end: int, start: int) -> bool:
    """Nothing but fillers stands between, and no clause ends there."""
    fillers = reading.knowledge.lexicon.fillers
    return all(reading.tokens[i].key in fillers for i in range(end, start)) and not any(
        token.breaks for token in reading.tokens[end : start + 1]
    )


def _most_urgent_first(found: Collection[Danger | None]) -> list[Danger]:
    """The kinds found. A child's own helpline wins over the one for violence."""
    kinds = [kind for kind in Danger if kind in found]
    if Danger.CHILD in kinds and Danger.VIOLENCE in kinds:
        kinds.remove(Danger.VIOLENCE)
    return kinds


def suspect_danger(reading: Reading) -> Reading:
    """Set the danger that harmless words point to together, where none is said.

    Beside a clear need it is mostly but suspected: the need is then what the text is about.
    """
    request = reading.request
    if request.danger is not None:
        return reading
    suspicion = reading.knowledge.lexicon.traces.suspicion(
        reading.tokens,
        _meant_otherwise(reading),
        request.language,
        is_minor=Audience.MINOR in request.audiences,
    )
    if suspicion is None or suspicion.weight < SUSPECTED:
        return reading
    reason = f"{suspicion.danger}: {', '.join(suspicion.traces)} ({suspicion.weight:.1f})"
    is_asking = request.needs and any(reading.of(Topic.NEED))  # hints only tell how one fares
    if suspicion.weight >= (BEYOND_DOUBT if is_asking else CERTAIN):
        return reading.told(f"danger {reason}", danger=suspicion.danger)
    return reading.told(f"danger suspected, {reason}", suspected=suspicion.danger)


def _meant_otherwise(reading: Reading) -> int:
    """The words of idioms, which mean nothing of what their words mean, and of what is denied."""
    denied = (hit for hit in reading.of(Topic.DANGER) if _is_denied(reading, hit))
    return cover((*denied, *reading.of(Topic.IDIOM)))


def _kind(hit: Hit, is_minor: bool) -> Danger | None:
    if hit.sense.name == EXPOSED:
        return Danger.CHILD if is_minor else None
    kind = Danger(hit.sense.name)
    # A child who is beaten needs the child helpline, not the one for couples.
    return Danger.CHILD if is_minor and kind is Danger.VIOLENCE else kind
