"""Danger in Pashto said indirectly, and ordinary texts that come near it."""

import pytest

from bot.understanding.request import Danger

IN_DANGER = [
    ("زه په سټېشن کې یم راتلونکی اورګاډی زما دی", Danger.SUICIDE),
    ("غواړم د خپل مړ زوی خوا ته لاړ شم", Danger.SUICIDE),
    ("خور مې لیک پرېښود او د سیند خوا ته لاړه", Danger.SUICIDE),
    ("نه غواړم سبا سترګې خلاصې کړم", Danger.SUICIDE),
    ("ما مه ژغورئ", Danger.SUICIDE),
    ("یو غږ راته وايي ځان وغورځوه", Danger.SUICIDE),
    ("نن شپه یې کوم له ټولو مې خدای پامانی وکړه", Danger.SUICIDE),
    ("د ماشوم پلار مې له زینو وغورځولم", Danger.VIOLENCE),
    ("اوس یې په سوک ووهلم او بکس یې وتښتاوه", Danger.VIOLENCE),
    ("یو ناپېژندلی زما خیمې ته راغی او لاس یې راوړ", Danger.VIOLENCE),
    ("بهر د اوسپنې له میلو سره ولاړ دي", Danger.VIOLENCE),
    ("وايي چې پټرول درباندې اچوم", Danger.VIOLENCE),
    ("پخوانی مېړه مې مور پلار ته ګواښ کوي", Danger.VIOLENCE),
    ("په یوه کوټه کې یې ساتلې یم او پیسې اخلي", Danger.VIOLENCE),
    ("ساتونکي له ستوني ونیولم", Danger.VIOLENCE),
    ("پر سر ولګېد او بې مانا خبرې کوي", Danger.MEDICAL),
    ("انا مې ولوېده نه شي پاڅېدای", Danger.MEDICAL),
    ("لارۍ یې پر پښه تېره شوه", Danger.MEDICAL),
    ("کوچنۍ بیټرۍ تېره کړه", Danger.MEDICAL),
    ("نیم مخ مې بې حسه دی", Danger.MEDICAL),
    ("نبض یې نشته", Danger.MEDICAL),
    ("فکر کوم ډېر نشه مې واخیستل ساه مې بندېږي", Danger.MEDICAL),
    ("یو بایسکل والا پر ځمکه بې هوشه دی", Danger.MEDICAL),
    ("موږ ۱۲ او ۱۴ کلن یو په سټېشن کې ورک یو", Danger.CHILD),
    ("مور مې ډوډۍ نه راکوي او وهي مې ۱۰ کلن یم", Danger.CHILD),
    ("زما زده کوونکی هره ورځ له شنو داغونو سره راځي", Danger.CHILD),
    ("ګاونډی پر ماشومانو چیغې وهي او وهي یې", Danger.CHILD),
    ("یو تی خور ماشوم په موټر کې بند دی", Danger.CHILD),
    ("زه ۱۶ کلنه امیندواره په سړک کې یم", Danger.CHILD),
    ("یو سړی د نجونو فلم اخلي په حوض کې", Danger.CHILD),
    ("لور مې ۱۳ کلنه ده له پرونه کور ته نه ده راغلې", Danger.CHILD),
]

SAFE = [
    "موبایل مې بندېږي چېرته چارج کړم",
    "یخني ده کمپله غواړم",
    "لپټاپ مې خراب دی پرنټ چېرته",
    "ګاونډیان شور کوي ارامه ځای",
    "پښه مې تاو شوه ډاکټر",
    "زوی مې ۱۲ کلن جوډو غواړي",
    "نن مې وینه ورکړه",
    "لمر تود دی اوبه چېرته دي",
    "د مور د جنازې لپاره مرسته",
    "زکام یم ډاکټر",
    "پنځه میاشتې امیندواره یم خواړه",
    "زه او ملګری مې سرپناه غواړو",
    "اوښی مې پروسږ مړ شو",
    "د لومړنیو مرستو کورس",
    "لور مې له ښوونځي وږې راځي",
    "له زوی سره په سړک پاتې یو سرپناه",
    "زوی مې بکس ورک کړ",
    "ګېډه مې درد کوي ډاکټر",
    "راتلونکی اورګاډی لیون ته کله دی",
    "لور مې بوټان نه لري",
    "چاړه او کاچوغه غواړم",
    "سینه بغل یم ډاکټر",
]


@pytest.mark.parametrize(("text", "danger"), IN_DANGER, ids=[text for text, _ in IN_DANGER])
def test_danger_is_read(read, text, danger):
    assert read(text).danger is danger


@pytest.mark.parametrize("text", SAFE)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None
