"""The directory: groups that are let in, saturation, notices, credits, texts as first written."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ADDED = {
    "venues": {"notices": sa.JSON, "credits": sa.JSON, "original": sa.String},
    "services": {
        "groups": sa.JSON,
        "saturation": sa.String,
        "saturation_note": sa.String,
        "original": sa.String,
    },
}


def upgrade() -> None:
    for table, columns in ADDED.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind(), nullable=True))


def downgrade() -> None:
    # Column by column: a table that SQLite builds again empties every table that hangs on it.
    for table, columns in ADDED.items():
        for name in columns:
            op.drop_column(table, name)
