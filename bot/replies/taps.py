"""What can be chosen with a thumb on WhatsApp: the same choices that the words offer by number."""

from collections.abc import Iterator
from dataclasses import replace

from bot.outcomes import AskWhat, AskWhich, Menu, NotUnderstood, Outcome
from bot.replies.fitting import shorten
from bot.replies.names import NEEDS
from bot.replies.places import name_place_apart
from bot.replies.wording import Wording
from conversations.texts import Outgoing, Row
from directory.needs import Need
from directory.places import Candidate

# WhatsApp's limits for a list.
MOST_ROWS = 10
ROW_LETTERS = 24


def with_rows(text: Outgoing, outcome: Outcome, wording: Wording) -> Outgoing:
    """The text with a list to choose from, where it offers choices by number."""
    rows = tuple(_rows(outcome, wording))[:MOST_ROWS]
    # Translators: the button under a WhatsApp message that opens a list to choose from.
    return replace(text, rows=rows, opens=wording.say("Choose")) if rows else text


def _rows(outcome: Outcome, wording: Wording) -> Iterator[Row]:
    match outcome:
        case AskWhat() | Menu():
            return _rows_of_needs(outcome.choices, wording)
        case NotUnderstood() if outcome.times > 1:
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
