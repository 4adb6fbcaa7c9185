"""Whether every language says everything: the sentences of the code against its catalogues."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from bot.replies.wording import CATALOGUE, FOLDER, SOURCE, Key, languages, read_catalogue

SPOKEN = Path(__file__).parent
KEYWORDS = {
    "say": None,
    "mark": None,
    "say_in": ((1, "c"), 2),
    "mark_in": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"\{(\w*)\}")
WIDTH = 96
HEADER = """\
# The sentences of Solitexto. What stands between braces is filled in: keep it as it is.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


@dataclass(frozen=True)
class Fault:
    """What is wrong with one sentence of one language."""

    language: str
    sentence: str
    problem: str

    def __str__(self) -> str:
        """One line that tells a translator what to do."""
        return f"{self.language}: {self.sentence!r} {self.problem}"


def find_faults(folder: Path = FOLDER) -> tuple[Fault, ...]:
    """What each language lacks or says with other placeholders; nothing when all is well."""
    wanted = collect()
    translated = [language for language in languages(folder) if language != SOURCE]
    return tuple(fault for language in translated for fault in _faults_of(language, wanted, folder))


def collect() -> Catalog:
    """Every sentence that the code says, with the notes to translators beside it."""
    catalogue = Catalog(project="Solitexto", charset="utf-8")
    found = extract_from_dir(
        SPOKEN,
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for _, _, sentence, comments, context in found:
        catalogue.add(sentence, auto_comments=comments, context=context)
    return catalogue


def _faults_of(language: str, wanted: Catalog, folder: Path) -> Iterator[Fault]:
    said = read_catalogue(language, folder)
    for message in _sentences(wanted):
        translation = said.get(str(message.id), message.context)
        problem = _problem(message, translation)
        if problem:
            yield Fault(language, str(message.id), problem)
    for message in _sentences(said):
        if wanted.get(str(message.id), message.context) is None:
            yield Fault(language, str(message.id), "is said nowhere any more: take it out")


def _problem(message: Message, translation: Message | None) -> str:
    if translation is None or not translation.string:
        return "is not translated"
    if translation.fuzzy:
        return "has changed in English: look again and take out the word fuzzy"
    wanted, used = _placeholders(str(message.id)), _placeholders(str(translation.string))
    if wanted != used:
        return f"needs {_braced(wanted)} and has {_braced(used)}"
    return ""


def _placeholders(sentence: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(sentence))


def _braced(names: list[str]) -> str:
    return " ".join(f"{{{name}}}" for name in names) or "no place to fill"


def _sentences(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def update(language: str, folder: Path = FOLDER) -> Path:
    """Bring the catalogue of a language up to date, or begin it; what is translated stays."""
    path = folder / language / CATALOGUE
    said = read_catalogue(language, folder) if path.exists() else Catalog(project="Solitexto")
    kept: dict[Key, Message] = {(m.context or "", str(m.id)): m for m in _sentences(said)}
    fresh = Catalog(locale=said.locale, project="Solitexto", charset="utf-8", fuzzy=False)
    for message in _sentences(collect()):
        known = kept.get((message.context or "", str(message.id)))
        string = known.string if known else ""
        comments = known.user_comments if known else ()
        fresh.add(message.id, string, auto_comments=message.auto_comments,
                  user_comments=comments, context=message.context)  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(language=language).encode())
        write_po(file, fresh, width=WIDTH, no_location=True, omit_header=True)
    return path
