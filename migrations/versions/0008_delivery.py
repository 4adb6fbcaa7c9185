"""Delivery: why a text did not arrive, reports that came early, leases, marks and senders."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("early_reports", "leases", "marks", "senders")


def upgrade() -> None:
    op.add_column("messages", sa.Column("trouble", sa.String(24), nullable=True))
    op.add_column("messages", sa.Column("left_until", sa.DateTime(timezone=True), nullable=True))
    index_unanswered("thread_id", "lease_until")
    make_early_reports()
    make_leases()
    make_marks()
    make_senders()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    index_unanswered("lease_until")
    op.drop_column("messages", "left_until")
    op.drop_column("messages", "trouble")


def index_unanswered(*columns: str) -> None:
    op.drop_index("ix_messages_unanswered", "messages")
    where = sa.text("direction = 'in' AND answered_at IS NULL")
    op.create_index(
        "ix_messages_unanswered",
        "messages",
        list(columns),
        sqlite_where=where,
        postgresql_where=where,
    )


def make_early_reports() -> None:
    op.create_table(
        "early_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(64), nullable=False),
        sa.Column("provider_id", sa.String(64), nullable=False),
        sa.Column("delivery", sa.String(24), nullable=False),
        sa.Column("error_code", sa.Integer(), nullable=True),
        instant("came_at"),
        sa.PrimaryKeyConstraint("id", name="pk_early_reports"),
    )
    op.create_index("ix_early_reports_reference", "early_reports", ["reference"])
    op.create_index("ix_early_reports_provider_id", "early_reports", ["provider_id"])


def make_leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("holder", sa.String(32), nullable=False),
        instant("held_until"),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def make_marks() -> None:
    op.create_table(
        "marks",
        sa.Column("name", sa.String(32), nullable=False),
        instant("at"),
        sa.PrimaryKeyConstraint("name", name="pk_marks"),
    )


def make_senders() -> None:
    op.create_table(
        "senders",
        sa.Column("channel", sa.String(24), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("faults", sa.Integer(), nullable=False),
        instant("failing_since"),
        sa.Column("shut_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error_code", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("channel", "address", name="pk_senders"),
    )


def instant(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
