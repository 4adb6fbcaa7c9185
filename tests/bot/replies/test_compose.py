"""Every outcome, in every language, on both channels, is a text that a person can use."""

import re

import pytest

from bot.outcomes import Found, Help, How, Introduced, Outcome, Waiting
from bot.replies import compose, languages
from bot.replies.fitting import SEGMENTS, WHATSAPP_LETTERS
from bot.understanding.request import Danger
from conversations.segments import fold_to_gsm, pack
from conversations.team import NOBODY, Presence
from conversations.texts import Channel, Encoding, Outgoing
from directory.drafts import Conditions
from tests.outcomes import (
    MORNING,
    NIGHT,
    OPENS_LATER,
    OUTCOMES,
    PAID_REFUGE,
    REFUGE,
    WOMEN_S_REFUGE,
    at,
    make_found,
    make_result,
)

LANGUAGES = languages()
SMS, WHATSAPP = Channel.SMS, Channel.WHATSAPP

every_outcome = pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES.keys())
every_language = pytest.mark.parametrize("language", LANGUAGES)
every_channel = pytest.mark.parametrize("channel", Channel)


def said(outcome: Outcome, language: str = "fr", channel: Channel = SMS) -> Outgoing:
    (text,) = compose((outcome,), language, channel, NIGHT)
    return text


def test_french_english_and_arabic_are_spoken() -> None:
    assert {"fr", "en", "ar"} <= set(LANGUAGES)


@every_outcome
@every_language
def test_an_sms_is_counted_and_within_its_budget(outcome: Outcome, language: str) -> None:
    text = said(outcome, language)
    packed = pack(text.body)
    assert (text.encoding, text.segments) == (packed.encoding, packed.segments)
    assert packed.segments <= (2 if isinstance(outcome, Help) else SEGMENTS[packed.encoding])


@every_outcome
@every_language
def test_whatsapp_has_no_segments_and_at_most_three_buttons(
    outcome: Outcome, language: str
) -> None:
    text = said(outcome, language, WHATSAPP)
    assert (text.encoding, text.segments) == (None, None)
    assert len(text.body) <= WHATSAPP_LETTERS
    assert len(text.buttons) <= 3
    assert all(0 < len(button.label) <= 20 for button in text.buttons)


@every_outcome
@every_language
@every_channel
def test_a_text_is_whole(outcome: Outcome, language: str, channel: Channel) -> None:
    body = said(outcome, language, channel).body
    assert body.strip() == body
    assert not re.search(r"[{}]|None|  |\n\n\n|^$", body)


@every_outcome
def test_french_by_sms_costs_no_more_than_gsm(outcome: Outcome) -> None:
    text = said(outcome, "fr")
    assert text.segments == pack(fold_to_gsm(text.body)).segments


def test_a_language_without_words_is_answered_in_english() -> None:
    assert said(OUTCOMES["thanks"], "xx") == said(OUTCOMES["thanks"], "en")


def test_danger_is_a_text_of_its_own_before_the_answer() -> None:
    danger, answer = compose((Help(Danger.SUICIDE, "FR"), make_found(REFUGE)), "fr", SMS, NIGHT)
    assert "3114" in danger.body
    assert "Halte" in answer.body


def test_the_first_text_of_the_night() -> None:
    text = said(make_found(REFUGE, WOMEN_S_REFUGE, PAID_REFUGE, more=True))
    assert text.body == (
        "115 : lit, aide d'urgence, gratuit 24h/24\n"
        "Près de Paris 18 :\n"
        "1 Halte de nuit exemple, jusqu'à 8h\n"
        "12 rue de l'Esquisse, place par le 115\n"
        "2 Abri de nuit exemple, jusqu'à 8h\n"
        "3 impasse du Brouillon, femmes seulement\n"
        "3 Centre exemple, jusqu'à 8h\n"
        "47 avenue du Spécimen, sur RDV, 1 €\n"
        "1 2 3 : détails, + : suite"
    )
    assert text.segments == 2


@every_language
@every_channel
def test_a_bed_in_france_begins_with_115(language: str, channel: Channel) -> None:
    body = said(make_found(REFUGE), language, channel).body
    assert body.index("115") < body.index("Halte")


@every_language
@every_channel
@pytest.mark.parametrize("name", ["nothing open", "nothing known"])
def test_nothing_open_still_gives_115(language: str, channel: Channel, name: str) -> None:
    assert "115" in said(OUTCOMES[name], language, channel).body


@pytest.mark.parametrize("country", ["AD", "ES", "BE"])
def test_numbers_of_france_stay_in_france(country: str) -> None:
    body = said(make_found(REFUGE, country=country)).body
    assert not re.search(r"\b(115|3114|3919|114)\b", body)


