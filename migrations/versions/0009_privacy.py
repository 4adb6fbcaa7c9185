"""Forgetting on schedule: a person's texts go by their age, an exact position within a day."""

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


def downgrade() -> None:
    op.drop_index("ix_threads_exact_since", "threads")
    op.drop_column("threads", "exact_since")
    op.add_column("people", sa.Column("forget_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_people_forget_at", "people", ["forget_at"])
