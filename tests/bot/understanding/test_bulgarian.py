"""Bulgarian texts as people send them, for the essentials."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("къде раздават топла храна в монпелие", "food", "Montpellier"),
    ("памперси и мляко за бебето тулуза", "groceries", "Toulouse"),
    ("няма къде да спя тази вечер, бордо", "shelter", "Bordeaux"),
    ("душ и пране в ница", "laundry shower", "Nice"),
    ("обществена тоалетна в лион", "toilets", "Lyon"),
    ("търся зимно яке и обувки лил", "clothing", "Lille"),
    ("болен съм, лекар без осигуровка в марсилия", "health", "Marseille"),
    ("зъбът ме боли, зъболекар в гренобъл", "dentist", "Grenoble"),
    ("къде да заредя телефона в париж", "phone", "Paris"),
    ("търся работа в страсбург", "job", "Strasbourg"),
    ("адвокат за убежище в нант", "legal", "Nantes"),
    ("социален работник в рен", "social_worker", "Rennes"),
    ("курс по френски в лион", "language_course", "Lyon"),
    ("iskam da se izkupq v lion", "shower", "Lyon"),
]
DANGERS = [
    ("мъжът ми ме преби", "violence"),
    ("помогнете, в опасност съм", "violence"),
    ("ще ме убие, заплашва ме с нож", "violence"),
    ("не искам да живея повече", "suicide"),
    ("ще скоча от моста", "suicide"),
    ("баща ми не диша", "medical"),
    ("много кръв, викнете линейка", "medical"),
    ("пастрокът бие децата", "child"),
    ("на 15 години съм и нямам къде да отида", "child"),
]
HARMLESS = [
    ("умирам от глад", "food"),
    ("телефонът ми умря, къде има зарядно", "phone"),
    ("не искам да живея повече на улицата, търся приют", "shelter"),
]
SAID_TO_THE_BOT = [
    ("благодаря много", Intent.THANKS),
    ("здравейте", Intent.GREETING),
    ("изтрийте данните ми", Intent.ERASE),
    ("искам да говоря с човек", Intent.OPERATOR),
    ("още", Intent.MORE),
    ("вие спечелихте кола", Intent.OTHER),
]
WHEN = [
    ("душ утре сутрин", "tomorrow_morning"),
    ("храна довечера", "tonight"),
    ("обяд в неделя", "sunday"),
]
WHO = [
    ("търся подслон за жена с две деца", "family woman"),
    ("бременна съм, търся лекар", "pregnant"),
    ("бежанец съм, адвокат", "refugee"),
]

WISHES = [
    ("изпратете адреса пак", Wish.AGAIN),
    ("твърде далеч е, нещо по-близо", Wish.NEARER),
    ("в друг град", Wish.ELSEWHERE),
    ("до колко часа е отворено", Wish.HOURS),
    ("как да стигна дотам", Wish.WAY),
    ("вече съм в безопасност", Wish.SAFE),
    ("не съм в безопасност", None),
    ("трябват ли документи", Wish.PAPERS),
    ("да", Wish.YES),
    ("не", Wish.NO),
]
REMARKS = [
    ("ЗАТВОРЕНО", Remark.CLOSED),
    ("казаха, че няма места", Remark.FULL),
    ("ne me pusnaha", Remark.REFUSED),
    ("влязохме", Remark.GOT_IN),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "bg"
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


@pytest.mark.parametrize(("text", "wish"), WISHES, ids=[row[0] for row in WISHES])
def test_what_else_is_asked_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(("text", "remark"), REMARKS, ids=[row[0] for row in REMARKS])
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark


@pytest.mark.parametrize("text", ["стоматолог лион", "аптека париж", "доктор лион"])
def test_a_word_that_is_as_much_russian_does_not_make_a_text_bulgarian(read, text):
    assert read(text).language == "ru"


@pytest.mark.parametrize("text", ["да", "доктор лион"])
def test_a_word_of_both_leaves_a_bulgarian_thread_bulgarian(read, text):
    assert read(text, language="bg").language == "bg"
