"""In which parts of a week an offer may be open, by the clocks of its zone."""

import sqlalchemy as sa
from alembic import op

from directory.weeks import parts_of

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

KEPT = ("need", "band", "longitude", "latitude", "service_id", "venue_id", "precision", "town")
TEXTS = ("precision", "town", "schedule", "door", "timezone")


def upgrade() -> None:
    weeks = op.create_table(
        "schedule_weeks",
        sa.Column("schedule", sa.String(), nullable=False),
        sa.Column("week", sa.BigInteger(), nullable=False),
        prefixes=["TEMPORARY"],
    )
    schedules = op.get_bind().execute(sa.text("SELECT DISTINCT schedule FROM offers")).scalars()
    op.bulk_insert(weeks, [{"schedule": each, "week": parts_of(each)} for each in schedules])
    make_again()
    op.drop_table("schedule_weeks")


def downgrade() -> None:
    op.drop_column("offers", "week")
    op.drop_column("offers", "timezone")


def make_again() -> None:
    """The same offers with both columns, written in the order of their key."""
    op.drop_index("ix_offers_venue_id", "offers")
    op.rename_table("offers", "former_offers")
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
        sa.Column("week", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "need", "band", "longitude", "latitude", "service_id", name="pk_offers"
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venues.id"], name="fk_offers_venue_id_venues", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    kept = ", ".join(f'former_offers."{name}"' for name in (*KEPT, "schedule", "door", "example"))
    op.execute(
        f"INSERT INTO offers ({kept.replace('former_offers.', '')}, timezone, week)"
        f" SELECT {kept}, venues.timezone, schedule_weeks.week FROM former_offers"
        " JOIN venues ON venues.id = former_offers.venue_id"
        " JOIN schedule_weeks ON schedule_weeks.schedule = former_offers.schedule"
        " ORDER BY 1, 2, 3"
    )
    op.drop_table("former_offers")
    op.create_index("ix_offers_venue_id", "offers", ["venue_id"])
