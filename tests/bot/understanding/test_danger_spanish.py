"""Danger in Spanish said indirectly, and ordinary texts that come near it."""

import pytest

from bot.understanding.request import Danger

IN_DANGER = [
    ("cual es la forma mas facil de morir", Danger.SUICIDE),
    ("mañana ya no me van a encontrar", Danger.SUICIDE),
    ("estoy en el puente pensando en acabar", Danger.SUICIDE),
    ("mi hermana se encerro con una cuchilla", Danger.SUICIDE),
    ("dejenme morir en paz", Danger.SUICIDE),
    ("ya no me queda nada en este mundo", Danger.SUICIDE),
    ("cada noche rezo para no despertar", Danger.SUICIDE),
    ("mi amigo mando un mensaje de adios y apago el cel", Danger.SUICIDE),
    ("ya lo intente antes esta vez si lo logro", Danger.SUICIDE),
    ("soy basura no merezco estar vivo", Danger.SUICIDE),
    ("voy a hacerme algo esta noche", Danger.SUICIDE),
    ("quiero estar con mi mamá en el cielo", Danger.SUICIDE),
    ("mi tio amenaza con matarme si no vuelvo", Danger.VIOLENCE),
    ("me jala del pelo y me tira al piso", Danger.VIOLENCE),
    ("el casero entra a mi cuarto y me manosea", Danger.VIOLENCE),
    ("tres tipos me acorralaron en el parking", Danger.VIOLENCE),
    ("quemaron nuestra carpa", Danger.VIOLENCE),
    ("le estan dando patadas a un señor frente a la estacion", Danger.VIOLENCE),
    ("me rompio el brazo ayer", Danger.VIOLENCE),
    ("mi novio me ahorco anoche", Danger.VIOLENCE),
    ("el coyote nos tiene encerrados y pide dinero", Danger.VIOLENCE),
    ("me escape y mi padrote me busca", Danger.VIOLENCE),
    ("no me deja tener telefono ni hablar con nadie", Danger.VIOLENCE),
    ("me drogaron y cuando desperte estaba sin ropa", Danger.VIOLENCE),
    ("se inyecto y ahora ronca raro y no contesta", Danger.MEDICAL),
    ("mi bebe de 2 meses esta flojito y con mucha fiebre", Danger.MEDICAL),
    ("siento que me aplastan el pecho y sudo frio", Danger.MEDICAL),
    ("mi abuelo no siente la mitad del cuerpo", Danger.MEDICAL),
    ("lo atropello un coche y se le ve el hueso", Danger.MEDICAL),
    ("la niña comio veneno de ratas", Danger.MEDICAL),
    ("le sale espuma de la boca", Danger.MEDICAL),
    ("soy diabetico sin insulina y estoy mareado", Danger.MEDICAL),
    ("una señora mayor congelada casi no respira", Danger.MEDICAL),
    ("se cayo al rio y no sabe nadar", Danger.MEDICAL),
    ("tengo contracciones cada 3 minutos", Danger.MEDICAL),
    ("le clavaron algo en la panza y sale mucha sangre", Danger.MEDICAL),
    ("tengo 10 años y mi mama no se despierta", Danger.CHILD),
    ("tengo 17 vine solo de guinea y duermo bajo un puente", Danger.CHILD),
    ("el vecino encierra a su hijo y le da con el cinturon", Danger.CHILD),
    ("mi entrenador me pide fotos desnuda tengo 14", Danger.CHILD),
    ("mi hermano mayor me toca, no le digan a nadie tengo 11", Danger.CHILD),
    ("encontre un bebe en una bolsa", Danger.CHILD),
    ("mi mama se fue hace 3 dias estoy con mi hermanito sin comida tengo 13 años", Danger.CHILD),
    ("una niña de 8 durmiendo sola en la estacion", Danger.CHILD),
    ("un hombre metio a una niña a la fuerza en una furgoneta", Danger.CHILD),
    ("mi papa llega borracho y nos pega", Danger.CHILD),
    ("me botaron de la casa tengo 16", Danger.CHILD),
    ("un señor obliga a una chica de 14 a acostarse con hombres", Danger.CHILD),
]

SAFE = [
    "se me rompieron los lentes",
    "el examen me mato",
    "los precios me tienen ahorcado, ayuda en lyon",
    "mi abuela tuvo un derrame hace dos años",
    "gimnasio de boxeo para pegarle al saco",
    "tomo mis pastillas con comida",
    "donde donar sangre",
    "curso de primeros auxilios",
    "perdi a mi madre hace un año",
    "mis hijos saltan en la cama todo el dia jaja",
    "perdi mi pasaporte",
    "huimos de la guerra somos 5",
    "embarazada de 7 meses necesito ginecologa",
    "tengo dos niños y no tengo donde dormir",
    "camine un monton me matan los zapatos",
    "era adicto busco grupo de apoyo",
    "hace un calor de muerte, agua en niza",
    "me duele la muela me muero",
    "el wifi se muere a cada rato",
    "mi hija tiene 16 y necesita escuela",
    "me estoy ahogando en papeleo",
    "me rompio el corazon",
    "pegue una etiqueta en mi mochila",
    "la pelicula trata de un suicidio",
    "me caigo de sueño cama en pau",
    "mis hijos y yo dormimos en el coche, albergue en lyon",
    "estoy sola con mi niño de 3 años en la calle",
    "mi bebe llora de hambre leche",
    "mi hijo perdio su mochila",
    "necesito cuchillas de afeitar y jabon",
    "el albergue no me deja entrar con mi perro",
    "no me deja entrar la pagina web",
    "me duele el estomago medico",
    "el señor no contesta al telefono",
    "próximo tren a lyon a que hora",
    "mi niña camina descalza zapatos",
    "me tira el pelo de feo, peluquero gratis",
    "dolor de cabeza me muero, farmacia",
]


@pytest.mark.parametrize(("text", "danger"), IN_DANGER, ids=[text for text, _ in IN_DANGER])
def test_danger_is_read(read, text, danger):
    assert read(text).danger is danger


@pytest.mark.parametrize("text", SAFE)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None
