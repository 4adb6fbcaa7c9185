"""Translations of human messages: what is asked for, what failed, and which ways there are."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("translation_pairs", "translation_tries", "translation_requests")
WAITING = "answered_at IS NULL"


def upgrade() -> None:
    make_requests()
    make_tries()
    make_pairs()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def make_requests() -> None:
    op.create_table(
        "translation_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.LargeBinary(), nullable=False),
        language("source"),
        language("target"),
        sa.Column("data_key_id", sa.String(16), nullable=True),
        *sealed("wrapped_key", "sealed_text", "sealed_rendering"),
        sa.Column("error", sa.String(24), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        instant("lease_until", nullable=True),
        instant("answered_at", nullable=True),
        instant("expires_at"),
        sa.PrimaryKeyConstraint("id", name="pk_translation_requests"),
        sa.UniqueConstraint("text_hash", name="uq_translation_requests_text_hash"),
    )
    op.create_index("ix_translation_requests_expires_at", "translation_requests", ["expires_at"])
    condition = sa.text(WAITING)
    op.create_index(
        "ix_translation_requests_waiting",
        "translation_requests",
        ["id"],
        sqlite_where=condition,
        postgresql_where=condition,
    )


def make_tries() -> None:
    op.create_table(
        "translation_tries",
        sa.Column("message_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        instant("again_at"),
        sa.PrimaryKeyConstraint("message_id", name="pk_translation_tries"),
    )


def make_pairs() -> None:
    op.create_table(
        "translation_pairs",
        language("source"),
        language("target"),
        sa.PrimaryKeyConstraint("source", "target", name="pk_translation_pairs"),
    )


def language(name: str) -> sa.Column:
    return sa.Column(name, sa.String(8), nullable=False)


def instant(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def sealed(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.LargeBinary(), nullable=True) for name in names]
