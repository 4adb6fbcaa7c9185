"""The search index in the order in which it is read.

PostgreSQL leaves rows where they were written, in the order of their source: then each offer of a
town lies on another page, and a search takes a tenth longer. SQLite keeps the index in order.
"""

from sqlalchemy import Engine, text

# Fewer offers lie on so few pages that their order does not matter.
MANY = 10_000
# How far rows follow the order of their need, by PostgreSQL's own figures, from 0 to 1.
ORDERED = 0.9
FOLLOWED = """
    SELECT correlation FROM pg_stats WHERE tablename = 'offers' AND attname = 'need'
    AND (SELECT reltuples FROM pg_class WHERE oid = 'offers'::regclass) >= :many
"""
ARRANGE = (
    # Who writes waits, and who searches does not.
    "LOCK TABLE offers IN SHARE ROW EXCLUSIVE MODE",
    "CREATE TEMPORARY TABLE arranged ON COMMIT DROP AS SELECT * FROM offers",
    "DELETE FROM offers",
    "INSERT INTO offers SELECT * FROM arranged ORDER BY need, band, longitude",
)


def is_in_order(engine: Engine) -> bool:
    """Whether most offers lie beside their neighbours, or are few."""
    if engine.dialect.name != "postgresql":
        return True
    with engine.begin() as connection:
        connection.execute(text("ANALYZE offers"))
        followed = connection.scalar(text(FOLLOWED), {"many": MANY})
    return followed is None or followed >= ORDERED


def arrange(engine: Engine) -> None:
    """Write PostgreSQL's offers again in the order of their key, all or none of them."""
    with engine.begin() as connection:
        for statement in ARRANGE:
            connection.execute(text(statement))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM (ANALYZE) offers"))
