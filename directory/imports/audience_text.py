"""Whom a place takes, out of the few words of a table: only what the words say."""

import re
from dataclasses import dataclass
from functools import lru_cache

from directory.audiences import Audience
from directory.drafts import Welcome
from directory.imports.hours.words import CACHED, plain

WORDS = (
    (
        Audience.WOMAN,
        r"\bfemmes?\b(?! enceinte)|\bmeres?\b|\bwom[ae]n\b|\bmujer(?:es)?\b|\bdon(?:a|es)\b",
    ),
    (Audience.MAN, r"\bhommes?\b|\bm[ae]n\b|\bhombres?\b|\bhomes\b"),
    (
        Audience.FAMILY,
        r"\bfamilles?\b|\benfants?\b|\bparents?\b|\bfamil(?:y|ies|ias?)\b|\binfants\b",
    ),
    (Audience.COUPLE, r"\bcouples?\b|\bparell(?:a|es)\b|\bparejas?\b"),
    (Audience.MINOR, r"\bmineure?s?\b|\bminors?\b|\bmenore?s\b"),
    (Audience.PREGNANT, r"\benceintes?\b|\bpregnant\b|\bembara(?:z|ss)ad[ae]s?\b"),
    (
        Audience.REFUGEE,
        r"\brefugiee?s?\b|demandeu\w+ d'asile|\brefugees?\b|\basylum\b|\brefugia[dt][oae]?s?\b",
    ),
    (Audience.UNDOCUMENTED, r"sans[- ]papiers?\b|\bundocumented\b|\bs(?:ense|in) pape(?:r|le)s\b"),
    (Audience.LGBT, r"\blgbt\w*"),
    (Audience.STUDENT, r"\betudiante?s?\b|\bstudents?\b|\bestudiante?s\b"),
)  # fmt: skip
EVERYONE = re.compile(
    r"\btou[st]s?(?: les)? publics?\b|\btout le monde\b|\btous \(|^tous$|inconditionnel"
    r"|\beveryone\b|\btodos\b|\btothom\b"
)
# Children who come along with a woman do not open the door to other families.
WITH_CHILDREN = re.compile(
    r"(\bfemmes?)(?: seules?)?(?: ou)? avec(?: ou sans)? (?:enfants?|familles?)[^,;/]*"
)
OF_A_KIND = frozenset({Audience.REFUGEE, Audience.UNDOCUMENTED, Audience.STUDENT, Audience.LGBT})
BRACKETS = re.compile(r"\(([^)]*)\)")
FIRST = re.compile(r"priorit|preferen|surtout|d'abord")
# What is sold or told there, not who may come.
NOT_PEOPLE = re.compile(r"vetements|habits|produits")
YEARS = r"\s*an(?:s|ys|os)"
FROM_TO = re.compile(rf"(\d{{1,2}})\s*(?:a|et|/|-|to|i|y)\s*(\d{{1,2}}){YEARS}")
AT_LEAST = re.compile(
    r"(?:plus de|\+\s*de|\+|a partir de|des|from|over|majors de|mayores de|m[ea]s de)"
    rf"\s*(\d{{1,2}})(?:{YEARS})?"
)
AT_MOST = re.compile(rf"(?:moins de|jusqu'a|under|menore?s de|fins a|hasta)\s*(\d{{1,2}}){YEARS}")
AGES = "|".join((FROM_TO.pattern, AT_LEAST.pattern, AT_MOST.pattern))
# Nothing but an age: the fields say it.
AGES_ALONE = re.compile(
    rf"(?:jeunes |personnes |adultes )?(?:agee?s )?(?:de |entre )?(?:{AGES})(?: seulement)?"
)
CHILD_AGE = re.compile(r"(?:enfants?|bebes?) (?:de )?(?:moins de|jusqu'a) \d+ ans")
NAMES = (
    "femmes?|hommes?|familles?|couples?|mineure?s?|femmes enceintes|refugiee?s?|etudiante?s?"
    "|sans[- ]papiers?|lgbt|wom[ae]n|m[ae]n|famil(?:y|ies)|students?|refugees?"
    "|dones|homes|mujeres|hombres|families|familias"
)
# Nothing but audiences: a note would only say them again.
PLAIN = re.compile(
    rf"(?:{NAMES})(?:(?:\s*[,/&]\s*|\s+(?:et|ou|and|or)\s+)(?:{NAMES}))*"
    r"(?:\s+(?:seulement|uniquement|only))?"
)
EXCEPTIONS = re.compile(r"\([^)]*exception[^)]*\)")
ADULTS = re.compile(
    r"\bmajeure?s?\b|\badultes?\b|\badults?\b|\bmajors d'edat\b|\bmayores de edad\b"
)


@dataclass(frozen=True)
class Public:
    """Whom a text says is taken. `note` is the text where it says more than these fields."""

    welcome: Welcome = Welcome.EVERYONE
    audiences: tuple[Audience, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    note: str = ""


@lru_cache(maxsize=CACHED)
def read_public(text: str) -> Public:
    """`Femmes seules` is exclusive; `tous publics` is everyone; `Jeunes 18 à 25 ans` has ages.

    Men and women together are everyone; a text that names nobody we know is kept as a note.
    """
    said = plain(text)
    if not said or (EVERYONE.search(said) and len(said) < 16):
        return Public()
    if NOT_PEOPLE.search(said):
        return Public(note=text.strip())
    least, most = _ages(EXCEPTIONS.sub("", said))
    if EVERYONE.search(said):
        extra = BRACKETS.search(text)
        return Public(min_age=least, max_age=most, note=extra[1] if extra else text.strip())
    if AGES_ALONE.fullmatch(said):
        return Public(min_age=least, max_age=most)
    named = _named(WITH_CHILDREN.sub(r"\1", said))
    if PLAIN.fullmatch(said) and named:
        return Public(Welcome.EXCLUSIVE, named)
    welcome = Welcome.EVERYONE
    if named:
        welcome = Welcome.PREFERENTIAL if FIRST.search(said) else Welcome.EXCLUSIVE
    return Public(welcome, named, least, most, text.strip())


def _named(said: str) -> tuple[Audience, ...]:
    """The audiences named; none when men and women both are, since that leaves out nobody.

    `Femmes réfugiées` are women first: an audience is one of several, not all of them at once.
    """
    named = [audience for audience, words in WORDS if re.search(words, said)]
    if {Audience.MAN, Audience.WOMAN} <= set(named):
        return ()
    if {Audience.MAN, Audience.WOMAN} & set(named):
        return tuple(audience for audience in named if audience not in OF_A_KIND)
    return tuple(named)


def _ages(said: str) -> tuple[int | None, int | None]:
    """The youngest and the oldest who are taken; the age of a child who comes along is not one."""
    grown = CHILD_AGE.sub("", said)
    if both := FROM_TO.search(grown):
        least, most = int(both[1]), int(both[2])
        return (least or None, most) if least < most else (None, None)
    at_least, at_most = AT_LEAST.search(grown), AT_MOST.search(grown)
    least_age = int(at_least[1]) if at_least else 18 if ADULTS.search(grown) else None
    # "moins de 25 ans" leaves out who is 25
    return least_age, int(at_most[1]) - 1 if at_most else None
