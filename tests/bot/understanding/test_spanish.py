"""Spanish texts as people send them, from Spain and from America, and what they mean."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("oiga dónde regalan almuerzo en Montpellier", "food", "Montpellier"),
    ("llevo desde ayer sin probar bocado, ando por Vallecas", "food", "Vallecas"),
    ("no emos cenado y somos cuatro, alguien da bocadillos en bilbao?", "food", "Bilbao"),
    ("kiero comer algo calentito en lyon", "food", "Lyon"),
    ("se me acabaron los panales y la leche pal bebe, perpignan", "groceries", "Perpignan"),
    ("banco de alimentos cerca de Irún", "groceries", "Irun"),
    ("donde lleno mi botella de agua en gerona", "water", "Girona"),
    ("me botaron de la casa con mis cosas, estoy en burdeos", "shelter", "Bordeaux"),
    ("hay algún albergue con plaza en Bayona", "shelter", "Bayonne"),
    ("nos quedamos en la calle con las maletas en marsella", "shelter", "Marseille"),
    ("dormimos en la furgoneta en Figueres y hace un frío horrible", "shelter", "Figueres"),
    ("el casero nos quiere desahuciar, vivimos en Tarragona", "housing", "Tarragona"),
    ("alquilan un cuarto barato en tolosa?", "housing", "Toulouse"),
    ("necesito bañarme, niza", "shower", "Nice"),
    ("regaderas publicas en paris 10", "shower", "Paris 10"),
    ("un baño publico por favor cerca de gare de lyon", "toilets", "Gare de Lyon"),
    ("donde pongo una lavadora barata en Nimes", "laundry", "Nîmes"),
    ("necesito toallas sanitarias y jabón en rennes", "hygiene", "Rennes"),
    ("corte de pelo gratis en nantes", "haircut", "Nantes"),
    ("busco chamarra y unos tenis talla 43 en estrasburgo", "clothing", "Strasbourg"),
    ("me regalan una cobija? avignon", "clothing", "Avignon"),
    ("guardar mis maletas unas horas en Marsella", "luggage", "Marseille"),
    ("un sitio calentito donde sentarme un rato en Marsella", "rest", "Marseille"),
    ("me duele la espalda y no tengo seguro medico, carcassonne", "health", "Carcassonne"),
    ("insulina para mi papa, somos de peru, estamos en Grenoble", "health", "Grenoble"),
    ("me duele una muela que no veas, pau", "dentist", "Pau"),
    ("hablar con una psicóloga en español en burdeos", "mental_health", "Bordeaux"),
    ("quiero dejar de tomar, ayuda en Béziers", "addiction", "Béziers"),
    ("pastilla del día después en Narbona", "sexual_health", "Narbonne"),
    ("busco matrona, estoy de 6 meses, en Andorra la Vella", "pregnancy", "Andorra la Vella"),
    ("colegio para mis hijos en Lleida", "family", "Lleida"),
    ("abogado para pedir asilo en paris", "legal", "Paris"),
    ("el patron no me paga, que hago, estoy en Avignon", "legal", "Avignon"),
    ("dónde puedo recibir cartas si no tengo casa, Montpellier", "address", "Montpellier"),
    ("trabajadora social que hable castellano en Perpiñán", "social_worker", "Perpignan"),
    ("alguien me ayude a llenar un formulario de la caf en nimes", "paperwork", "Nîmes"),
    ("no puedo pagar la luz, Hospitalet", "money", "L'Hospitalet de Llobregat"),
    ("busco chamba de lo que sea en tolosa de francia", "job", "Toulouse"),
    ("clases gratis de frances los martes en Bayona", "language_course", "Bayonne"),
    ("una compu con internet para mandar un correo en Marsella", "digital", "Marseille"),
    ("se me murio el celu, enchufe en la gare du nord?", "phone", "Gare du Nord"),
    ("no tengo para el pasaje de bus, Lérida", "transport", "Lleida"),
    ("mi perra esta enferma, veterinario gratis en gerona", "animals", "Girona"),
    ("donde juegan fútbol los domingos en Lyon", "activities", "Lyon"),
    ("duchas y ropa limpia en Figueras", "clothing shower", "Figueres"),
    ("no necesito comida, solo una ducha en Nantes", "shower", "Nantes"),
    ("ya no quiero dormir en la calle en Lyon", "shelter", "Lyon"),
    ("vengo de Sevilla, llegué hoy y busco cama en Toulouse", "shelter", "Toulouse"),
    (
        "Buenas, disculpe que moleste. Mi esposo trabajaba en la vendimia pero lo despidieron y el "
        "dueño nos pidió la habitación. Antes estábamos en Beziers. Ahora estamos en Narbona con "
        "la niña, que tiene fiebre desde el martes, y no sabemos a qué médico llevarla.",
        "health",
        "Narbonne",
    ),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "es"
    assert " ".join(sorted(request.needs)) == needs
    assert (request.places[0].place.name if request.places else None) == place


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("cama para hoy por la noche", "tonight"),
        ("comedor mañana al mediodía", "tomorrow_noon"),
        ("ducha mañana temprano", "tomorrow_morning"),
        ("cena pasado mañana", "after_tomorrow"),
        ("médico el lunes por la tarde", "monday_afternoon"),
        ("comida a las 13", "hour:13"),
        ("cenar a las 8 de la noche", "hour:20"),
        ("ropa este fin de semana", "saturday"),
        ("ahorita mismo donde como", "now"),
    ],
)
def test_a_moment_is_read(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("soy mujer y estoy sola, busco techo", "woman"),
        ("somos pareja sin hijos, cama?", "couple"),
        ("tengo 16 años y busco clases", "minor"),
        ("tengo diecisiete años, hay clases?", "minor"),
        ("mi señora esta embarazada", "pregnant"),
        ("ducha para mi abuela de 81 años", "elderly"),
        ("admiten perros en el albergue?", "animal"),
        ("voy en silla de ruedas", "wheelchair"),
        ("no tengo papeles, médico?", "undocumented"),
        ("soy solicitante de asilo", "refugee"),
        ("comida para estudiantes", "student"),
        ("mi hija tiene 4 años", "family"),
        ("soy una chica trans", "lgbt"),
    ],
)
def test_who_asks_is_read(read, text, audience):
    assert audience in read(text).audiences


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("me quiero matar", "suicide"),
        ("ya no le veo salida a nada, mejor la muerte", "suicide"),
        ("estoy cansada de vivir", "suicide"),
        ("todos estarían mejor sin mí", "suicide"),
        ("esta noche me tiro al tren", "suicide"),
        ("mi novio me pegó y tengo la cara hinchada", "violence"),
        ("me tienen encerrado en un piso y no me dejan salir", "violence"),
        ("el jefe se quedó con mi pasaporte y me obliga a trabajar", "violence"),
        ("unos tipos me siguen, tengo miedo", "violence"),
        ("mi marido dice que me va a matar si me voy", "violence"),
        ("me prometieron empleo y me acuesto obligada con clientes", "violence"),
        ("mi compañero no respira", "medical"),
        ("a mi abuelo se le puso la boca chueca y no puede hablar", "medical"),
        ("mi amigo tomó muchas pastillas y no despierta", "medical"),
        ("rompi aguas y no tengo como ir al hospital", "medical"),
        ("atropellaron a un señor y hay mucha sangre", "medical"),
        ("le duele el pecho y el brazo izquierdo", "medical"),
        ("la vecina golpea a sus niños", "child"),
        ("mi padrastro me toca por la noche", "child"),
        ("hay un bebe abandonado en la estación", "child"),
        ("tengo 15 años, me echaron y no tengo adonde ir", "child"),
        ("soy menor y duermo en la calle", "child"),
    ],
)
def test_danger_is_heard(read, text, kind):
    request = read(text)

    assert request.danger == kind
    assert request.intent is Intent.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "me muero de sueño, una cama en Lyon porfa",
        "mi jefe me mata si llego tarde, bus para Figueres?",
        "nos dieron una paliza en el partido jajaja, duchas?",
        "el móvil se me está muriendo, un enchufe",
        "estoy muerta de cansancio y busco donde sentarme",
        "ya no quiero vivir en la calle, ayuda con un piso",
        "sobredosis de lentejas, algo distinto de comer?",
        "no aguanto más el dolor de muelas",
        "me matas de risa",
        "mi madre no puede hablar francés, hay clases?",
        "me tomé una pastilla y el dolor sigue, dentista?",
        "mi hermano se suicidó el año pasado, busco un grupo de apoyo",
        "quiero matar el tiempo, hay biblioteca?",
        "me obligan a pedir cita por internet, donde hay ordenadores?",
    ],
)
def test_a_way_of_speaking_is_no_danger(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("buenas tardes", Intent.GREETING),
        ("hola qué tal", Intent.GREETING),
        ("mil gracias, dios los bendiga", Intent.THANKS),
        ("vale gracias", Intent.THANKS),
        ("¿hay otro sitio?", Intent.MORE),
        ("otra dirección", Intent.MORE),
        ("ayuda", Intent.MENU),
        ("¿qué puedes hacer?", Intent.MENU),
        ("páseme con una persona de verdad", Intent.OPERATOR),
        ("no me escriban más", Intent.STOP),
        ("quiero volver a recibir sus mensajes", Intent.START),
        ("borren todos mis datos", Intent.ERASE),
        ("fui y está cerrado", Intent.REPORT),
        ("la segunda", Intent.CHOICE),
        ("enhorabuena has sido elegido, haz clic para tu premio", Intent.OTHER),
        ("vendo moto poco uso", Intent.OTHER),
        ("te equivocaste? soy yo, nos vemos a las 8 mi amor", Intent.OTHER),
        ("hijo de puta", Intent.OTHER),
    ],
)
def test_what_is_wanted_of_us_is_known(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("¿me repite la dirección por favor?", Wish.AGAIN),
        ("lo mismo que ayer", Wish.SAME),
        ("está muy lejos, ¿algo más cerca?", Wish.NEARER),
        ("mejor en otra ciudad", Wish.ELSEWHERE),
        ("¿hasta qué hora está abierto?", Wish.HOURS),
        ("cómo se llega?", Wish.WAY),
        ("¿piden papeles?", Wish.PAPERS),
        ("quién lee mis mensajes", Wish.PRIVACY),
        ("ya llegó la ambulancia, estoy bien", Wish.SAFE),
        ("no me siento bien", None),
        ("no es lo que pedí", Wish.COMPLAINT),
        ("mi esposa solo habla árabe", Wish.OTHER_SPEAKS),
        ("¿qué derechos tengo?", Wish.BEYOND),
    ],
)
def test_what_else_is_asked_is_heard(read, text, wish):
    assert read(text, language="es").wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("me dijeron que ya no hay plazas", Remark.FULL),
        ("NO ME DEJARON", Remark.REFUSED),
        ("se mudaron hace un mes", Remark.MOVED),
        ("CERRADO", Remark.CLOSED),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text, language="es").remark is remark


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("no sirvo para nada", "mental_health"),
        ("busco ayuda contra la violencia en Lyon", "violence"),
    ],
)
def test_a_few_words_are_enough_for_a_need(read, text, need):
    assert read(text, language="es").needs == (need,)


def test_an_age_said_short_is_one_and_a_time_is_not(read):
    assert "minor" in read("chica 15 años sola en Lyon").audiences
    assert "minor" not in read("llevo 5 años solo en la calle").audiences
