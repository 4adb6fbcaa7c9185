"""The least that any such server must do: the floor that the webhook is measured against."""

import os
from pathlib import Path

from flask import Flask, Response, request
from sqlalchemy import Column, Integer, MetaData, String, Table, insert

from bot.settings import read_settings
from bot.twilio_adapter import make_channel
from directory.storage import for_writing, make_engine

METADATA = MetaData()
TEXTS = Table(
    "floor",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("provider_id", String, unique=True),
    Column("sender", String),
    Column("recipient", String),
    Column("body", String),
)


def create_floor() -> Flask:
    """Signature, form, one row and its commit, an empty response."""
    settings = read_settings(os.environ, Path.cwd())
    channel = make_channel(settings)
    engine = for_writing(make_engine(settings.database_url))
    METADATA.create_all(engine)
    engine.dispose()  # the processes that answer are forked from this one
    app = Flask("floor")

    @app.post("/twilio/incoming")
    def take_text() -> Response:
        if not channel.is_genuine(request):
            return Response(status=403)
        text = channel.read(request)
        values = (text.provider_id, text.sender, text.recipient, text.body)
        row = dict(zip(("provider_id", "sender", "recipient", "body"), values, strict=True))
        with engine.begin() as connection:
            connection.execute(insert(TEXTS), row)
        return channel.respond(())

    return app
