"""Danger in Arabic said indirectly, and ordinary texts that come near it."""

import pytest

from bot.understanding.request import Danger

IN_DANGER = [
    ("شو اسهل طريقة الواحد يموت فيها", Danger.SUICIDE),
    ("بكرا ما رح تلاقوني", Danger.SUICIDE),
    ("قاعد عالجسر وعم فكر خلص هالقصة", Danger.SUICIDE),
    ("اختي سكرت على حالها الغرفة ومعها شفرة", Danger.SUICIDE),
    ("انا تعبت خلوني اموت", Danger.SUICIDE),
    ("ماعاد الي نفس بهالدنيا", Danger.SUICIDE),
    ("كل يوم بتمنى ما صحى", Danger.SUICIDE),
    ("رفيقي بعت رسالة وداع وسكر تلفونه", Danger.SUICIDE),
    ("جربت انتحر قبل وهالمرة رح تزبط", Danger.SUICIDE),
    ("ma b9a 3endi walou f had denya bghit nmchi 3nd llah", Danger.SUICIDE),
    ("انا ولا شي وما بستاهل عيش", Danger.SUICIDE),
    ("حاسس اني رح اعمل بحالي شي الليلة", Danger.SUICIDE),
    ("عمي بيهددني يقتلني اذا ما رجعت", Danger.VIOLENCE),
    ("شدني من شعري وضربني قدام ولادي", Danger.VIOLENCE),
    ("صاحب البيت بيفوت على غرفتي بالليل وبيلمسني", Danger.VIOLENCE),
    ("تلات شباب حاصروني بالكراج", Danger.VIOLENCE),
    ("طليقي واقف تحت البيت وحامل سكينة", Danger.VIOLENCE),
    ("حرقوا الخيمة علينا", Danger.VIOLENCE),
    ("عم يضربوا واحد قدام المحطة", Danger.VIOLENCE),
    ("كيجبرني ندير الدعارة باش نعطيه الفلوس", Danger.VIOLENCE),
    ("جوزي كسر ايدي امبارح", Danger.VIOLENCE),
    ("خطيبي خنقني", Danger.VIOLENCE),
    ("هربت من المهرب وهو عم يدور علي بدو يقتلني", Danger.VIOLENCE),
    ("khtiti m3a wahed w bghaw y9etlouna b joj", Danger.VIOLENCE),
    ("صديقي ضرب ابرة ووقع ما عم يرد", Danger.MEDICAL),
    ("بنتي عمرها شهرين سخنة كتير ورخوة", Danger.MEDICAL),
    ("حسيت بصدري عم يعصر وعم اتعرق", Danger.MEDICAL),
    ("جدي نص جسمه ما عم يحس فيه", Danger.MEDICAL),
    ("وحدة حامل نزل منها دم", Danger.MEDICAL),
    ("واحد انضرب بسيارة ورجله مكسورة والعظم طالع", Danger.MEDICAL),
    ("ابني اكل سم فار", Danger.MEDICAL),
    ("عم تتشنج وبتطلع رغوة من تمها", Danger.MEDICAL),
    ("انا سكري وما معي انسولين ودايخ", Danger.MEDICAL),
    ("في ختيار بردان كتير عالرصيف وما بيحكي", Danger.MEDICAL),
    ("وقع بالنهر وما بيعرف يسبح", Danger.MEDICAL),
    ("daret chi 7aja w tla7et mafa9tch", Danger.MEDICAL),
    ("انا عمري 10 سنين وماما ما عم تفيق", Danger.CHILD),
    ("عمري 17 جيت لحالي من غينيا ونايم تحت الجسر", Danger.CHILD),
    ("مدربي بدو صور الي بدون تياب عمري 14", Danger.CHILD),
    ("اخي الكبير بيلمسني", Danger.CHILD),
    ("لقيت رضيع بكيس", Danger.CHILD),
    ("ماما راحت من 3 ايام وانا مع اخي الصغير ما في اكل عمري 13", Danger.CHILD),
    ("بنت عمرها 8 سنين نايمة لحالها بالمحطة", Danger.CHILD),
    ("واحد اخد بنت صغيرة بالسيارة غصب عنها", Danger.CHILD),
    ("زوج امي بيضربني وعمري 15", Danger.CHILD),
    ("3endi 14 l3am w mama jrat 3liya", Danger.CHILD),
    ("رجل كبير عم يخلي بنت 14 سنة تنام مع ناس لمصاري", Danger.CHILD),
]

SAFE = [
    "انكسرت نضارتي وين دكتور عيون",
    "امتحان قتلني",
    "الغلا ذبحنا وين مساعدات بليون",
    "جدتي صارلها جلطة من سنتين وبدها كرسي",
    "نادي بوكس لاضرب الكيس",
    "لازم اخد حبوبي مع الاكل",
    "تبرع بالدم وين",
    "كورس اسعافات اولية",
    "قلبي على اولادي",
    "فقدت امي قبل سنة",
    "اولادي عم ينطوا عالتخت كل النهار ههه",
    "حشاشة قلبي مشتاق لبلدي",
    "ضاع جواز سفري",
    "هربنا من الحرب نحن عيلة من 5",
    "حامل بالشهر السابع وبدي دكتورة نسائية",
    "عندي طفلين وما عندي وين نام",
    "ضربت مشوار طويل مشي",
    "كنت مدمن وبدي مجموعة دعم",
    "الجو نار اليوم وين في مي",
    "صدري مفتوح للكل",
    "السكر عالي عندي بدي طبيب",
    "katmoutli 3la lkouskous",
    "n9tel jou3 fin nakol",
    "بنتي عمرها 16 وبدها مدرسة",
    "وجع ضرسي موتني",
    "بدي شفرة حلاقة وصابون",
    "انا واولادي نايمين بالشارع بدنا مأوى",
    "ابني حافي بدو حذاء",
    "بنتي عم تبكي من الجوع بدي حليب",
    "انا لحالي مع اولادي التلاتة ما عندي بيت",
    "ضيعت شنطتي",
    "الملجأ ما بيخليني فوت مع كلبي",
    "بطني بيوجعني بدي دكتور",
    "عيلة من 4 اشخاص نايمين برا",
    "bghit mous dyal l7ssana",
    "من رئيسي ما عم يدفعلي بدي محامي",
    "انسرق تلفوني",
    "رفيقي توفى بالشتوية",
    "صاحبي طردني من البيت بدي مكان نام",
]


@pytest.mark.parametrize(("text", "danger"), IN_DANGER, ids=[text for text, _ in IN_DANGER])
def test_danger_is_read(read, text, danger):
    assert read(text).danger is danger


@pytest.mark.parametrize("text", SAFE)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None
