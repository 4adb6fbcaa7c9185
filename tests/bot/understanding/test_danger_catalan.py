"""Danger in Catalan said indirectly, and ordinary texts that come near it."""

import pytest

from bot.understanding.request import Danger

IN_DANGER = [
    ("soc a l'andana el proper tren és el meu", Danger.SUICIDE),
    ("vull anar amb el meu fill mort", Danger.SUICIDE),
    ("la germana ha deixat una nota i ha anat al riu", Danger.SUICIDE),
    ("estic tan buit que no vull obrir els ulls demà", Danger.SUICIDE),
    ("no em salveu", Danger.SUICIDE),
    ("he obert el gas i tancat les finestres", Danger.SUICIDE),
    ("una veu em diu que salti", Danger.SUICIDE),
    ("aquesta nit ho faig, ja m'he acomiadat del gos", Danger.SUICIDE),
    ("el pare del meu fill m'ha llençat per l'escala", Danger.VIOLENCE),
    ("m'acaben de donar un cop de puny i robar la bossa", Danger.VIOLENCE),
    ("un desconegut ha entrat a la meva tenda i m'ha tocat", Danger.VIOLENCE),
    ("m'esperen fora amb barres de ferro", Danger.VIOLENCE),
    ("diu que em tirarà gasolina", Danger.VIOLENCE),
    ("l'ex amenaça els meus pares", Danger.VIOLENCE),
    ("em tenen en un pis i ell agafa els diners dels clients", Danger.VIOLENCE),
    ("el vigilant m'ha escanyat", Danger.VIOLENCE),
    ("cop al cap i diu coses sense sentit", Danger.MEDICAL),
    ("l'àvia ha caigut i no es pot aixecar", Danger.MEDICAL),
    ("un camió li ha passat per sobre del peu", Danger.MEDICAL),
    ("la petita s'ha empassat una pila", Danger.MEDICAL),
    ("hi veig doble i mitja cara adormida", Danger.MEDICAL),
    ("no té pols", Danger.MEDICAL),
    ("crec que tinc una sobredosi", Danger.MEDICAL),
    ("ciclista a terra inconscient", Danger.MEDICAL),
    ("tenim 12 i 14 anys i estem perduts a l'estació", Danger.CHILD),
    ("la mare no em dona menjar i em pega tinc 10 anys", Danger.CHILD),
    ("el meu alumne ve amb blaus cada dilluns", Danger.CHILD),
    ("el veí crida als fills i sento cops", Danger.CHILD),
    ("un nadó tancat al cotxe al sol", Danger.CHILD),
    ("tinc 16 anys estic embarassada al carrer", Danger.CHILD),
    ("un home grava nenes a la piscina", Danger.CHILD),
    ("la filla de 13 no ha tornat a casa des d'ahir", Danger.CHILD),
]

SAFE = [
    "el mòbil s'acaba on carregar",
    "estic glaçat vull una manta",
    "l'ordinador s'ha espatllat on imprimir",
    "veïns sorollosos un lloc tranquil",
    "m'he torçat el turmell metge",
    "el fill de 12 vol fer judo",
    "he donat sang aquest matí",
    "el sol pica molt una font",
    "ajuda per l'enterrament de la mare",
    "m'he constipat metge",
    "embarassada de 5 mesos on menjar",
    "jo i el meu xicot busquem sostre",
    "el cunyat va morir l'any passat",
    "curs de primers auxilis",
    "la filla surt de l'escola amb gana",
    "dormo al cotxe amb els fills alberg",
    "estic sola amb el meu fill al carrer",
    "el fill ha perdut la motxilla",
    "l'alberg no em deixa entrar amb el gos",
    "mal de panxa metge",
    "a quina hora és el proper tren a perpinyà",
    "la nena va descalça sabates",
]


@pytest.mark.parametrize(("text", "danger"), IN_DANGER, ids=[text for text, _ in IN_DANGER])
def test_danger_is_read(read, text, danger):
    assert read(text).danger is danger


@pytest.mark.parametrize("text", SAFE)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None
