"""The one place where every part is put together: the web application and the command."""

import logging
import os
import sys
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Event, Thread

import click
from flask import Flask, Response
from sqlalchemy import Engine
from werkzeug.serving import make_server

from bot import command as bot_commands
from bot.answer import Bot
from bot.context import coarsen
from bot.demo import create_demo
from bot.demo.clock import StageClock
from bot.demo.team import Airwaves, PhoneBell, hire_team, open_to_visitors
from bot.doctor.command import doctor
from bot.follow_up_step import FollowUp
from bot.health import make_health
from bot.logs import set_up_logs
from bot.metrics import make_metrics
from bot.operators_desk import make_herald, make_office
from bot.outages import Guarded, heed
from bot.parts import (
    Clock,
    make_bot,
    make_checks,
    make_interpreter,
    make_knowledge,
    make_public_reception,
    make_reception,
    make_voice,
    restrain,
)
from bot.reception import Reception, Voice, read_clock
from bot.refusals import PORT, REFUSALS, Sentences, refuse_taken
from bot.serving import SWEEP, TRANSLATION, gunicorn, listen, queue_worker
from bot.settings import Settings, read_settings, refuse_unready
from bot.supervision import supervise
from bot.twilio_adapter import make_channel
from bot.twilio_adapter.sending import make_carrier
from bot.understanding.reading import Knowledge
from bot.webhook import make_webhook
from bot.workshop import Workshop, make_demo_engine
from conversations.command import erasures, keys
from conversations.console import Office, add_console
from conversations.farewells import say_farewell
from conversations.housekeeping import make_steps
from conversations.means import Means
from conversations.operators.command import operators
from conversations.spool import Spool
from conversations.sweeping import STEPS, Step
from conversations.team import Presence
from conversations.translation.command import translation
from directory.command import directory, places
from directory.storage import make_engine, refuse_outdated, upgrade


def create_app(
    settings: Settings,
    voice: Voice,
    *,
    engine: Engine | None = None,
    clock: Clock = read_clock,
    reception: Reception | None = None,
    console: Office | None = None,
) -> Flask:
    """The web application; raises SettingsError when it has no keys to keep texts with."""
    engine = engine or make_engine(settings.database_url)
    reception = reception or make_reception(settings, voice, engine, clock)
    app = Flask("wsgi", static_folder=None)
    app.register_blueprint(make_webhook(make_channel(settings), reception))
    app.register_blueprint(make_health(make_checks(engine, reception.spool)))
    app.register_blueprint(make_metrics(engine, clock))
    if console:
        add_console(app, console)
    app.register_error_handler(500, say_sorry)
    heed(engine, reception.outage)
    app.wsgi_app = Guarded(app.wsgi_app, reception.outage).show  # type: ignore[method-assign]
    return app


def say_sorry(_error: Exception) -> Response:
    """No traceback reaches a user: the log has the place in the code."""
    return Response("Something failed here, and it was noted. Try again.\n", 500)


@dataclass(frozen=True)
class House:
    """What serves real people, whether a request or the background asks it."""

    settings: Settings
    engine: Engine
    bot: Bot
    reception: Reception

    def app(self) -> Flask:
        """The web application."""
        reception = self.reception
        console = make_office(
            self.settings, self.bot, self.engine, reception.clock, reception.doorbell
        )
        return create_app(
            self.settings,
            reception.voice,
            engine=self.engine,
            reception=reception,
            console=console,
        )

    def steps(self) -> tuple[Step, ...]:
        """What the sweep does."""
        settings = self.settings
        follow_up = FollowUp(self.engine.connect)
        return (
            *STEPS,
            *make_steps(settings.retention(), coarsen, settings.erasures),
            Step("follow up", FOLLOWED_UP_EVERY, follow_up.ask),
        )

    def means(self) -> Means:
        """What the background works with."""
        carrier = make_carrier(self.settings)
        reception = replace(self.reception, part=partial(say_farewell, carrier))
        return Means(
            reception.transaction, reception.keyring, carrier, reception,
            reception.doorbell, reception.clock, reception.spool, make_herald(self.settings),
        )  # fmt: skip


FOLLOWED_UP_EVERY = timedelta(minutes=1)


