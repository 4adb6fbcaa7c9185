"""Polish texts as people send them, for the essentials."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("gdzie rozdają jedzenie w montpellier", "food", "Montpellier"),
    ("pampersy i mleko dla dziecka tuluza", "groceries", "Toulouse"),
    ("nie mam gdzie spać dziś w nocy, bordeaux", "shelter", "Bordeaux"),
    ("prysznic i pranie w nicei", "laundry shower", "Nice"),
    ("gdzie jest toaleta w lyonie", "toilets", "Lyon"),
    ("szukam zimowej kurtki i butów lille", "clothing", "Lille"),
    ("jestem chory, lekarz bez ubezpieczenia w marsylii", "health", "Marseille"),
    ("boli mnie zab, dentysta w grenoble", "dentist", "Grenoble"),
    ("gdzie naladowac telefon w nantes", "phone", "Nantes"),
    ("szukam pracy w strasburgu", "job", "Strasbourg"),
    ("prawnik od azylu w nantes", "legal", "Nantes"),
    ("pracownik socjalny w rennes", "social_worker", "Rennes"),
    ("kurs francuskiego w lyonie", "language_course", "Lyon"),
]
DANGERS = [
    ("mąż mnie pobił", "violence"),
    ("jestem w niebezpieczeństwie", "violence"),
    ("grozi mi nożem i nie wypuszcza mnie z domu", "violence"),
    ("nie chce mi się już żyć", "suicide"),
    ("skoczę z mostu", "suicide"),
    ("ojciec nie oddycha", "medical"),
    ("dużo krwi, wezwijcie karetkę", "medical"),
    ("ojczym bije dzieci", "child"),
    ("mam 15 lat i nie mam dokąd pójść", "child"),
]
HARMLESS = [
    ("umieram z głodu", "food"),
    ("telefon mi umarł, gdzie jest gniazdko", "phone"),
    ("nie chcę już żyć na ulicy, szukam noclegowni", "shelter"),
]
SAID_TO_THE_BOT = [
    ("dziękuję bardzo za pomoc", Intent.THANKS),
    ("dzień dobry", Intent.GREETING),
    ("usuńcie moje dane", Intent.ERASE),
    ("chcę porozmawiać z człowiekiem", Intent.OPERATOR),
    ("więcej", Intent.MORE),
    ("wygrałeś samochód", Intent.OTHER),
]
WHEN = [
    ("prysznic jutro rano", "tomorrow_morning"),
    ("jedzenie dziś wieczorem", "tonight"),
    ("obiad w niedzielę", "sunday"),
]
WHO = [
    ("nocleg dla kobiety z dwójką dzieci", "family woman"),
    ("jestem w ciąży, szukam lekarza", "pregnant"),
    ("jestem uchodźcą, prawnik", "refugee"),
]

WISHES = [
    ("wyślijcie jeszcze raz adres", Wish.AGAIN),
    ("za daleko jest coś bliżej", Wish.NEARER),
    ("w innym mieście", Wish.ELSEWHERE),
    ("do ktorej otwarte", Wish.HOURS),
    ("jak tam dojechać", Wish.WAY),
    ("jestem już bezpieczna", Wish.SAFE),
    ("nie jestem bezpieczna", None),
    ("czy trzeba mieć dokumenty", Wish.PAPERS),
    ("tak", Wish.YES),
    ("nie", Wish.NO),
]
REMARKS = [
    ("ZAMKNIETE", Remark.CLOSED),
    ("nie było już miejsc", Remark.FULL),
    ("nie wpuścili mnie", Remark.REFUSED),
    ("udało się wejść", Remark.GOT_IN),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "pl"
    assert " ".join(sorted(request.needs)) == needs
    assert request.places[0].place.name == place


@pytest.mark.parametrize(("text", "kind"), DANGERS, ids=[text for text, _ in DANGERS])
def test_danger_is_heard(read, text, kind):
    request = read(text)

    assert request.intent is Intent.CRISIS
    assert request.danger == kind


@pytest.mark.parametrize(("text", "needs"), HARMLESS, ids=[text for text, _ in HARMLESS])
def test_what_only_sounds_like_danger_is_none(read, text, needs):
    request = read(text)

    assert request.danger is None
    assert " ".join(sorted(request.needs)) == needs


@pytest.mark.parametrize(
    ("text", "intent"), SAID_TO_THE_BOT, ids=[text for text, _ in SAID_TO_THE_BOT]
)
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(("text", "moment"), WHEN, ids=[text for text, _ in WHEN])
def test_the_moment_is_read(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(("text", "audiences"), WHO, ids=[text for text, _ in WHO])
def test_who_asks_is_read(read, text, audiences):
    assert " ".join(sorted(read(text).audiences)) == audiences


@pytest.mark.parametrize(("text", "wish"), WISHES, ids=[row[0] for row in WISHES])
def test_what_else_is_asked_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(("text", "remark"), REMARKS, ids=[row[0] for row in REMARKS])
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark
