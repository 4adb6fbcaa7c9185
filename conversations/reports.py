"""What a provider says became of a text that we sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    update,
)

from conversations.delivery_models import early_reports
from conversations.states import RANKS, Consent, Delivery, Trouble
from conversations.tables import messages, people, threads
from conversations.texts import Direction

# How long news of a text that we do not know is kept.
EARLY = timedelta(hours=24)


@dataclass(frozen=True)
class Report:
    """News of one text, known by our reference or by the provider's id.

    `delivery` is None for a word of the provider's that we do not know.
    """

    reference: str
    provider_id: str
    delivery: Delivery | None
    error_code: int | None = None
    trouble: Trouble | None = None


def keep_report(connection: Connection, report: Report, now: datetime) -> bool:
    """Note the news when it goes further than what is known, in whatever order reports come.

    False when the text was known to be further, or is not known: news of it is kept for a day.
    """
    if report.delivery is None:
        return False
    if _note(connection, report, now):
        return True
    if not _is_known(connection, report):
        _keep_early(connection, report, now)
    return False


def join_early(connection: Connection, reference: str, provider_id: str, now: datetime) -> None:
    """Bring in the news that came before the text was known by this id."""
    named = early_reports.c.provider_id == provider_id
    rows = connection.execute(select(early_reports).where(named)).all()
    for row in rows:
        _note(connection, Report(reference, provider_id, row.delivery, row.error_code), now)
    if rows:
        connection.execute(delete(early_reports).where(named))


def forget_early(connection: Connection, now: datetime) -> int:
    """Let go of news that no text was found for."""
    old = early_reports.c.came_at <= now - EARLY
    return connection.execute(delete(early_reports).where(old)).rowcount


def note_refusal(connection: Connection, report: Report) -> None:
    """Keep in mind that the person refuses texts, when that is what the news says."""
    if report.trouble is not Trouble.OPTED_OUT:
        return
    owner = select(threads.c.person_id).select_from(messages.join(threads)).where(named(report))
    values = {"consent": Consent.ANSWERS_ONLY}
    connection.execute(update(people).where(people.c.id.in_(owner)).values(values))


def _note(connection: Connection, report: Report, now: datetime) -> bool:
    assert report.delivery is not None
    lower = [known for known, rank in RANKS.items() if rank < RANKS[report.delivery]]
    values = {
        "delivery": report.delivery,
        "provider_id": func.coalesce(messages.c.provider_id, report.provider_id),
        "error_code": report.error_code,
        "trouble": report.trouble,
        "state_changed_at": now,
        "lease_until": None,
    }
    moved = connection.execute(
        update(messages)
        .where(named(report), messages.c.direction == Direction.OUT, messages.c.delivery.in_(lower))
        .values(values)
    )
    return bool(moved.rowcount)


def named(report: Report) -> ColumnElement[bool]:
    """That a text is the one that the news is about."""
    return or_(
        messages.c.reference == report.reference if report.reference else false(),
        messages.c.provider_id == report.provider_id,
    )


def _is_known(connection: Connection, report: Report) -> bool:
    return connection.execute(select(messages.c.id).where(named(report))).first() is not None


def _keep_early(connection: Connection, report: Report, now: datetime) -> None:
    values = {
        "reference": report.reference,
        "provider_id": report.provider_id,
        "delivery": report.delivery,
        "error_code": report.error_code,
        "came_at": now,
    }
    connection.execute(insert(early_reports).values(values))
