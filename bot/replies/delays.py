"""What is said when an answer must wait or is lost, and to who calls instead of texting."""

from babel.languages import get_official_languages

from bot.replies.fitting import seal
from bot.replies.helplines import say_emergency
from bot.replies.wording import read_wording
from conversations.texts import Channel, Outgoing


def promise(country: str, channel: Channel, language: str) -> tuple[Outgoing, ...]:
    """That the text is kept and will be answered, and whom to call when it cannot wait."""
    wording = read_wording(language)
    kept = wording.say("I have your text. The answer will come a little later.")
    return (seal(_lines(kept, say_emergency(country, wording)), channel, wording),)


def excuse(country: str, channel: Channel, language: str) -> tuple[Outgoing, ...]:
    """That an answer was lost on the way; with whom to call when it cannot wait."""
    wording = read_wording(language)
    sorry = wording.say("Sorry, I could not answer. Please send your text again.")
    return (seal(_lines(sorry, say_emergency(country, wording)), channel, wording),)


def greet_caller(country: str, language: str) -> str:
    """What is said aloud to who calls: this number reads texts, and one is on its way."""
    wording = read_wording(language)
    # Translators: said aloud to a person who calls; read by a machine's voice.
    only = wording.say("Hello. This number answers texts, not calls. We are sending you a text.")
    return _lines(only, say_emergency(country, wording)).replace("\n", " ")


def mother_tongue(country: str) -> str:
    """The language that most people of a country understand; English where we do not know."""
    return next(iter(get_official_languages(country)), "en")


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
