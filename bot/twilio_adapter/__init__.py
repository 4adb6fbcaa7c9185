"""Twilio's words in, our values out, and back: the only room that knows them."""

from dataclasses import dataclass

from flask import Request, Response
from twilio.request_validator import RequestValidator

from bot.settings import Settings
from bot.twilio_adapter import reading, responding
from bot.twilio_adapter.contents import Contents
from bot.twilio_adapter.signatures import Signatures
from conversations.reports import Report
from conversations.texts import Channel, Incoming, Outgoing
from conversations.turns import Leaving

__all__ = ["TwilioChannel", "make_channel"]


@dataclass(frozen=True)
class TwilioChannel:
    """SMS, WhatsApp and calls as Twilio brings them."""

    public_url: str
    account_sid: str
    validators: tuple[RequestValidator, ...]
    contents: Contents = Contents({})

    def is_genuine(self, request: Request) -> bool:
        """Whether Twilio signed this; never raises."""
        return Signatures(self.public_url, self.account_sid, self.validators).approve(request)

    def read(self, request: Request) -> Incoming:
        """The text in a request; raises UnreadableError when a field that all have is missing."""
        return reading.read_text(request.form)

    def read_call(self, request: Request) -> Incoming:
        """Who calls, as a text that says nothing; raises UnreadableError."""
        return reading.read_call(request.form)

    def read_report(self, request: Request) -> Report:
        """What became of a text; raises UnreadableError when it says neither which nor what."""
        return reading.read_report(request.form, request.args)

    def respond(self, leaving: tuple[Leaving, ...]) -> Response:
        """The texts as TwiML; each will be reported under its reference."""
        return responding.respond(leaving, self.public_url)

    def speak(self, words: str, language: str) -> Response:
        """The words, said to who calls."""
        return responding.speak(words, language)

    def can_speak(self, language: str) -> bool:
        """Whether there is a voice for this language."""
        return language in responding.SPOKEN

    def needs_api(self, text: Outgoing, channel: Channel) -> bool:
        """Whether a text takes a template, which no response can carry."""
        return self.contents.fit(text, channel, window_shut=False) is not None


def make_channel(settings: Settings) -> TwilioChannel:
    """Twilio as the settings know it."""
    validators = tuple(RequestValidator(token) for token in settings.twilio_auth_tokens)
    return TwilioChannel(
        settings.public_url,
        settings.twilio_account_sid,
        validators,
        Contents(dict(settings.twilio_contents)),
    )
