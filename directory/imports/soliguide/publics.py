"""Whom a place takes: the three kinds of welcome, and groups in four dimensions and by age."""

from collections.abc import Iterator
from dataclasses import dataclass

from directory.audiences import Audience
from directory.drafts import Welcome
from directory.imports.fields import Document, block, items, number, text, written
from directory.imports.texts import read_rich

WELCOMES = {0: Welcome.EVERYONE, 1: Welcome.PREFERENTIAL, 2: Welcome.EXCLUSIVE}
# Each dimension by the names that documents give it, and its values as words of a door.
DIMENSIONS = (
    (("gender",), {"men": "man", "women": "woman"}),
    (
        ("administrative",),
        {
            "regular": "regular", "asylum": "refugee", "refugee": "refugee",
            "undocumented": "undocumented",
        },
    ),
    (
        ("familialle", "familiale"),
        {
            "isolated": "isolated", "family": "family", "couple": "couple", "pregnant": "pregnant",
        },
    ),
    (
        ("other",),
        {
            "violence": "violence", "addiction": "addiction", "handicap": "disabled",
            "lgbt": "lgbt", "hiv": "hiv", "prostitution": "sex_work", "prison": "prison",
            "student": "student", "mentalHealth": "mental_health",
        },
    ),
)  # fmt: skip
OLDEST = 99
AUDIENCES = frozenset(Audience)


@dataclass(frozen=True)
class Public:
    """Whom a place takes. `groups` are told of exclusive and preferential ones; see `doors.py`."""

    welcome: Welcome = Welcome.EVERYONE
    groups: tuple[tuple[str, ...], ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    note: str = ""
    unknown: tuple[str, ...] = ()

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Those of the groups that a person can name in a text."""
        words = dict.fromkeys(word for group in self.groups for word in group)
        return tuple(Audience(word) for word in words if word in AUDIENCES)


def read_public(publics: Document) -> Public:
    """An empty dimension restricts nobody, and so does one that names all its values."""
    note = read_rich(publics, "description")
    told = number(publics, "accueil")
    welcome = WELCOMES.get(told, Welcome.EVERYONE) if told is not None else Welcome.EVERYONE
    odd = (f"accueil {told}",) if told is not None and told not in WELCOMES else ()
    if welcome is Welcome.EVERYONE:
        return Public(note=note, unknown=odd)
    groups = [_read_group(publics, names, values) for names, values in DIMENSIONS]
    least, most = _read_ages(publics)
    unknown = tuple(
        word
        for names, values in DIMENSIONS
        for word in _given(publics, names)
        if word not in values
    )
    return Public(welcome, tuple(filter(None, groups)), least, most, note, (*odd, *unknown))


def _read_group(
    publics: Document, names: tuple[str, ...], values: dict[str, str]
) -> tuple[str, ...]:
    given = list(_given(publics, names))
    if set(values) <= set(given):
        return ()
    return tuple(dict.fromkeys(values.get(word, word) for word in given))


def _given(publics: Document, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        yield from filter(None, map(written, items(publics, name)))


def _read_ages(publics: Document) -> tuple[int | None, int | None]:
    """The youngest and the oldest who are taken, both included; None: no such limit."""
    age = block(publics, "age")
    least, most = number(age, "min"), number(age, "max")
    if least is not None and most is not None and least > most:
        least, most = most, least
    youngest = least if least is not None and 0 < least <= OLDEST else None
    return youngest, most if most is not None and 0 < most < OLDEST else None


def is_told(publics: Document) -> bool:
    """Whether the document says anything of whom it takes."""
    return bool(text(publics, "accueil"))
