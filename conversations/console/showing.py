"""How a text is shown: escaped, with what hides in it made visible, and its fate in plain words."""

import re

from markupsafe import Markup, escape

from conversations.console.words import Words, mark
from conversations.segments import pack
from conversations.states import Delivery, Trouble
from conversations.texts import Encoding
from conversations.transcripts import Said
from conversations.translation.cutting import unmark

# Overrides can turn a sentence around on the screen; controls and odd blanks hide in it.
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
HIDDEN_IN_OURS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
SURROGATE = re.compile("[\ud800-\udfff]")

STATES = {
    Delivery.READY: mark("being sent"),
    Delivery.SENDING: mark("being sent"),
    Delivery.UNKNOWN: mark("nobody knows yet whether it left"),
    Delivery.HANDED: mark("handed over"),
    Delivery.ACCEPTED: mark("on its way"),
    Delivery.FAILED: mark("did not arrive"),
    Delivery.DELIVERED: mark("arrived"),
}
TROUBLES = {
    Trouble.TOO_LATE: mark("It was not sent: by then it was of no use any more."),
    Trouble.WINDOW: mark("Held by WhatsApp's rule: it leaves as soon as they write again."),
    Trouble.OPTED_OUT: mark("They texted STOP to their carrier. Only they can undo it."),
    Trouble.NO_TEXTS: mark("This number cannot take texts: a landline, or a wrong number."),
    Trouble.OFF: mark("The telephone is off or out of reach. Try again later."),
    Trouble.BLOCKED: mark("The carrier, or the person, blocks us. Shorter words may pass."),
    Trouble.CONTENT: mark("The provider refuses these words. Write it in another way."),
    Trouble.SENDER: mark("Our own number has a fault. Tell an administrator."),
    Trouble.LIMIT: mark("Too many texts at once. Send it again in a few minutes."),
    Trouble.UNCERTAIN: mark("Nobody knows whether it left. Ask before you send it again."),
    Trouble.FAILED: mark("The provider gives no reason. Send it again, or in another way."),
}
GSM = mark("{letters} letters, {segments} SMS")
UCS = mark("{letters} letters, {segments} SMS (special letters: 70 to an SMS)")


def show(text: str, ours: bool = False) -> Markup:
    """The text, safe in a page; what cannot be seen in it is named.

    `ours`: we wrote it, and isolate names in it on purpose.

    >>> show("a<b\\u202e")
    Markup('a&lt;b<span class="odd">U+202E</span>')
    """
    whole = SURROGATE.sub("\ufffd", text)
    hidden = HIDDEN_IN_OURS if ours else HIDDEN
    return Markup(hidden.sub(_name, str(escape(whole))))


def say_delivery(said: Said, words: Words) -> str:
    """What became of a text of ours; empty for one of theirs."""
    return words.say(STATES[said.delivery]) if said.delivery else ""


def say_trouble(said: Said, words: Words) -> str:
    """What went wrong with a text, and what to do; empty when nothing did."""
    if said.trouble:
        return words.say(TROUBLES[said.trouble])
    return words.say(TROUBLES[Trouble.FAILED]) if said.delivery is Delivery.FAILED else ""


def say_size(text: str, words: Words) -> str:
    """How long a text is, as its writer is told."""
    plain = unmark(text)
    packed = pack(plain)
    sentence = GSM if packed.encoding is Encoding.GSM7 else UCS
    return words.say(sentence, letters=len(plain), segments=packed.segments)


def _name(found: re.Match[str]) -> str:
    return f'<span class="odd">U+{ord(found[0]):04X}</span>'
