"""How a French reader would say a name, so that names written by ear meet those written right.

For names of several words, with their saints and articles, among 35,000 others: finer than
the sound of everyday words (`bot/understanding/sounds.py`), to which Vire, Virey and Viré are one.
"""

import re
from functools import lru_cache

# In order: each spelling and its sound. Capitals are sounds that no single letter has:
# A (an), E (in), O (on), S (sh), U (ou), J (ill), N (gn).
SPELLINGS = (
    (r"\b(?:saint|sainte|ste|st|sin|sain|sen|sant)\b ", "sE "),
    (r"\b(?:les?|la|aux?|l|d|du|des?|en|sur|sous|s) (?=\w)", ""),
    (r"([bdfgjkmnprstvz])\1|(?<!i)(l)l", r"\1\2"),
    ("sch|sh|ch", "S"),
    ("ph", "f"),
    ("th", "t"),
    ("rh", "r"),
    ("w", "v"),
    ("gu(?=[eiy])", "g"),
    ("g(?=[eiy])e?(?=[aou])?", "j"),
    ("c(?=[eiy])", "s"),
    ("cqu|qu|ck|cc|q|c", "k"),
    (r"x\b", ""),
    ("x", "ks"),
    ("h", ""),
    ("(?<=[aeiou])s(?=[aeiouy])|z|ss", "s"),
    (r"(?<=[aeou])ill|(?<=[aeou])il\b", "J"),
    ("ill", "iJ"),
    ("gn|ny|ni(?=[aeou])|nh", "N"),
    (r"eau|au|ot\b|os\b", "o"),
    ("oeu|oe|eu", "e"),
    ("ouin|oin", "wE"),
    ("oi|oua|oy", "wa"),
    ("ou|oo", "U"),
    ("(?:ien|yen)(?![aeiou])", "iE"),
    ("(?:ain|ein|aim|in|im|ym|yn|un|um)(?![aeiouynmN])", "E"),
    ("(?:an|am|en|em|aon)(?![aeiouynmN])", "A"),
    ("(?:on|om)(?![aeiouynmN])", "O"),
    (r"(?<=\w\w)(?:es?|s)\b", ""),
    (r"ai|ei|ay|ey|et\b|er\b|ez\b|ee", "e"),
    ("y", "i"),
    (r"(?<=[AEO])[tdpgk]s?(?=[bdfgjklmnprstvkS ]|\b)", ""),
    (r"(?<=r)[tdgkp]\b|(?<=[aeiouU])[tdp]\b", ""),
    (r"(.)\1+", r"\1"),
)
RULES = tuple((re.compile(spelling), said) for spelling, said in SPELLINGS)


@lru_cache(maxsize=16_384)
def sound(key: str) -> str:
    """The sound of a folded name in Latin letters, its words joined.

    >>> sound("bordeaux") == sound("bordo")
    True
    """
    said = key
    for spelling, replacement in RULES:
        said = spelling.sub(replacement, said)
    said = said.replace(" ", "")
    return said if len(said) > 1 else key.replace(" ", "")
