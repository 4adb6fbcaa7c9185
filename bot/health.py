"""Whether this process lives, and whether it can answer people: for what watches over it."""

import logging
from collections.abc import Callable, Mapping

from flask import Blueprint, Response, jsonify
from sqlalchemy import Engine, select

from conversations.spool import Spool
from conversations.tables import threads
from directory.models import Venue

log = logging.getLogger(__name__)

# Gives a warning, or nothing when all is well; raises when people cannot be answered.
Check = Callable[[], str]


def make_health(checks: Mapping[str, Check]) -> Blueprint:
    """`/healthz` says that the process lives; `/readyz` runs the checks, 503 when one fails."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def say_alive() -> Response:
        return Response("alive\n", mimetype="text/plain")

    @routes.get("/readyz")
    def say_ready() -> Response:
        found = {name: run(name, check) for name, check in checks.items()}
        ready = "failed" not in found.values()
        response = jsonify({"ready": ready, **found})
        response.status_code = 200 if ready else 503
        return response

    return routes


def run(name: str, check: Check) -> str:
    """`ok`, a warning, or `failed`: the reason is for the log alone."""
    try:
        return check() or "ok"
    except Exception:
        log.exception("%s is not ready", name)
        return "failed"


def check_database(engine: Engine) -> str:
    """Raises unless the database answers and has our tables."""
    with engine.connect() as connection:
        connection.execute(select(threads.c.id).limit(1)).all()
    return ""


def check_directory(engine: Engine) -> str:
    """Warns of an empty directory: every answer would be that nothing is known."""
    with engine.connect() as connection:
        found = connection.execute(select(Venue.id).limit(1)).first()
    return "" if found else "empty: run solitexto directory import"


def check_spool(spool: Spool) -> str:
    """Raises unless a text could be kept on the disk now; warns of those that wait there."""
    spool.check()
    waiting = len(spool.waiting())
    return f"{waiting} texts wait for the database" if waiting else ""
