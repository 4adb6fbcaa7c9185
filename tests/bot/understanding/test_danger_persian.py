"""Danger in Persian said indirectly, and ordinary texts that come near it."""

import pytest

from bot.understanding.request import Danger

IN_DANGER = [
    ("رو سکوی مترو ام قطار بعدی مال منه", Danger.SUICIDE),
    ("میخوام برم پیش بچه مرده ام", Danger.SUICIDE),
    ("خواهرم یه یادداشت گذاشت و رفت سمت رودخونه", Danger.SUICIDE),
    ("اینقدر خالیم که نمیخوام فردا چشم باز کنم", Danger.SUICIDE),
    ("نجاتم ندین", Danger.SUICIDE),
    ("گازو باز کردم پنجره ها رو بستم", Danger.SUICIDE),
    ("یه صدایی میگه بپر", Danger.SUICIDE),
    ("امشب انجامش میدم با سگم خداحافظی کردم", Danger.SUICIDE),
    ("بابای بچم از پله ها پرتم کرد", Danger.VIOLENCE),
    ("همین الان مشت زدن تو صورتم کیفمو قاپیدن", Danger.VIOLENCE),
    ("یه غریبه اومد تو چادرم و لمسم کرد", Danger.VIOLENCE),
    ("بیرون با میله آهنی منتظرن", Danger.VIOLENCE),
    ("گفت روت بنزین میریزم", Danger.VIOLENCE),
    ("شوهر سابقم پدر مادرمو تهدید میکنه", Danger.VIOLENCE),
    ("تو یه آپارتمان نگهم داشتن پول مشتریا رو میگیره", Danger.VIOLENCE),
    ("نگهبان خفم کرد", Danger.VIOLENCE),
    ("خورده به سرش چرت و پرت میگه", Danger.MEDICAL),
    ("مادربزرگم افتاده نمیتونه بلند شه", Danger.MEDICAL),
    ("کامیون از رو پاش رد شد", Danger.MEDICAL),
    ("کوچولو باتری قورت داده", Danger.MEDICAL),
    ("دوتایی میبینم نصف صورتم بی حسه", Danger.MEDICAL),
    ("نبض نداره", Danger.MEDICAL),
    ("فک کنم اوردوز کردم", Danger.MEDICAL),
    ("دوچرخه سوار افتاده بیهوشه", Danger.MEDICAL),
    ("ما ۱۲ و ۱۴ سالمونه تو ایستگاه گم شدیم", Danger.CHILD),
    ("مامانم بهم غذا نمیده کتکم میزنه ۱۰ سالمه", Danger.CHILD),
    ("شاگردم هر شنبه با کبودی میاد", Danger.CHILD),
    ("همسایه سر بچه هاش داد میزنه صدای کتک میاد", Danger.CHILD),
    ("نوزاد تو ماشین زیر آفتاب قفل شده", Danger.CHILD),
    ("۱۶ سالمه حامله ام تو خیابون", Danger.CHILD),
    ("یه مرد از دختر کوچولوها تو استخر فیلم میگیره", Danger.CHILD),
    ("دخترم ۱۳ سالشه از دیروز نیومده خونه", Danger.CHILD),
]

SAFE = [
    "گوشیم داره خاموش میشه کجا شارژ کنم",
    "یخ زدم پتو میخوام",
    "لپتاپم خراب شد کجا پرینت بگیرم",
    "همسایه ها شلوغن یه جای آروم",
    "مچ پام پیچ خورده دکتر",
    "پسرم ۱۲ سالشه جودو میخواد",
    "امروز خون دادم",
    "آفتاب خیلی تنده آب کجاست",
    "کمک برای خرج کفن و دفن مادرم",
    "سرما خوردم دکتر",
    "۵ ماهه حامله ام کجا غذا بخورم",
    "منو دوست پسرم دنبال سرپناهیم",
    "شوهرخواهرم پارسال مرد",
    "کلاس کمک های اولیه",
    "دخترم از مدرسه گشنه میاد",
    "با پسر ۳ سالم تو خیابون موندیم سرپناه",
    "پسرم کیفشو گم کرد",
    "خوابگاه نمیذاره با سگم بیام تو",
    "دلم درد میکنه دکتر",
    "قطار بعدی به لیون کی حرکت میکنه",
    "دخترم کفش نداره",
    "چاقو و قاشق برای آشپزی میخوام",
    "قلبم ضعیفه قرص میخورم دکتر قلب",
    "انسولین دارم یخچال میخوام",
]


@pytest.mark.parametrize(("text", "danger"), IN_DANGER, ids=[text for text, _ in IN_DANGER])
def test_danger_is_read(read, text, danger):
    assert read(text).danger is danger


@pytest.mark.parametrize("text", SAFE)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None
