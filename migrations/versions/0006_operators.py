"""Operators, their sessions and what they write."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = (
    "alarms", "saved_replies", "sent_forms", "presences", "notes", "drafts",
    "audit", "sign_in_failures", "operator_sessions", "recovery_codes", "sign_in_links",
    "operators",
)  # fmt: skip
OPEN = "state <> 'closed'"
CLOSED = "closed_at IS NOT NULL"


def upgrade() -> None:
    make_accounts()
    make_sessions()
    make_desks()
    make_alarms()
    op.add_column("people", instant("muted_until", nullable=True))
    make_partial_index("ix_threads_open", "last_inbound_at", OPEN)
    make_partial_index("ix_threads_closed", "closed_at", CLOSED)


def downgrade() -> None:
    op.drop_index("ix_threads_closed", "threads")
    op.drop_index("ix_threads_open", "threads")
    op.drop_column("people", "muted_until")
    for table in TABLES:
        op.drop_table(table)


def make_accounts() -> None:
    make(
        "operators",
        number("id"),
        text("name", 80),
        text("name_key", 80),
        text("email", 254),
        text("role", 24),
        text("language", 8),
        text("password_hash", 200, nullable=True),
        sealed("wrapped_key", nullable=True),
        text("data_key_id", 16, nullable=True),
        sealed("sealed_secret", nullable=True),
        number("last_step"),
        instant("created_at"),
        instant("seen_at", nullable=True),
        instant("disabled_at", nullable=True),
        sa.UniqueConstraint("name_key", name="uq_operators_name_key"),
    )
    links = (sealed("token_hash"), number("operator_id"), instant("expires_at"))
    make("sign_in_links", *links, belongs_to_operator("sign_in_links"), key="token_hash")
    codes = (sealed("code_hash"), number("operator_id"))
    make("recovery_codes", *codes, belongs_to_operator("recovery_codes"), key="code_hash")
    for table in ("sign_in_links", "recovery_codes"):
        make_index(table, "operator_id")


def make_sessions() -> None:
    make(
        "operator_sessions",
        number("id"),
        sealed("token_hash"),
        number("operator_id"),
        text("browser", 40),
        *map(instant, ("created_at", "seen_at", "confirmed_at")),
        belongs_to_operator("operator_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_operator_sessions_token_hash"),
    )
    make_index("operator_sessions", "operator_id")
    moments = map(instant, ("last_at", "blocked_until"))
    make("sign_in_failures", sealed("key_hash"), number("failures"), *moments, key="key_hash")
    make_index("sign_in_failures", "blocked_until")
    make(
        "audit",
        number("id"),
        instant("at"),
        number("operator_id", nullable=True),
        text("deed", 24),
        number("thread_id", nullable=True),
        number("subject_id", nullable=True),
        text("detail", 200),
    )
    for column in ("at", "operator_id", "thread_id"):
        make_index("audit", column)


def make_desks() -> None:
    make(
        "drafts",
        own_number("thread_id"),
        number("operator_id"),
        text("kind", 8),
        sealed("sealed_text"),
        instant("updated_at"),
        belongs_to_operator("drafts"),
        key=("thread_id", "operator_id", "kind"),
    )
    make(
        "notes",
        *map(number, ("id", "thread_id", "operator_id")),
        sealed("sealed_text"),
        instant("created_at"),
        belongs_to_operator("notes"),
    )
    make_index("notes", "thread_id")
    make(
        "presences",
        own_number("thread_id"),
        number("operator_id"),
        instant("seen_at"),
        belongs_to_operator("presences"),
        key=("thread_id", "operator_id"),
    )
    make_index("presences", "seen_at")
    make("sent_forms", text("token", 32), instant("sent_at"), key="token")
    make_index("sent_forms", "sent_at")
    texts = sa.Column("texts", sa.JSON(), nullable=False)
    once = sa.UniqueConstraint("title", name="uq_saved_replies_title")
    make("saved_replies", number("id"), text("title", 80), texts, instant("changed_at"), once)


def make_alarms() -> None:
    columns = ("thread_id", "waiting_since", "level")
    make(
        "alarms",
        *map(number, ("id", "thread_id")),
        instant("waiting_since"),
        number("level"),
        instant("lease_until"),
        instant("told_at", nullable=True),
        sa.UniqueConstraint(*columns, name="uq_alarms_thread_id_waiting_since_level"),
    )
    op.create_index("ix_alarms_untold", "alarms", ["told_at", "lease_until"])


def make(table: str, *parts: sa.schema.SchemaItem, key: str | tuple[str, ...] = "id") -> None:
    columns = (key,) if isinstance(key, str) else key
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}"))


def make_index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_{column}", table, [column])


def make_partial_index(name: str, column: str, where: str) -> None:
    only = sa.text(where)
    op.create_index(name, "threads", [column, "id"], sqlite_where=only, postgresql_where=only)


def number(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def own_number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), autoincrement=False, nullable=False)


def text(name: str, length: int, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(length), nullable=nullable)


def sealed(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.LargeBinary(), nullable=nullable)


def instant(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def belongs_to_operator(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_operator_id_operators"
    return sa.ForeignKeyConstraint(["operator_id"], ["operators.id"], name=name)
