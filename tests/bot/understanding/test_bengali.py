"""Bengali as people text it: Bangla, Sylheti, and both in Latin letters."""

import pytest

from bot.understanding.request import Wish
from conversations.remarks import Remark


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        pytest.param("দুই দিন ধরে কিছু খাই নাই", ["food"], id="two days without a meal"),
        pytest.param("খিদায় মরে যাচ্ছি ভাই", ["food"], id="starving is food, not danger"),
        pytest.param("খানি কুনখানো পাইমু", ["food"], id="Sylheti meal"),
        pytest.param("amar khabar lagbe", ["food"], id="meal in Latin letters"),
        pytest.param("বাচ্চার জন্য দুধ আর ডায়াপার লাগবে", ["groceries"], id="milk and nappies"),
        pytest.param("রাতে থাকার জায়গা দরকার", ["shelter"], id="a place for the night"),
        pytest.param("বাসা থেকে বের করে দিছে কই ঘুমাবো", ["shelter"], id="thrown out"),
        pytest.param("ami kothay ghumabo", ["shelter"], id="bed in Latin letters"),
        pytest.param("thakar jaga nai", ["shelter"], id="Sylheti bed in Latin letters"),
        pytest.param("গোসল করার ব্যবস্থা আছে কোথায়", ["shower"], id="shower"),
        pytest.param("কাপড় ধোয়ার জায়গা", ["laundry"], id="washing clothes is no clothing"),
        pytest.param("শীতের কাপড় আর কম্বল", ["clothing"], id="winter clothes"),
        pytest.param("জ্বর আসছে ডাক্তার দেখাবো", ["health"], id="doctor"),
        pytest.param("দাঁতে খুব ব্যথা", ["dentist"], id="toothache"),
        pytest.param("কেস রিজেক্ট হইছে উকিল দরকার", ["legal"], id="rejected claim"),
        pytest.param("kagojer jonno ukil dorkar", ["legal"], id="lawyer in Latin letters"),
        pytest.param("ফ্রেঞ্চ শিখতে চাই", ["language_course"], id="learn French"),
        pytest.param("মোবাইল চার্জ দেয়ার জায়গা", ["phone"], id="phone charging"),
        pytest.param("চিঠি পাওয়ার ঠিকানা লাগবে", ["address"], id="address for letters"),
        pytest.param("নেশা ছাড়তে চাই", ["addiction"], id="stop drugs"),
        pytest.param("কাজ খুঁজছি", ["job"], id="work"),
        pytest.param("খাবার লাগবে না শুধু গোসল করব", ["shower"], id="no food, a shower"),
    ],
)
def test_a_need_is_read(text, needs, read):
    assert [need.value for need in read(text).needs] == needs


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        pytest.param("আর বাঁচতে ইচ্ছা করে না", "suicide", id="does not want to live"),
        pytest.param("মরি যাইতাম চাই", "suicide", id="Sylheti despair"),
        pytest.param("আমি না থাকলে সবাই ভালো থাকবে", "suicide", id="better without me"),
        pytest.param("bachte chai na", "suicide", id="despair in Latin letters"),
        pytest.param("স্বামী মদ খেয়ে আমাকে মারে", "violence", id="beaten by a drunk husband"),
        pytest.param("মালিক পাসপোর্ট নিয়ে নিছে", "violence", id="passport kept"),
        pytest.param("amar shami amake mare", "violence", id="beaten, in Latin letters"),
        pytest.param("আমারে মারি লাইব", "violence", id="Sylheti threat"),
        pytest.param("শ্বাস নিতে পারছি না", "medical", id="cannot breathe"),
        pytest.param("আমার বন্ধু অজ্ঞান হয়ে পড়ে আছে", "medical", id="unconscious friend"),
        pytest.param("buke betha khub", "medical", id="chest pain in Latin letters"),
        pytest.param("আব্বা আমাকে মারে", "child", id="beaten by a father"),
        pytest.param("আমার বয়স ১৫ বছর একা রাস্তায় আছি", "child", id="minor alone outside"),
    ],
)
def test_danger_is_found(text, danger, read):
    assert read(text).danger == danger


