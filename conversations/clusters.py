"""A text cut where Twilio may cut it: never inside what a reader takes for one letter.

By the rules of Unicode 10 (annex 29), which Twilio's calculator keeps to: newer emoji may be split.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Each letter stands for a kind of letters, as `kind_of` gives it.
CLUSTER = re.compile(
    r"c"  # a control character is alone
    r"|rr[ejs]?"  # two letters of a flag, and one mark
    r"|p*(?:"
    r"[EG]em"  # an emoji, how it is drawn, and the colour of its skin
    r"|l*(?:av*t*|v+t*|bt*)|l+|t+"  # a syllable of Korean
    r"|(?:[EG]m|[^c])(?:j(?:Gm?|g))*"  # any letter; emoji are joined to one picture
    r")(?:[es]|j[gG]?)*"  # and the marks and vowel signs that cling to it
)
MARKS = re.compile("[\u200c\uff9e\uff9f\U000e0020-\U000e007f]")
VOWEL_SIGNS = re.compile("[\u0e33\u0eb3]")
# Burmese vowels that Unicode lets be cut off.
APART = re.compile(
    "[\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c]"
)
PREFIXES = re.compile("[\u0600-\u0605\u06dd\u070f\u08e2\u0d4e]")
GLUED = re.compile("[♀♂⚕⚖✈❤🌈🌾🍳🎓🎤🎨🏫🏭💋💻💼🔧🔬🗨🚀🚒]")
WITH_SKIN = re.compile(
    "[☝⛹✊-✍🎅🏂-🏄🏇🏊-🏌👂👃👆-👐👮👰-👸👼💁-💃💅-💇💪🕴🕵🕺🖐🖕🖖🙅-🙇🙋-🙏🚣🚴-🚶🛀🛌🤘-🤜🤞🤟🤦🤰-🤹🤽🤾🧑-🧝]"
)
KINDS = (
    ("j", re.compile("\u200d")),
    ("e", MARKS),
    ("s", VOWEL_SIGNS),
    ("x", APART),
    ("p", PREFIXES),
    ("r", re.compile("[\U0001f1e6-\U0001f1ff]")),
    ("m", re.compile("[\U0001f3fb-\U0001f3ff]")),
    ("g", GLUED),
    ("G", re.compile("[👦-👩]")),
    ("E", WITH_SKIN),
    ("l", re.compile("[\u1100-\u115f\ua960-\ua97c]")),
    ("v", re.compile("[\u1160-\u11a7\ud7b0-\ud7c6]")),
    ("t", re.compile("[\u11a8-\u11ff\ud7cb-\ud7fb]")),
)
OF_CATEGORY = {
    "Mn": "e", "Me": "e", "Mc": "s", "Cc": "c", "Cf": "c", "Cs": "c", "Zl": "c", "Zp": "c",
}  # fmt: skip
# Letters that no other clings to unless that one says so.
ALONE = "xcEGgab"
KOREAN, FINALS = range(0xAC00, 0xD7A4), 28


def cut_into_letters(text: str) -> Iterator[str]:
    """The text in pieces that are never split between two segments."""
    kinds = "".join(map(kind_of, text))
    return (text[slice(*found.span())] for found in CLUSTER.finditer(kinds))


@lru_cache(maxsize=4096)
def kind_of(letter: str) -> str:
    """What kind a letter is of, as one letter of `CLUSTER`."""
    if letter.isascii():
        return "x" if letter.isprintable() else "c"
    if ord(letter) in KOREAN:
        return "b" if (ord(letter) - KOREAN.start) % FINALS else "a"
    kinds = (kind for kind, pattern in KINDS if pattern.match(letter))
    return next(kinds, OF_CATEGORY.get(unicodedata.category(letter), "x"))


def may_cling(letter: str) -> bool:
    """Whether a letter may be one with the letter beside it."""
    return kind_of(letter) not in ALONE
