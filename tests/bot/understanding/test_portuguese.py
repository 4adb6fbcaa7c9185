"""Portuguese texts as people send them, from Brazil, Portugal and Africa, and what they mean."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("oi gente alguem sabe onde dão marmita em lyon", "food", "Lyon"),
    ("há dois dias que não como nada, estou em Bordéus", "food", "Bordeaux"),
    ("onde posso almoçar sem pagar em Genebra", "food", "Geneva"),
    ("to com muita fome, marselha", "food", "Marseille"),
    ("sopa quente para 3 pessoas em Toulouse por favor", "food", "Toulouse"),
    ("cesta básica pra minha família em Nice", "groceries", "Nice"),
    ("acabaram as fraldas da bebé, moro em Créteil", "groceries", "Créteil"),
    ("onde encho a garrafa, água potável em Paris 10", "water", "Paris 10"),
    ("fomos despejados e não temos pra onde ir, Perpignan", "housing shelter", "Perpignan"),
    ("o senhorio pôs-me na rua com os miúdos em Champigny", "shelter", "Champigny-sur-Marne"),
    ("durmo no carro há uma semana em Nantes", "shelter", "Nantes"),
    ("procuro quarto barato para arrendar em Lyon", "housing", "Lyon"),
    ("recebi uma ordem de despejo, moro em Montreuil", "housing", "Montreuil"),
    ("onde tem chuveiro público em Estrasburgo", "shower", "Strasbourg"),
    ("duche gratis perto da gare du nord", "shower", "Gare du Nord"),
    ("tem banheiro público em Marselha?", "toilets", "Marseille"),
    ("lavandaria barata em Clermont-Ferrand", "laundry", "Clermont-Ferrand"),
    ("absorventes e sabonete em Lille", "hygiene", "Lille"),
    ("onde corto o cabelo de graça em Rennes", "haircut", "Rennes"),
    ("preciso de um casaco e sapatos 42 em Grenoble", "clothing", "Grenoble"),
    ("alguém doa cobertores em Paris 18", "clothing", "Paris 18"),
    ("deixar as malas por umas horas em Gare de Lyon", "luggage", "Gare de Lyon"),
    ("um lugar quentinho pra sentar em Tours", "rest", "Tours"),
    ("meu filho tá com febre e não temos seguro, Orléans", "health", "Orléans"),
    ("preciso de remédio pra pressão em Toulouse", "health", "Toulouse"),
    ("tou com uma dor de dentes horrível em Pau", "dentist", "Pau"),
    ("psicóloga que fale português em Paris 13", "mental_health", "Paris 13"),
    ("quero parar de beber, moro em Dijon", "addiction", "Dijon"),
    ("pílula do dia seguinte em Nice", "sexual_health", "Nice"),
    ("sou gestante de 5 meses, pré-natal em Lyon", "pregnancy", "Lyon"),
    ("creche para os meus filhos em Bayonne", "family", "Bayonne"),
    ("advogado pra pedir asilo em Paris", "legal", "Paris"),
    ("o patrão não me pagou, moro em Versailles", "legal", "Versailles"),
    ("preciso de um endereço pra receber cartas em Marselha", "address", "Marseille"),
    ("assistente social que fale português em Champigny", "social_worker", "Champigny-sur-Marne"),
    ("alguém que me ajude a preencher um formulário em Nanterre", "paperwork", "Nanterre"),
    ("não consigo pagar a luz em Orly", "money", "Orly"),
    ("procuro trampo na limpeza em Paris 15", "job", "Paris 15"),
    ("aulas de francês à noite em Saint-Denis", "language_course", "Saint-Denis"),
    ("um computador pra imprimir o currículo em Reims", "digital job", "Reims"),
    ("onde posso carregar o telemóvel em Andorra la Vella", "phone", "Andorra la Vella"),
    ("não tenho pra passagem de ônibus em Nantes", "transport", "Nantes"),
    ("meu cachorro tá doente, veterinário em Montpellier", "animals", "Montpellier"),
    ("onde jogar futebol aos domingos em Lille", "activities", "Lille"),
    ("roupa de bebé e fraldas em Villejuif", "clothing groceries", "Villejuif"),
    ("não preciso de comida, só de um duche em Lyon", "shower", "Lyon"),
    ("não quero dormir na rua outra vez, Lyon", "shelter", "Lyon"),
    ("vim de Lisboa, cheguei hoje e procuro cama em Bordéus", "shelter", "Bordeaux"),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "pt"
    assert " ".join(sorted(request.needs)) == needs
    assert request.places[0].place.name == place


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("cama pra hoje à noite", "tonight"),
        ("jantar amanhã à noite", "tomorrow_evening"),
        ("banho amanhã cedo", "tomorrow_morning"),
        ("médico depois de amanhã", "after_tomorrow"),
        ("sopa na quinta à noite", "thursday_evening"),
        ("almoço segunda-feira", "monday"),
        ("comida às 13h", "hour:13"),
        ("jantar às 8 da noite", "hour:20"),
        ("roupa no fim de semana", "saturday"),
        ("comer agora mesmo", "now"),
    ],
)
def test_a_moment_is_read(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("sou mulher e estou sozinha, procuro abrigo", "woman"),
        ("somos um casal sem filhos", "couple"),
        ("tenho 16 anos, há aulas?", "minor"),
        ("tenho dezessete anos, tem aula?", "minor"),
        ("minha mulher tá grávida", "pregnant"),
        ("almoço pra minha avó de 82 anos", "elderly"),
        ("aceitam cachorro no abrigo?", "animal"),
        ("sou cadeirante", "wheelchair"),
        ("não tenho papéis, há médico?", "undocumented"),
        ("sou refugiado de angola", "refugee"),
        ("sou estudante na universidade", "student"),
        ("minha filha tem 3 anos", "family"),
        ("sou travesti e procuro apoio", "lgbt"),
    ],
)
def test_who_asks_is_read(read, text, audience):
    assert audience in read(text).audiences


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("quero me matar", "suicide"),
        ("cansei de viver", "suicide"),
        ("ninguém vai sentir minha falta, adeus para sempre", "suicide"),
        ("vou me jogar da ponte hoje", "suicide"),
        ("tomei vinte comprimidos", "medical"),
        ("não aguento mais, prefiro morrer", "suicide"),
        ("meu marido me bateu de novo", "violence"),
        ("o meu namorado tem uma faca", "violence"),
        ("não me deixam sair daqui e ficaram com o meu passaporte", "violence"),
        ("um homem está a seguir-me e tenho medo", "violence"),
        ("ele disse que me mata se eu sair", "violence"),
        ("fui estuprada ontem", "violence"),
        ("o meu colega não está a respirar", "medical"),
        ("ele tomou todos os comprimidos e não acorda", "medical"),
        ("a bolsa estourou e estou sozinha", "medical"),
        ("foi atropelado e está a sangrar muito", "medical"),
        ("o vizinho bate nos filhos", "child"),
        ("meu padrasto me toca", "child"),
        ("tenho 15 anos e me expulsaram de casa", "child"),
        ("tem uma criança sozinha na estação", "child"),
    ],
)
def test_danger_is_heard(read, text, kind):
    request = read(text)

    assert request.danger == kind
    assert request.intent is Intent.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "to morrendo de sono, cama em Lyon",
        "meu chefe me mata se eu chegar tarde",
        "levamos uma surra no jogo kkk, tem chuveiro?",
        "meu celular tá morrendo, tem tomada?",
        "estou morta de cansaço, onde posso sentar",
        "não quero mais viver na rua, ajuda com um apartamento",
        "overdose de lentilhas kkk, tem outra comida?",
        "não aguento mais a dor de dente",
        "bora matar o tempo na biblioteca",
        "meu irmão se suicidou, tem grupo de apoio?",
        "bateu uma fome, tem marmita?",
    ],
)
def test_a_way_of_speaking_is_no_danger(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("boa noite", Intent.GREETING),
        ("oi tudo bem", Intent.GREETING),
        ("valeu mano, Deus te abençoe", Intent.THANKS),
        ("muito obrigada", Intent.THANKS),
        ("tem mais?", Intent.MORE),
        ("outro lugar", Intent.MORE),
        ("ajuda", Intent.MENU),
        ("o que você pode fazer?", Intent.MENU),
        ("quero falar com uma pessoa de verdade", Intent.OPERATOR),
        ("não me mandem mais mensagens", Intent.STOP),
        ("quero voltar a receber as mensagens", Intent.START),
        ("apaguem os meus dados", Intent.ERASE),
        ("fui lá e tá fechado", Intent.REPORT),
        ("o segundo", Intent.CHOICE),
        ("parabéns você ganhou um iphone, clique aqui", Intent.OTHER),
        ("vendo celular novo na caixa", Intent.OTHER),
        ("te amo meu amor", Intent.OTHER),
        ("vai tomar no cu", Intent.OTHER),
    ],
)
def test_what_is_wanted_of_us_is_known(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("pode repetir o endereço?", Wish.AGAIN),
        ("o mesmo de ontem", Wish.SAME),
        ("fica longe, tem algo mais perto?", Wish.NEARER),
        ("em outra cidade", Wish.ELSEWHERE),
        ("até que horas fica aberto?", Wish.HOURS),
        ("como chego lá?", Wish.WAY),
        ("pedem documentos lá?", Wish.PAPERS),
        ("quem lê as minhas mensagens?", Wish.PRIVACY),
        ("a ambulância está a caminho", Wish.SAFE),
        ("não estou bem", None),
        ("o 115 não atende", Wish.BUSY),
        ("não foi isso que pedi", Wish.COMPLAINT),
    ],
)
def test_what_else_is_asked_is_heard(read, text, wish):
    assert read(text, language="pt").wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("tava lotado quando cheguei", Remark.FULL),
        ("NÃO DEIXARAM", Remark.REFUSED),
        ("mudaram-se para longe", Remark.MOVED),
        ("FECHADO", Remark.CLOSED),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text, language="pt").remark is remark


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("não sirvo para nada", "mental_health"),
    ],
)
def test_a_few_words_are_enough_for_a_need(read, text, need):
    assert read(text, language="pt").needs == (need,)


def test_an_age_said_short_is_one_and_a_time_is_not(read):
    assert "minor" in read("16 anos sozinha em Lyon").audiences
    assert "minor" not in read("moro há 5 anos sozinha na rua").audiences
