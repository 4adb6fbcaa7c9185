"""Arabic texts as people send them, and what they mean."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("أين أجد طعاما مجانيا في نانت", "food", "Nantes"),
    ("نحتاج مكان ننام فيه مع الأطفال في تولوز", "shelter", "Toulouse"),
    ("أريد أن أستحم في مرسيليا", "shower", "Marseille"),
    ("محتاج دكتور في باريس 13", "health", "Paris 13"),
    ("وين بقدر اغسل تيابي بليل", "laundry", "Lille"),
    ("بدي محامي للجوء في ستراسبورغ", "legal", "Strasbourg"),
    ("عندي وجع اسنان في ليون", "dentist", "Lyon"),
    ("مراتي حامل وبدنا دكتورة في رين", "health pregnancy", "Rennes"),
    ("كاين شي بلاصة نشارجي فيها التيليفون فمونبلييه", "phone", "Montpellier"),
    ("بغيت نتعلم الفرنسية فنيس", "language_course", "Nice"),
    ("حفاضات وحليب للرضيع في بوردو", "groceries", "Bordeaux"),
    ("عايز بطانية وجزمة في كاليه", "clothing", "Calais"),
    ("وين في مي للشرب بباريس", "water", "Paris"),
    ("مساعدة اجتماعية في تور", "social_worker", "Tours"),
    ("اريد عنوان بريدي في غرونوبل", "address", "Grenoble"),
    ("win kayn chi douch f lyon", "shower", "Lyon"),
    ("bghit nakol chi haja skhouna f nice", "food", "Nice"),
    ("rani n9leb 3la khdma f toulouse", "job", "Toulouse"),
    ("fin n9der nn3as lila f bordeaux", "shelter", "Bordeaux"),
    ("7taj tbib f paris 20", "health", "Paris 20"),
    ("bghit chi avocat 3la les papiers f marseille", "legal", "Marseille"),
    ("wladi bardanin khasni 7wayj f lille", "clothing", "Lille"),
    ("wein fini ekol bi paris", "food", "Paris"),
    ("ما عندي وين نام الليلة انا في نانسي", "shelter", "Nancy"),
    ("شي محل نتدفى فيه بستراسبورغ", "rest", "Strasbourg"),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "ar"
    assert " ".join(sorted(request.needs)) == needs
    assert request.places[0].place.name == place


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("شكرا جزيلا", Intent.THANKS),
        ("السلام عليكم", Intent.GREETING),
        ("امسحوا كل بياناتي", Intent.ERASE),
        ("بدي احكي مع شخص حقيقي", Intent.OPERATOR),
        ("المزيد", Intent.MORE),
        ("barak allah fik", Intent.THANKS),
    ],
)
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("ابعتلي العنوان مرة تانية", Wish.AGAIN),
        ("متل مبارح", Wish.SAME),
        ("هذا بعيد جدا", Wish.NEARER),
        ("بدي بمدينة تانية", Wish.ELSEWHERE),
        ("ايمتى بيسكر", Wish.HOURS),
        ("fou9ach kaysed", Wish.HOURS),
        ("كيف اوصل", Wish.WAY),
        ("انا بخير الاسعاف وصلت", Wish.SAFE),
        ("مين بيقرا رسائلي", Wish.PRIVACY),
        ("هل لازم اوراق", Wish.PAPERS),
        ("115 ما عم يرد", Wish.BUSY),
        ("نعم", Wish.YES),
        ("لا", Wish.NO),
    ],
)
def test_what_is_asked_beside_a_search_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("رحت لقيته مسكر", Remark.CLOSED),
        ("غيروا العنوان", Remark.MOVED),
        ("قالوا لي مليان", Remark.FULL),
        ("ما دخلوني", Remark.REFUSED),
        ("المواعيد غلط", Remark.HOURS),
        ("نعم", Remark.GOT_IN),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark


@pytest.mark.parametrize("text", ["انا مو بخير", "لست في أمان", "مش كويس"])
def test_who_is_not_well_is_not_taken_for_safe(read, text):
    assert read(text).wish is not Wish.SAFE
