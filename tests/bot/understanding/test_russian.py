"""Russian texts as people send them, in Cyrillic and in Latin letters."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("где в монпелье кормят бездомных", "food", "Montpellier"),
    ("три дня не ел, есть хочется, тулон", "food", "Toulon"),
    ("хочу есть помогите бордо", "food", "Bordeaux"),
    ("нечего кушать, остались без денег в гренобле", "food", "Grenoble"),
    ("нужны подгузники и детская смесь тулуза", "groceries", "Toulouse"),
    ("продуктовый набор для пенсионерки в ницце", "groceries", "Nice"),
    ("где набрать питьевой воды возле северного вокзала", "water", "Gare du Nord"),
    ("негде ночевать сегодня, страсбург", "shelter", "Strasbourg"),
    ("выгнали из дома, некуда идти, я в реймсе", "shelter", "Reims"),
    ("перекантоваться бы одну ночь в лионе", "shelter", "Lyon"),
    ("хозяин выселяет из квартиры, что делать? руан", "housing", "Rouen"),
    ("помыться и побриться где можно в нанте", "haircut shower", "Nantes"),
    ("ищу туалет рядом с вокзалом в дижоне", "toilets", "Dijon"),
    ("прачечная бесплатная в бресте", "laundry", "Brest"),
    ("женские прокладки и мыло, марсель", "hygiene", "Marseille"),
    ("ищу стрижку бесплатно в туре", "haircut", "Tours"),
    ("нужны зимние ботинки 43 размера, амьен", "clothing", "Amiens"),
    ("куда деть вещи на день, чемодан тяжёлый, лимож", "luggage", "Limoges"),
    ("где согреться днём в меце", "rest", "Metz"),
    ("ребёнок кашляет, температура, нужен врач, анже", "health", "Angers"),
    ("зуб разболелся, стоматолог в орлеане", "dentist", "Orléans"),
    ("панические атаки, хочу к психологу, лион", "mental_health", "Lyon"),
    ("обмен шприцев тулуза", "addiction", "Toulouse"),
    ("сдать тест на вич в бордо", "sexual_health", "Bordeaux"),
    ("узи для беременной в ренне", "pregnancy", "Rennes"),
    ("записать ребенка в школу в перпиньяне", "family", "Perpignan"),
    ("адвокат по убежищу в страсбурге", "legal", "Strasbourg"),
    ("нужен почтовый адрес чтобы получать письма, париж", "address", "Paris"),
    ("соцработник который говорит по-русски в ницце", "social_worker", "Nice"),
    ("помогите заполнить анкету в префектуру, нанси", "legal paperwork", "Nancy"),
    ("подработка в авиньоне", "job", "Avignon"),
    ("хочу учить французский язык в каннах", "language_course", "Cannes"),
    ("вайфай и компьютер в лионе", "digital", "Lyon"),
    ("сел телефон, где розетка в париже", "phone", "Paris"),
    ("корм для собаки где взять в гавре", "animals", "Le Havre"),
    ("gde pokushat besplatno v bordo", "food", "Bordeaux"),
    ("nuzhna odezhda dlya rebenka tuluza", "clothing", "Toulouse"),
    ("pomogite nayti nochleg v strasburge", "shelter", "Strasbourg"),
    ("я из донецка, были в лионе, теперь в нанси, нужен адвокат", "legal", "Nancy"),
    ("еда не нужна, только душ, ренн", "shower", "Rennes"),
    ("не лион, а ницца, ищу врача", "health", "Nice"),
]
DANGERS = [
    ("он меня избивает и не выпускает из квартиры", "violence"),
    ("меня избили у вокзала", "violence"),
    ("бывший пишет что убьёт меня", "violence"),
    ("начальник отобрал паспорт и заставляет работать", "violence"),
    ("меня изнасиловали", "violence"),
    ("прячусь от мужа с детьми, он нас ищет", "violence"),
    ("я так больше не могу жить", "suicide"),
    ("хочу уснуть и не проснуться", "suicide"),
    ("всем будет лучше без меня", "suicide"),
    ("стою на мосту", "suicide"),
    ("наглотаюсь таблеток и всё", "suicide"),
    ("устала жить", "suicide"),
    ("человек без сознания на улице, не просыпается", "medical"),
    ("у мужа сильно болит в груди и рука онемела", "medical"),
    ("у жены отошли воды", "medical"),
    ("передоз, друг посинел", "medical"),
    ("кровь не останавливается", "medical"),
    ("отчим бьёт мою сестрёнку и меня, мне 13", "child"),
    ("соседи бьют ребёнка", "child"),
    ("мне 16 и мне некуда идти", "child"),
    ("ne hochu zhit", "suicide"),
    ("muzh menya izbil", "violence"),
]
HARMLESS = [
    ("умираю с голоду, что есть поесть", "food"),
    ("батарея сдохла, где зарядить телефон", "phone"),
    ("мама меня убьёт если не постригусь", "haircut"),
    ("не хочу больше жить на улице, нужен ночлег", "shelter"),
    ("сдохнуть от жары можно, где попить", "water"),
    ("устал до смерти, где поспать", "shelter"),
    ("ребёнок ударился коленкой, где медпункт", "health"),
    ("передоз кофе, где тут туалет", "toilets"),
    ("эта работа меня убивает, ищу другую работу", "job"),
]
SAID_TO_THE_BOT = [
    ("спасибо огромное!", Intent.THANKS),
    ("добрый вечер", Intent.GREETING),
    ("сотрите мои данные", Intent.ERASE),
    ("дайте поговорить с живым человеком", Intent.OPERATOR),
    ("что вы умеете", Intent.MENU),
    ("а ещё?", Intent.MORE),
    ("второй", Intent.CHOICE),
    ("хватит мне писать", Intent.STOP),
    ("ошибся номером извините", Intent.OTHER),
    ("ваш код 4410, никому не сообщайте", Intent.OTHER),
    ("пришёл, а там закрыто", Intent.REPORT),
    ("вы выиграли миллион", Intent.OTHER),
]
WHEN = [
    ("душ завтра утром", "tomorrow_morning"),
    ("поесть сегодня вечером", "tonight"),
    ("ночлег на эту ночь", "tonight"),
    ("стирка в пятницу", "friday"),
    ("врач прямо сейчас", "now"),
    ("обед послезавтра", "after_tomorrow"),
    ("столовая в 19 часов", "hour:19"),
    ("суп в 7 вечера", "hour:19"),
]
WHO = [
    ("ищем ночлег, нас двое детей и беременная жена", "family pregnant"),
    ("женщине 72 лет нужен врач", "elderly woman"),
    ("мне 17 лет, где поесть", "minor"),
    ("можно в приют с собакой", "animal"),
    ("я на инвалидной коляске, где душ", "wheelchair"),
    ("без документов примут к врачу", "undocumented"),
    ("мы с мужем беженцы из украины, где поспать", "couple refugee"),
]
ASKED_OF_THE_BOT = [
    ("пришлите ещё раз, сообщение случайно удалила", Wish.AGAIN),
    ("а поближе ничего нет?", Wish.NEARER),
    ("во сколько там закрывается?", Wish.HOURS),
    ("как туда добраться", Wish.WAY),
    ("уже всё нормально, скорая едет", Wish.SAFE),
    ("я не в безопасности", None),
    ("кто читает мои сообщения", Wish.PRIVACY),
    ("нужны ли документы?", Wish.PAPERS),
    ("115 не отвечает", Wish.BUSY),
]
SAID_OF_A_PLACE = [
    ("номер 2 закрыто, стою у двери", Remark.CLOSED),
    ("там сказали, что мест нет", Remark.FULL),
    ("нас не пустили", Remark.REFUSED),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "ru"
    assert " ".join(sorted(request.needs)) == needs
    assert request.places[0].place.name == place


@pytest.mark.parametrize(("text", "kind"), DANGERS, ids=[text for text, _ in DANGERS])
def test_danger_is_heard(read, text, kind):
    request = read(text)

    assert request.intent is Intent.CRISIS
    assert request.danger == kind


@pytest.mark.parametrize(("text", "needs"), HARMLESS, ids=[text for text, _ in HARMLESS])
def test_what_only_sounds_like_danger_is_none(read, text, needs):
    request = read(text)

    assert request.danger is None
    assert " ".join(sorted(request.needs)) == needs


@pytest.mark.parametrize(
    ("text", "intent"), SAID_TO_THE_BOT, ids=[text for text, _ in SAID_TO_THE_BOT]
)
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(("text", "moment"), WHEN, ids=[text for text, _ in WHEN])
def test_the_moment_is_read(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(("text", "audiences"), WHO, ids=[text for text, _ in WHO])
def test_who_asks_is_read(read, text, audiences):
    assert " ".join(sorted(read(text).audiences)) == audiences


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
