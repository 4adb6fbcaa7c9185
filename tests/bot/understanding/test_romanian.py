"""Romanian texts as people send them, with their accents and without, and what they mean."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("unde se da mancare calda in Lyon", "food", "Lyon"),
    ("n-am mancat nimic de ieri, sunt la Marsilia", "food", "Marseille"),
    ("copiii mei sunt flamanzi, stam in Grenoble", "food", "Grenoble"),
    ("unde gasim o cantina sociala in Strasbourg", "food", "Strasbourg"),
    ("vreau si eu o supa calda langa gara din Rennes", "food", "Rennes"),
    ("pamperși și lapte pentru bebe în Toulouse", "groceries", "Toulouse"),
    ("pachete cu alimente pt familie in Nantes", "groceries", "Nantes"),
    ("apa de baut in Nice", "water", "Nice"),
    ("ne-au dat afara din casa, suntem in Bobigny cu doi copii", "shelter", "Bobigny"),
    ("caut un pat pentru noapte in Lille", "shelter", "Lille"),
    ("dormim în mașină la Montpellier", "shelter", "Montpellier"),
    ("n-am unde sta, ajung la Dijon", "shelter", "Dijon"),
    ("caut garsoniera de inchiriat in Bordeaux", "housing", "Bordeaux"),
    ("ne evacueaza proprietarul, locuim in Montreuil", "housing", "Montreuil"),
    ("unde pot face dus gratis in Paris 12", "shower", "Paris 12"),
    ("vreau sa ma spal, sunt in Tours", "shower", "Tours"),
    ("o toaleta publica langa gare de lyon", "toilets", "Gare de Lyon"),
    ("unde imi pot spala hainele in Perpignan", "laundry", "Perpignan"),
    ("sapun si absorbante in Rouen", "hygiene", "Rouen"),
    ("unde ma tund gratis in Nancy", "haircut", "Nancy"),
    ("am nevoie de ghete 43 si o geaca in Reims", "clothing", "Reims"),
    ("pături și haine groase la Saint-Denis", "clothing", "Saint-Denis"),
    ("unde pot lasa bagajele cateva ore in Marsilia", "luggage", "Marseille"),
    ("un loc cald unde sa stau jos in Metz", "rest", "Metz"),
    ("ma doare spatele si n-am asigurare, Lyon", "health", "Lyon"),
    ("doctor pentru fetita mea cu febra, in Ivry", "health", "Ivry-sur-Seine"),
    ("mă doare o măsea, sunt în Angers", "dentist", "Angers"),
    ("vreau sa vorbesc cu un psiholog in Paris", "mental_health", "Paris"),
    ("vreau să mă las de băut, stau în Caen", "addiction", "Caen"),
    ("unde fac test hiv gratuit in Nice", "sexual_health", "Nice"),
    ("sunt gravida, unde fac ecografie in Lille", "pregnancy", "Lille"),
    ("vreau sa dau copiii la scoala in Bobigny", "family", "Bobigny"),
    ("avocat pentru acte in Toulouse", "legal", "Toulouse"),
    ("patronul nu m-a platit, sunt in Avignon", "legal", "Avignon"),
    ("n-am adresa, unde primesc scrisori in Creteil", "address", "Créteil"),
    ("asistenta sociala care vorbeste romana in Lyon", "social_worker", "Lyon"),
    ("cine ma ajuta sa completez un formular in Nanterre", "paperwork", "Nanterre"),
    ("nu pot plati chiria in Grenoble", "money", "Grenoble"),
    ("caut de lucru la cules de capsuni langa Perpignan", "job", "Perpignan"),
    ("vreau să învăț franceza în Nantes", "language_course", "Nantes"),
    ("calculator cu internet in Lille", "digital", "Lille"),
    ("unde incarc telefonul la gare du nord", "phone", "Gare du Nord"),
    ("n-am bani de bilet de autobuz, Rennes", "transport", "Rennes"),
    ("cainele meu e bolnav, veterinar in Nice", "animals", "Nice"),
    ("unde jucam fotbal duminica in Lyon", "activities", "Lyon"),
    ("haine si dus in Strasbourg", "clothing shower", "Strasbourg"),
    ("nu am nevoie de mancare, doar de un dus in Lyon", "shower", "Lyon"),
    ("nu vreau sa mai dorm pe strada in Lyon", "shelter", "Lyon"),
    ("vin din Bacau, am ajuns la Bordeaux si caut un pat", "shelter", "Bordeaux"),
]
ASKED_OF_THE_BOT = [
    ("mai trimiteti-mi o data, am sters mesajul din greseala", Wish.AGAIN),
    ("nu e ceva mai aproape?", Wish.NEARER),
    ("la cat inchide?", Wish.HOURS),
    ("cum ajung acolo", Wish.WAY),
    ("a venit salvarea, sunt bine", Wish.SAFE),
    ("nu sunt in siguranta", None),
    ("cine imi citeste mesajele", Wish.PRIVACY),
    ("imi trebuie acte?", Wish.PAPERS),
    ("nu raspunde nimeni la 115", Wish.BUSY),
]
SAID_OF_A_PLACE = [
    ("am fost la 2 si e inchis", Remark.CLOSED),
    ("mi-au spus ca nu mai sunt locuri", Remark.FULL),
    ("nu ne-au lasat sa intram", Remark.REFUSED),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "ro"
    assert " ".join(sorted(request.needs)) == needs
    assert request.places[0].place.name == place


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("un pat pentru diseară", "tonight"),
        ("unde dorm la noapte", "tonight"),
        ("cina maine seara", "tomorrow_evening"),
        ("dus mâine dimineață", "tomorrow_morning"),
        ("doctor poimaine", "after_tomorrow"),
        ("mancare vineri la pranz", "friday_noon"),
        ("avocat luni dimineata", "monday_morning"),
        ("masa la ora 13", "hour:13"),
        ("mancare la 8 seara", "hour:20"),
        ("haine in weekend", "saturday"),
        ("vreau sa mananc acum", "now"),
    ],
)
def test_a_moment_is_read(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("sunt femeie singura, caut adapost", "woman"),
        ("eu si sotia cautam un pat", "couple"),
        ("am 16 ani, sunt cursuri?", "minor"),
        ("nevasta mea e gravida", "pregnant"),
        ("mancare pentru bunica mea de 80 de ani", "elderly"),
        ("primiti caini la adapost? am un catel", "animal"),
        ("sunt in scaun cu rotile", "wheelchair"),
        ("nu am acte, exista doctor?", "undocumented"),
        ("am cerut azil", "refugee"),
        ("sunt student la universitate", "student"),
        ("baiatul meu are 5 ani", "family"),
        ("bebelusul de 7 luni tuseste", "family"),
        ("sunt lesbiana", "lgbt"),
    ],
)
def test_who_asks_is_read(read, text, audience):
    assert audience in read(text).audiences


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("vreau sa mor", "suicide"),
        ("nu mai am pentru ce trai", "suicide"),
        ("m-am saturat de viata", "suicide"),
        ("ma arunc in fata trenului", "suicide"),
        ("le-ar fi mai bine fara mine", "suicide"),
        ("barbatul meu m-a batut iar", "violence"),
        ("m-au inchis in casa si mi-au luat pasapoartele", "violence"),
        ("patronul mi-a luat buletinul si nu ma lasa sa plec", "violence"),
        ("ma urmareste un barbat", "violence"),
        ("zice ca ma omoara daca plec", "violence"),
        ("prietenul meu nu respira", "medical"),
        ("a luat multe pastile si nu se trezeste", "medical"),
        ("mi s-a rupt apa si sunt singura", "medical"),
        ("a fost lovit de o masina, curge sange", "medical"),
        ("il doare in piept", "medical"),
        ("un domn a cazut pe strada si nu raspunde", "medical"),
        ("vecinul isi bate copiii", "child"),
        ("tata ma bate cand bea", "child"),
        ("am 15 ani si m-au dat afara de acasa", "child"),
        ("este un copil singur in gara", "child"),
    ],
)
def test_danger_is_heard(read, text, kind):
    request = read(text)

    assert request.danger == kind
    assert request.intent is Intent.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "mor de somn, un pat in Lyon",
        "sefu ma omoara daca intarzii",
        "am luat bataie la fotbal, exista dusuri?",
        "moare telefonul, o priza va rog",
        "sunt moarta de oboseala, unde pot sta jos",
        "nu vreau sa mai traiesc pe strada, caut chirie",
        "supradoza de fasole, alta mancare nu e?",
        "nu mai pot de durere de masea",
        "ma omoara maseaua, dentist in Metz",
        "fratele meu s-a sinucis anul trecut, exista grup de sprijin?",
        "ma bate soarele toata ziua, vreau apa",
    ],
)
def test_a_way_of_speaking_is_no_danger(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("buna ziua", Intent.GREETING),
        ("salut ce faci", Intent.GREETING),
        ("multumesc din suflet", Intent.THANKS),
        ("mersi mult frate", Intent.THANKS),
        ("mai sunt si altele?", Intent.MORE),
        ("alta adresa", Intent.MORE),
        ("ajutor", Intent.MENU),
        ("ce poti face?", Intent.MENU),
        ("dati-mi un om real", Intent.OPERATOR),
        ("nu-mi mai trimiteti mesaje", Intent.STOP),
        ("vreau sa primesc din nou mesaje", Intent.START),
        ("stergeti toate datele mele", Intent.ERASE),
        ("am fost si este inchis", Intent.REPORT),
        ("al doilea", Intent.CHOICE),
        ("felicitari ai fost selectat, da click pe link", Intent.OTHER),
        ("te iubesc iubirea mea", Intent.OTHER),
        ("du-te dracului", Intent.OTHER),
    ],
)
def test_what_is_wanted_of_us_is_known(read, text, intent):
    assert read(text).intent is intent


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
