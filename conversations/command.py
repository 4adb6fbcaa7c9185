"""`solitexto erasures`: what has to be done after an older copy of the database was put back."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import click
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from conversations.restoring import JournalError, apply_again, read_journal
from conversations.sealing import Keyring
from directory.imports.terminal import bar


class Settings(Protocol):
    """What these commands read of the settings."""

    def keyring(self) -> Keyring:
        """The keys; raises when they are unset."""


class Workshop(Protocol):
    """What these commands use of the program."""

    @property
    def keyed_settings(self) -> Settings:
        """The settings, with the keys of this machine where none are set."""

    @property
    def engine(self) -> Engine:
        """The database."""

    def sessions(self) -> AbstractContextManager[Session]:
        """A session that commits when its block ends well."""


@click.group()
def erasures() -> None:
    """People who asked to be forgotten, and an older copy of the database."""


@erasures.command()
@click.argument("journals", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def apply(workshop: Workshop, journals: tuple[Path, ...]) -> None:
    """Forget again whom an older copy brought back, by the journals of erasures.

    Run it after every restore, before anybody is answered. Twice changes nothing.
    """
    keyring = workshop.keyed_settings.keyring()
    try:
        lines = [erased for journal in journals for erased in read_journal(journal)]
    except JournalError as error:
        raise click.ClickException(f"{error}; nothing was changed") from error
    forgotten = 0
    with workshop.sessions() as session, bar("erasures", len(lines), "") as update:
        for erased in lines:
            forgotten += apply_again(session.connection(), erased, keyring)
            update(1)
    click.echo(f"{len(lines)} erasures read; {forgotten} people had come back and are forgotten.")
