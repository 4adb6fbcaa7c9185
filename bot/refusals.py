"""How a command ends when it cannot do what is asked: with a sentence, never a traceback."""

import errno
import socket

import click
from sqlalchemy.exc import DBAPIError

from bot.logs import describe
from bot.reception import OutOfReachError
from bot.settings import SettingsError
from bot.understanding.language_files import LanguageFileError
from conversations.sealing import SealingError
from conversations.spool import SpoolError
from directory.gazetteer import GazetteerError
from directory.storage import StorageError

REFUSALS = (
    SettingsError, StorageError, LanguageFileError, GazetteerError, SealingError, OutOfReachError,
    SpoolError,
)  # fmt: skip
"""What the one who runs it can mend, as the message says."""


class Sentences(click.Group):
    """A group whose commands end with a sentence, never a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what went wrong is told in a line."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            # Who reads our output has closed it (`| head`): click ends without a word.
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            raise click.ClickException(tell(error)) from error


def tell(error: Exception) -> str:
    """What went wrong, and what to do."""
    if isinstance(error, REFUSALS):
        return str(error)
    if isinstance(error, DBAPIError):
        return (
            "The database does not answer, or lacks our tables;"
            " check SOLITEXTO_DATABASE_URL and run: solitexto migrate"
        )
    if isinstance(error, OSError):
        return f"{error.filename or 'The output'} cannot be used: {error.strerror}."
    return f"This is a fault of ours; please report this line: {describe(error)}"


PORT = click.IntRange(1, 65_535)


def refuse_taken(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on, before anything is loaded."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        why = error.strerror or "not an address of this machine"
        message = f"Port {port} of {host} cannot be used ({why}); try --port or --host"
        raise click.ClickException(message) from error