@pytest.mark.parametrize(
    "text",
    [
        "হাসতে হাসতে মরে যাচ্ছি", "গরমে মরে যাচ্ছি", "আমার ফোন মারা গেছে", "লজ্জায় মরে যাচ্ছি",
        "সে আমাকে ফোন মারছে", "hashte hashte more jabo", "শীতে মরে যাচ্ছি",
    ],
)  # fmt: skip
def test_an_idiom_is_no_danger(text, read):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("প্যারিসে কোথায় খাবার পাব", "Paris", id="with its ending"),
        pytest.param("বার্সেলোনায় ডাক্তার লাগবে", "Barcelona", id="with another ending"),
        pytest.param("প্যারিস ১৩ গোসল", "Paris 13", id="with Bengali digits"),
        pytest.param("মাদ্রিদ এর কাছে থাকার জায়গা", "Madrid", id="little word after it"),
        pytest.param("amar ukil lagbe toulouse", "Toulouse", id="in Latin letters"),
    ],
)
def test_a_place_is_read(text, place, read):
    assert read(text).places[0].place.name == place


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("আসসালামু আলাইকুম ভাই", "greeting"), ("dhonnobad", "thanks"), ("সাহায্য", "menu"),
        ("আরো আছে", "more"), ("মানুষের সাথে কথা বলতে চাই", "operator"),
        ("আমার সব তথ্য মুছে দিন", "erase"), ("আর মেসেজ পাঠাবেন না", "stop"),
        ("দুই নম্বর", "choice"), ("গিয়ে দেখি বন্ধ", "report"), ("আপনি লটারি জিতেছেন", "other"),
    ],
)  # fmt: skip
def test_what_is_wanted_of_us_is_read(text, intent, read):
    assert read(text).intent == intent


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("আজ রাতে থাকব কোথায়", "tonight"), ("কাইল বিয়ানে ডাক্তার", "tomorrow_morning"),
        ("এখন খাবার কই", "now"), ("শুক্রবারে কাপড়", "friday"), ("রাত ৮ টায় খাবার", "hour:20"),
        ("aj rate ghumabo kothay", "tonight"),
    ],
)  # fmt: skip
def test_a_moment_is_read(text, moment, read):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("আমার বউ গর্ভবতী", "pregnant"), ("আমার ৫ বছরের ছেলে আছে", "family"),
        ("আমার বয়স ১৬ বছর", "minor"), ("কাগজ নাই আমার", "undocumented"),
        ("আমি একজন মহিলা", "woman"), ("আমি রোহিঙ্গা শরণার্থী", "refugee"),
    ],
)  # fmt: skip
def test_who_asks_is_read(text, audience, read):
    assert audience in read(text).audiences


@pytest.mark.parametrize("text", ["খাবার কোথায়", "ami kothay khabar pabo", "ukil dorkar"])
def test_it_is_bengali(text, read):
    assert read(text).language == "bn"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("কালকের মতো", Wish.SAME),
        ("অনেক দূরে", Wish.NEARER),
        ("অন্য শহরে", Wish.ELSEWHERE),
        ("কয়টা পর্যন্ত খোলা", Wish.HOURS),
        ("কীভাবে যাব", Wish.WAY),
        ("thikana ki", Wish.WAY),
        ("এখন ভালো আছি", Wish.SAFE),
        ("আমি নিরাপদ বোধ করছি না", None),
        ("আমার নিরাপদ জায়গা চাই", None),
        ("হ্যাঁ", Wish.YES),
        ("না", Wish.NO),
    ],
)
def test_what_is_asked_beside_a_search_is_heard(read, text, wish):
    assert read(text).wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("গিয়ে দেখি বন্ধ ছিল", Remark.CLOSED),
        ("ভর্তি", Remark.FULL),
        ("ঢুকতে দেয়নি", Remark.REFUSED),
        ("হ্যাঁ", Remark.GOT_IN),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text).remark is remark
