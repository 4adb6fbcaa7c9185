"""The words in which people write opening hours: French first, then English, Spanish, Catalan."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache


class Kind(Enum):
    """What a piece of the text is for."""

    TIME = auto()
    NUMBER = auto()
    DAY = auto()
    HALF = auto()
    NTH = auto()
    MONTHLY = auto()
    PARITY = auto()
    TO = auto()
    BETWEEN = auto()
    AND = auto()
    SLASH = auto()
    BREAK = auto()
    EXCEPT = auto()
    CLOSED = auto()
    ALL_DAY = auto()
    APPOINTMENT = auto()
    UNKNOWN = auto()


class Half(Enum):
    """A part of the day that a text may name instead of, or beside, times."""

    MORNING = (0, 14 * 60)
    AFTERNOON = (12 * 60, 24 * 60)
    EVENING = (17 * 60, 36 * 60)  # a night shelter's ends with breakfast


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: `value` is minutes, days, a half, a position in the month or the word itself."""

    kind: Kind
    value: object
    text: str

    @property
    def days(self) -> tuple[int, ...]:
        """The days of a word for days; a mistake of ours to ask any other."""
        if not isinstance(self.value, tuple):
            raise TypeError(self)
        return self.value

    @property
    def half(self) -> Half:
        """The same of a word for a part of the day."""
        if not isinstance(self.value, Half):
            raise TypeError(self)
        return self.value

    @property
    def number(self) -> int:
        """The same of a time, a number, or a position in the month."""
        if not isinstance(self.value, int):
            raise TypeError(self)
        return self.value


CACHED = 4096  # a table has the same few hundred texts over and over
HOLIDAY, SCHOOL_HOLIDAYS = 7, 8
APART = frozenset({HOLIDAY, SCHOOL_HOLIDAYS})  # days that are also days of the week
WEEKDAYS = (0, 1, 2, 3, 4)
EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
WEEKEND = (5, 6)

