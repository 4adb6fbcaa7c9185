"""Builders of texts that come in, and of what the bot would say."""

from datetime import UTC, datetime

from conversations.remarks import Said
from conversations.sealing import Keyring
from conversations.states import Consent, Event
from conversations.texts import Channel, Encoding, Incoming, Outgoing
from conversations.turns import Reply
from directory.places import Point

NOW = datetime(2026, 1, 14, 22, 30, tzinfo=UTC)
NUMBER, OURS = "+33639980001", "+33199000000"
KEYRING = Keyring((b"d" * 32,), b"l" * 32)


def make_text(
    body: str = "ou dormir ce soir paris 18",
    provider_id: str = "SM0001",
    sender: str = NUMBER,
    channel: Channel = Channel.SMS,
    position: Point | None = None,
    opt_out: str = "",
) -> Incoming:
    return Incoming(provider_id, channel, sender, OURS, body, position, opt_out=opt_out)


def make_reply(
    *bodies: str,
    context: dict[str, object] | None = None,
    event: Event | None = None,
    consent: Consent | None = None,
    erase: bool = False,
    introduces: bool = False,
    remarks: tuple[Said, ...] = (),
    follow_up_at: datetime | None = None,
) -> Reply:
    texts = tuple(Outgoing(body, Encoding.GSM7, 1) for body in bodies)
    kept = context or {}
    return Reply(
        texts, kept, event, consent, erase, "fr", introduces,
        remarks=remarks, follow_up_at=follow_up_at,
    )  # fmt: skip