def make_house(knowledge: Knowledge | None = None) -> House:
    """Everything, by the settings of the environment; ends with a sentence unless it is ready."""
    set_up_logs()
    try:
        settings = read_settings(os.environ, Path.cwd())
        set_up_logs(shape=settings.log_shape)
        refuse_unready(settings)
        engine = make_engine(settings.database_url)
        refuse_outdated(engine)
        bot = replace(make_bot(settings, knowledge or make_knowledge(), engine), waits=True)
        voice = restrain(make_voice(bot), bot, settings, engine, read_clock)
        reception = make_public_reception(settings, voice, engine)
    except REFUSALS as error:
        raise SystemExit(f"Error: {error}") from error
    return House(settings, engine, bot, reception)


def production_app() -> Flask:
    """The application that `solitexto serve` runs."""
    return make_house().app()


# ------------------------------------------------------------------ the command


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Answers texts with the nearest open solidarity service."""
    set_up_logs("WARNING")
    context.obj = Workshop()


@main.command()
@click.option("--port", type=PORT, default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.pass_obj
def demo(workshop: Workshop, port: int, host: str) -> None:
    """Two phones to try, in one process, with a sample directory."""
    refuse_taken(host, port)
    settings = replace(workshop.demo_settings, public_url=f"http://{host}:{port}")
    engine = make_demo_engine(settings)
    clock, bell = StageClock(read_clock), PhoneBell()
    bot = make_bot(settings, workshop.knowledge, engine, examples=True)
    bot = replace(bot, presence=lambda now: Presence(staffed=True))
    voice = restrain(make_voice(bot, clock), bot, settings, engine, clock)
    office = open_to_visitors(make_office(settings, bot, engine, read_clock, bell))
    hire_team(office, read_clock())
    app = create_app(settings, voice, engine=engine, clock=clock, console=office)
    app.secret_key = settings.secret_key  # the console signs by itself; visitors have a cookie
    reception = make_reception(settings, voice, engine, clock)
    drawer = create_demo(
        app,
        reception,
        clock=clock,
        public_url=settings.public_url,
        account=settings.twilio_account_sid,
        token=settings.twilio_auth_tokens[0],
    )
    airwaves = Airwaves(drawer, clock)
    bell.means = Means(office.writing, office.keyring, airwaves, reception, bell, office.clock)
    interpreter = make_interpreter(settings, engine)
    Thread(target=interpreter.keep_working, args=(Event(),), daemon=True).start()
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # pages ask for news all the time
    server = make_server(host, port, app, threaded=True)
    click.echo(f"Two phones to try: {settings.public_url}/   (Ctrl-C ends)")
    name, password = office.trial or ("", "")
    click.echo(f"The console: {settings.public_url}/console   name: {name}   password: {password}")
    server.serve_forever()


@main.command()
@click.pass_obj
def migrate(workshop: Workshop) -> None:
    """Bring the tables of the database up to date."""
    upgrade(workshop.engine)
    click.echo("The database is up to date.")


@main.command()
@click.option("--port", type=PORT, default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--workers", type=click.IntRange(1), default=2, show_default=True, help="That many answer."
)
@click.pass_obj
def serve(workshop: Workshop, port: int, host: str, workers: int) -> None:
    """Answer the provider's webhook with gunicorn."""
    refuse_unable(workshop)
    refuse_taken(host, port)
    with listen(host, port) as listener:
        # Where there are workers, they translate: it takes much memory.
        translating = () if workshop.settings.redis_url else (TRANSLATION,)
        sys.exit(supervise((gunicorn(listener, workers), SWEEP, *translating)))


@main.command()
@click.option(
    "--processes", type=click.IntRange(1), default=1, show_default=True, help="That many work."
)
@click.pass_obj
def worker(workshop: Workshop, processes: int) -> None:
    """Do what cannot be done while Twilio waits: texts sent by its interface, and the sweep."""
    refuse_unable(workshop)
    redis_url = workshop.settings.redis_url
    at_queue = (queue_worker(number) for number in range(processes) if redis_url)
    sys.exit(supervise((SWEEP, TRANSLATION, *at_queue)))


def refuse_unable(workshop: Workshop) -> None:
    """Refuse to begin without settings, with outdated tables, or where texts could not be kept
    while the database is away."""
    settings = workshop.settings
    refuse_unready(settings)
    refuse_outdated(workshop.engine)
    Spool(settings.spool, settings.keyring()).check()


for group in (places, directory, erasures, keys, operators, translation):
    main.add_command(group)
for single in (
    doctor,
    bot_commands.understand,
    bot_commands.answer,
    bot_commands.chat,
    bot_commands.evaluate,
    bot_commands.bench,
):
    main.add_command(single)