DAY_WORDS = (
    "lundis? lun lu mondays? mon mo lunes dilluns dl",
    "mardis? mar ma tuesdays? tues tue tu martes dimarts dt",
    "mercredis? mer me wednesdays? wed miercoles mie dimecres dc",
    "jeudis? jeu je thursdays? thurs thur thu th jueves jue dijous dj",
    "vendredis? ven ve fridays? fri fr viernes vie divendres dv",
    "samedis? sam sa saturdays? sat sabados? sab dissabtes? ds",
    "dimanches? dim di sundays? sun su domingos? dom diumenges? dg",
)
HALVES = {
    Half.MORNING: r"matins?|matinees?|mornings?|manana|mati",
    Half.AFTERNOON: r"apres[- ]?midis?|afternoons?|tardes?|tardas?|tarda",
    Half.EVENING: r"soirs?|soirees?|nuits?|evenings?|nights?|noches?|vespres?|nits?",
}
POSITIONS = {
    1: "1ers?|1eres?|premiers?|premieres?|1st|first|primer",
    2: "2e|2emes?|2nds?|deuxiemes?|seconds?|segundo|segon",
    3: "3e|3emes?|3iemes?|troisiemes?|3rd|third|tercer",
    4: "4e|4emes?|quatriemes?|4th|fourth|cuarto|quart",
    -1: "derniers?|dernieres?|last|ultimos?|ultim",
}
MONTHLY = r"(?:du|de chaque|of the|of each|del|de cada|par|de) (?:mois|month|mes)"
APPOINTMENT = (
    r"(?:uniquement |seulement |exclusivement )?(?:sur|avec|by|con|amb)"
    r" (?:prise de )?(?:rendez[- ]?vous|rdv|rv|appointment|cita(?: previa)?)"
    r"(?: uniquement| seulement| only| obligatoire)?"
)
WALK_IN = (
    r"(?:avec ou )?(?:sans|without|sin|sense) (?:rendez[- ]?vous|rdv|appointment|cita(?: previa)?)"
)
ALL_DAY = (
    r"24 ?h?(?:eures)? ?(?:/|sur) ?24(?: ?h)?"
    r"(?: ?,? ?(?:et )?7 ?j?(?:ours)? ?(?:/|sur) ?7(?: ?j)?)?"
    r"|24 ?/ ?7|7 ?/ ?7 24 ?/ ?24|24 (?:heures|hours|horas|hores)|jour et nuit|day and night"
)
EVERY = (
    r"tous les jours(?: de la semaine)?|chaque jour|7 ?j(?:ours)? ?(?:/|sur) ?7(?: ?j)?|7 ?/ ?7"
    r"|every ?day|daily|todos los dias|cada dia|tots els dies|diario|a diario"
)
WEEK = (
    r"en semaine|jours ouvres|week ?days|entre semana|dias? laborables?|laborables?"
    r"|dies feiners|feiners|l ?(?:-|a|au) ?v"
)
WEEKENDS = r"(?:le |les )?week[- ]?ends?|fin(?:es)? de semana|caps? de setmana"
HOLIDAYS = r"(?:les )?(?:jours )?feries|(?:public|bank) holidays|festivos|festius"
# Of other countries no calendar of schools is known: their words are left to be read by eye.
SCHOOL = r"(?:les )?vacances scolaires"
FILLER = (
    r"le|la|les|l'|en|du|de|des|d'|un|une|tous|toutes|tout|chaque|every|each|cada|tots|totes|todos|todas|por|pendant|durant|during|durante|horaires?"
    r"|ouverte?s?|ouvertures?|open(?:ing)?|hours?|abiert[oa]s?|apertura|horarios?|horari|obert"
    r"|obertura|from|on|the|of|el|els|los|las|del|desde|dels?|des de|dia|dias|dies|days?|a partir"
    r"|accueil(?:s)?|public|permanences?|egalement|sans interruption|en continu|non[- ]stop"
    r"|journee continue|jours?|est|sont|toute l'annee|uniquement|seulement|semaine"
)
TIMES = (
    r"(?P<clock>(?P<hour>\d{1,2}) ?(?:[:.](?P<minute>\d{2})"
    r"|(?:heures?|hrs?|h)(?: ?(?P<past>[0-5]\d)(?! ?h))?)"
    r"(?! ?\d)(?: ?h(?:rs?)?\b)?(?: ?(?P<noon>am|pm|a\.m\.|p\.m\.))?)"
    r"|(?P<english>(?P<twelve>\d{1,2}) ?(?P<noon2>am|pm|a\.m\.|p\.m\.))"
)
NAMED_TIMES = {
    "midi": 720, "noon": 720, "midday": 720, "mediodia": 720, "migdia": 720,
    "minuit": 1440, "midnight": 1440, "medianoche": 1440, "mitjanit": 1440,
}  # fmt: skip
TO = r"jusqu'(?:a|au|aux)|jusque|until|till|through|hasta|fins(?: a)?|->|au|aux|al|to|a|-"
AND = r"et|and|puis|ainsi que|y|i|e|&|\+|,"


def _either(words: str) -> str:
    return words.replace(" ", "|")


