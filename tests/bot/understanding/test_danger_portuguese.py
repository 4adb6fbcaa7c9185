"""Danger in Portuguese said indirectly, and ordinary texts that come near it."""

import pytest

from bot.understanding.request import Danger

IN_DANGER = [
    ("to na plataforma o proximo trem é o meu", Danger.SUICIDE),
    ("quero ir ficar com meu bebe que morreu", Danger.SUICIDE),
    ("minha irmã deixou um bilhete e foi pro rio", Danger.SUICIDE),
    ("to tão vazio que não quero abrir os olhos amanhã", Danger.SUICIDE),
    ("não me salvem", Danger.SUICIDE),
    ("abri o gas e fechei as janelas", Danger.SUICIDE),
    ("uma voz fala pra eu pular", Danger.SUICIDE),
    ("hoje eu faço, já me despedi do meu cachorro", Danger.SUICIDE),
    ("o pai do meu filho me jogou da escada", Danger.VIOLENCE),
    ("acabei de levar um soco e arrancaram minha bolsa", Danger.VIOLENCE),
    ("um estranho entrou na minha barraca e me tocou", Danger.VIOLENCE),
    ("tão esperando la fora com barras de ferro", Danger.VIOLENCE),
    ("ele disse que vai jogar gasolina em mim", Danger.VIOLENCE),
    ("meu ex ameaça meus pais", Danger.VIOLENCE),
    ("fico presa num apartamento e ele pega o dinheiro dos clientes", Danger.VIOLENCE),
    ("o segurança me sufocou", Danger.VIOLENCE),
    ("levou pancada na cabeça e fala coisa sem sentido", Danger.MEDICAL),
    ("minha avó caiu e não consegue levantar", Danger.MEDICAL),
    ("um caminhão passou em cima do pé dele", Danger.MEDICAL),
    ("a pequena engoliu uma pilha", Danger.MEDICAL),
    ("vejo dobrado e metade da cara dormente", Danger.MEDICAL),
    ("ela ta sem pulso", Danger.MEDICAL),
    ("acho que tive uma overdose", Danger.MEDICAL),
    ("ciclista caído inconsciente", Danger.MEDICAL),
    ("temos 12 e 14 anos e tamos perdidos na estação", Danger.CHILD),
    ("minha mãe não me da comida e me bate tenho 10", Danger.CHILD),
    ("meu aluno chega com marcas roxas toda segunda", Danger.CHILD),
    ("o vizinho grita com os filhos e ouço pancadas", Danger.CHILD),
    ("um bebe trancado no carro no sol", Danger.CHILD),
    ("tenho 16 to gravida na rua", Danger.CHILD),
    ("um homem filma menininhas na piscina", Danger.CHILD),
    ("minha filha de 13 não voltou pra casa desde ontem", Danger.CHILD),
]

SAFE = [
    "meu celular ta acabando onde carregar",
    "to congelando preciso cobertor",
    "notebook pifou onde imprimir",
    "vizinhos barulhentos lugar calmo",
    "torci o tornozelo preciso medico",
    "meu filho de 12 quer fazer judo",
    "doei sangue hoje cedo",
    "o sol ta batendo forte fonte de agua",
    "ajuda pra pagar o enterro da minha mãe",
    "peguei um resfriado medico",
    "gravida de 5 meses onde comer",
    "eu e meu namorado buscamos abrigo",
    "meu cunhado morreu ano passado",
    "curso de primeiros socorros",
    "minha filha chega da escola com fome",
    "durmo no carro com meus filhos abrigo",
    "to sozinha com meu filho de 3 anos na rua",
    "meu filho perdeu a mochila",
    "o abrigo não me deixa entrar com cachorro",
    "dor de barriga medico",
    "que horas é o próximo trem pra lyon",
    "minha filha anda descalça preciso sapato",
    "tomo pilula anticoncepcional onde tem",
]


@pytest.mark.parametrize(("text", "danger"), IN_DANGER, ids=[text for text, _ in IN_DANGER])
def test_danger_is_read(read, text, danger):
    assert read(text).danger is danger


@pytest.mark.parametrize("text", SAFE)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None
