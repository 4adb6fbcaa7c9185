"""The longest form of an answer that a channel carries at a fair price."""

import re
from collections.abc import Iterable, Mapping

from bot.replies.wording import Wording
from conversations.segments import Packed, fold_to_gsm, pack
from conversations.texts import Channel, Encoding, Outgoing

# One answer by SMS; beyond these, what matters least is left out.
SEGMENTS = {Encoding.GSM7: 2, Encoding.UCS2: 4}
# WhatsApp refuses a longer body when it carries quick replies.
WHATSAPP_LETTERS = 1024

EXAMPLE = re.compile(r"\W*\b(?:exemple|example|ejemplo)\b\W*", re.IGNORECASE)
NUMBER_AT_END = re.compile(r"[\d .\-/]+$")
# A bracket or a quote whose other half was cut off.
UNCLOSED = re.compile(r"\s*(?:\([^)]*|«[^»]*)$")
# "Abri de nuit pour les" reads better without what called for the next word.
NEXT_WORD = re.compile(r"(?:\s+(?:[a-zà-ÿ]{1,3}|pour|avec|dans|-))*\s+\S+")
LITTLE_WORDS_AT_END = re.compile(r"(?:\s+(?:[a-zà-ÿ]{1,3}|L[ae]s?|pour|avec|dans|-))+\s*$")


def fit(forms: Iterable[str], channel: Channel, wording: Wording) -> Outgoing:
    """The first form within the budget; the last one when none is."""
    text = Outgoing("")
    for form in forms:
        text = seal(form, channel, wording)
        if fits(text):
            break
    return text


def fits(text: Outgoing, most: Mapping[Encoding, int] = SEGMENTS) -> bool:
    """Whether a text is within the budget of its channel, by SMS `most` segments."""
    if text.encoding is None or text.segments is None:
        return len(text.body) <= WHATSAPP_LETTERS
    return text.segments <= most[text.encoding]


def seal(body: str, channel: Channel, wording: Wording) -> Outgoing:
    """The text as it leaves: counted, and by SMS without accents where that costs less."""
    if channel is Channel.WHATSAPP:
        return Outgoing(body)
    packed = pack(body)
    if packed.encoding is Encoding.UCS2 and wording.readable_without_accents:
        body, packed = _cheaper(body, packed)
    return Outgoing(body, packed.encoding, packed.segments)


def _cheaper(body: str, packed: Packed) -> tuple[str, Packed]:
    plain = fold_to_gsm(body)
    plainly = pack(plain)
    return (plain, plainly) if plainly.segments < packed.segments else (body, packed)


def shorten(name: str, letters: int, is_example: bool = False) -> str:
    """A name cut between words. The word that marks an example entry is kept: nobody walks there.

    >>> shorten("Abri de nuit pour les femmes (exemple)", 20, is_example=True)
    'Abri de nuit exemple'
    """
    marked = EXAMPLE.search(name) if is_example else None
    if marked is None or len(name) <= letters:
        return _cut(name, letters)
    word = marked.group().strip(" ()[]-:,")
    rest = f"{name[: marked.start()]} {name[marked.end() :]}".strip()
    return f"{_cut(rest, letters)} {word}"


def shorten_tellingly(name: str, letters: int, is_example: bool = False) -> str:
    """A name cut between words, with a word more where what is left could be any place.

    >>> shorten_tellingly("Maison de la Métropole pour les Solidarités", 18)
    'Maison de la Métropole'
    """
    short = shorten(name, letters, is_example)
    if len(short) > letters // 2 + 1 or is_example:
        return short
    rest = NEXT_WORD.match(name[len(short) :])
    return _closed(short + rest.group()) if rest else short


def _cut(name: str, letters: int) -> str:
    if len(name) <= letters:
        return name
    kept = name[: letters + 1].rpartition(" ")[0] or name[:letters]
    kept = _closed(kept)
    if name[len(kept) :].lstrip(" .-/")[:1].isdigit():
        kept = NUMBER_AT_END.sub("", kept)
    return LITTLE_WORDS_AT_END.sub("", kept).rstrip(" ,;:-(\"'")


def _closed(name: str) -> str:
    """The name up to the quote or bracket that is left open, unless nothing stands before it."""
    closed = UNCLOSED.sub("", name) or name
    return (closed.rpartition('"')[0].rstrip() or closed) if closed.count('"') % 2 else closed
