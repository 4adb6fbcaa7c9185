"""What can be looked at on this machine: settings, database, directory, spool, queue, workers."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.doctor import Finding, fault, warning, well
from bot.settings import Settings, SettingsError, refuse_unready
from conversations.delivery_models import marks
from conversations.translation import ways
from directory.examples import SOURCE
from directory.gazetteer import Gazetteer
from directory.models import Venue
from directory.storage import is_up_to_date

# The sweep passes by every few seconds; silent for this long, nothing sweeps.
SILENT = timedelta(minutes=2)


def look_at_settings(settings: Settings) -> tuple[Finding, ...]:
    """Whether `serve` would start, and what people would miss."""
    try:
        refuse_unready(settings)
        settings.budgets()
    except SettingsError as error:
        return tuple(fault("settings", line)[0] for line in str(error).splitlines())
    if not settings.public_url.startswith("https://"):
        return warning("settings", "SOLITEXTO_PUBLIC_URL is not https: texts would be in clear.")
    return well("settings", "All that is needed is set.")


def look_at_database(engine: Engine) -> tuple[Finding, ...]:
    """Whether it answers and has the tables of this version."""
    kind = engine.dialect.name
    try:
        with engine.connect() as connection:
            current = is_up_to_date(connection)
    except SQLAlchemyError:
        return fault("database", "It does not answer; check SOLITEXTO_DATABASE_URL.")
    if not current:
        return fault("database", "Its tables are of another version; run: solitexto migrate")
    return well("database", f"It answers ({kind}), with the tables of this version.")


def look_at_directory(engine: Engine) -> tuple[Finding, ...]:
    """Whether there is something to answer with, and whether it is real."""
    counted = select(func.count()).where(Venue.withdrawn_at.is_(None))
    with engine.connect() as connection:
        real = connection.scalars(counted.where(Venue.source_id != SOURCE.id)).one()
        examples = connection.scalars(counted.where(Venue.source_id == SOURCE.id)).one()
    found: tuple[Finding, ...] = ()
    if examples:
        sentence = f"{examples} example entries are left in; `serve` never answers with them."
        found = warning("directory", sentence)
    if not real:
        return (*found, *fault("directory", "It is empty; run: solitexto directory import"))
    return (*found, *well("directory", f"{real} entries."))


def look_at_places(gazetteer: Gazetteer) -> tuple[Finding, ...]:
    """Whether towns are found by name."""
    if not gazetteer.find("Paris"):
        return fault("places", "Not even Paris is found; install Solitexto again.")
    return well("places", "Towns are found by name.")


def look_at_spool(folder: Path) -> tuple[Finding, ...]:
    """Whether a text could be kept while the database is down."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        return fault("spool", f"The folder {folder} cannot be written: {error.strerror}.")
    return well("spool", f"Texts can be kept in {folder}.")


def look_at_works(engine: Engine, now: datetime) -> tuple[Finding, ...]:
    """Whether a worker, or the process beside `serve`, passes by."""
    with engine.connect() as connection:
        swept = marks.c.name != ways.MARK  # who translates may live where nobody sweeps
        last = connection.scalar(select(func.max(marks.c.at)).where(swept))
    if last is None or now - last > SILENT:
        return warning("worker", "Nothing sweeps; run: solitexto worker (or solitexto serve)")
    return well("worker", "The sweep passes by.")


def look_at_translation(engine: Engine, team_language: str, now: datetime) -> tuple[Finding, ...]:
    """Which languages the team can read, as the process that translates says."""
    with engine.connect() as connection:
        is_there = ways.is_there(connection, now)
        languages = ways.read_sources(connection, team_language)
    if not is_there:
        return warning("translation", "Nobody translates; run: solitexto worker")
    if not languages:
        sentence = "No model is installed; for Arabic: solitexto translation install ar"
        return warning("translation", f"{sentence} (operators have the phrase book)")
    return well("translation", f"The team ({team_language}) reads {', '.join(languages)}.")
