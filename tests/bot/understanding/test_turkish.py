"""Turkish texts as people send them, with or without its own letters."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

SEARCHES = [
    ("Lyon'da bedava yemek nerede var", "food", "Lyon"),
    ("cok acim paris", "food", "Paris"),
    ("iki gündür bir şey yemedim Marsilya", "food", "Marseille"),
    ("Toulouse'da yatacak yer arıyoruz", "shelter", "Toulouse"),
    ("evden atildim disarida kaldim bordo", "shelter", "Bordeaux"),
    ("nerede duş alabilirim Lille", "shower", "Lille"),
    ("çamaşır yıkamak istiyorum Nantes", "laundry", "Nantes"),
    ("kışlık mont ve ayakkabı lazım Metz", "clothing", "Metz"),
    ("bebek bezi ve mama lazım Lyon", "groceries", "Lyon"),
    ("doktora gitmem lazım sigortam yok Rennes", "health", "Rennes"),
    ("disim agriyor dis doktoru Nancy", "dentist", "Nancy"),
    ("psikolog arıyorum Paris", "mental_health", "Paris"),
    ("iltica için avukat Strasbourg", "legal", "Strasbourg"),
    ("oturma izni için yardım Mulhouse", "legal", "Mulhouse"),
    ("mektuplarım için posta adresi Grenoble", "address", "Grenoble"),
    ("sosyal yardım görevlisi Lyon", "social_worker", "Lyon"),
    ("şarjım bitti priz nerede Dijon", "phone", "Dijon"),
    ("fransizca kursu ariyorum Lille", "language_course", "Lille"),
    ("iş arıyorum Paris", "job", "Paris"),
    ("eşyalarımı nereye bırakabilirim Paris", "luggage", "Paris"),
    ("yemek istemiyorum sadece duş lazım Lyon", "shower", "Lyon"),
]
DANGERS = [
    ("kendimi öldüreceğim", "suicide"),
    ("yasamaktan biktim artik", "suicide"),
    ("kocam bana vurdu", "violence"),
    ("tehlikedeyim yardım edin", "violence"),
    ("patron pasaportumu aldı vermiyor", "violence"),
    ("babam bayıldı uyanmıyor", "medical"),
    ("kalp krizi geçiriyor", "medical"),
    ("komşu çocukları dövüyor", "child"),
    ("16 yaşındayım evden kaçtım", "child"),
]
JOKES = [
    "gülmekten öldüm",
    "telefonum öldü",
    "annem beni öldürecek geç kalırsam",
    "yorgunluktan ölüyorum",
    "zaman öldürüyorum",
    "açlıktan öldüm yemek nerede",
]
SAID = [
    ("merhaba", Intent.GREETING),
    ("Allah razı olsun", Intent.THANKS),
    ("gerçek bir insanla konuşmak istiyorum", Intent.OPERATOR),
    ("her şeyi silin", Intent.ERASE),
    ("başka yer var mı", Intent.MORE),
    ("artık mesaj atmayın", Intent.STOP),
    ("siz kimsiniz", Intent.MENU),
    ("gittim kapalıydı", Intent.REPORT),
    ("tebrikler ödül kazandınız", Intent.OTHER),
]
AUDIENCES = [
    ("çocuklarımla kalacak yer lazım", "family"),
    ("hamileyim doktor lazım", "pregnant"),
    ("köpeğim var nerede kalabilirim", "animal"),
    ("mülteciyim avukat lazım", "refugee"),
]
MOMENTS = [
    ("bu gece yatacak yer", "tonight"),
    ("yarın yemek nerede", "tomorrow"),
    ("duş pazartesi", "monday"),
    ("şimdi açık yemek", "now"),
]

WISHES = [
    ("adresi tekrar gönderin", Wish.AGAIN),
    ("çok uzak daha yakın yok mu", Wish.NEARER),
    ("başka bir şehirde", Wish.ELSEWHERE),
    ("saat kaça kadar açık", Wish.HOURS),
    ("oraya nasıl giderim", Wish.WAY),
    ("artık güvendeyim", Wish.SAFE),
    ("güvende değilim", None),
    ("kimlik lazım mı", Wish.PAPERS),
    ("evet", Wish.YES),
    ("hayır", Wish.NO),
]
REMARKS = [
    ("KAPALI", Remark.CLOSED),
    ("gittim yer kalmamış", Remark.FULL),
    ("almadilar", Remark.REFUSED),
    ("girdik", Remark.GOT_IN),
]


@pytest.mark.parametrize(("text", "needs", "place"), SEARCHES, ids=[row[0] for row in SEARCHES])
def test_what_is_sought_and_where_is_read(read, text, needs, place):
    request = read(text)
    assert request.language == "tr"
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
    assert read(text, language="tr").intent is intent


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
