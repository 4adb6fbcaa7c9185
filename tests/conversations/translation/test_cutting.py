"""Numbers, hours, phones, addresses, links and entries are never in a machine's hands."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.translation.careful import CarefulTranslator, find_fault
from conversations.translation.cutting import (
    cut_blocks,
    cut_values,
    digits,
    mark_entry,
    put_back,
    shield,
    unmark,
)
from conversations.translation.errors import MachineDiedError, NoModelError, TextTooLongError
from conversations.translation.rendering import NUMBERS_DIFFER, TOO_LONG
from tests.conversations.translation.machines import FakeMachine

VALUES = {
    "number": "115",
    "phone": "01 99 00 12 34",
    "phone abroad": "+33 6 39 98 00 01",
    "hour": "18h30",
    "hour apart": "18 h 30",
    "English hour": "6.30 pm",
    "opening": "9h-12h, 14h-18h",
    "day of the month": "12/03",
    "price": "3,50 €",
    "ordinal": "2ème",
    "web address": "https://exemple.fr/aide?x=1",
    "site": "www.exemple.fr",
    "e-mail": "aide@exemple.org",
    "address": "12 rue des Lilas, 75018 Paris",
    "address with bis": "3 bis, rue du Général de Gaulle",
    "address in small letters": "12 rue des lilas",
    "street without a number": "place de la République",
    "Catalan address": "Carrer de Sants 12",
    "Spanish address": "Calle Mayor, 3",
    "English address": "12 Baker Street",
    "German address": "Hauptstraße 5",
    "Arabic digits": "٣",
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_value_is_cut_out_whole(value: str) -> None:
    kept = [piece.text for piece in cut_values(f"venez {value} svp") if piece.kept]
    assert kept == [value]


@pytest.mark.parametrize(
    "text",
    ["il y a de la place pour vous", "passez le pont demain", "en route pour la gare", "Bonjour !"],
)
def test_words_are_left_to_the_machine(text: str) -> None:
    assert [piece.kept for piece in cut_values(text)] == [False]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("我有2个孩子在巴黎", ["2"]),
        ("عندي 3أطفال و4", ["3", "4"]),
        ("j'ai 3enfants et covid19", ["3", "19"]),
        ("у меня 2 детей, 18:30", ["2", "18:30"]),
    ],
    ids=["Chinese", "Arabic", "joined words", "Russian"],
)
def test_words_around_a_number_are_left_to_the_machine(text: str, kept: list[str]) -> None:
    assert [piece.text for piece in cut_values(text) if piece.kept] == kept


def test_sign_that_ends_a_sentence_is_not_of_the_link_before_it() -> None:
    pieces = cut_values("Voir www.exemple.fr/aide. Merci")
    assert [piece.text for piece in pieces] == ["Voir ", "www.exemple.fr/aide", ". Merci"]


@settings(deadline=None)
@given(st.text(max_size=300))
def test_pieces_put_together_are_the_text(text: str) -> None:
    blocks = cut_blocks(text)
    again = "".join("".join(piece.text for piece in cut_values(block.text)) for block in blocks)
    assert again == unmark(text)


@settings(deadline=None)
@given(st.text(alphabet="abc ,.0123456789h:/+-\n€é", max_size=120))
def test_no_digit_is_left_to_the_machine(text: str) -> None:
    assert not any(digits(piece.text) for piece in cut_values(text) if not piece.kept)


def test_stand_ins_that_change_places_are_noticed() -> None:
    pieces = cut_values("Venez à 18h30 au 3")
    assert put_back(pieces, "Come at 41 to 42") == "Come at 18h30 to 3"
    assert put_back(pieces, "To 42 come at 41") is None


def test_stand_ins_in_other_digits_are_found() -> None:
    assert put_back(cut_values("à 18h30"), "في ٤١") == "في 18h30"


def test_too_many_values_are_not_stood_in_for() -> None:
    many = cut_values(" a ".join(map(str, range(100))))
    assert shield(many) is None


# ------------------------------------------------------------------ the whole translator


def translated(text: str, machine: FakeMachine) -> str:
    return CarefulTranslator(machine).translate(text, "fr", "ar").text


def test_values_come_back_in_their_places() -> None:
    text = "Venez à 18h30 au 12 rue des Lilas, tél 01 99 00 12 34.\nMerci"
    assert translated(text, FakeMachine()) == (
        "VENEZ À 18h30 AU 12 rue des Lilas, TÉL 01 99 00 12 34.\nMERCI"
    )


def test_machine_never_sees_a_value() -> None:
    machine = FakeMachine()
    translated("Appelez le 01 99 00 12 34 avant 18h, www.exemple.fr", machine)
    assert machine.asked == ["Appelez le 41 avant 42"]


def test_entry_is_kept_as_it_was_inserted() -> None:
    entry = "Accueil de jour (exemple)\n12 rue des Lilas\n9h-17h, pas le dimanche"
    machine = FakeMachine()
    said = translated(f"Allez ici :\n{mark_entry(entry)}\nBonne chance", machine)
    assert said == f"ALLEZ ICI :\n{entry}\nBONNE CHANCE"
    assert machine.asked == ["Allez ici :", "Bonne chance"]


def test_line_of_values_alone_is_not_translated() -> None:
    machine = FakeMachine()
    assert translated("01 99 00 12 34\n18h - 20h", machine) == "01 99 00 12 34\n18h - 20h"
    assert machine.asked == []


def lose_numbers(text: str) -> str:
    return "".join(sign for sign in text if not sign.isdigit())


def test_machine_that_loses_numbers_gets_the_words_alone() -> None:
    machine = FakeMachine(say=lose_numbers)
    assert translated("Venez à 18h30 demain", machine) == "Venez à 18h30 demain"
    assert machine.asked == ["Venez à 41 demain", "Venez à", "demain"]


def test_digits_that_the_machine_adds_hold_the_text_back() -> None:
    machine = FakeMachine(say=lambda text: text.replace("deux", "2"))
    rendering = CarefulTranslator(machine).translate("deux repas", "fr", "ar")
    assert rendering.fault == NUMBERS_DIFFER


def test_machine_that_repeats_itself_is_noticed() -> None:
    assert find_fault("Bonjour", "salut " * 50) == TOO_LONG


MACHINES = {
    "faithful": str.upper,
    "backwards": lambda text: text[::-1],
    "loses digits": lose_numbers,
    "Arabic digits": lambda text: text.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "adds a digit": lambda text: text + " 7",
    "repeats": lambda text: f"{text} {text}",
    "swaps": lambda text: text.replace("41", "x").replace("42", "41").replace("x", "42"),
}
WORDS = st.sampled_from(
    ["venez", "demain", "à", "le", "ou", "gare", "merci", ".", ",", "?", *VALUES.values()]
)


@pytest.mark.parametrize("say", MACHINES.values(), ids=MACHINES.keys())
@settings(deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=12))
def test_digits_are_the_same_or_the_text_is_held(say, words: list[str]) -> None:
    text = " ".join(words)
    rendering = CarefulTranslator(FakeMachine(say=say)).translate(text, "fr", "ar")
    assert rendering.fault or digits(rendering.text) == digits(text)


@pytest.mark.parametrize("say", MACHINES.values(), ids=MACHINES.keys())
@settings(deadline=None)
@given(words=st.lists(WORDS, min_size=1, max_size=12))
def test_each_value_is_there_or_the_text_is_held(say, words: list[str]) -> None:
    text = " ".join(words)
    rendering = CarefulTranslator(FakeMachine(say=say)).translate(text, "fr", "ar")
    values = [piece.text for piece in cut_values(text) if piece.kept]
    assert rendering.fault or all(value in rendering.text for value in values)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_machine_that_repeats_each_word_faithfully_changes_nothing(text: str) -> None:
    machine = FakeMachine(say=lambda said: said)
    assert translated(text, machine) == unmark(text)


def test_nothing_for_a_text_is_an_error_not_a_gap() -> None:
    with pytest.raises(MachineDiedError):
        translated("Bonjour", FakeMachine(say=lambda _text: ""))


def test_missing_way_is_told() -> None:
    with pytest.raises(NoModelError):
        CarefulTranslator(FakeMachine()).translate("Bonjour", "fr", "ps")


def test_huge_paste_is_refused() -> None:
    with pytest.raises(TextTooLongError):
        translated("mot " * 2000, FakeMachine())
