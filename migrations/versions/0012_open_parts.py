"""In which parts of a week an offer may be open, by the clocks of its zone: the rest is not read."""

import sqlalchemy as sa
from alembic import op

from directory.weeks import parts_of

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TEXTS = ("precision", "town", "schedule", "door")
KEPT = (
    'need, band, offers_before.longitude, offers_before.latitude, service_id, offers_before.venue_id,'
    ' offers_before."precision", offers_before.town, offers_before.schedule, door, example'
)


def upgrade() -> None:
    weeks = op.create_table(
        "schedule_weeks",
        sa.Column("schedule", sa.String(), nullable=False),
        sa.Column("week", sa.BigInteger(), nullable=False),
        prefixes=["TEMPORARY"],
    )
    schedules = op.get_bind().execute(sa.text("SELECT DISTINCT schedule FROM offers")).scalars()
    op.bulk_insert(weeks, [{"schedule": each, "week": parts_of(each)} for each in schedules])
    make_again(
        [sa.Column("timezone", sa.String(), nullable=False), sa.Column("week", sa.BigInteger(), nullable=False)],
        f"INSERT INTO offers ({KEPT.replace('offers_before.', '')}, timezone, week)"
        f" SELECT {KEPT}, venues.timezone, schedule_weeks.week FROM offers_before"
        " JOIN venues ON venues.id = offers_before.venue_id"
        " JOIN schedule_weeks ON schedule_weeks.schedule = offers_before.schedule"
        " ORDER BY need, band, offers_before.longitude",
    )
    op.drop_table("schedule_weeks")


def downgrade() -> None:
    op.drop_column("offers", "week")
    op.drop_column("offers", "timezone")


def make_again(more: list[sa.Column], filled: str) -> None:
    """The same offers with more columns, written in the order of their key, as a search reads them."""
    op.drop_index("ix_offers_venue_id", "offers")
    op.rename_table("offers", "offers_before")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("pk_offers", "offers_before")
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
        *more,
        sa.PrimaryKeyConstraint(
            "need", "band", "longitude", "latitude", "service_id", name="pk_offers"
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venues.id"], name="fk_offers_venue_id_venues", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.execute(filled)
    op.drop_table("offers_before")
    op.create_index("ix_offers_venue_id", "offers", ["venue_id"])
