"""Entries merged from several sources, and corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("corrections", "merge_decisions", "likenesses", "unsettled", "traces", "source_records")
ADDED = {"siret": sa.String, "mobile": sa.Boolean, "document": sa.String}


def upgrade() -> None:
    for name, kind in ADDED.items():
        op.add_column("venues", sa.Column(name, kind(), nullable=True))
    op.create_index("ix_venues_document", "venues", ["document"])
    make_source_records()
    make_traces()
    make_likenesses()
    make_merge_decisions()
    make_corrections()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("ix_venues_document", "venues")
    # Column by column: a table that SQLite builds again empties every table that hangs on it.
    for name in ADDED:
        op.drop_column("venues", name)


def make_source_records() -> None:
    op.create_table(
        "source_records",
        sa.Column("venue_id", sa.String(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("venue_id", name="pk_source_records"),
        belongs_to_venue("source_records", "venue_id"),
    )


def make_traces() -> None:
    op.create_table(
        "traces",
        sa.Column("key", sa.BigInteger(), nullable=False, autoincrement=False),
        *texts("venue_id", "source_id"),
        sa.PrimaryKeyConstraint("key", "venue_id", name="pk_traces"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_traces_venue_id", "traces", ["venue_id"])
    op.create_table(
        "unsettled",
        *texts("venue_id"),
        sa.PrimaryKeyConstraint("venue_id", name="pk_unsettled"),
        sqlite_with_rowid=False,
    )


def make_likenesses() -> None:
    op.create_table(
        "likenesses",
        *texts("first_id", "second_id"),
        sa.Column("sure", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("first_id", "second_id", name="pk_likenesses"),
        belongs_to_venue("likenesses", "first_id"),
        belongs_to_venue("likenesses", "second_id"),
    )
    op.create_index("ix_likenesses_second_id", "likenesses", ["second_id"])


def make_merge_decisions() -> None:
    op.create_table(
        "merge_decisions",
        *texts("first_id", "second_id"),
        sa.Column("same", sa.Boolean(), nullable=False),
        *texts("by", "why"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("first_id", "second_id", name="pk_merge_decisions"),
        belongs_to_venue("merge_decisions", "first_id"),
        belongs_to_venue("merge_decisions", "second_id"),
    )
    op.create_index("ix_merge_decisions_second_id", "merge_decisions", ["second_id"])


def make_corrections() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("venue_id", "service_id", "field"),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        *texts("by", "why"),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_corrections"),
        belongs_to_venue("corrections", "venue_id"),
    )
    op.create_index("ix_corrections_venue_id", "corrections", ["venue_id"])


def texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def belongs_to_venue(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["venues.id"], name=f"fk_{table}_{column}_venues", ondelete="CASCADE"
    )
