"""Wider bands of the search index, and the latitude in its key: fewer ranges make a box."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Rounded down, as Python does; SQLite may have been built without a function for it.
ROUNDED_DOWN = {
    "postgresql": "CAST(floor({steps}) AS integer)",
    "sqlite": "CAST({steps} AS integer) - ({steps} < CAST({steps} AS integer))",
}
TEXTS = ("precision", "town", "schedule", "door")


def upgrade() -> None:
    make_again("0.1", "need", "band", "longitude", "latitude", "service_id")


def downgrade() -> None:
    make_again("0.02", "need", "band", "longitude", "service_id")


def make_again(step: str, *key: str) -> None:
    """The same offers in bands of so many degrees, under that key, written in its order."""
    op.drop_index("ix_offers_venue_id", "offers")
    op.rename_table("offers", "former_offers")
    band = ROUNDED_DOWN[op.get_bind().dialect.name].format(steps=f"latitude / {step}")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("pk_offers", "former_offers")
    op.create_table(
        "offers",
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False, autoincrement=False),
        *[sa.Column(name, sa.Double(), nullable=False) for name in ("longitude", "latitude")],
        *[
            sa.Column(name, sa.String(), nullable=False)
            for name in ("service_id", "venue_id", *TEXTS)
        ],
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(*key, name="pk_offers"),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venues.id"], name="fk_offers_venue_id_venues", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    kept = (
        f'longitude, latitude, service_id, venue_id, "precision", {", ".join(TEXTS[1:])}, example'
    )
    op.execute(
        f"INSERT INTO offers (need, band, {kept})"
        f" SELECT need, {band} AS band, {kept} FROM former_offers ORDER BY 1, 2, longitude"
    )
    op.drop_table("former_offers")
    op.create_index("ix_offers_venue_id", "offers", ["venue_id"])
