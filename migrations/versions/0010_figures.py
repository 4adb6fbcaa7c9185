"""Figures: what was asked for in each hour and town, and counts of each hour."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "demands",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *[sa.Column(name, sa.String(24), nullable=False) for name in ("need", "met")],
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        *[sa.Column(name, sa.Double(), nullable=False) for name in ("latitude", "longitude")],
        sa.PrimaryKeyConstraint("id", name="pk_demands"),
    )
    op.create_index("ix_demands_at", "demands", ["at"])
    op.create_table(
        "tallies",
        sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
        *[sa.Column(name, sa.String(24), nullable=False) for name in ("what", "label")],
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "what", "label", name="pk_tallies"),
    )


def downgrade() -> None:
    op.drop_table("tallies")
    op.drop_table("demands")