# Longer and more telling expressions first: the first that matches wins.
PATTERNS = (
    ("all_day", rf"(?:{ALL_DAY})(?!\d)"),
    ("walk_in", rf"\b(?:{WALK_IN})\b"),
    ("appointment", rf"\b(?:{APPOINTMENT})\b"),
    ("every", rf"(?:\b|(?<=\d))(?:{EVERY})(?!\d)"),
    ("week", rf"\b(?:{WEEK})\b"),
    ("weekend", rf"\b(?:{WEEKENDS})\b"),
    ("holidays", rf"\b(?:{HOLIDAYS})\b"),
    ("school", rf"\b(?:{SCHOOL})\b"),
    ("even", r"\bsemaines? paires?\b"),
    ("odd", r"\bsemaines? impaires?\b"),
    ("monthly", rf"\b{MONTHLY}\b"),
    *((f"nth{n if n > 0 else 'last'}", rf"\b(?:{words})\b") for n, words in POSITIONS.items()),
    *((f"half{half.name}", rf"\b(?:{words})\b") for half, words in HALVES.items()),
    *((f"day{n}", rf"\b(?:{_either(words)})\b\.?") for n, words in enumerate(DAY_WORDS)),
    ("time", TIMES),
    ("named", rf"\b(?:12 )?(?:{'|'.join(NAMED_TIMES)})\b"),
    ("except", r"\b(?:a l'exception (?:de|du|des)|sauf|excepte|hors|except|excepto|salvo|menos)\b"),
    ("closed", r"\b(?:fermee?s?|fermetures?|closed|cerrado|cerrados|tancat|tancats)\b"),
    ("between", r"\b(?:entre|between)\b"),
    ("and", rf"(?:\b|(?<![a-z]))(?:{AND})(?:\b|(?![a-z]))"),
    ("filler", rf"\b(?:{FILLER})(?:\b|(?<='))"),
    ("to", rf"(?:\b|(?<![a-z]))(?:{TO})(?:\b|(?![a-z]))"),
    ("slash", r"/+"),
    ("break", r"[;\n|•·]|\.(?!\d)"),
    ("number", r"\d{1,2}(?!\d)"),
    ("blank", r"[ :]+"),
    ("unknown", r"[a-z']+|."),
)
# Words in brackets belong to what stands before them; times in brackets are about something else.
IN_BRACKETS = re.compile(r"\(([^()\d]*)\)")
LEXER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in PATTERNS))
DAY_SETS = {
    "every": EVERY_DAY, "week": WEEKDAYS, "weekend": WEEKEND, "holidays": (HOLIDAY,),
    "school": (SCHOOL_HOLIDAYS,),
}  # fmt: skip
SKIPPED = {"walk_in", "filler", "blank"}
PLAIN = {
    "all_day": Kind.ALL_DAY, "appointment": Kind.APPOINTMENT, "monthly": Kind.MONTHLY,
    "except": Kind.EXCEPT, "closed": Kind.CLOSED, "between": Kind.BETWEEN, "and": Kind.AND,
    "to": Kind.TO, "slash": Kind.SLASH, "break": Kind.BREAK, "unknown": Kind.UNKNOWN,
}  # fmt: skip


@lru_cache(maxsize=CACHED)
def read_words(text: str) -> tuple[Token, ...]:
    """The pieces of a text in order, without the words that change nothing."""
    return tuple(_tokens(IN_BRACKETS.sub(r" \1 ", plain(text))))


def plain(text: str) -> str:
    """Small letters without accents, one kind of dash, quote and space; lines are kept."""
    bare = text.casefold()
    if not bare.isascii():
        letters = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
    return re.sub(r"[^\S\n]+", " ", bare.translate(SIGNS)).strip()


SIGNS = {
    **dict.fromkeys(map(ord, "’‘`´ʼ"), "'"),
    **dict.fromkeys(map(ord, "–—‑−‒―→"), "-"),
    **dict.fromkeys(map(ord, "\r\t\u00a0\u202f\u200b"), " "),
}


def _tokens(text: str) -> Iterator[Token]:
    for match in LEXER.finditer(text):
        name = match.lastgroup or ""
        if name not in SKIPPED:
            yield _token(name, match)


def _token(name: str, match: re.Match[str]) -> Token:
    word = match[0].strip()
    if name in PLAIN:
        return Token(PLAIN[name], word, word)
    if name in DAY_SETS:
        return Token(Kind.DAY, DAY_SETS[name], word)
    if name.startswith("day"):
        return Token(Kind.DAY, (int(name[3:]),), word)
    if name.startswith("half"):
        return Token(Kind.HALF, Half[name[4:]], word)
    if name.startswith("nth"):
        return Token(Kind.NTH, -1 if name == "nthlast" else int(name[3:]), word)
    if name in {"even", "odd"}:
        return Token(Kind.PARITY, name, word)
    if name == "number":
        return Token(Kind.NUMBER, int(word), word)
    return _time(name, word, match)


def _time(name: str, word: str, match: re.Match[str]) -> Token:
    """A time in minutes; a clock that does not exist (25h, 9:75) is an unknown word."""
    if name == "named":
        return Token(Kind.TIME, NAMED_TIMES[word.removeprefix("12 ")], word)
    hour = int(match["hour"] or match["twelve"])
    minute = int(match["minute"] or match["past"] or 0)
    noon = match["noon"] or match["noon2"]
    if noon:
        hour = hour % 12 + (12 if noon.startswith("p") else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return Token(Kind.UNKNOWN, word, word)
    return Token(Kind.TIME, hour * 60 + minute, word)
