"""Threads for tests of the console, made as real ones are: texts come in, answers are kept."""

from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Engine, select

from conversations.states import Event
from conversations.tables import messages
from conversations.texts import Channel, Encoding, Incoming, Outgoing
from conversations.threads import keep_inbound, keep_reply
from conversations.turns import Kept, Reply
from directory.storage import for_writing
from tests.texts import KEYRING, NOW, OURS

NUMBERS = count(39_980_100)
LYON = {
    "name": "Lyon",
    "kind": "commune",
    "country": "FR",
    "point": [45.76, 4.835],
    "within": "69",
    "timezone": "Europe/Paris",
}


def write(
    engine: Engine,
    body: str,
    *answers: str,
    event: Event | None = None,
    language: str = "fr",
    channel: Channel = Channel.SMS,
    sender: str = "",
    at: datetime = NOW,
    context: dict[str, object] | None = None,
    reading: dict[str, object] | None = None,
) -> int:
    """Someone writes, and the bot answers; gives the thread."""
    number = next(NUMBERS)
    incoming = Incoming(f"SM{number}", channel, sender or f"+336{number}", OURS, body)
    texts = tuple(Outgoing(answer, Encoding.GSM7, 1) for answer in answers)
    with for_writing(engine).begin() as connection:
        kept = keep_inbound(connection, incoming, KEYRING, at)
        assert isinstance(kept, Kept)
        snapshot = kept.snapshot
        kept_context = snapshot.context if context is None else context
        reply = Reply(texts, kept_context, event=event, language=language, reading=reading or {})
        assert keep_reply(connection, kept, reply, KEYRING, at) is not None
        return snapshot.thread_id


def ask_for_person(engine: Engine, body: str = "je veux parler à quelqu'un", **told) -> int:
    """Someone waits for a human."""
    return write(engine, body, **{"event": Event.ASKED_FOR_PERSON} | told)


def furnish(engine: Engine) -> dict[str, int]:
    """A few threads such as a team meets of an evening; by a name for each."""
    food = {"place": LYON, "needs": ["food"]}
    read = {"intent": "search", "needs": ["food"], "place": "Lyon", "sureness": 0.93,
            "language": "ar", "moment": "tonight"}  # fmt: skip
    number = "+33639980777"
    first = write(
        engine, "أين آكل الليلة في ليون", "1 Soupe du soir (exemple), 800 m", sender=number,
        language="ar", context=food, reading=read, at=NOW - timedelta(minutes=9),
    )  # fmt: skip
    ask_for_person(
        engine, "أريد أن أتكلم مع شخص", sender=number, language="ar", at=NOW - timedelta(minutes=8),
        reading={"intent": "operator", "language": "ar"},
    )  # fmt: skip
    danger = write(
        engine, "mon mari me frappe, je suis dehors avec ma fille", "Appelez le 17 ou le 114.",
        event=Event.IN_DANGER, context={"danger": "violence", "needs": ["violence", "shelter"]},
        reading={"intent": "crisis", "danger": "violence", "needs": ["shelter"]},
        at=NOW - timedelta(minutes=2),
    )  # fmt: skip
    whatsapp = ask_for_person(
        engine, "someone please, the bot does not get me", language="en", channel=Channel.WHATSAPP,
        at=NOW - timedelta(hours=21), context={"needs": ["legal"]}, event=Event.BOT_FAILED,
    )  # fmt: skip
    for body in ("ou dormir ce soir paris 18", "douche lyon 3", "merci"):
        write(engine, body, "1 Accueil de nuit (exemple)", context={"needs": ["shelter"]})
    return {"arabic": first, "danger": danger, "whatsapp": whatsapp}


def bodies_out(engine: Engine) -> list[bytes]:
    """What was queued by operators."""
    with engine.connect() as connection:
        return list(connection.scalars(select(messages.c.id).where(messages.c.operator_id > 0)))
