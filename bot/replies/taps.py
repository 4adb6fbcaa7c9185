"""What can be chosen with a thumb on WhatsApp: the same choices that the words offer by number."""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.outcomes import (
    AskLanguage,
    AskStill,
    AskVisit,
    AskWhat,
    AskWhich,
    AskWrong,
    Menu,
    NotUnderstood,
    Outcome,
)
from bot.replies.endings import say_human
from bot.replies.fitting import shorten
from bot.replies.names import NEEDS, word_to_text
from bot.replies.places import name_place_apart
from bot.replies.wording import Wording
from bot.understanding.request import Intent
from bot.understanding.tokens import QUESTION
from conversations.texts import Button, Outgoing, Row
from directory.needs import Need
from directory.places import Candidate

# WhatsApp's limits for a list, and for quick replies.
MOST_ROWS = 10
ROW_LETTERS = 24
BUTTONS = 3
BUTTON_LETTERS = 20

Numbered = AskStill | AskLanguage | AskVisit | AskWrong
"""Questions whose answers stand behind them, each with its number: «1 yes, 2 elsewhere»."""
ANSWER = re.compile(r"(\d) ([^\d,،፣，]+)")


def with_choices(text: Outgoing, outcome: Outcome, wording: Wording) -> Outgoing:
    """The text with buttons or a list to choose from, where its words offer choices."""
    if isinstance(outcome, Numbered):
        rows = tuple(_rows_of_answers(text.body))
        if len(rows) <= BUTTONS:
            taps = (Button(shorten(row.label, BUTTON_LETTERS), row.sends) for row in rows)
            return replace(text, buttons=tuple(taps))
    else:
        rows = tuple(_rows(outcome, wording))
    if not rows:
        return text
    human = (Row(button.label, button.sends) for button in _human(text, wording))
    # Translators: the button under a WhatsApp message that opens a list to choose from.
    return replace(text, rows=(*rows, *human)[:MOST_ROWS], opens=wording.say("Choose"))


def with_human(text: Outgoing, wording: Wording) -> Outgoing:
    """The text with a button for a human, where its words name the one to text."""
    if text.rows or len(text.buttons) >= BUTTONS:
        return text
    return replace(text, buttons=(*text.buttons, *_human(text, wording)))


def _human(text: Outgoing, wording: Wording) -> tuple[Button, ...]:
    said = say_human(wording)
    word = word_to_text(Intent.OPERATOR, wording)
    return (Button(word, word),) if said and said in text.body else ()


def _rows_of_answers(body: str) -> Iterator[Row]:
    *_, answers = QUESTION.split(body)
    for number, answer in ANSWER.findall(answers):
        yield Row(shorten(answer.strip(), ROW_LETTERS), number)


def _rows(outcome: Outcome, wording: Wording) -> Iterator[Row]:
    match outcome:
        case AskWhat() | Menu():
            return _rows_of_needs(outcome.choices, wording)
        case NotUnderstood() if not (outcome.times % 2 or outcome.is_listed):
            return _rows_of_needs(outcome.choices, wording)
        case AskWhich():
            return _rows_of_places(outcome.candidates)
        case _:
            return iter(())


def _rows_of_needs(needs: tuple[Need, ...], wording: Wording) -> Iterator[Row]:
    for number, need in enumerate(needs, 1):
        yield Row(shorten(wording.say_in("need", NEEDS[need]), ROW_LETTERS), str(number))


def _rows_of_places(candidates: tuple[Candidate, ...]) -> Iterator[Row]:
    for number, candidate in enumerate(candidates, 1):
        apart = name_place_apart(candidate.place)
        if len(apart) <= ROW_LETTERS:
            yield Row(apart, str(number))
        else:  # two rows may then be called alike, but for their numbers
            name = shorten(f"{number} {candidate.place.name}", ROW_LETTERS)
            yield Row(name, str(number), apart)
