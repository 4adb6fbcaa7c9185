"""Forgetting by age, an exact position within a day; what was spent, whom to erase elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_people_forget_at", "people")
    op.drop_column("people", "forget_at")
    op.add_column("threads", sa.Column("exact_since", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_threads_exact_since", "threads", ["exact_since"])
    op.create_table(
        "spendings",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(8), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("micros", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("day", "subject", name="pk_spendings"),
    )
    make_erasures()


def make_erasures() -> None:
    op.create_table(
        "erasures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(24), nullable=False),
        sa.Column("hashes", sa.String(), nullable=False),
        sa.Column("sealed_address", sa.LargeBinary(), nullable=True),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=True),
        sa.Column("data_key_id", sa.String(16), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("journaled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_erasures"),
    )
    op.create_index("ix_erasures_asked_at", "erasures", ["asked_at"])
    op.create_index("ix_erasures_due_at", "erasures", ["due_at"])


def downgrade() -> None:
    op.drop_table("erasures")
    op.drop_table("spendings")
    op.drop_index("ix_threads_exact_since", "threads")
    op.drop_column("threads", "exact_since")
    op.add_column("people", sa.Column("forget_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_people_forget_at", "people", ["forget_at"])
