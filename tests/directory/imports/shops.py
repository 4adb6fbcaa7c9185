"""What an import needs of the program, around the database of a test."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import SimpleNamespace

from click.testing import CliRunner, Result
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session, sessionmaker

from directory.imports.command import import_command
from directory.models import Venue
from directory.storage import for_writing


@dataclass
class Shop:
    engine: Engine
    settings: SimpleNamespace
    gazetteer: object

    def sessions(self) -> AbstractContextManager[Session]:
        return sessionmaker(for_writing(self.engine)).begin()

    def offered(self) -> set[str]:
        with self.sessions() as session:
            return set(session.scalars(select(Venue.ref).where(Venue.withdrawn_at.is_(None))))

    def call(self, *words: str) -> Result:
        """`solitexto directory import` with these words."""
        return CliRunner().invoke(import_command, list(words), obj=self)
