"""Whether the language of the country is offered, to whom, and how often."""

import pytest

from bot.replies.questions import offer_tongue
from bot.replies.wording import languages, read_wording


@pytest.mark.parametrize("language", languages())
def test_the_word_to_text_for_a_language_is_understood(language, read):
    word = offer_tongue(read_wording(language)).rpartition(" ")[2]
    if language == "ht":  # its name has two words
        word = "KREYÒL AYISYEN"
    if language == "zh":
        word = "中文"
    assert read(word).speak == language
