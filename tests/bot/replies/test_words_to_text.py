"""What an answer tells people to text is understood when they do."""

import pytest

from bot.replies import languages
from bot.replies.names import name_needs, word_to_text
from bot.replies.wording import read_wording
from bot.understanding.language_files import LANGUAGES
from bot.understanding.request import Intent
from directory.needs import Need

UNDERSTOOD = [code for code in languages() if (LANGUAGES / f"{code}.toml").exists()]
EXAMPLE = "Text what you need and where, for example: food Lyon."


@pytest.mark.parametrize("language", UNDERSTOOD)
@pytest.mark.parametrize("intent", [Intent.OPERATOR, Intent.ERASE])
def test_the_word_to_text_is_understood(read, intent, language):
    assert read(word_to_text(intent, read_wording(language)), language=language).intent is intent


@pytest.mark.parametrize("language", UNDERSTOOD)
def test_the_example_given_is_understood(read, language):
    told = read_wording(language).say(EXAMPLE)
    example = told.rpartition(":")[2].strip(" .")
    request = read(example, language=language)
    assert request.needs == (Need.FOOD,)
    assert request.places[0].place.name == "Lyon"


@pytest.mark.parametrize("language", UNDERSTOOD)
def test_a_need_is_understood_under_the_name_we_give_it(read, language):
    names = {need: name_needs((need,), read_wording(language)) for need in Need}
    several = {need: name for need, name in names.items() if " " in name and "," not in name}
    read_as = {
        need: read(f"{name} Lyon", language=language).needs for need, name in several.items()
    }
    assert [need for need, needs in read_as.items() if need not in needs] == []


@pytest.mark.parametrize("language", UNDERSTOOD)
@pytest.mark.parametrize("text", ["+", "1", "3"])
def test_the_signs_offered_are_understood(read, text, language):
    expected = Intent.MORE if text == "+" else Intent.CHOICE
    assert read(text, language=language).intent is expected
