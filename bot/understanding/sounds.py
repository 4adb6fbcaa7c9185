"""How a French ear hears a word: one key for `besoin`, `bsoin`, `bezoin` and `bsouin`.

For everyday words, whose written e and endings are as good as silent (`mange`, `manger`,
`mangez`). Names keep theirs, and have sounds of their own in `directory/gazetteer/sounds.py`.
"""

import re
from collections.abc import Sequence

# Applied in order to a folded word. Capitals are sounds: S as in chat, O as in eau, E as in lait,
# A as in an, I as in un, C as in on, U as in ou, N as in gn. A written e is as good as silent:
# those who write by ear leave it out, and é, er, ez are told apart by nobody.
RULES = tuple(
    (re.compile(pattern, re.MULTILINE), sound)
    for pattern, sound in (
        (r"(.)\1+", r"\1"),
        (r"sch|sh|ch", "S"),
        (r"ph", "f"),
        (r"h", ""),
        (r"gn|ni(?=[aeo])", "N"),
        (r"qu|q", "k"),
        (r"ge(?=[ao])|g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"ti(?=on)", "si"),
        (r"[zx]", "s"),
        (r"e?au", "O"),
        (r"oin|ouin", "wI"),
        (r"oi|oy|oua|ua(?=t)", "wa"),
        (r"ou(?=[aei])", "w"),
        (r"ou", "U"),
        (r"e?ments?$", "mA"),
        (r"(?<=..)(?:e?nt|e?rs?|es?|[tdpsz])$", lambda found: "r" if "r" in found[0] else ""),
        (r"[ae]i[mn](?![aeiouy])|[iuy][mn](?![aeiouy])|(?<=i)en$", "I"),
        (r"[ae][mn](?![aeiouy])", "A"),
        (r"o[mn](?![aeiouy])", "C"),
        (r"[ae][iy]", "E"),
        (r"y", "i"),
        (r"o", "O"),
        (r"(?<=.)e", ""),
        (r"(?<=..)[rE]$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def sounds(words: Sequence[str]) -> list[str]:
    """The sound of each word; of many at once, in a tenth of the time."""
    return sound("\n".join(words)).split("\n") if words else []


def sound(word: str) -> str:
    """The sound of a folded Latin word; blunt, so that a spelling check must follow.

    >>> sound("manger") == sound("mange") == sound("manjer")
    True
    >>> sound("hebergement") == sound("ebergemen")
    True
    """
    for pattern, replacement in RULES:
        word = pattern.sub(replacement, word)
    return word
