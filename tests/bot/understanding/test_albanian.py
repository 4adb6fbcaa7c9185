"""Albanian texts as people send them, from Albania and Kosovo."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

SEARCHES = [
    ("kam uri, ku ka ushqim në Lyon", "food", "Lyon"),
    ("ku mund te hame darke falas ne Marseille", "food", "Marseille"),
    ("nuk kemi ku te flejme jemi ne Paris", "shelter", "Paris"),
    ("me nxoren nga shtepia, strehim ne Lille", "shelter", "Lille"),
    ("dua të bëj dush në Toulouse", "shower", "Toulouse"),
    ("ku i laj rrobat, te laj rrobat ne Bordeaux", "laundry", "Bordeaux"),
    ("kepuce dhe xhup per dimer ne Grenoble", "clothing", "Grenoble"),
    ("pelena dhe qumësht për bebe në Nantes", "groceries", "Nantes"),
    ("kam nevoje per doktor ne Metz", "health", "Metz"),
    ("me dhemb dhembi ne Rennes", "dentist", "Rennes"),
    ("avokat për leje qëndrimi në Strasbourg", "legal", "Strasbourg"),
    ("azil ne Mulhouse, ndihme juridike", "legal", "Mulhouse"),
    ("adresë postare në Paris", "address", "Paris"),
    ("punonjes social ne Lyon", "social_worker", "Lyon"),
    ("ku ta karikoj telefonin në Dijon", "phone", "Dijon"),
    ("kurs frengjisht falas ne Nancy", "language_course", "Nancy"),
    ("dua metadon ne Marseille", "addiction", "Marseille"),
    ("tualet publik në Paris", "toilets", "Paris"),
    ("nuk dua ushqim, vetem dush ne Lyon", "shower", "Lyon"),
    ("jam nga Prishtina, tani jemi ne Lille, dua batanije", "clothing", "Lille"),
]
DANGERS = [
    ("dua te vdes", "suicide"),
    ("jeta nuk ka kuptim, do vras veten", "suicide"),
    ("burri më rrahu prapë", "violence"),
    ("ndihmë jam në rrezik", "violence"),
    ("ma mori pasaportën dhe nuk më lë të dal", "violence"),
    ("nena ra pa ndjenja", "medical"),
    ("gruaja po lind, ambulancë", "medical"),
    ("fqinji rreh fëmijët", "child"),
    ("jam 15 vjec dhe jam vetem ne rruge", "child"),
]
JOKES = [
    "vdiqa së qeshuri",
    "telefoni vdiq",
    "po vdes urie",
    "gruaja do më vrasë nëse vonohem",
    "po vras kohën në stacion",
    "nuk dua të vdes",
]
SAID = [
    ("mirëdita", Intent.GREETING),
    ("shumë faleminderit", Intent.THANKS),
    ("dua të flas me një njeri të vërtetë", Intent.OPERATOR),
    ("fshi gjithçka", Intent.ERASE),
    ("adresa të tjera", Intent.MORE),
    ("mos me shkruani", Intent.STOP),
    ("kush jeni", Intent.MENU),
    ("adresa eshte gabim", Intent.REPORT),
    ("keni fituar një çmim, klikoni këtu", Intent.OTHER),
]
AUDIENCES = [
    ("jam me femije, ku te fle", "family"),
    ("jam shtatzene, dua mjek", "pregnant"),
    ("kam nje qen, ku te fle", "animal"),
    ("jam pa dokumente, dua mjek", "undocumented"),
]
MOMENTS = [
    ("ku te fle sonte", "tonight"),
    ("ushqim nesër në mëngjes", "tomorrow_morning"),
    ("dush te henen", "monday"),
    ("ushqim tani", "now"),
]

WISHES = [
    ("dërgoje edhe një herë adresën", Wish.AGAIN),
    ("eshte shume larg, dicka me afer", Wish.NEARER),
    ("në një qytet tjetër", Wish.ELSEWHERE),
    ("deri ne cfare ore", Wish.HOURS),
    ("si shkoj atje", Wish.WAY),
    ("tani jam në vend të sigurt", Wish.SAFE),
    ("nuk jam e sigurt", None),
    ("a duhen dokumente", Wish.PAPERS),
    ("po", Wish.YES),
    ("jo", Wish.NO),
]
REMARKS = [
    ("MBYLLUR", Remark.CLOSED),
    ("thanë që është plot", Remark.FULL),
    ("REFUZUAN", Remark.REFUSED),
    ("hyra", Remark.GOT_IN),
]


@pytest.mark.parametrize(("text", "needs", "place"), SEARCHES, ids=[row[0] for row in SEARCHES])
def test_what_is_sought_and_where_is_read(read, text, needs, place):
    request = read(text)
    assert request.language == "sq"
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
    assert read(text, language="sq").intent is intent


@pytest.mark.parametrize(("text", "audience"), AUDIENCES, ids=[row[0] for row in AUDIENCES])
def test_who_asks_is_read(read, text, audience):
    assert audience in [str(one) for one in read(text).audiences]


@pytest.mark.parametrize(("text", "moment"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_the_moment_is_read(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(("text", "wish"), WISHES, ids=[row[0] for row in WISHES])
def test_what_else_is_asked_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(("text", "remark"), REMARKS, ids=[row[0] for row in REMARKS])
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark
