"""What no machine may touch: entries of the directory, numbers, hours, phones, addresses, links.

They are cut out before a text is translated and put back after, each in its place.
"""

import re
from dataclasses import dataclass
from unicodedata import decimal

# Between these marks stands an entry that an operator inserted; they never leave with the text.
ENTRY_BEGINS, ENTRY_ENDS = "⟦", "⟧"
ENTRY = re.compile(f"{ENTRY_BEGINS}([^{ENTRY_ENDS}]*){ENTRY_ENDS}")
MARKS = re.compile(f"[{ENTRY_BEGINS}{ENTRY_ENDS}]")

# What stands for a value while a text is translated: models copy such numbers as they are.
STAND_INS = range(41, 100)

LINK = r"(?:https?://|www\.)[^\s<>]*[^\s<>.,;:!?)\]»\"']|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
ENDING = r"\.(?:fr|com|org|net|eu|es|cat|ad|it|pt|be|ch|info)\b"
SITE = rf"\b[a-z0-9][\w-]*(?:\.[\w-]+)*{ENDING}(?:/[^\s,;]*[^\s,;.!?])?"
NAME = r"(?=[^\W\d_])[^a-zà-öø-ÿ][^\W\d_]+"
JOINING = (
    r"(?:\s+(?:(?i:del|della|delle|dei|do|da|dos|das|de|du|des|la|le|les|los|las|els|al|aux|au|à|et"
    r"|y|i|e)\b|(?i:[ld])['’]))*+\s*+(?:(?i:[ld])['’])?+"
)
NAMES = rf"(?:{JOINING}\b{NAME}(?:[-’']\w+)*)+"
WAYS = (
    r"\b(?i:rue|avenue|av\.|ave|boulevard|bd|bld|place|quai|allée|allee|impasse|chemin|route|cours"
    r"|passage|square|faubourg|esplanade|montée|rond-point|cité|résidence|porte|pont"
    r"|calle|c/|carrer|avenida|avda\.?|avinguda|plaza|plaça|paseo|passeig|ronda|via|viale|piazza"
    r"|corso|rua|praça|travessa|largo|strada|bulevardul|calea|piața)(?=[\s.'’])\.?"
)
NUMBER_IN_STREET = r"\d+(?:\s?(?:bis|ter|quater|[a-dA-D]))?\b"
NUMBERED_STREET = rf"\b{NUMBER_IN_STREET},?\s+{WAYS}(?:{NAMES}|{JOINING}[^\W\d_]+)"
NAMED_STREET = rf"{WAYS}{NAMES}(?:,?\s*(?:n[º°.]|nr\.?)?\s*{NUMBER_IN_STREET})?"
ENGLISH_STREET = (
    rf"\b{NUMBER_IN_STREET}\s+(?:{NAME}\s+)+(?:Street|St|Road|Rd|Avenue|Ave|Lane|Square|Place)\b"
)
GERMAN_STREET = rf"\b{NAME}(?:straße|strasse|str\.|platz|weg|allee)\s+{NUMBER_IN_STREET}"
TOWN = rf"\b\d{{4,5}}\s+{NAME}(?:[ -](?:{NAME}|sur|en|la|le|les|lès|de|du|des))*"
STREET = "|".join((NUMBERED_STREET, NAMED_STREET, ENGLISH_STREET, GERMAN_STREET))
ADDRESS = rf"(?:{STREET})(?:,?\s+{TOWN})?|{TOWN}"
HOUR = r"\b\d{1,2}\s?[hH](?:\s?\d{2})?\b|\b\d{1,2}(?:[:.]\d{2})?\s?[aApP]\.?[mM]\b\.?"
PHONE = r"\+?\d(?:[\s.()/-]{0,2}\d){6,}"
# A few Latin letters may be of the number (2ème, 7j); other scripts write words without spaces.
LATIN = "[A-Za-zÀ-ÿ]"
NUMBER = (
    rf"[+#]?(?:(?<![^\W_]){LATIN}{{1,3}})?\d+(?:[.,:/'’-]?{LATIN}{{0,3}}\d+)*"
    rf"(?:{LATIN}{{1,4}}(?!{LATIN}))?(?:\s?[€$£%°])?"
)
VALUE = re.compile("|".join((LINK, SITE, ADDRESS, HOUR, PHONE, NUMBER)))

