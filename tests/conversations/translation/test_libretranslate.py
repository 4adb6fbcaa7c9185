"""A LibreTranslate server, stood in for over loopback HTTP: good, slow, busy, rude or broken."""

from collections.abc import Iterator

import pytest

from conversations.translation.careful import CarefulTranslator
from conversations.translation.errors import (
    BusyError,
    MachineDiedError,
    NoModelError,
    OutOfReachError,
    RefusedError,
    TextTooLongError,
    TooSlowError,
    TranslationError,
)
from conversations.translation.libretranslate import LibreMachine
from tests.conversations.translation.stand_in import Respond, Site, say, say_json, standing_in

LANGUAGES = [
    {"code": "fr", "name": "French", "targets": ["fr", "en", "zh-Hans"]},
    {"code": "en", "name": "English", "targets": ["en", "fr"]},
    {"code": "zh-Hans", "name": "Chinese", "targets": ["fr"]},
]


@pytest.fixture
def site() -> Iterator[Site]:
    with standing_in() as site:
        site.pages["/languages"] = say_json(LANGUAGES)
        site.pages["/translate"] = say_json({"translatedText": ["Hello"]})
        yield site


def test_texts_are_sent_with_the_key_and_read(site: Site) -> None:
    machine = LibreMachine(site.address, "a-key")
    assert machine.convert(("Bonjour",), "fr", "en") == ("Hello",)
    assert site.asked == [
        (
            "/translate",
            {
                "q": ["Bonjour"], "source": "fr", "target": "en", "format": "text",
                "api_key": "a-key",
            },
        )
    ]  # fmt: skip


def test_ways_are_those_that_the_server_lists(site: Site) -> None:
    machine = LibreMachine(site.address)
    assert machine.pairs() == {("fr", "en"), ("fr", "zh"), ("en", "fr"), ("zh", "fr")}


def test_ways_are_not_asked_for_every_time(site: Site) -> None:
    machine = LibreMachine(site.address)
    machine.pairs()
    machine.pairs()
    assert len(site.asked) == 1


def test_chinese_is_asked_for_by_the_name_that_the_server_has(site: Site) -> None:
    machine = LibreMachine(site.address)
    machine.pairs()
    machine.convert(("Bonjour",), "fr", "zh")
    assert site.asked[-1][1]["target"] == "zh-Hans"


def test_server_that_never_answered_is_tried_anyway() -> None:
    machine = LibreMachine("http://127.0.0.1:9", patience=1)
    assert ("fr", "ar") in machine.pairs()
    assert ("fr", "ps") not in machine.pairs()
    with pytest.raises(OutOfReachError):
        CarefulTranslator(machine).translate("Bonjour", "fr", "ar")


FAILURES: dict[str, tuple[Respond, type[TranslationError]]] = {
    "key refused": (say_json({"error": "Invalid API key"}, 403), RefusedError),
    "key wanted": (say_json({"error": "Visit us to get an API key"}, 400), RefusedError),
    "busy": (say_json({"error": "Slowdown"}, 429), BusyError),
    "behind a proxy": (say(502, b"<html>Bad Gateway</html>"), BusyError),
    "language unknown": (say_json({"error": "ps is not supported"}, 400), NoModelError),
    "text too long": (say_json({"error": "request exceeds text limit"}, 400), TextTooLongError),
    "failure inside": (say_json({"error": "Cannot translate text"}, 500), MachineDiedError),
    "a web page": (say(200, b"<html>Welcome</html>"), MachineDiedError),
    "no text": (say_json({"translatedText": None}), MachineDiedError),
    "moved": (say(302, b"", Location="http://127.0.0.1:9/"), OutOfReachError),
    "cut": (say(200, b'{"translatedText": ["He', missing=50), MachineDiedError),
    "gone": (say(404, b""), OutOfReachError),
}


@pytest.mark.parametrize(("respond", "family"), FAILURES.values(), ids=FAILURES.keys())
def test_failure_has_its_family(
    site: Site, respond: Respond, family: type[TranslationError]
) -> None:
    site.pages["/translate"] = respond
    with pytest.raises(TranslationError) as told:
        LibreMachine(site.address).convert(("Bonjour",), "fr", "en")
    assert type(told.value) is family


@pytest.mark.parametrize("way", ["hang", "drip"])
def test_server_that_does_not_end_is_left(site: Site, way: str) -> None:
    site.pages["/translate"] = getattr(site, way)
    with pytest.raises(TooSlowError):
        LibreMachine(site.address, patience=0.3).convert(("Bonjour",), "fr", "en")


def test_error_holds_neither_text_nor_key(site: Site) -> None:
    site.pages["/translate"] = say_json({"error": "Bonjour is not supported"}, 400)
    machine = LibreMachine(site.address, "a-secret-key")
    with pytest.raises(NoModelError) as told:
        machine.convert(("Bonjour",), "fr", "en")
    assert "Bonjour" not in str(told.value)
    assert "a-secret-key" not in repr(machine) + str(told.value)


def test_fewer_answers_than_texts_are_not_taken(site: Site) -> None:
    with pytest.raises(MachineDiedError):
        CarefulTranslator(LibreMachine(site.address)).translate("Bonjour\nMerci", "fr", "en")
