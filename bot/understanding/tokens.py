"""A text cut into words, with where its clauses break."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from directory.spelling import fold

MOST_TOKENS = 300
"""What is read of a very long text: its beginning and its end, where people say what they want."""

FIRST_HAN = "\u3400"
CONTRACTION = re.compile(r"(?<=[a-z])['’](?=(?:t|m|re|ll|ve|s|d)\b)", re.IGNORECASE)
APOSTROPHE = re.compile("(?<=\\w)[ʼ‘`´](?=\\w)")
"""What phones write for «'»: the Ukrainian one counts as a letter."""
WORD = re.compile(
    r"(?P<han>[\u3400-\u9fff\uf900-\ufaff])"
    r"|(?P<sign>[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])"
    r"|(?P<plus>\+(?!\d))"
    r"|(?P<word>(?:(?![\u3400-\u9fff\uf900-\ufaff\u0964\u0965_])[\w\u0900-\u0dff\u200c])+)"
)
QUESTION = re.compile("[?؟？፧]")
"""What ends a question, in any script."""
BREAK = re.compile(r"[.,;:!?…\n()،؟؛。，、！？।։።፣]|\s[-–—]\s")
UNITS = (
    "h|hs|hr|hrs|heures?|pm|am|e|er|ere|eme|ieme|emes|nd|nde|rd|th|st|o|a|uhr|ч|г|год|ans|ani|kg"
    "|টা|টায়|টার|বছর|মাস|बजे|साल|बज|بجے|سال|te|de|da|ten|den|dan|i|yi|ye"
)
INVISIBLE = re.compile(
    "[\u00ad\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff"
    "\u0640\u064b-\u0652\u0656-\u065f\u0670]"
)
"""What is not read: marks that nobody sees, the vowels of Arabic and the line that stretches it."""
CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:٫](\d{2})(?!\d)")
NUMBER_UNIT = re.compile(rf"(\d{{1,4}})({UNITS})(\d{{0,2}})$")
NAME_NUMBER = re.compile(r"([^\W\d]{4,}|[\u0621-\u064a]{1,3}|მე)(\d{1,5})$")
"""`paris18`; Arabic joins its little words to numbers too, `ب115`, and Georgian: `მე18`, 18th."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `key` as it is compared, and whether a clause ends just before it."""

    key: str
    breaks: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is spelt with letters; vowel signs of Indic scripts are no letters alone."""
        return self.key[0].isalpha()


def cut(text: str) -> tuple[Token, ...]:
    """The words of a text in order, folded; emoji and Chinese characters stand alone.

    >>> [token.key for token in cut("J'ai faim, paris18 à 14h30 🍽️")]
    ['j', 'ai', 'faim', 'paris', '18', 'a', '14', 'h', '30', '🍽']
    """
    text = INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = CONTRACTION.sub("", APOSTROPHE.sub("'", text))
    text = CLOCK.sub(r" \1h\2", text)
    tokens: list[Token] = []
    end = 0
    for match in WORD.finditer(text):
        breaks = BREAK.search(text, end, match.start()) is not None
        end = match.end()
        for key in _keys(match):
            tokens.append(Token(key, breaks))
            breaks = False
    return _ends(tokens)


@lru_cache(maxsize=65_536)
def keys_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of ours as they are compared; the same ones come again and again."""
    # Most are one word of letters, which needs no cutting: that halves the time of loading.
    if phrase.isalpha() and max(phrase) < FIRST_HAN and unicodedata.is_normalized("NFKC", phrase):
        return tuple(fold(phrase).split())
    return tuple(token.key for token in cut(phrase))


def _ends(tokens: list[Token]) -> tuple[Token, ...]:
    if len(tokens) <= MOST_TOKENS:
        return tuple(tokens)
    third = MOST_TOKENS // 3
    return (*tokens[: 2 * third], *tokens[-third:])


def _keys(match: re.Match[str]) -> tuple[str, ...]:
    if match.lastgroup != "word":
        return (match.group(),)
    return _split(match.group())


@lru_cache(maxsize=65_536)
def _split(word: str) -> tuple[str, ...]:
    """The folded words in one run of letters: `14h30` and `paris18` are several."""
    return tuple(part for key in fold(word).split() for part in _around_digits(key))


def _around_digits(key: str) -> tuple[str, ...]:
    if with_unit := NUMBER_UNIT.match(key):
        return tuple(part for part in with_unit.groups() if part)
    if with_name := NAME_NUMBER.match(key):
        return with_name.groups()
    return (key,)
