"""The console's routes, and who may take each: what is not opened to anyone is closed."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint

from conversations.operators.roles import Role

routes = Blueprint(
    "console",
    __name__,
    url_prefix="/console",
    template_folder="templates",
    static_folder="static",
)

# By endpoint: the least role that may come in; None for everybody, signed in or not.
OPENED: dict[str, Role | None] = {"console.static": None}

View = TypeVar("View", bound=Callable[..., Any])


def opened_to(role: Role | None) -> Callable[[View], View]:
    """Let this role, and those above it, take the route; None lets everybody in."""

    def open_door(view: View) -> View:
        OPENED[f"console.{view.__name__}"] = role
        return view

    return open_door
