"""Runs the one history of every room's tables, on the connection that the caller opened."""

from importlib import import_module

from alembic import context
from alembic.autogenerate.api import AutogenContext

from conversations.models import Base as ConversationsBase
from directory.models import Base as DirectoryBase
from directory.storage import Instant

METADATA = [DirectoryBase.metadata, ConversationsBase.metadata]
# Modules that bring tables of their own.
BRINGING = (
    "conversations.budgets",
    "conversations.delivery_models",
    "conversations.erasures",
    "conversations.feedback",
    "conversations.figures.demand",
    "conversations.figures.tallies",
    "conversations.operators.desk_models",
    "conversations.operators.models",
    "conversations.translation.models",
    "directory.merging.models",
)
for module in BRINGING:
    import_module(module)


def run() -> None:
    """Apply the asked revisions; the caller's transaction holds them all."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=METADATA,
        compare_type=True,
        compare_server_default=True,
        # SQLite cannot alter a table: Alembic copies it instead.
        render_as_batch=True,
        render_item=render_item,
    )
    context.run_migrations()


def render_item(kind: str, item: object, _context: AutogenContext) -> str | bool:
    """Our own types by what they are in the database: a revision outlives the code."""
    if kind == "type" and isinstance(item, Instant):
        return "sa.DateTime(timezone=True)"
    return False


run()
