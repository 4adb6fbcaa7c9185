"""Persian and Dari texts as people send them, and what they mean."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("نمیدونیم شب کجا بریم، لیون", "shelter", "Lyon"),
    ("کجا بروم غذا بخورم، پاریس", "food", "Paris"),
    ("سلام، کجا میشه یه غذای گرم مجانی خورد؟ نانت هستم", "food", "Nantes"),
    ("دو روزه هیچی نخوردم تولوز", "food", "Toulouse"),
    ("بیادر جان نان چاشت ده کجای لیل میتن؟", "food", "Lille"),
    ("برای بچه‌ام شیر خشک و پوشک لازم دارم، در رن", "groceries", "Rennes"),
    ("یخچالم خالیه، بسته غذایی کجا میدن در گرونوبل؟", "groceries", "Grenoble"),
    ("شیر آب برای پر کردن بطری نزدیک گار دو لیون", "water", "Gare de Lyon"),
    ("امشب جایی برای موندن ندارم، تو مارسی‌ام", "shelter", "Marseille"),
    ("ما چهار نفر هستیم با دو طفل، شب ده سرک خو میشیم، پاریس", "shelter", "Paris"),
    ("از خونه بیرونم کردن، کجا بخوابم؟ بوردو", "shelter", "Bordeaux"),
    ("صاحبخانه حکم تخلیه داده، متز", "housing", "Metz"),
    ("یک هفته است حمام نکردیم، استراسبورگ", "shower", "Strasbourg"),
    ("میخوام دوش بگیرم لیون", "shower", "Lyon"),
    ("جان خود را کجا بشویم؟ نیس هستم", "shower", "Nice"),
    ("تشناب نزدیک گار دو نور کجاست", "toilets", "Gare du Nord"),
    ("لباس‌هامو کجا میتونم بشورم؟ تولون", "laundry", "Toulon"),
    ("کالای خود را بشویم دیژون", "laundry", "Dijon"),
    ("نوار بهداشتی و صابون میخواستم، آنژه", "hygiene", "Angers"),
    ("موهامو کوتاه کنم مجانی، رنس", "haircut", "Reims"),
    ("بوت زمستانی و کمپل کار دارم، در کاله", "clothing", "Calais"),
    ("کاپشن و کیسه خواب دنکرک", "clothing", "Dunkerque"),
    ("کجا ساک و کوله‌ام را بگذارم چند ساعت، پاریس", "luggage", "Paris"),
    ("یه جای گرم که بشینم یه چای بخورم روزها، مونپلیه", "rest", "Montpellier"),
    ("تب دارم و سرفه می‌کنم، بیمه ندارم، سنت اتین", "health", "Saint-Étienne"),
    ("شفاخانه نزدیک بایون کجاس", "health", "Bayonne"),
    ("دندونم عفونت کرده، آوینیون", "dentist", "Avignon"),
    ("شبها کابوس می‌بینم، روانشناس فارسی زبان در پاریس", "mental_health", "Paris"),
    ("می‌خوام مواد رو ترک کنم، متادون کجا میدن مارسی", "addiction", "Marseille"),
    ("تست ایدز رایگان لیون", "sexual_health", "Lyon"),
    ("خانمم هفت ماهه حامله است، داکتر زنان در لیل", "pregnancy", "Lille"),
    ("مهدکودک برای دخترم، نانسی", "family", "Nancy"),
    ("کیسم دوبلین است، وکیل می‌خواهم، سن دنی", "legal", "Saint-Denis"),
    ("جواب منفی گرفتم از اوفپرا چه کار کنم؟ پاریس", "legal", "Paris"),
    ("یک آدرس پستی لازم دارم، بوبینی", "address", "Bobigny"),
    ("مددکار اجتماعی که فارسی بلد باشه، تولوز", "social_worker", "Toulouse"),
    ("کسی که فرم کاف را برایم پر کند، مولوز", "paperwork", "Mulhouse"),
    ("قبض برق زیاد آمده و بدهکارم، لیل", "money", "Lille"),
    ("دنبال کار می‌گردم، پرپینیان", "job", "Perpignan"),
    ("کورس زبان فرانسوی برای مبتدی ده رن", "language_course", "Rennes"),
    ("کافی نت یا وایفای نزدیک استالینگراد پاریس", "digital", "Stalingrad"),
    ("گوشیم خاموشه کجا شارژش کنم نزدیک گار دولست", "phone", "Gare de l'Est"),
    ("تکت بس ندارم که بروم، گرونوبل", "transport", "Grenoble"),
    ("سگم مریضه دامپزشک ارزون، نانت", "animals", "Nantes"),
    ("کجا می‌شه فوتبال بازی کرد تو کاله", "activities", "Calais"),
    ("لازم نیست غذا، فقط حمام، لیون", "shower", "Lyon"),
    ("من از ایران اومدم، اول یونان بودم، حالا لیون زندگی می‌کنم و کفش ندارم", "clothing", "Lyon"),
    ("salam koja mitoonam ghaza bekhoram, lyon hastam", "food", "Lyon"),
    ("jaye khab baraye emshab mikham paris 18", "shelter", "Paris 18"),
    ("goshname pool nadaram marseille", "food", "Marseille"),
    ("lebas garm mikham baraye bacheham lille", "clothing", "Lille"),
    ("vakil baraye panahandegi toulouse", "legal", "Toulouse"),
    ("dandanam dard mikone nantes", "dentist", "Nantes"),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "fa"
    assert " ".join(sorted(request.needs)) == needs
    assert [one.place.name for one in request.places[:1]] == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قرص‌هامو جمع کردم که امشب همه رو بخورم", "suicide"),
        ("حالم از زندگی به هم می‌خوره", "suicide"),
        ("پیرمرد همسایه نفسش بالا نمیاد", "medical"),
        ("می‌ترسم برم خونه شوهرم منتظره", "violence"),
        ("دیگه از زندگی سیر شدم می‌خوام بمیرم", "suicide"),
        ("کاش فردا دیگه بیدار نشم", "suicide"),
        ("می‌خواهم خود را از پل پرت کنم", "suicide"),
        ("نمیخوام زنده بمونم", "suicide"),
        ("همه قرص ها را می خورم و تمام", "suicide"),
        ("mikham khodamo bokosham", "suicide"),
        ("شوهرم هر شب منو کتک می‌زنه", "violence"),
        ("شوهرم مرا زد و پاسپورتم را گرفته است", "violence"),
        ("گفته اگه برم میکشمت", "violence"),
        ("می‌خواهند به زور شوهرم بدهند", "violence"),
        ("یک مرد دنبالم میاد و چاقو داره", "violence"),
        ("به من تجاوز کردند", "violence"),
        ("رفیقم بیهوش شده و نفس نمی‌کشه", "medical"),
        ("خون زیاد ازش میره کمک", "medical"),
        ("مادرم سکته کرده", "medical"),
        ("خانمم درد زایمان دارد، بچه داره میاد", "medical"),
        ("دوستم یک مشت قرص خورده", "medical"),
        ("همسایه بچه‌هاشو میزنه صدای جیغ بچه‌ها میاد", "child"),
        ("پسرم گم شده در گار", "child"),
        ("شانزده ساله هستم و شب جای ندارم", "child"),
    ],
)
def test_danger_is_heard(read, text, kind):
    assert read(text).danger == kind


@pytest.mark.parametrize(
    "text",
    [
        "به خدا مردم از بس راه رفتم",
        "مردم اینجا خیلی مهربونن",
        "دو نفر مرد و یک زن هستیم",
        "از خنده مردم بابا",
        "گوشیم مرده کجا شارژ کنم",
        "از گشنگی دارم میمیرم یه چیزی بدین بخورم",
        "مامانم منو میکشه اگه دیر برسم",
        "نمی‌خوام بمیرم فقط خسته‌ام",
        "خانمم زنگ می‌زنه",
        "پسرم حرف نمی‌زنه هنوز",
        "از سرما یخ زدم",
        "در فوتبال کتک خوردیم تو بازی",
        "سیگار میکشه جلوی در",
    ],
)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("زن تنها هستم، جای خواب لیون", "woman"),
        ("با دو طفل خود در پاریس هستم", "family"),
        ("۱۶ سالمه و تنهام", "minor"),
        ("پانزده ساله‌ام", "minor"),
        ("باردارم و دکتر می‌خوام", "pregnant"),
        ("پیرمرد هفتاد ساله", "elderly"),
        ("با سگم جا میخوام", "animal"),
        ("روی ویلچر هستم حمام لیون", "wheelchair"),
        ("مدرک ندارم، دکتر", "undocumented"),
        ("پناهجو هستم وکیل", "refugee"),
        ("دانشجوی دانشگاه لیل", "student"),
    ],
)
def test_who_asks_is_heard(read, text, audience):
    assert audience in read(text).audiences


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("غذا لیون الان", "now"),
        ("امشو جای خو ندارم", "tonight"),
        ("فردا صبح حمام کجاست", "tomorrow_morning"),
        ("پس فردا وکیل", "after_tomorrow"),
        ("سه‌شنبه کلاس زبان", "tuesday"),
        ("یکشنبه کجا غذا میدن", "sunday"),
        ("ساعت ۸ شب غذا", "hour:20"),
        ("آخر هفته غذا کجاست", "saturday"),
    ],
)
def test_when_is_heard(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("دستت درد نکنه داداش", Intent.THANKS),
        ("بسیار تشکر زنده باشین", Intent.THANKS),
        ("سلام وقت بخیر", Intent.GREETING),
        ("مانده نباشین", Intent.GREETING),
        ("با یک انسان گپ زده میتانم", Intent.OPERATOR),
        ("میشه با اپراتور صحبت کنم", Intent.OPERATOR),
        ("اطلاعاتم را پاک کنید", Intent.ERASE),
        ("شماره منو حذف کنید", Intent.ERASE),
        ("دیگه پیام نفرستید", Intent.STOP),
        ("دوباره پیام بدید", Intent.START),
        ("جای دیگه", Intent.MORE),
        ("دومی", Intent.CHOICE),
        ("این شماره چیه", Intent.MENU),
        ("کمک", Intent.MENU),
        ("رفتم بسته بود", Intent.REPORT),
        ("آدرس اشتباهه", Intent.REPORT),
        ("کد ورود شما 4412 است", Intent.OTHER),
        ("اشتباه گرفتی داداش", Intent.OTHER),
    ],
)
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("آدرس را دوباره بفرست", Wish.AGAIN),
        ("مثل دیروز", Wish.SAME),
        ("خیلی دوره جای نزدیکتر ندارید", Wish.NEARER),
        ("یه شهر دیگه", Wish.ELSEWHERE),
        ("ساعت چند میبنده", Wish.HOURS),
        ("تا چند بجه باز است", Wish.HOURS),
        ("چطوری برم", Wish.WAY),
        ("پلیس اومد در امانم", Wish.SAFE),
        ("شمارمو به پلیس میدید", Wish.PRIVACY),
        ("مدرک میخوان؟", Wish.PAPERS),
        ("115 جواب نمیده", Wish.BUSY),
        ("بله", Wish.YES),
        ("نه", Wish.NO),
    ],
)
def test_what_is_asked_beside_a_search_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("رفتم تعطیل بود", Remark.CLOSED),
        ("آدرس عوض شده", Remark.MOVED),
        ("گفتن جا نیست", Remark.FULL),
        ("راهم ندادند", Remark.REFUSED),
        ("ساعت ها غلط است", Remark.HOURS),
        ("بله", Remark.GOT_IN),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark


@pytest.mark.parametrize("text", ["حالم خوب نیست", "من خوب نیستم", "در امان نیستم"])
def test_who_is_not_well_is_not_taken_for_safe(read, text):
    assert read(text).wish is not Wish.SAFE