LETTER = re.compile(r"[^\W\d_]")
# Two values with nothing but this between them are one: 9h-12h, 14h.
THIN = re.compile(r"[ ,;/–-]{1,3}|\s?[-–—/]\s?")


@dataclass(frozen=True)
class Piece:
    """A part of a text; `kept` ones leave as they are."""

    text: str
    kept: bool

    def speaks(self) -> bool:
        """There is something in it to translate."""
        return not self.kept and bool(LETTER.search(self.text))


def mark_entry(text: str) -> str:
    """An entry of the directory, marked so that it is put back as it is."""
    return f"{ENTRY_BEGINS}{unmark(text)}{ENTRY_ENDS}"


def unmark(text: str) -> str:
    """A text as it leaves, without the marks around entries."""
    return MARKS.sub("", text)


def cut_blocks(text: str) -> tuple[Piece, ...]:
    """The entries and line breaks of a text, kept, and the lines between them."""
    blocks: list[Piece] = []
    end = 0
    for entry in ENTRY.finditer(text):
        blocks += _lines(text[end : entry.start()])
        blocks.append(Piece(entry[1], kept=True))
        end = entry.end()
    return (*blocks, *_lines(text[end:]))


def cut_values(line: str) -> tuple[Piece, ...]:
    """The words and the values of a line, in order; put together again they are the line."""
    pieces: list[Piece] = []
    end = 0
    for value in VALUE.finditer(line):
        _add(pieces, Piece(line[end : value.start()], kept=False))
        _add(pieces, Piece(value[0], kept=True))
        end = value.end()
    _add(pieces, Piece(line[end:], kept=False))
    return tuple(pieces)


def shield(pieces: tuple[Piece, ...]) -> str | None:
    """The line with a number standing in for each value; None when there are too many values."""
    if sum(piece.kept for piece in pieces) > len(STAND_INS):
        return None
    numbers = iter(STAND_INS)
    return "".join(str(next(numbers)) if piece.kept else piece.text for piece in pieces)


def put_back(pieces: tuple[Piece, ...], said: str) -> str | None:
    """The translated line with its values again; None when a stand-in is lost, moved or joined.

    >>> put_back(cut_values("Venez à 18h30 au 3"), "Come to 42 at 41") is None
    True
    """
    values = [piece.text for piece in pieces if piece.kept]
    runs = list(re.finditer(r"\d+", said))
    if [_plain(run[0]) for run in runs] != [str(number) for number in STAND_INS[: len(values)]]:
        return None
    parts, end = [], 0
    for run, value in zip(runs, values, strict=True):
        parts += [said[end : run.start()], value]
        end = run.end()
    return "".join((*parts, said[end:]))


def digits(text: str) -> str:
    """Every digit of a text, in order, whatever its script: ٣ is 3."""
    return "".join(str(decimal(sign)) for sign in text if sign.isdecimal())


def _plain(run: str) -> str:
    return digits(run)


def _lines(text: str) -> list[Piece]:
    parts = re.split(r"(\s*\n\s*)", MARKS.sub("", text))
    return [Piece(part, kept=not part.strip()) for part in parts if part]


def _add(pieces: list[Piece], piece: Piece) -> None:
    """Append a piece; a value that follows another with hardly anything between becomes one."""
    if not piece.text:
        return
    if piece.kept and len(pieces) > 1 and pieces[-2].kept and THIN.fullmatch(pieces[-1].text):
        between = pieces.pop()
        before = pieces.pop()
        piece = Piece(before.text + between.text + piece.text, kept=True)
    pieces.append(piece)
