"""Danger, before everything: its kind, in any language."""

from bot.understanding.reading import Reading
from bot.understanding.request import Danger
from bot.understanding.tree import EXPOSED, Hit, Topic
from directory.audiences import Audience

LEAST_SURE = 0.86
"""Words read by ear pass, those a slip away do not: `volé` is not `violé`."""


def spot_danger(reading: Reading) -> Reading:
    """Set the most urgent danger that the text speaks of."""
    hits = [hit for hit in reading.of(Topic.DANGER) if hit.sureness >= LEAST_SURE]
    is_minor = Audience.MINOR in reading.request.audiences
    found = {_kind(hit, is_minor): hit for hit in reversed(hits)}
    kinds = [kind for kind in Danger if kind in found]
    if not kinds:
        return reading
    reasons = [reading.reason(f"danger {kind}", found[kind]) for kind in kinds]
    return reading.told(*reasons, danger=kinds[0])


def _kind(hit: Hit, is_minor: bool) -> Danger | None:
    if hit.sense.name == EXPOSED:
        return Danger.CHILD if is_minor else None
    kind = Danger(hit.sense.name)
    # A child who is beaten needs the child helpline, not the one for couples.
    return Danger.CHILD if is_minor and kind is Danger.VIOLENCE else kind
