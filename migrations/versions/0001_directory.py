"""The directory: sources, venues, services, exceptions and the search index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "offers", "temporary_hours", "closures", "services", "merged_venues", "venues", "sources",
)  # fmt: skip


def upgrade() -> None:
    make_sources()
    make_venues()
    make_merged_venues()
    make_services()
    make_exceptions("closures")
    make_exceptions("temporary_hours", sa.Column("hours", sa.String(), nullable=True))
    make_offers()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def make_sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.String(), nullable=False),
        *texts("name", "licence", "credit", "url"),
        sa.Column("languages", sa.JSON(), nullable=False),
        *instants("added_at", "changed_at"),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
    )


def make_venues() -> None:
    op.create_table(
        "venues",
        sa.Column("id", sa.String(), nullable=False),
        *texts("source_id", "ref", "name", "country"),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        *texts("precision", "address", "postcode", "town", "town_code", "timezone"),
        sa.Column("phones", sa.JSON(), nullable=False),
        *texts("email", "website", "description", "access"),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("provenance", sa.JSON(), nullable=False),
        *texts("fingerprint"),
        *instants("added_at", "changed_at"),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_venues"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_venues_source_id_sources"),
    )
    op.create_index("ix_venues_source_id", "venues", ["source_id"])


def make_merged_venues() -> None:
    op.create_table(
        "merged_venues",
        sa.Column("id", sa.String(), nullable=False),
        *texts("into_id", "reason"),
        *instants("merged_at"),
        sa.PrimaryKeyConstraint("id", name="pk_merged_venues"),
        belongs_to_venue("merged_venues", "into_id"),
    )
    op.create_index("ix_merged_venues_into_id", "merged_venues", ["into_id"])


def make_services() -> None:
    op.create_table(
        "services",
        sa.Column("id", sa.String(), nullable=False),
        *texts("venue_id", "ref"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        *texts("name", "description"),
        sa.Column("hours", sa.String(), nullable=True),
        *texts("hours_text", "welcome"),
        sa.Column("audiences", sa.JSON(), nullable=False),
        sa.Column("min_age", sa.Integer(), nullable=True),
        sa.Column("max_age", sa.Integer(), nullable=True),
        sa.Column("conditions", sa.JSON(), nullable=False),
        sa.Column("provenance", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_services"),
        belongs_to_venue("services", "venue_id"),
    )
    op.create_index("ix_services_venue_id", "services", ["venue_id"])


def make_exceptions(table: str, *own: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("venue_id", "service_ref"),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        *own,
        *texts("reason"),
        sa.Column("source_id", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=f"pk_{table}"),
        belongs_to_venue(table, "venue_id"),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=f"fk_{table}_source_id_sources"
        ),
    )
    op.create_index(f"ix_{table}_venue_id", table, ["venue_id"])


def make_offers() -> None:
    op.create_table(
        "offers",
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        *texts("service_id", "venue_id"),
        sa.Column("latitude", sa.Double(), nullable=False),
        *texts("precision", "town", "schedule", "door"),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("need", "band", "longitude", "service_id", name="pk_offers"),
        belongs_to_venue("offers", "venue_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_offers_venue_id", "offers", ["venue_id"])


def texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def instants(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in names]


def belongs_to_venue(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], ["venues.id"], name=f"fk_{table}_{column}_venues", ondelete="CASCADE"
    )
