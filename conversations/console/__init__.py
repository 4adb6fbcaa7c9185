"""The console: where people of the team read conversations and answer."""

from flask import Flask

from conversations.console import (  # noqa: F401
    account,
    entrance,
    entries_page,
    figures_page,
    lists,
    moving,
    remarks_page,
    saved,
    sign_in,
    team,
    thread_page,
    trouble,
    writing,
)
from conversations.console.office import OFFICE, Office
from conversations.console.routes import routes

__all__ = ["Office", "add_console"]


def add_console(app: Flask, office: Office) -> None:
    """Open the console under `/console` of the app."""
    app.extensions[OFFICE] = office
    app.register_blueprint(routes)
