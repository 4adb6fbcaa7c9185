"""Ukrainian texts as people send them, mixed with Russian and in Latin letters too."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("де в монпельє годують безхатченків", "food", "Montpellier"),
    ("два дні не їли, є хочеться їсти, тулон", "food", "Toulon"),
    ("нема що їсти, лишилися без грошей у греноблі", "food", "Grenoble"),
    ("шо можна покушать в бордо", "food", "Bordeaux"),
    ("потрібні памперси і дитяча суміш тулуза", "groceries", "Toulouse"),
    ("продуктовий набір для пенсіонерки в ніцці", "groceries", "Nice"),
    ("де набрати питної води біля північного вокзалу", "water", "Gare du Nord"),
    ("ніде ночувати сьогодні, страсбург", "shelter", "Strasbourg"),
    ("вигнали з дому, нема куди йти, я в реймсі", "shelter", "Reims"),
    ("прихистіть на одну ніч у ліоні", "shelter", "Lyon"),
    ("господар виселяє з квартири, що робити? руан", "housing", "Rouen"),
    ("помитись і поголитись де можна в нанті", "haircut shower", "Nantes"),
    ("шукаю туалет біля вокзалу в діжоні", "toilets", "Dijon"),
    ("безкоштовна пральня в бресті", "laundry", "Brest"),
    ("прокладки і мило, марсель", "hygiene", "Marseille"),
    ("потрібна перукарка в анже", "haircut", "Angers"),
    ("потрібні зимові черевики 43 розміру, ам'єн", "clothing", "Amiens"),
    ("де залишити валізу на день, лімож", "luggage", "Limoges"),
    ("де зігрітися вдень у меці", "rest", "Metz"),
    ("дитина кашляє, температура, потрібен лікар, анже", "health", "Angers"),
    ("зуб розболівся, стоматолог в орлеані", "dentist", "Orléans"),
    ("панічні атаки, хочу до психолога, ліон", "mental_health", "Lyon"),
    ("обмін шприців тулуза", "addiction", "Toulouse"),
    ("зробити тест на віл в бордо", "sexual_health", "Bordeaux"),
    ("узд для вагітної в ренні", "pregnancy", "Rennes"),
    ("записати дитину до школи в перпіньяні", "family", "Perpignan"),
    ("юрист щодо тимчасового захисту в страсбурзі", "legal", "Strasbourg"),
    ("потрібна поштова адреса щоб отримувати листи, париж", "address", "Paris"),
    ("соцпрацівник який говорить українською в ніцці", "social_worker", "Nice"),
    ("допоможіть заповнити анкету, нансі", "paperwork", "Nancy"),
    ("шукаю підробіток в авіньйоні", "job", "Avignon"),
    ("хочу вчити французьку мову в каннах", "language_course", "Cannes"),
    ("вайфай і комп'ютер в ліоні", "digital", "Lyon"),
    ("сів телефон, де розетка в парижі", "phone", "Paris"),
    ("корм для собаки де взяти в гаврі", "animals", "Le Havre"),
    ("de mozhna poisty bezkoshtovno v bordo", "food", "Bordeaux"),
    ("potriben likar v tuluzi", "health", "Toulouse"),
    ("ми з харкова, були в ліоні, тепер в нансі, потрібен адвокат", "legal", "Nancy"),
    ("їжа не потрібна, тільки душ, ренн", "shower", "Rennes"),
    ("не ліон, а ніцца, шукаю лікаря", "health", "Nice"),
]
DANGERS = [
    ("він мене б'є і не випускає з квартири", "violence"),
    ("мене побили біля вокзалу", "violence"),
    ("колишній пише що вб'є мене", "violence"),
    ("начальник забрав паспорт і змушує працювати", "violence"),
    ("мене зґвалтували", "violence"),
    ("ховаюсь від чоловіка з дітьми", "violence"),
    ("я так більше не можу жити", "suicide"),
    ("хочу заснути і не прокинутися", "suicide"),
    ("всім буде краще без мене", "suicide"),
    ("стою на мосту", "suicide"),
    ("нема сенсу жити далі", "suicide"),
    ("втомилася жити", "suicide"),
    ("людина непритомна на вулиці, не прокидається", "medical"),
    ("у чоловіка сильно болить у грудях і рука заніміла", "medical"),
    ("у дружини відійшли води", "medical"),
    ("передоз, друг посинів", "medical"),
    ("кров не зупиняється", "medical"),
    ("вітчим б'є сестричку і мене, мені 13", "child"),
    ("сусіди б'ють дитину", "child"),
    ("мені 16 і мені нікуди йти", "child"),
    ("ne khochu zhyty", "suicide"),
]
HARMLESS = [
    ("вмираю з голоду, де поїсти", "food"),
    ("батарея здохла, де зарядити телефон", "phone"),
    ("мама мене вб'є якщо не пострижуся", "haircut"),
    ("не хочу більше жити на вулиці, потрібен нічліг", "shelter"),
    ("втомився до смерті, де поспати", "shelter"),
    ("дитина вдарилась коліном, де медпункт", "health"),
    ("передоз кави, де тут туалет", "toilets"),
    ("ця робота мене вб'є, шукаю іншу роботу", "job"),
]
SAID_TO_THE_BOT = [
    ("щиро дякую вам", Intent.THANKS),
    ("добрий вечір", Intent.GREETING),
    ("видаліть мої дані", Intent.ERASE),
    ("дайте поговорити з живою людиною", Intent.OPERATOR),
    ("що ви вмієте", Intent.MENU),
    ("а ще?", Intent.MORE),
    ("другий", Intent.CHOICE),
    ("годі мені писати", Intent.STOP),
    ("помилилась номером вибачте", Intent.OTHER),
    ("ваш код 4410, нікому не повідомляйте", Intent.OTHER),
    ("прийшов, а там зачинено", Intent.REPORT),
    ("ви виграли мільйон", Intent.OTHER),
]
WHEN = [
    ("душ завтра вранці", "tomorrow_morning"),
    ("поїсти сьогодні ввечері", "tonight"),
    ("нічліг на цю ніч", "tonight"),
    ("прання в п'ятницю", "friday"),
    ("лікар прямо зараз", "now"),
    ("обід післязавтра", "after_tomorrow"),
    ("їдальня о 19 годині", "hour:19"),
    ("суп о 7 вечора", "hour:19"),
]
WHO = [
    ("шукаємо нічліг, двоє дітей і вагітна дружина", "family pregnant"),
    ("жінці 72 роки потрібен лікар", "elderly woman"),
    ("мені 17 років, де поїсти", "minor"),
    ("можна в притулок з собакою", "animal"),
    ("я на інвалідному візку, де душ", "wheelchair"),
    ("без документів приймуть до лікаря", "undocumented"),
    ("ми з чоловіком біженці, де поспати", "couple refugee"),
]
ASKED_OF_THE_BOT = [
    ("надішліть ще раз, я випадково видалила", Wish.AGAIN),
    ("а ближче нічого немає?", Wish.NEARER),
    ("до котрої там відкрито?", Wish.HOURS),
    ("як туди дістатися", Wish.WAY),
    ("вже все гаразд, швидка їде", Wish.SAFE),
    ("я не в безпеці", None),
    ("хто читає мої повідомлення", Wish.PRIVACY),
    ("чи потрібні документи?", Wish.PAPERS),
    ("115 не відповідає", Wish.BUSY),
]
SAID_OF_A_PLACE = [
    ("номер 2 зачинено, стою біля дверей", Remark.CLOSED),
    ("там сказали, що місць немає", Remark.FULL),
    ("нас не пустили", Remark.REFUSED),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "uk"
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
