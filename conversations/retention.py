"""How long what is known of people is kept; docs/privacy.md says it to them."""

from dataclasses import dataclass
from datetime import timedelta

# Copies of the database are to be thrown away after so long (docs/deploying.md).
COPIES_KEPT = timedelta(days=30)
# What is known of an erasure outlives them, so that neither they nor the provider bring anybody
# back.
ERASURE_KEPT = timedelta(days=35)
TRACES_KEPT = ERASURE_KEPT + COPIES_KEPT


@dataclass(frozen=True)
class Retention:
    """How long things are kept: texts, those of threads that a human was in, exact positions."""

    texts: timedelta = timedelta(days=30)
    escalated: timedelta = timedelta(days=90)
    position: timedelta = timedelta(hours=24)
