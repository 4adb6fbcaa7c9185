"""Conversations: people, threads, messages, what was erased, and what happened to threads."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("changes", "erased_texts", "messages", "threads", "people")
UNANSWERED = "direction = 'in' AND answered_at IS NULL"
MOVING = "delivery IN ('ready', 'sending', 'unknown', 'handed', 'accepted')"


def upgrade() -> None:
    make_people()
    make_threads()
    make_messages()
    make_erased_texts()
    make_changes()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def make_people() -> None:
    op.create_table(
        "people",
        number("id"),
        word("channel"),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        sa.Column("lookup_key_id", sa.String(16), nullable=False),
        *sealed("sealed_address", "wrapped_key"),
        sa.Column("data_key_id", sa.String(16), nullable=True),
        sa.Column("country", sa.String(2), nullable=False),
        word("consent"),
        *moments("introduced_at", "forget_at"),
        instant("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("channel", "address_hash", name="uq_people_channel_address_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_people_forget_at", "people", ["forget_at"])


def make_threads() -> None:
    op.create_table(
        "threads",
        number("id"),
        number("person_id"),
        word("state"),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        number("version"),
        number("next_sequence"),
        number("priority"),
        word("reason", nullable=True),
        sa.Column("language", sa.String(8), nullable=False),
        *sealed("sealed_context"),
        instant("opened_at"),
        *moments("waiting_since", "closed_at"),
        instant("last_inbound_at"),
        sa.PrimaryKeyConstraint("id", name="pk_threads"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_threads_person_id_people"),
        sa.UniqueConstraint("person_id", name="uq_threads_person_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_threads_operator_id", "threads", ["operator_id"])
    op.create_index("ix_threads_queue", "threads", ["state", "priority", "waiting_since"])


def make_messages() -> None:
    op.create_table(
        "messages",
        *map(number, ("id", "thread_id", "sequence")),
        *map(word, ("direction", "author")),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        *map(word, ("purpose", "channel")),
        sa.Column("our_address", sa.String(), nullable=False),
        sa.Column("provider_id", sa.String(64), nullable=True),
        sa.Column("reference", sa.String(32), nullable=True),
        *sealed("sealed_body", "sealed_extras", "sealed_position", "sealed_translation"),
        sa.Column("language", sa.String(8), nullable=True),
        number("media"),
        sa.Column("opt_out", sa.String(8), nullable=True),
        word("encoding", nullable=True),
        sa.Column("segments", sa.Integer(), nullable=True),
        word("delivery", nullable=True),
        number("attempts"),
        *moments("lease_until"),
        sa.Column("error_code", sa.Integer(), nullable=True),
        *moments("state_changed_at"),
        sa.Column("answers_id", sa.Integer(), nullable=True),
        *moments("answered_at", "useful_until", "quarantined_at"),
        instant("created_at"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.ForeignKeyConstraint(
            ["answers_id"], ["messages.id"], name="fk_messages_answers_id_messages"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name="fk_messages_thread_id_threads"
        ),
        sa.UniqueConstraint("provider_id", name="uq_messages_provider_id"),
        sa.UniqueConstraint("reference", name="uq_messages_reference"),
        sa.UniqueConstraint("thread_id", "sequence", name="uq_messages_thread_id_sequence"),
    )
    op.create_index("ix_messages_answers_id", "messages", ["answers_id"])
    make_partial_index("ix_messages_moving", "messages", "lease_until", MOVING)
    make_partial_index("ix_messages_unanswered", "messages", "lease_until", UNANSWERED)


def make_erased_texts() -> None:
    op.create_table(
        "erased_texts",
        sa.Column("provider_hash", sa.LargeBinary(), nullable=False),
        *sealed("sealed_answer"),
        instant("erased_at"),
        sa.PrimaryKeyConstraint("provider_hash", name="pk_erased_texts"),
    )
    op.create_index("ix_erased_texts_erased_at", "erased_texts", ["erased_at"])


def make_changes() -> None:
    op.create_table(
        "changes",
        *map(number, ("id", "thread_id")),
        *map(word, ("event", "author")),
        sa.Column("operator_id", sa.Integer(), nullable=True),
        *map(word, ("before", "after")),
        instant("at"),
        sa.PrimaryKeyConstraint("id", name="pk_changes"),
    )
    op.create_index("ix_changes_thread_id", "changes", ["thread_id"])


def make_partial_index(name: str, table: str, column: str, where: str) -> None:
    condition = sa.text(where)
    op.create_index(name, table, [column], sqlite_where=condition, postgresql_where=condition)


def number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def word(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(24), nullable=nullable)


def instant(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def moments(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in names]


def sealed(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.LargeBinary(), nullable=True) for name in names]
