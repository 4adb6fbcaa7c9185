"""The words of the console: English in the code, a gettext catalogue for French."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.pofile import read_po

SOURCE = "en"
LANGUAGES = ("fr", SOURCE)
FOLDER = Path(__file__).parent / "locale"
CATALOGUE = "LC_MESSAGES/console.po"


@dataclass(frozen=True)
class Words:
    """How the console speaks one language; what that lacks is said in English."""

    language: str
    sentences: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def say(self, sentence: str, **values: object) -> str:
        """The sentence in this language, its places filled."""
        return self.say_in("", sentence, **values)

    def say_in(self, context: str, sentence: str, **values: object) -> str:
        """The same for words that mean several things: `context` tells which is meant."""
        said = self.sentences.get((context, sentence)) or sentence
        return said.format(**values) if values else said

    def language_name(self, code: str) -> str:
        """The name of a language in this one; a dash where it is not known."""
        if not code:
            return "–"
        return str(Locale.parse(self.language).languages.get(code, code))


def mark(sentence: str) -> str:
    """The same sentence, marked for the catalogue where it stands in a table."""
    return sentence


@cache
def read_words(language: str) -> Words:
    """The words of one of `LANGUAGES`; English for any other."""
    if language not in LANGUAGES or language == SOURCE:
        return Words(SOURCE)
    with (FOLDER / language / CATALOGUE).open("rb") as file:
        found = [each for each in read_po(file) if each.id and each.string and not each.fuzzy]
    sentences = {(each.context or "", str(each.id)): str(each.string) for each in found}
    return Words(language, sentences)
