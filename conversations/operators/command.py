"""`solitexto operators`: who may sign in to the console."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Protocol

import click
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError, ProgrammingError

from conversations.operators import accounts, audit
from conversations.operators.accounts import LINK_LASTS, Account, AccountError
from conversations.operators.roles import Deed, Role
from directory.storage import for_writing

DEFAULT_ADDRESS = "http://127.0.0.1:8000"


class Settings(Protocol):
    """What these commands read of the settings."""

    @property
    def public_url(self) -> str:
        """The address of this server."""


class Workshop(Protocol):
    """What these commands use of the program."""

    @property
    def settings(self) -> Settings:
        """The settings."""

    @property
    def engine(self) -> Engine:
        """The database."""


@click.group()
def operators() -> None:
    """The people who answer from the console."""


@operators.command()
@click.argument("name")
@click.option("--email", default="", help="Where they are told that someone waits.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.pass_obj
def add(workshop: Workshop, name: str, email: str, role: str) -> None:
    """Make an account, and print the link by which NAME signs in the first time."""
    now = datetime.now(UTC)
    with _writing(workshop) as connection:
        operator_id = accounts.add(connection, name, email, Role(role), now)
        _invite(connection, workshop, operator_id, now)


@operators.command()
@click.argument("name")
@click.pass_obj
def link(workshop: Workshop, name: str) -> None:
    """Print a new link for NAME, who lost password or telephone."""
    with _writing(workshop) as connection:
        _invite(connection, workshop, _known(connection, name).id, datetime.now(UTC))


@operators.command(name="list")
@click.pass_obj
def list_(workshop: Workshop) -> None:
    """Tell who has an account, and with which role."""
    with _writing(workshop) as connection:
        found = accounts.list_accounts(connection)
    for account in found:
        click.echo(f"{account.name} · {account.role} · {_told(account)}")
    if not found:
        click.echo("Nobody yet. Begin with: solitexto operators add NAME --role administrator")


@operators.command()
@click.argument("name")
@click.pass_obj
def disable(workshop: Workshop, name: str) -> None:
    """Let NAME in no more, and sign them out everywhere."""
    now = datetime.now(UTC)
    with _writing(workshop) as connection:
        account = _known(connection, name)
        accounts.disable(connection, account.id, now)
        audit.note(connection, None, Deed.DISABLED, now, subject_id=account.id)
    click.echo(f"{account.name} cannot sign in any more.")


@operators.command()
@click.argument("name")
@click.pass_obj
def enable(workshop: Workshop, name: str) -> None:
    """Let NAME in again."""
    with _writing(workshop) as connection:
        account = _known(connection, name)
        accounts.enable(connection, account.id)
        audit.note(connection, None, Deed.ENABLED, datetime.now(UTC), subject_id=account.id)
    click.echo(f"{account.name} can sign in again.")


@contextmanager
def _writing(workshop: Workshop) -> Iterator[Connection]:
    try:
        with for_writing(workshop.engine).begin() as connection:
            yield connection
    except AccountError as error:
        raise click.ClickException(f"{error}.") from error
    except (OperationalError, ProgrammingError) as error:
        message = "the database has no such tables, or is out of reach; run: solitexto migrate"
        raise click.ClickException(message) from error


def _known(connection: Connection, name: str) -> Account:
    account = accounts.find_by_name(connection, name)
    if account is None:
        message = f"nobody is called {name}; see: solitexto operators list"
        raise click.ClickException(message)
    return account


def _invite(connection: Connection, workshop: Workshop, operator_id: int, now: datetime) -> None:
    token = accounts.invite(connection, operator_id, now)
    audit.note(connection, None, Deed.INVITED, now, subject_id=operator_id)
    address = workshop.settings.public_url or DEFAULT_ADDRESS
    click.echo(f"{address}/console/join/{token}")
    click.echo(f"It works once, within {LINK_LASTS.days} days. Hand it over in person.", err=True)


def _told(account: Account) -> str:
    if account.disabled_at:
        return "disabled"
    if not account.joined:
        return "invited"
    return f"last seen {account.seen_at:%Y-%m-%d}" if account.seen_at else "never seen"
