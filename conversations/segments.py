"""How many SMS segments a text costs, and letters traded for ones that cost less."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from conversations.clusters import cut_into_letters, may_cling
from conversations.texts import Encoding

# GSM 03.38: the basic table, and the extension table whose signs take two units each.
BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = "\f^{}\\[~]|€"
GSM_LETTERS = frozenset(BASIC + EXTENSION)
ONLY_GSM = re.compile(f"[{re.escape(BASIC + EXTENSION)}]*")
ESCAPED = re.compile(f"[{re.escape(EXTENSION)}]")
ESCAPE = "\x1b"  # what GSM-7 puts before a sign of the extension

ALONE = {Encoding.GSM7: 160, Encoding.UCS2: 70}
CHAINED = {Encoding.GSM7: 153, Encoding.UCS2: 67}

# What no decomposition gives, chosen so that a reader sees no difference that matters.
REPLACED = str.maketrans(
    {
        "œ": "oe", "Œ": "OE", "ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d",
        "þ": "th", "ẞ": "SS", "’": "'", "‘": "'", "ʼ": "'", "‚": ",", "“": '"', "”": '"',
        "„": '"', "«": '"', "»": '"', "‹": "'", "›": "'", "–": "-", "—": "-", "‐": "-",
        "‑": "-", "−": "-", "…": "...", "•": "-", "·": "-", "×": "x", "°": "o", "º": "o",
        "ª": "a", "\t": " ", "©": "(c)", "®": "(r)",
    }
)  # fmt: skip
QUOTES_WITH_SPACE = re.compile("«\\s+|\\s+»")


@dataclass(frozen=True)
class Packed:
    """What a text costs: `units` are septets in GSM-7, UTF-16 code units in UCS-2."""

    encoding: Encoding
    units: int
    segments: int


def pack(text: str) -> Packed:
    """The encoding, units and segments of a text, as Twilio counts and charges them.

    >>> pack("Bonjour !")
    Packed(encoding=<Encoding.GSM7: 'GSM-7'>, units=9, segments=1)
    """
    if is_gsm(text):
        return _pack_gsm(ESCAPED.sub(rf"{ESCAPE}\g<0>", text))
    units = _code_units(text)
    if units <= ALONE[Encoding.UCS2]:
        return Packed(Encoding.UCS2, units, 1)
    room = CHAINED[Encoding.UCS2]
    is_narrow = units == len(text)
    if is_narrow and not any(map(may_cling, set(text))):
        return Packed(Encoding.UCS2, units, ceil(units / room))
    sizes = map(len if is_narrow else _code_units, cut_into_letters(text))
    return Packed(Encoding.UCS2, units, _count_chained(sizes, room))


def _pack_gsm(septets: str) -> Packed:
    """The cost of septets in which an escape stands before each sign of the extension."""
    units = len(septets)
    if units <= ALONE[Encoding.GSM7]:
        return Packed(Encoding.GSM7, units, 1)
    room, parts, start = CHAINED[Encoding.GSM7], 0, 0
    while start < units:
        start += room - (septets[start : start + room].endswith(ESCAPE))
        parts += 1
    return Packed(Encoding.GSM7, units, parts)


def is_gsm(text: str) -> bool:
    """Whether every letter is in the GSM-7 tables, so that a segment holds 160 and not 70."""
    return ONLY_GSM.fullmatch(text) is not None


def fold_to_gsm(text: str) -> str:
    """The same text with accents and signs outside GSM-7 made plain; é è à ù ä ñ ... are free.

    Letters of other scripts stay, since nothing could stand for them; pictures and invisible
    marks go.

    >>> fold_to_gsm("Déjà reçu… même à Łódź « ici »")
    'Déjà recu... meme à Lodz "ici"'
    """
    if is_gsm(text):
        return text
    composed = unicodedata.normalize("NFC", text)
    tight = QUOTES_WITH_SPACE.sub('"', composed)
    return "".join(map(_fold_letter, tight.translate(REPLACED)))


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    if letter in GSM_LETTERS:
        return letter
    parts = unicodedata.normalize("NFKD", letter)
    bare = "".join(part for part in parts if unicodedata.category(part) != "Mn")
    if bare and is_gsm(bare):
        return bare
    return "" if _is_decoration(letter) else letter


def _is_decoration(letter: str) -> bool:
    """Pictures, skin tones, joiners and other marks that carry no word."""
    return unicodedata.category(letter) in {"So", "Sk", "Cf", "Cc", "Cs", "Co", "Cn"} or (
        "\ufe00" <= letter <= "\ufe0f"
    )


def _code_units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)


def _count_chained(sizes: Iterable[int], room: int) -> int:
    """How many parts of `room` units hold the pieces in order, none of them split."""
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts
