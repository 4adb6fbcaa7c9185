"""The words of the demo's page: English in the code, a gettext catalogue for French."""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from bot.replies.wording import SOURCE, Wording, mark

LANGUAGES = ("fr", SOURCE)
FOLDER = Path(__file__).parent / "locale"
CATALOGUE = "LC_MESSAGES/demo.po"

# What the page says beside its templates, listed here so that catalogues can be checked.
SILENCE = mark("No automatic answer: a person has this conversation.")
REFUSED = mark("The server did not take this text. Its log says why.")
UNREADABLE_POSITION = mark("This position cannot be read. Choose one from the list.")
UNREADABLE_TIME = mark("This day and time cannot be read. Choose a day, then a time such as 22:15.")


@cache
def page_words(language: str) -> Wording:
    """The page's words in one of `LANGUAGES`."""
    if language == SOURCE:
        return Wording(SOURCE)
    with (FOLDER / language / CATALOGUE).open("rb") as file:
        sentences = {("", str(each.id)): str(each.string) for each in read_po(file) if each.id}
    return Wording(language, sentences)
