"""Pashto texts as people send them, and what they mean."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("سلام وروره، وړیا خواړه چېرته ورکوي؟ په نانت کې یم", "food", "Nantes"),
    ("له پرون راهیسې مې هیڅ نه دي خوړلي، تولوز", "food", "Toulouse"),
    ("وږی یم، په لیل کې څه وخورم؟", "food", "Lille"),
    ("زما ماشوم ته پمپرز او شیدې پکار دي، په رن کې", "groceries", "Rennes"),
    ("د خوړو بسته غواړو، ګرونوبل", "groceries", "Grenoble"),
    ("د څښلو اوبه چېرته دي، لیون", "water", "Lyon"),
    ("نن شپه د ویده کېدو ځای نه لرم، مارسي کې یم", "shelter", "Marseille"),
    ("موږ څلور کسان په سړک ویده کېږو، پاریس", "shelter", "Paris"),
    ("له کوره یې وایستلم، سرپناه غواړم په بوردو کې", "shelter", "Bordeaux"),
    ("کور په کرایه غواړم په متز کې", "housing", "Metz"),
    ("چېرته لمبېدلی شم؟ د لمبا ځای په ستراسبورګ کې", "shower", "Strasbourg"),
    ("ځان ومینځم، نیس", "shower", "Nice"),
    ("تشناب چېرته دی ګار دو نور ته نږدې", "toilets", "Gare du Nord"),
    ("جامې مې چېرته ومینځم، تولون", "laundry", "Toulon"),
    ("صابون او شامپو غواړم، پاریس", "hygiene", "Paris"),
    ("سلماني ته ضرورت لرم په لیون کې", "haircut", "Lyon"),
    ("بوټونه او کمپله غواړم په کاله کې", "clothing", "Calais"),
    ("ژمی دی ګرمې جامې نه لرم، لیل", "clothing", "Lille"),
    ("خپل بکسونه چېرته پرېږدم په پاریس کې", "luggage", "Paris"),
    ("د دمې ځای او چای، مونپلیه", "rest", "Montpellier"),
    ("ناروغ یم تبه لرم، سنت اتین", "health", "Saint-Étienne"),
    ("روغتون چېرته دی په بوردو کې", "health", "Bordeaux"),
    ("غاښ مې ډېر خوږېږي، ډاکټر په نانت کې", "dentist health", "Nantes"),
    ("د شپې خوب نه راځي، رواني ډاکټر غواړم، پاریس", "mental_health", "Paris"),
    ("نشه پرېږدم، مرسته غواړم په مارسي کې", "addiction", "Marseille"),
    ("ښځه مې امیندواره ده، ډاکټر په لیل کې", "health pregnancy", "Lille"),
    ("زما کیس ډوبلین دی، وکیل غواړم، پاریس", "legal", "Paris"),
    ("د پناه غوښتنه چېرته وکړم، لیون", "legal", "Lyon"),
    ("پوستي پته غواړم چې لیکونه ترلاسه کړم په رن کې", "address", "Rennes"),
    ("ټولنیز کارکوونکی په تولوز کې", "social_worker", "Toulouse"),
    ("فورمه راته څوک ډکه کړي په مولوز کې", "paperwork", "Mulhouse"),
    ("کار غواړم په لیل کې", "job", "Lille"),
    ("فرانسوي ژبه زده کړم، نانسي", "language_course", "Nancy"),
    ("وای فای چېرته شته، ګار دو لیون", "digital", "Gare de Lyon"),
    ("مبایل مې خلاص دی چارجول غواړم، پاریس", "phone", "Paris"),
    ("د بس ټکټ نه لرم، لیون", "transport", "Lyon"),
    ("سپی مې ناروغ دی، د حیواناتو ډاکټر په نانت کې", "animals", "Nantes"),
    ("کرکټ چېرته کولی شو په کاله کې", "activities", "Calais"),
    ("ډوډۍ نه غواړم، یوازې حمام، لیون", "shower", "Lyon"),
    ("له یونان څخه راغلم اوس په لیون کې یم بوټ نه لرم", "clothing", "Lyon"),
    ("دودی غوارم پاریس", "food", "Paris"),
    ("dodai ghwaram lyon", "food", "Lyon"),
    ("da khob zai nalaram paris 18", "shelter", "Paris 18"),
    ("daktar ta zaroorat laram marseille ki yam", "health", "Marseille"),
    ("wakil ghwaram toulouse", "legal", "Toulouse"),
    ("kar ghwaram lille", "job", "Lille"),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "ps"
    assert " ".join(sorted(request.needs)) == needs
    assert [one.place.name for one in request.places[:1]] == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("مور مې په ځمکه ولوېده او خبرې نه کوي", "medical"),
        ("څوک راپسې دي او چاړه ورسره ده", "violence"),
        ("ځان وژنم، نور طاقت نه لرم", "suicide"),
        ("له ژونده ستړی یم، مرګ غواړم", "suicide"),
        ("کاش مړ وای", "suicide"),
        ("غواړم ځان له پله وغورځوم", "suicide"),
        ("ژوند نه غواړم نور", "suicide"),
        ("مېړه مې هره شپه وهي", "violence"),
        ("ما وهي او بهر ته نه پرېږدي", "violence"),
        ("په چاړه مې ګواښوي", "violence"),
        ("په زور واده راباندې کوي", "violence"),
        ("جنسي تېری راباندې شوی", "violence"),
        ("ملګری مې بې هوشه دی او سا نه اخلي", "medical"),
        ("ډېره وینه ترې بهېږي", "medical"),
        ("پلار مې د زړه حمله کړې", "medical"),
        ("موټر وواهه مرسته وکړئ", "medical"),
        ("د زېږون درد یې پیل شوی", "medical"),
        ("ګاونډی خپل ماشومان وهي", "child"),
        ("زما زوی ورک شوی دی", "child"),
        ("پنځلس کلن یم یوازې یم", "child"),
    ],
)
def test_danger_is_heard(read, text, kind):
    assert read(text).danger == kind


@pytest.mark.parametrize(
    "text",
    [
        "پروسږکال یې ورور ځان ووژلو",
        "له خندا مړ شوم",
        "موبایل مې مړ دی چارج غواړم",
        "له ساړه مړ شوم کمپله غواړم",
        "مور به مې ووژني که ناوخته شم",
        "پلار مې مړ دی وکیل غواړم",
        "ملګری مې زنګ وهي",
        "نه غواړم مړ شم",
        "په کرکټ کې مو ووهل",
    ],
)
def test_what_only_sounds_like_danger_is_not(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("ښځه یم یوازې یم، د خوب ځای لیون", "woman"),
        ("دوه ماشومان لرم", "family"),
        ("۱۶ کلن یم", "minor"),
        ("شپاړس کلن یم", "minor"),
        ("امیندواره یم ډاکټر غواړم", "pregnant"),
        ("سپین ږیری سړی دی", "elderly"),
        ("سپی لرم د خوب ځای", "animal"),
        ("ویلچېر لرم", "wheelchair"),
        ("اسناد نه لرم ډاکټر", "undocumented"),
        ("کډوال یم", "refugee"),
    ],
)
def test_who_asks_is_heard(read, text, audience):
    assert audience in read(text).audiences


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("ډوډۍ اوس لیون", "now"),
        ("نن شپه د خوب ځای", "tonight"),
        ("سبا سهار ډوډۍ", "tomorrow_morning"),
        ("جمعه حمام چېرته", "friday"),
        ("۸ بجې ډوډۍ", "hour:8"),
    ],
)
def test_when_is_heard(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ډېره مننه، کور مو ودان", Intent.THANKS),
        ("manana wrora", Intent.THANKS),
        ("ستړي مه شئ", Intent.GREETING),
        ("سلام څنګه یاست", Intent.GREETING),
        ("له چا سره خبرې کول غواړم", Intent.OPERATOR),
        ("زما معلومات پاک کړئ", Intent.ERASE),
        ("نور پیغامونه مه رالېږئ", Intent.STOP),
        ("بل ځای", Intent.MORE),
        ("تاسو څوک یاست", Intent.MENU),
        ("مرسته", Intent.MENU),
        ("پته غلطه ده", Intent.REPORT),
        ("تایید کوډ مو 5521 دی", Intent.OTHER),
    ],
)
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("پته بیا راکړه", Wish.AGAIN),
        ("د پرون په شان", Wish.SAME),
        ("ډېر لرې دی", Wish.NEARER),
        ("بل ښار کې", Wish.ELSEWHERE),
        ("څو بجې بندېږي", Wish.HOURS),
        ("هلته څنګه ورشم", Wish.WAY),
        ("پولیس راغلل خوندي یم", Wish.SAFE),
        ("پیغامونه مې څوک لولي", Wish.PRIVACY),
        ("اسناد غواړي؟", Wish.PAPERS),
        ("115 ځواب نه ورکوي", Wish.BUSY),
        ("هو", Wish.YES),
        ("نه", Wish.NO),
    ],
)
def test_what_is_asked_beside_a_search_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("لاړم بند و", Remark.CLOSED),
        ("پته بدله شوې", Remark.MOVED),
        ("ویل یې ځای نشته", Remark.FULL),
        ("ردم یې کړم", Remark.REFUSED),
        ("وختونه غلط دي", Remark.HOURS),
        ("هو", Remark.GOT_IN),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark


@pytest.mark.parametrize("text", ["زه ښه نه یم", "خوندي نه یم", "په امن کې نه یم"])
def test_who_is_not_well_is_not_taken_for_safe(read, text):
    assert read(text).wish is not Wish.SAFE
