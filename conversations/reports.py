"""What a provider says became of a text that we sent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, update

from conversations.states import RANKS, Delivery
from conversations.tables import messages
from conversations.texts import Direction


@dataclass(frozen=True)
class Report:
    """News of one text, known by our reference or by the provider's id.

    `delivery` is None for a word of the provider's that we do not know.
    """

    reference: str
    provider_id: str
    delivery: Delivery | None
    error_code: int | None = None


def keep_report(connection: Connection, report: Report, now: datetime) -> bool:
    """Note the news when it goes further than what is known, in whatever order reports come.

    False when the text is not ours, was erased, or was known to be further.
    """
    if report.delivery is None:
        return False
    lower = [known for known, rank in RANKS.items() if rank < RANKS[report.delivery]]
    named = or_(
        messages.c.reference == report.reference, messages.c.provider_id == report.provider_id
    )
    values = {
        "delivery": report.delivery,
        "provider_id": func.coalesce(messages.c.provider_id, report.provider_id),
        "error_code": report.error_code,
        "state_changed_at": now,
        "lease_until": None,
    }
    moved = connection.execute(
        update(messages)
        .where(named, messages.c.direction == Direction.OUT, messages.c.delivery.in_(lower))
        .values(values)
    )
    return bool(moved.rowcount)
