"""`solitexto erasures` and `solitexto keys`: after a restore, and when keys are changed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import click
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from conversations.journal import JournalError, read_journal
from conversations.keys import KeyUse, count_behind, count_uses, renew
from conversations.restoring import apply_again
from conversations.sealing import Keyring
from directory.imports.terminal import bar
from directory.storage import for_writing


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


@click.group()
def keys() -> None:
    """The keys that encrypt what people wrote and hash their numbers."""


@keys.command()
@click.pass_obj
def show(workshop: Workshop) -> None:
    """Tell which keys are in use, by their ids, and which may go."""
    keyring = workshop.keyed_settings.keyring()
    with workshop.engine.connect() as connection:
        use = count_uses(connection, keyring)
    for line in describe(use, keyring):
        click.echo(line)


@keys.command()
@click.pass_obj
def rotate(workshop: Workshop) -> None:
    """Move everybody to the first data key and rehash them with the first look-up key.

    May run while people are answered, and be stopped and begun again.
    """
    keyring = workshop.keyed_settings.keyring()
    begin = for_writing(workshop.engine).begin
    moved = move_everybody(begin, keyring)
    click.echo(f"{moved} people were moved to the first keys.")
    with workshop.engine.connect() as connection:
        use = count_uses(connection, keyring)
    for line in advise(use):
        click.echo(line)


def move_everybody(
    begin: Callable[[], AbstractContextManager[Connection]], keyring: Keyring
) -> int:
    """How many people moved; a bar shows how far it is."""
    with begin() as connection:
        total = count_behind(connection, keyring)
    moved = 0
    with bar("people", total, "") as update:
        while True:
            with begin() as connection:
                count = renew(connection, keyring)
            if not count:
                return moved
            moved += count
            update(count)


def describe(use: KeyUse, keyring: Keyring) -> list[str]:
    """What hangs on what, a line each."""
    return [
        *_lines("data key", use.by_data_key, keyring.data_key_id),
        *_lines("look-up key", use.by_lookup_key, keyring.lookup_key_id),
        *advise(use),
    ]


def advise(use: KeyUse) -> list[str]:
    """Whether old keys may be taken out of the settings."""
    if use.behind:
        return [f"{use.behind} people are under older keys; run: solitexto keys rotate"]
    kept = "Keep them in the copies for as long as backups made with them are kept."
    lines = [f"No older key is in use: SOLITEXTO_DATA_KEYS needs its first only. {kept}"]
    if use.immovable:
        lines.append(
            f"{use.immovable} people texted STOP, then had their data erased: their number can no"
            " longer be hashed anew. Keep the old SOLITEXTO_LOOKUP_KEY, so that their STOP holds."
        )
    elif use.erased_texts:
        lines.append(
            "Keep the old SOLITEXTO_LOOKUP_KEY for 35 days, so that no erased text comes back."
        )
    return lines


def _lines(what: str, counts: dict[str, int], first: str) -> list[str]:
    return [
        f"{what} {key_id}{' (the first)' if key_id == first else ''}: {count} people"
        for key_id, count in {first: 0, **counts}.items()
    ]
