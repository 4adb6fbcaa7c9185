"""Catalan texts as people send them, from Girona to Valencia and Perpignan, and what they mean."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("on donen de menjar avui a Figueres?", "food", "Figueres"),
    ("no hem sopat i som cinc, algú fa entrepans a Lleida", "food", "Lleida"),
    ("on puc minjar calent a perpinya", "food", "Perpignan"),
    ("necessite esmorzar, estic en Tarragona", "food", "Tarragona"),
    ("bolquers i llet per al meu nadó a Olot", "groceries", "Olot"),
    ("un lot d'aliments per la família, visc a Mataró", "groceries", "Mataró"),
    ("una font per omplir la cantimplora a Girona", "water", "Girona"),
    ("m'han fet fora de casa i no tinc on anar, soc a Vic", "shelter", "Vic"),
    ("hi ha plaça a l'alberg de Terrassa?", "shelter", "Terrassa"),
    ("dormo al cotxe amb la dona a Salou", "shelter", "Salou"),
    ("ens volen desnonar, vivim a Sabadell", "housing", "Sabadell"),
    ("busque un pis de lloguer barat a Manresa", "housing", "Manresa"),
    ("on em puc dutxar a barcelona", "shower", "Barcelona"),
    ("rentar-me i afaitar-me a Reus", "haircut shower", "Reus"),
    ("un lavabo públic prop de plaça catalunya", "toilets", "Plaça de Catalunya"),
    ("on poso una rentadora a la Seu d'Urgell", "laundry", "La Seu d'Urgell"),
    ("compreses i raspall de dents a Figueres", "hygiene", "Figueres"),
    ("qui em talla els cabells gratis a Girona", "haircut", "Girona"),
    ("em calen sabates del 44 i mitjons, soc a Lleida", "clothing", "Lleida"),
    ("flassades i sac de dormir a Andorra la Vella", "clothing", "Andorra la Vella"),
    ("deixar la motxilla unes hores a Barcelona Sants", "luggage", "Barcelona Sants"),
    ("un lloc calentet per seure a Perpinyà", "rest", "Perpignan"),
    ("estic malalt i no tinc targeta sanitària, Escaldes", "health", "Escaldes-Engordany"),
    ("em fa mal l'esquena, quin metge em visita a Montpeller", "health", "Montpellier"),
    ("em fan mal els queixals, dentista barat a Mollet", "dentist", None),
    ("psicòloga gratis a Badalona", "mental_health", "Badalona"),
    ("vull deixar de beure, Granollers", "addiction", "Granollers"),
    ("pastilla de l'endemà a Figueres", "sexual_health", "Figueres"),
    ("llevadora per la meva dona a Encamp", "pregnancy", "Encamp"),
    ("llar d'infants per als meus fills a Salt", "family", "Salt"),
    ("demanar asil, advocat a Barcelona", "legal", "Barcelona"),
    ("m'he d'empadronar i no tinc casa, Badalona", "address", "Badalona"),
    ("treballadora social a Tortosa", "social_worker", "Tortosa"),
    ("ajuda amb uns papers de la caf a Ceret", "paperwork", "Céret"),
    ("no podem pagar el lloguer a Igualada", "money", "Igualada"),
    ("busco feina de cambrer a Andorra la Vella", "job", "Andorra la Vella"),
    ("classes de català per principiants a Manresa", "language_course", "Manresa"),
    ("un ordinador amb internet a Puigcerdà", "digital", "Puigcerdà"),
    ("on puc endollar el mòbil a Figueres", "phone", "Figueres"),
    ("no tinc per al bitllet de tren, Girona", "transport", "Girona"),
    ("el meu gos coixeja, veterinari a Reus", "animals", "Reus"),
    ("on juguen a futbol els dissabtes a Lleida", "activities", "Lleida"),
    ("roba neta i dutxa a Tarragona", "clothing shower", "Tarragona"),
    ("no cal menjar, només una dutxa a Vic", "shower", "Vic"),
    ("no vull dormir al carrer a Lleida", "shelter", "Lleida"),
    ("vinc de València, soc a Barcelona i busco llit", "shelter", "Barcelona"),
    (
        "Bon dia, em sap greu molestar. Fa un mes que vaig plegar de l'obra i abans vivia a "
        "Sabadell amb un cosí, però ens vam barallar. Ara soc a Girona, tinc la roba molla de la "
        "pluja i cap lloc on rentar-la. Em podeu dir on hi ha una bugaderia?",
        "clothing laundry",
        "Girona",
    ),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "ca"
    assert " ".join(sorted(request.needs)) == needs
    assert place is None or request.places[0].place.name == place


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("llit per avui a la nit", "tonight"),
        ("sopar demà al vespre", "tomorrow_evening"),
        ("dutxa demà de bon matí", "tomorrow_morning"),
        ("metge demà passat", "after_tomorrow"),
        ("menjador dimecres al migdia", "wednesday_noon"),
        ("dinar a les 13", "hour:13"),
        ("sopar a les 8 del vespre", "hour:20"),
        ("roba aquest cap de setmana", "saturday"),
        ("menjar ara mateix", "now"),
    ],
)
def test_a_moment_is_read(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("soc una dona sola, busco sostre", "woman"),
        ("som parella i busquem llit", "couple"),
        ("tinc setze anys, hi ha classes?", "minor"),
        ("la meva dona està embarassada", "pregnant"),
        ("dinar per a la meva àvia de 79 anys", "elderly"),
        ("accepten gossos a l'alberg?", "animal"),
        ("vaig amb cadira de rodes", "wheelchair"),
        ("no tinc papers, metge?", "undocumented"),
        ("soc refugiada", "refugee"),
        ("soc estudiant", "student"),
        ("el meu fill té 3 anys", "family"),
        ("soc lesbiana", "lgbt"),
    ],
)
def test_who_asks_is_read(read, text, audience):
    assert audience in read(text).audiences


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("em vull matar", "suicide"),
        ("estic cansada de viure", "suicide"),
        ("tothom estaria millor sense mi", "suicide"),
        ("em penso tirar al tren", "suicide"),
        ("el meu xicot m'ha pegat un altre cop", "violence"),
        ("em tenen tancada en un pis i no em deixen sortir", "violence"),
        ("l'amo m'ha pres el passaport", "violence"),
        ("un home em segueix i tinc por", "violence"),
        ("diu que em matarà si marxo", "violence"),
        ("el meu company no respira", "medical"),
        ("s'ha pres totes les pastilles i no es desperta", "medical"),
        ("he trencat aigües i soc sola", "medical"),
        ("li fa mal el pit", "medical"),
        ("el veí pega als seus fills", "child"),
        ("el meu padrastre em toca", "child"),
        ("tinc 15 anys i m'han fet fora de casa", "child"),
        ("hi ha un nen tot sol a l'estació", "child"),
    ],
)
def test_danger_is_heard(read, text, kind):
    request = read(text)

    assert request.danger == kind
    assert request.intent is Intent.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "em moro de son, un llit a Reus sisplau",
        "la profe em mata si arribo tard, bus a Girona?",
        "quina pallissa al futbol jaja, dutxes?",
        "se'm mor el mòbil, un endoll",
        "estic morta de cansament, on puc seure",
        "ja no vull viure al carrer, ajuda amb un pis",
        "sobredosi de llenties, res més per menjar?",
        "no aguanto més el mal de queixal",
        "matem el temps a la biblioteca?",
        "el meu germà es va suïcidar, hi ha grup de suport?",
    ],
)
def test_a_way_of_speaking_is_no_danger(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("bona tarda", Intent.GREETING),
        ("bon vespre", Intent.GREETING),
        ("mil gràcies, molt amable", Intent.THANKS),
        ("n'hi ha més?", Intent.MORE),
        ("un altre lloc", Intent.MORE),
        ("ajuda", Intent.MENU),
        ("què pots fer?", Intent.MENU),
        ("vull parlar amb una persona de veritat", Intent.OPERATOR),
        ("no m'envieu més missatges", Intent.STOP),
        ("vull tornar a rebre els missatges", Intent.START),
        ("esborreu les meves dades", Intent.ERASE),
        ("hi he anat i està tancat", Intent.REPORT),
        ("el segon", Intent.CHOICE),
        ("felicitats has guanyat un premi, fes clic", Intent.OTHER),
        ("t'estimo amor meu", Intent.OTHER),
        ("vés a la merda", Intent.OTHER),
    ],
)
def test_what_is_wanted_of_us_is_known(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("m'ho pots repetir?", Wish.AGAIN),
        ("el mateix que ahir", Wish.SAME),
        ("és massa lluny", Wish.NEARER),
        ("en una altra ciutat", Wish.ELSEWHERE),
        ("a quina hora tanquen?", Wish.HOURS),
        ("com hi arribo?", Wish.WAY),
        ("demanen papers?", Wish.PAPERS),
        ("qui llegeix els meus missatges?", Wish.PRIVACY),
        ("falsa alarma, ja estic bé", Wish.SAFE),
        ("no estic bé", None),
        ("ningú contesta al 115", Wish.BUSY),
        ("la meva dona només parla àrab", Wish.OTHER_SPEAKS),
    ],
)
def test_what_else_is_asked_is_heard(read, text, wish):
    assert read(text, language="ca").wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("hi he anat i està ple", Remark.FULL),
        ("NO M'HAN DEIXAT", Remark.REFUSED),
        ("s'han traslladat", Remark.MOVED),
        ("TANCAT", Remark.CLOSED),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text, language="ca").remark is remark


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("no serveixo per a res", "mental_health"),
        ("ajuda per a animals a Perpinyà", "animals"),
    ],
)
def test_a_few_words_are_enough_for_a_need(read, text, need):
    assert read(text, language="ca").needs == (need,)


def test_an_age_said_short_is_one_and_a_time_is_not(read):
    assert "minor" in read("noia 15 anys sola a Lyon").audiences
    assert "minor" not in read("fa 5 anys sol al carrer").audiences
