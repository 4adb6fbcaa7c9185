"""Chinese as people text it: simplified, traditional, Cantonese, a little pinyin."""

import pytest


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        pytest.param("两天没吃饭了，哪里有免费的饭", ["food"], id="two days without a meal"),
        pytest.param("115满了，今晚睡哪", ["shelter"], id="where to sleep"),
        pytest.param("饿得快死了", ["food"], id="starving is food, not danger"),
        pytest.param("邊度有得食飯", ["food"], id="Cantonese meal"),
        pytest.param("wo yao chifan", ["food"], id="pinyin meal"),
        pytest.param("宝宝没有奶粉和尿布了", ["groceries"], id="milk and nappies"),
        pytest.param("口渴，哪里能喝水", ["water"], id="thirsty"),
        pytest.param("被房东赶出来了没地方睡", ["shelter"], id="thrown out"),
        pytest.param("今晚冇地方瞓覺", ["shelter"], id="Cantonese bed"),
        pytest.param("哪裡可以洗個熱水澡", ["shower"], id="traditional shower"),
        pytest.param("附近有公厕吗", ["toilets"], id="public toilets"),
        pytest.param("我要洗衣服", ["laundry"], id="washing clothes is no clothing"),
        pytest.param("發燒咳嗽想看醫生", ["health"], id="traditional doctor"),
        pytest.param("我牙疼", ["dentist"], id="toothache"),
        pytest.param("需要冬天的衣服和睡袋", ["clothing"], id="winter clothes"),
        pytest.param("手机没电了想充电", ["phone"], id="phone without power"),
        pytest.param("我的居留过期了", ["legal"], id="permit run out"),
        pytest.param("想学法语", ["language_course"], id="learn French"),
        pytest.param("需要一个地址收信", ["address"], id="address for letters"),
        pytest.param("想找社工", ["social_worker"], id="social worker"),
        pytest.param("我想戒酒", ["addiction"], id="stop drinking"),
        pytest.param("冷死了，有没有取暖的地方", ["rest"], id="cold"),
        pytest.param("不需要吃饭，只想洗澡", ["shower"], id="no food, a shower"),
        pytest.param("不要钱的饭", ["food"], id="free of charge denies nothing"),
    ],
)
def test_a_need_is_read(text, needs, read):
    assert [need.value for need in read(text).needs] == needs


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        pytest.param("我不想活了", "suicide", id="does not want to live"),
        pytest.param("活着没有意义", "suicide", id="life has no sense"),
        pytest.param("沒有我大家會更好", "suicide", id="better without me"),
        pytest.param("唔想做人", "suicide", id="Cantonese despair"),
        pytest.param("老公又打我了", "violence", id="beaten again"),
        pytest.param("老板扣了我的护照不让我出门", "violence", id="held by an employer"),
        pytest.param("有人拿刀威胁我", "violence", id="knife"),
        pytest.param("他晕倒了叫不醒", "medical", id="does not wake"),
        pytest.param("媽媽胸口痛喘不過氣", "medical", id="chest pain"),
        pytest.param("羊水破了", "medical", id="waters broke"),
        pytest.param("我女儿不见了", "child", id="daughter missing"),
        pytest.param("隔壁在虐待孩子", "child", id="neighbour's child"),
        pytest.param("我15岁，一个人在外面", "child", id="minor alone outside"),
    ],
)
def test_danger_is_found(text, danger, read):
    assert read(text).danger == danger


@pytest.mark.parametrize(
    "text",
    [
        "笑死我了",
        "我想死你了",
        "累死了",
        "他打我电话我没接到",
        "手机死机了",
        "我走不动了",
        "我没意识到",
    ],
)
def test_an_idiom_is_no_danger(text, read):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("在里昂找工作", "Lyon", id="after its little word"),
        pytest.param("里尔哪里可以洗澡", "Lille", id="without a little word"),
        pytest.param("巴黎18区吃饭", "Paris 18", id="arrondissement"),
        pytest.param(
            "我从马赛来，现在在南特，没地方住", "Nantes", id="the place left is not meant"
        ),
    ],
)
def test_a_place_is_read(text, place, read):
    assert read(text).places[0].place.name == place


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("你好", "greeting"), ("謝謝", "thanks"), ("帮助", "menu"), ("还有别的吗", "more"),
        ("我想跟真人说话", "operator"), ("请删除我的所有信息", "erase"), ("不要再发短信了", "stop"),
        ("第二个", "choice"), ("那个地方已经搬走了", "report"), ("恭喜您中奖，请点击链接", "other"),
    ],
)  # fmt: skip
def test_what_is_wanted_of_us_is_read(text, intent, read):
    assert read(text).intent == intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("再发一次", "again"), ("跟昨天一樣", "same"), ("太远了", "nearer"),
        ("別的城市", "elsewhere"), ("几点关门", "until"), ("怎么走", "way"),
        ("我没事了，救护车来了", "safe"), ("我不安全", None), ("會告訴警察嗎", "privacy"),
        ("需要证件吗", "papers"), ("我有什么权利", "beyond"), ("115打不通", "busy"),
        ("她只会说英语", "other_speaks"), ("你真没用", "complaint"), ("傻逼", "abuse"),
        ("是的", "yes"), ("不用", "no"),
    ],
)  # fmt: skip
def test_a_wish_is_heard(text, wish, read):
    assert read(text, language="zh").wish == wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("关门了", "closed"), ("已经搬走了", "moved"), ("满了", "full"),
        ("被拒绝", "refused"), ("時間改了", "hours"), ("我进去了", "got_in"),
        ("庇护被拒绝了", None),
    ],
)  # fmt: skip
def test_what_is_said_of_a_place_is_heard(text, remark, read):
    assert read(text, language="zh").remark == remark


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("今晚睡哪里", "tonight"), ("明早看医生", "tomorrow_morning"), ("现在哪里吃饭", "now"),
        ("礼拜天有吃的吗", "sunday"), ("晚上8点吃饭", "hour:20"), ("听日食飯", "tomorrow"),
    ],
)  # fmt: skip
def test_a_moment_is_read(text, moment, read):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("我怀孕了", "pregnant"), ("带两个孩子", "family"), ("我今年16岁", "minor"),
        ("我儿子5岁了", "family"), ("单身女性", "woman"), ("我有一条狗", "animal"),
        ("我没有居留", "undocumented"), ("我申请庇护", "refugee"),
    ],
)  # fmt: skip
def test_who_asks_is_read(text, audience, read):
    assert audience in read(text).audiences


@pytest.mark.parametrize("text", ["哪里有吃的", "哪裡有吃的", "今晚"])
def test_it_is_chinese(text, read):
    assert read(text).language == "zh"
