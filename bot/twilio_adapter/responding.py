"""What we answer Twilio with: texts that leave at once, words for who calls."""

from flask import Response
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import VoiceResponse

from bot.twilio_adapter.terms import status_url, writable
from conversations.turns import Leaving

# https://www.twilio.com/docs/voice/twiml/say#attributes-language; what is not here is not spoken.
SPOKEN = {
    "ar": "arb", "bg": "bg-BG", "ca": "ca-ES", "de": "de-DE", "en": "en-GB", "es": "es-ES",
    "fr": "fr-FR", "hi": "hi-IN", "it": "it-IT", "pl": "pl-PL", "pt": "pt-PT", "ro": "ro-RO",
    "ru": "ru-RU", "tr": "tr-TR", "uk": "uk-UA", "zh": "cmn-CN",
}  # fmt: skip


def respond(leaving: tuple[Leaving, ...], public_url: str) -> Response:
    """The texts as TwiML; each will be reported under its reference."""
    answer = MessagingResponse()
    for one in leaving:
        answer.message(writable(one.text.body), action=status_url(public_url, one.reference))
    return Response(str(answer), mimetype="text/xml")


def speak(words: str, language: str) -> Response:
    """The words said aloud, twice, then the end of the call."""
    answer = VoiceResponse()
    answer.say(writable(words), language=SPOKEN[language], loop=2)
    return Response(str(answer), mimetype="text/xml")
