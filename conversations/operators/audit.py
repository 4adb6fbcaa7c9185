"""What the team did, written down in the same transaction as the deed, and never changed."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from conversations.operators.roles import Deed
from conversations.operators.tables import audit, operators

PAGE = 100
LONGEST_DETAIL = 200


@dataclass(frozen=True)
class Line:
    """One line of the audit. `who` and `whom` are names, None when unknown or gone."""

    id: int
    at: datetime
    deed: Deed
    who: str | None
    thread_id: int | None
    whom: str | None
    detail: str


def note(
    connection: Connection,
    operator_id: int | None,
    deed: Deed,
    now: datetime,
    *,
    thread_id: int | None = None,
    subject_id: int | None = None,
    detail: str = "",
) -> None:
    """Write down who did what, to which thread or account."""
    connection.execute(
        insert(audit),
        {
            "at": now,
            "operator_id": operator_id,
            "deed": deed,
            "thread_id": thread_id,
            "subject_id": subject_id,
            "detail": detail[:LONGEST_DETAIL],
        },
    )


def read_lines(connection: Connection, before: int | None = None) -> tuple[Line, ...]:
    """The latest lines, or those before one, the newest first."""
    whom = operators.alias()
    lines = (
        select(
            audit.c.id, audit.c.at, audit.c.deed, operators.c.name,
            audit.c.thread_id, whom.c.name, audit.c.detail,
        )
        .outerjoin(operators, operators.c.id == audit.c.operator_id)
        .outerjoin(whom, whom.c.id == audit.c.subject_id)
        .order_by(audit.c.id.desc())
        .limit(PAGE)
    )  # fmt: skip
    if before is not None:
        lines = lines.where(audit.c.id < before)
    return tuple(Line(*row) for row in connection.execute(lines))
