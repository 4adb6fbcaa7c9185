"""The words of one language, from its gettext catalogue; English stands in the code itself.

A language is a file `bot/locale/<code>/LC_MESSAGES/solitexto.po`, read as it is. Its two settings,
which only a translator knows, are entries of the catalogue too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

FOLDER = Path(__file__).parent.parent / "locale"
CATALOGUE = "LC_MESSAGES/solitexto.po"
SOURCE = "en"

# What those who sign call their languages; Babel has no names for them.
SIGNED = {"fsl": "LSF", "csc": "LSC", "ssp": "LSE"}

Key = tuple[str, str]  # context, or "", and sentence


@dataclass(frozen=True)
class Wording:
    """How one language says things; what it lacks is said in English.

    `offers_human`: whether there is anybody who can be asked for; `team_back`: from when on, if
    not now, else `team_until`: until when; `introduces`: a text of its own says so as well;
    `unreached`: helplines that the person has tried in vain, which are no new idea.
    """

    language: str
    sentences: Mapping[Key, str] = field(default_factory=dict)
    readable_without_accents: bool = False
    right_to_left: bool = False
    contractions: tuple[tuple[str, str], ...] = ()
    offers_human: bool = True
    team_back: str = ""
    team_until: str = ""
    introduces: bool = False
    unreached: tuple[str, ...] = ()

    def say(self, sentence: str, **values: object) -> str:
        """The sentence in this language, its places filled."""
        return self._fill(self.sentences.get(("", sentence)) or sentence, values)

    def say_in(self, context: str, sentence: str, **values: object) -> str:
        """The same for words that mean several things: `context` tells which is meant."""
        return self._fill(self.sentences.get((context, sentence)) or sentence, values)

    def listed(self, items: tuple[str, ...]) -> str:
        """Several things one after the other, with this language's comma."""
        return self.say_in("between things listed", ", ").join(filter(None, items))

    def language_name(self, code: str) -> str:
        """The name of a language in this one; its code where nobody has given it a name."""
        return str(self._locale.languages.get(code, SIGNED.get(code, code)))

    def country_name(self, code: str) -> str:
        """The name of a country in this language."""
        return str(self._locale.territories.get(code, code))

    @property
    def _locale(self) -> Locale:
        try:
            return Locale.parse(self.language)
        except (UnknownLocaleError, ValueError):
            return Locale.parse(SOURCE)

    def _fill(self, sentence: str, values: Mapping[str, object]) -> str:
        said = sentence.format(**values)
        for apart, melted in self.contractions if "place" in values else ():
            said = said.replace(apart, melted)
        return said


def mark(sentence: str) -> str:
    """The same sentence, marked for the catalogues where it stands in a table."""
    return sentence


def mark_in(context: str, sentence: str) -> str:
    """The same, for words that need a context."""
    del context
    return sentence


@cache
def languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Every language the bot can answer in."""
    translated = {path.parts[-3] for path in folder.glob(f"*/{CATALOGUE}")}
    return tuple(sorted(translated | {SOURCE}))


@lru_cache(maxsize=64)
def read_wording(language: str, folder: Path = FOLDER) -> Wording:
    """The words of a language; English where it has no catalogue."""
    if language not in languages(folder) or language == SOURCE:
        return Wording(SOURCE, readable_without_accents=True)
    sentences = _sentences(read_catalogue(language, folder))
    return Wording(
        language=language,
        sentences=sentences,
        readable_without_accents=sentences.get(ACCENTS) == "yes",
        right_to_left=_is_right_to_left(language),
        contractions=_pairs(sentences.get(CONTRACTIONS, "")),
    )


# Translators: answer yes if an SMS in your language can be read when its accents are missing
# Translators: ("ca" for "ça"): it is then cheaper. Otherwise answer no.
ACCENTS = ("setting", mark_in("setting", "readable without accents"))
# Translators: pairs of letters that melt together before the name of a place, as in French
# Translators: "de Le =du |de A=d'A", separated by |. Answer - if there are none.
CONTRACTIONS = ("setting", mark_in("setting", "contractions"))


def read_catalogue(language: str, folder: Path = FOLDER) -> Catalog:
    """The catalogue of a language, as it stands in its file."""
    with (folder / language / CATALOGUE).open("rb") as file:
        return read_po(file)


def _sentences(catalogue: Catalog) -> dict[Key, str]:
    return {
        (message.context or "", str(message.id)): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }


def _is_right_to_left(language: str) -> bool:
    try:
        return Locale.parse(language).text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


def _pairs(told: str) -> tuple[tuple[str, str], ...]:
    pairs = (pair.split("=") for pair in told.split("|") if "=" in pair)
    return tuple((apart, melted) for apart, melted in pairs)
