"""What people report about entries, and when they are asked whether they got in."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entry_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("thread_id", sa.Integer(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("service_id", sa.String(), nullable=True),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(24), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_entry_reports"),
    )
    op.create_index("ix_entry_reports_thread_id", "entry_reports", ["thread_id"])
    op.create_index("ix_entry_reports_service_id", "entry_reports", ["service_id"])
    op.create_index("ix_entry_reports_queue", "entry_reports", ["status", "created_at"])
    op.add_column("threads", sa.Column("follow_up_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_threads_follow_up_at", "threads", ["follow_up_at"])


def downgrade() -> None:
    op.drop_index("ix_threads_follow_up_at", "threads")
    op.drop_column("threads", "follow_up_at")
    op.drop_table("entry_reports")
