"""What the words of a table ask of whoever comes, where no column of its own says so."""

import re
from functools import lru_cache

from directory.imports.hours.words import CACHED, plain

WORDS = {
    "referral": re.compile(
        r"(?<!sans )\b(?:sur|par|avec) (?:une )?(?:orientation|prescription)s?\b"
        r"|\b(?:oriente|adresse)e?s? par\b|\bderivaci(?:o|on)\b|\bby referral\b|\breferral only\b"
    ),
    "registration": re.compile(
        r"(?<!sans )\bsur inscription\b|\binscription (?:obligatoire|prealable)\b"
        r"|\b(?:personnes|familles|beneficiaires|usagers|adherents) inscrite?s\b"
        r"|\b(?:amb|previa) inscripci(?:o|on)\b|\bregistration required\b"
    ),
}
# "avec ou sans orientation" asks for none.
EITHER = re.compile(r"\b(?:avec|con|amb|with) (?:ou|o|or) (?:sans|sin|sense|without) \w+")


@lru_cache(maxsize=CACHED)
def asked_in_words(*texts: str) -> tuple[str, ...]:
    """`sur orientation d'un travailleur social` is a `referral`; what is not said is not told."""
    said = EITHER.sub("", "\n".join(map(plain, texts)))
    return tuple(name for name, words in WORDS.items() if words.search(said))