def test_nothing_open_says_so_before_what_opens_next() -> None:
    lines = said(make_found(later=(OPENS_LATER,))).body.splitlines()
    assert lines[0].startswith("Rien d'ouvert maintenant près de Paris 18")
    assert lines[1].startswith("115")
    assert lines[2].startswith("Dites où vous etes")
    assert "ouvre 18h30-20h" in lines[3]
    assert lines[-1] == "Parler à quelqu'un : HUMAIN"


def test_what_opens_later_fills_a_short_list() -> None:
    text = said(make_found(REFUGE, later=(OPENS_LATER,)))
    assert text.services == (REFUGE.id, OPENS_LATER.id)


def test_the_services_named_are_those_that_were_kept() -> None:
    results = [make_result(n, address=f"{n} avenue du Général-Imaginaire-{'x' * 40}")
               for n in (1, 2, 3)]  # fmt: skip
    text = said(make_found(*results))
    assert text.services == ("example:1", "example:2")
    assert "+" in text.body


def test_numbers_go_on_from_page_to_page() -> None:
    body = said(make_found(REFUGE, PAID_REFUGE, first=7)).body
    assert "7 Halte" in body
    assert "8 Centre" in body
    assert "7 8" in body


def test_whatsapp_offers_the_first_results_and_more() -> None:
    text = said(OUTCOMES["beds in Paris 18"], "fr", WHATSAPP)
    assert [button.sends for button in text.buttons] == ["1", "2", "+"]
    assert text.buttons[0].label == "1 Halte de nuit"
    assert "*1. Halte de nuit (exemple)*" in text.body


def test_whatsapp_bold_is_not_broken_by_a_name() -> None:
    text = said(make_found(make_result(name="La *Petite* _Halte_")), "fr", WHATSAPP)
    assert "*1. La Petite Halte*" in text.body


@pytest.mark.parametrize("channel", Channel)
def test_arabic_by_sms_has_no_invisible_marks(channel: Channel) -> None:
    body = said(OUTCOMES["beds in Paris 18"], "ar", channel).body
    assert ("\u2066" in body) is (channel is WHATSAPP)


def test_arabic_names_and_addresses_have_lines_of_their_own_by_sms() -> None:
    arabic, latin = re.compile(r"[\u0600-\u06ff]"), re.compile(r"[A-Za-z]{2}")
    noted = PAID_REFUGE._replace(conditions=Conditions(note="sans papiers", price="1 € le lit"))
    body = said(make_found(REFUGE, noted), "ar").body
    assert "12 rue de l'Esquisse" in body
    assert "sans papiers, 1 € le lit" in body
    listed = [line for line in body.splitlines() if "Paris 18" not in line]
    assert not [line for line in listed if arabic.search(line) and latin.search(line)]


@every_language
def test_a_human_is_never_promised_when_nobody_is_there(language: str) -> None:
    promised = said(Waiting("FR", Presence(staffed=True)), language).body
    alone = said(Waiting("FR", NOBODY), language).body
    assert "115" in alone
    assert "112" in alone
    assert not set(promised.splitlines()[:1]) & set(alone.splitlines())


@every_language
@pytest.mark.parametrize("danger", Danger)
def test_danger_again_is_said_shorter_and_otherwise(language: str, danger: Danger) -> None:
    first = said(Help(danger, "FR"), language).body
    again = said(Help(danger, "FR", How.AGAIN), language).body
    assert len(again) < len(first)
    assert not set(again.splitlines()) & set(first.splitlines())
    assert set(re.findall(r"\d{2,}", again)) <= set(re.findall(r"\d{2,}", first))


@every_language
def test_erasing_says_nothing_of_the_subject(language: str) -> None:
    body = said(OUTCOMES["erase"], language).body
    assert not re.search(r"\d|Solitexto", body)


def test_a_search_tomorrow_says_the_day() -> None:
    assert "demain jusqu'à 12h" in said(OUTCOMES["tomorrow"]).body


def test_what_opens_later_today_says_from_when() -> None:
    soon = make_result(opens_at=at(19), closes_at=at(20, 30))
    (text,) = compose((make_found(soon),), "en", SMS, MORNING)
    assert "19:00-20:30" in text.body


def test_families_are_told_to_speak_of_the_children() -> None:
    family = OUTCOMES["nothing for a family with a dog"]
    assert isinstance(family, Found)
    body = said(make_found(REFUGE, audiences=family.audiences)).body
    assert "enfants" in body
    assert "animaux : à demander" in body
    assert "accès fauteuil inconnu" in body


@every_language
def test_who_answers_is_told_in_one_segment_or_two_of_a_costly_alphabet(language: str) -> None:
    text = said(Introduced(human=True), language)
    assert text.segments is not None
    assert text.segments <= (1 if text.encoding is Encoding.GSM7 else 2), text.body
