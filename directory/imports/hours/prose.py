"""Opening hours out of a description: only those that are sure, else none.

A description also tells when the telephone is answered, when to register, what happens in winter.
So each sentence with times must read as plain hours; one that does not leaves all unknown. The
single exception: when only one sentence has times, words before its first day may say what is
done then (`Distribution de repas tous les mardis de 20h à 22h`), unless they are words of warning.
"""

import re
from collections.abc import Iterator

from directory.imports.hours.text import Hours, read_hours, says_appointment
from directory.imports.hours.words import DAY_WORDS, POSITIONS, Kind, plain, read_words

MAX_TEXT = 300
SENTENCE = re.compile(
    r"\n+|(?<=[.!?;])\s+|\s[-–—•·]\s|^\s*[-–—•·*🔺🚨⚠️]+\s*|[🔺🚨⚠️]+", re.MULTILINE
)
LONG_DAYS = r"(?:{})".format(
    "|".join(word for words in DAY_WORDS for word in words.split() if len(word.rstrip("s?")) > 3)
)
NTH = "|".join(POSITIONS.values())
FIRST_DAY = re.compile(
    rf"(?:(?:\b(?:{NTH})\b,?\s+(?:et\s+)?)+"
    r"|\b(?:tous? les|toutes? les|chaque|les?|du|every|each|todos los)\s+)*"
    rf"\b(?:{LONG_DAYS}|tous les jours|every day|7j/7)\b|24 ?h?/24"
)
CLOCK = re.compile(
    r"\d{1,2} ?(?:h|:\d\d|heures?)\b|\d{1,2} ?h ?\d\d|24 ?/ ?24|\bmidi\b|\bminuit\b|\d ?[ap]m\b"
)
# A sentence with one of these is about a season, a turn or a stand-in that we cannot date.
UNDATED = re.compile(
    r"\b(?:im)?paires?\b|quinzaine|sur deux|tous les (?:15|quinze) jours|fois par|par mois"
    r"|\bhiver|\bhivernale?|(?:l'|en |d'|cet )ete\b|estivale?|saison|vacances"
    r"|covid|confinement|crise sanitaire"
    r"|\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)\b"
    r"|\bwinter|\bsummer|\bseason|\binvierno|\bverano|\bestiu|\bhivern\b"
)
# A closing told with its dates is over or comes once; it does not change the week.
DATED_CLOSING = re.compile(
    r"^[^a-z]*ferme\w*\s+(?:pour \w+\s+)?(?:du \d|le \d|jusqu|le mois|les? \d|en \w+ \d{4})"
)
# Hours of a telephone, a registration or a part of the public are not those of the door.
OTHER_HOURS = re.compile(
    r"telephon|\btel\b|standard|joignable|appel|inscri|renseignement|urgence|domicili|courrier"
    r"|permanence (?:juridique|sociale|infirm|psych|coiff|veto|sante|emploi)|consultation|coiff"
    r"|veterin|medecin|infirm|psycholog|depistage|maraude|visite|femmes?\b|hommes?\b|famil|enfant"
    r"|jeunes?\b|etudiant|benevole|preparer|reserv|rencontre|atelier|cours\b|menage|permis\b"
    r"|petit[- ]dejeuner|repas midi|vestiaire|douche|lessive|laverie"
)
HEADING = re.compile(
    r"(?:horaires?|jours et heures)(?: d['’]ouvertures?| des? \w+| ouvertures? \w+)?\s*:",
    re.IGNORECASE,
)
BRACKETS = re.compile(r"\((?![^)]*(?:\d|paire|vacance|hiver|ete|jour|matin|midi|soir))[^)]*\)")
CLOSED_DAY = re.compile(rf"\bferme\w*\b[^.]*(?:{LONG_DAYS}|feries|week[- ]?end)")
BY_APPOINTMENT = re.compile(r"(?<!sans )(?:rendez|\brdv\b|\brv\b)")
ON_REFERRAL = re.compile(r",? sur (?:orientation|prescription|inscription|adhesion)\b.*$")
TELEPHONE = re.compile(r"telephon|\btel\b|standard ouvert|joignable|par mail")


def find_hours(prose: str) -> Hours:
    """Hours that the description tells for sure; `why` says what made it doubtful."""
    appointment = says_appointment(prose)
    doubt = next((said for said in _sentences(prose) if _undated(said)), None)
    timed = [said for said in _sentences(_under_the_heading(prose)) if _is_timed(said)]
    if not any(CLOCK.search(said) for said in timed):
        return Hours(None, "no times", appointment)
    if doubt is not None:
        return Hours(None, f"“{doubt[:60]}” depends on the season or the week", appointment)
    found = read_hours("\n".join(timed), days_needed=True)
    if found.expression is None and len(timed) == 1:
        found = _after_the_first_words(timed[0]) or found
    return Hours(found.expression, found.why, appointment)


def told_times(prose: str) -> str:
    """The sentences that speak of days or times, for a person to read when nothing was sure."""
    lines = (line.strip() for line in SENTENCE.split(prose) if line and line.strip())
    said = " / ".join(line for line in lines if _speaks_of_time(plain(line)))
    return re.sub(r"\s+", " ", said)[:MAX_TEXT]


def _under_the_heading(prose: str) -> str:
    """What follows `Horaires d'ouverture :`; without such a heading, everything.

    Times above it are those of one activity, not of the door.
    """
    headings = list(HEADING.finditer(prose))
    return prose[headings[-1].end() :] if headings else prose


def _sentences(prose: str) -> Iterator[str]:
    """Each in small letters, without bullets, nor brackets that hold no time."""
    for piece in SENTENCE.split(prose):
        said = BRACKETS.sub(" ", plain(piece or "")).strip(" .,:*()")
        if said:
            yield said


def _is_timed(said: str) -> bool:
    """Speaks of the times of the door: a clock, or a day on which it is closed."""
    if TELEPHONE.search(said) or DATED_CLOSING.search(said):
        return False
    return bool(CLOCK.search(said) or CLOSED_DAY.search(said))


def _undated(said: str) -> bool:
    about_times = CLOCK.search(said) or re.search(
        rf"{LONG_DAYS}|ouvert|ferme|horaire|^a partir", said
    )
    return bool(about_times and UNDATED.search(said)) and not DATED_CLOSING.search(said)


def _after_the_first_words(said: str) -> Hours | None:
    """Hours from the first day on, when nothing before it speaks of something else."""
    day = FIRST_DAY.search(said)
    if day is None or OTHER_HOURS.search(said) or BY_APPOINTMENT.search(said[: day.start()]):
        return None
    return read_hours(ON_REFERRAL.sub("", said[day.start() :]), days_needed=True)


def _speaks_of_time(said: str) -> bool:
    if CLOCK.search(said) or UNDATED.search(said):
        return True
    return any(
        word.kind in {Kind.DAY, Kind.CLOSED} for word in read_words(said) if len(word.text) > 3
    )
