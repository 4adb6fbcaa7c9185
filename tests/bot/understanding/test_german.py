"""German texts as people send them."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

SEARCHES = [
    ("Essen in der Nähe von Lyon", "food", "Lyon"),
    ("gibts in Mulhouse irgendwo ne warme Suppe", "food", "Mulhouse"),
    ("Suppenküche in Metz?", "food", "Metz"),
    ("ich bin obdachlos und will duschen in Colmar", "shower", "Colmar"),
    ("Notschlafstelle Nancy", "shelter", "Nancy"),
    ("wurde rausgeschmissen, wo kann ich in Lyon pennen", "shelter", "Lyon"),
    ("Windeln und Babymilch in Paris", "groceries", "Paris"),
    ("wo ist in Nizza ein Waschsalon für meine Klamotten", "laundry", "Nice"),
    ("Schlafsack und Winterjacke gesucht in Lille", "clothing", "Lille"),
    ("mein Zahn tut weh, Marseille", "dentist", "Marseille"),
    ("Arzt ohne Krankenversicherung in Toulouse", "health", "Toulouse"),
    ("Asylantrag, brauche Anwalt in Bordeaux", "legal", "Bordeaux"),
    ("Postadresse in Paris bekommen", "address", "Paris"),
    ("Sozialarbeiterin in Grenoble", "social_worker", "Grenoble"),
    ("Akku leer, Steckdose in Dijon", "phone", "Dijon"),
    ("saubere Nadeln in Lyon", "addiction", "Lyon"),
    ("Hebamme in Rennes", "pregnancy", "Rennes"),
    ("Französisch lernen in Nantes", "language_course", "Nantes"),
    ("Toiletten in Avignon", "toilets", "Avignon"),
    ("ich brauche kein Bett, nur was zu essen in Metz", "food", "Metz"),
    ("komme aus Hamburg, bin jetzt in Lille und suche einen Schlafplatz", "shelter", "Lille"),
]
DANGERS = [
    ("ich bring mich um", "suicide"),
    ("es hat alles keinen Sinn mehr, ich springe von der Brücke", "suicide"),
    ("mein Mann hat mich wieder geschlagen", "violence"),
    ("er lässt mich nicht raus und hat mir den Pass weggenommen", "violence"),
    ("mein Bruder ist bewusstlos", "medical"),
    ("meine Frau hat Wehen", "medical"),
    ("der Nachbar schlägt seine Kinder", "child"),
    ("bin 15 und von zu Hause weggelaufen", "child"),
]
JOKES = [
    "ich lach mich tot",
    "mein Akku ist tot",
    "ich sterbe vor Hunger",
    "mein Chef bringt mich um",
    "wir wurden beim Fußball geschlagen",
    "will nur die Zeit totschlagen",
]
SAID = [
    ("Hallo", Intent.GREETING),
    ("vielen Dank", Intent.THANKS),
    ("ich möchte mit einem echten Menschen sprechen", Intent.OPERATOR),
    ("bitte alle meine Daten löschen", Intent.ERASE),
    ("weitere Adressen", Intent.MORE),
    ("schreibt mir nicht mehr", Intent.STOP),
    ("Hilfe", Intent.MENU),
    ("die Adresse stimmt nicht", Intent.REPORT),
    ("Ihr Paket wartet, Zollgebühren zahlen", Intent.OTHER),
]
AUDIENCES = [
    ("meine Tochter und ich suchen ein Bett", "family"),
    ("ich bin schwanger und brauche einen Arzt", "pregnant"),
    ("Essen mit meinem Hund", "animal"),
    ("bin Flüchtling, brauche Anwalt", "refugee"),
]
MOMENTS = [
    ("heute Nacht ein Bett", "tonight"),
    ("Frühstück morgen früh", "tomorrow_morning"),
    ("Dusche am Montag", "monday"),
    ("Essen um 18 Uhr", "hour:18"),
]
ASKED_OF_THE_BOT = [
    ("bitte nochmal schicken, ich habe die Nachricht gelöscht", Wish.AGAIN),
    ("gibt es etwas Näheres? das ist zu weit weg", Wish.NEARER),
    ("bis wann ist es offen?", Wish.HOURS),
    ("wie komme ich dahin", Wish.WAY),
    ("der Notarzt ist da, es geht mir besser", Wish.SAFE),
    ("ich bin nicht in Sicherheit", None),
    ("wer liest meine Nachrichten?", Wish.PRIVACY),
    ("brauche ich einen Ausweis?", Wish.PAPERS),
    ("bei 115 geht keiner ran", Wish.BUSY),
]
SAID_OF_A_PLACE = [
    ("die Nummer 2 ist geschlossen", Remark.CLOSED),
    ("die sind voll", Remark.FULL),
    ("wir wurden weggeschickt", Remark.REFUSED),
]


@pytest.mark.parametrize(("text", "needs", "place"), SEARCHES, ids=[row[0] for row in SEARCHES])
def test_what_is_sought_and_where_is_read(read, text, needs, place):
    request = read(text)
    assert request.language == "de"
    assert " ".join(sorted(request.needs)) == needs
    assert (request.places[0].place.name if request.places else "") == place


@pytest.mark.parametrize(("text", "danger"), DANGERS, ids=[row[0] for row in DANGERS])
def test_danger_is_found(read, text, danger):
    assert read(text).danger == danger


@pytest.mark.parametrize("text", JOKES)
def test_a_manner_of_speaking_is_no_danger(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(("text", "intent"), SAID, ids=[row[0] for row in SAID])
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text, language="de").intent is intent


@pytest.mark.parametrize(("text", "audience"), AUDIENCES, ids=[row[0] for row in AUDIENCES])
def test_who_asks_is_read(read, text, audience):
    assert audience in [str(one) for one in read(text).audiences]


@pytest.mark.parametrize(("text", "moment"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_the_moment_is_read(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "wish"), ASKED_OF_THE_BOT, ids=[text for text, _ in ASKED_OF_THE_BOT]
)
def test_what_is_asked_of_the_bot_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(
    ("text", "remark"), SAID_OF_A_PLACE, ids=[text for text, _ in SAID_OF_A_PLACE]
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark
