"""Whatever the directory holds, an answer fits its budget and nothing in it is cut short."""

import re
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.outcomes import Details
from bot.replies import compose, languages
from bot.replies.fitting import fits
from bot.replies.listing import say_phone
from bot.replies.wording import Wording, read_wording
from conversations.segments import fold_to_gsm
from conversations.texts import Channel
from directory.audiences import Audience
from directory.drafts import Conditions, Saturation, Welcome
from directory.needs import Need
from directory.places import Precision
from directory.results import Answer, Opened, Result
from tests.outcomes import (
    GARE_DE_LYON,
    HERE,
    NIGHT,
    PARIS_18,
    RESULT,
    WEEK,
    make_found,
    week_of,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzéèàçêœ ABCÉ'-&€"
WORDS = st.text(alphabet=LETTERS, min_size=3, max_size=120).map(
    lambda text: text.strip() or "Foyer"
)
NAMES = WORDS | st.sampled_from(
    ["مركز الإيواء في باريس", "Приют на ночь", "日夜", "La [Halte] {nuit} ~ 🛏"]
)
STREETS = st.builds(
    lambda number, street: f"{number} {street}",
    st.integers(1, 999),
    st.text(alphabet="abcdefghijklmnop 'é", min_size=3, max_size=90).map(str.strip),
)
PHONES = st.sampled_from(["", "01 99 00 10 74", "+33199002375", "+376800000"])
CONDITIONS = st.builds(
    Conditions,
    appointment=st.none() | st.booleans(),
    registration=st.none() | st.booleans(),
    referral=st.none() | st.booleans(),
    price=st.none() | st.just("") | st.text(alphabet="€ 1234567890abc", max_size=60),
    animals=st.none() | st.booleans(),
    wheelchair=st.none() | st.booleans(),
    documents=st.just("") | WORDS,
    note=st.just("") | WORDS,
)
RESULTS = st.builds(
    Result,
    id=st.uuids().map(str),
    venue_id=st.just("v"),
    name=NAMES,
    needs=st.sampled_from([(Need.FOOD,), (Need.SHELTER, Need.FOOD)]),
    point=st.just(RESULT.point),
    distance_m=st.integers(0, 60_000),
    precision=st.sampled_from(Precision),
    open=st.sampled_from([True, False, None]),
    opens_at=st.none() | st.integers(0, 9000).map(lambda n: NIGHT + timedelta(minutes=n)),
    closes_at=st.none() | st.integers(9000, 12_000).map(lambda n: NIGHT + timedelta(minutes=n)),
    always=st.booleans(),
    by_arrangement=st.sampled_from(["", "sur rendez-vous"]),
    address=STREETS,
    town=st.sampled_from(["Paris", "Saint-Ouen", ""]),
    postcode=st.sampled_from(["75018", "93400"]),
    phone=PHONES,
    confidential=st.booleans(),
    welcome=st.sampled_from(Welcome),
    audiences=st.lists(st.sampled_from(Audience), max_size=4, unique=True).map(tuple),
    conditions=CONDITIONS,
    verified_on=st.none(),
    source=st.sampled_from(["example", "soliguide"]),
    timezone=st.just("Europe/Paris"),
    saturation=st.sampled_from(Saturation),
    saturation_note=st.just(""),
    min_age=st.none(),
    max_age=st.none(),
    because=st.just(()),
    too_late=st.booleans(),
    reopens_at=st.none() | st.integers(9000, 12_000).map(lambda n: NIGHT + timedelta(minutes=n)),
    recloses_at=st.none(),
)
LISTS = st.lists(RESULTS, max_size=3).map(tuple)
FAR = st.lists(RESULTS, max_size=1).map(tuple)
FOUND = st.builds(
    make_found,
    later=LISTS,
    unknown=LISTS,
    needs=st.sampled_from([(Need.FOOD,), (Need.SHELTER,), (Need.FOOD, Need.SHELTER)]),
    near=st.sampled_from([PARIS_18, GARE_DE_LYON, HERE]),
    more=st.booleans(),
    audiences=st.lists(st.sampled_from(Audience), max_size=3, unique=True).map(tuple),
    first=st.sampled_from([1, 4, 10]),
    country=st.sampled_from(["FR", "AD", "ES", "BE", "MA"]),
).flatmap(
    lambda found: st.tuples(LISTS, FAR, FAR).map(
        lambda lists: type(found)(
            found.needs, found.near,
            Answer(
                lists[0], found.answer.later, found.answer.unknown, found.answer.more,
                related=lists[1], far=lists[2],
            ),
            found.moment, found.audiences, found.first, found.country,
        )
    )
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(found=FOUND, language=st.sampled_from(languages()), channel=st.sampled_from(Channel))
def test_an_answer_fits_and_cuts_neither_number_nor_address(
    found: object, language: str, channel: Channel
) -> None:
    (text,) = compose((found,), language, channel, NIGHT)  # type: ignore[arg-type]
    assert fits(text)
    answer = found.answer  # type: ignore[attr-defined]
    listed = (*answer.open, *answer.later, *answer.unknown, *answer.related, *answer.far)
    every = {result.id: result for result in listed}
    for service in text.services:
        assert_whole(text.body, every[service])
        assert_warned(text.body, every[service], read_wording(language))


def assert_warned(body: str, result: Result, words: Wording) -> None:
    """What would turn the person away is said, or where it can be read."""
    plain = fold_to_gsm(body)
    pointers = (words.say("conditions: text {number}", number=number) for number in range(1, 20))
    if any(fold_to_gsm(pointer) in plain for pointer in pointers):
        return
    told = result.conditions
    for holds, sentence in (
        (told.appointment, "by appointment"),
        (told.registration, "register first"),
    ):
        assert not holds or fold_to_gsm(words.say(sentence)) in plain
    assert all(fold_to_gsm(text) in plain for text in (told.documents, told.note))


def assert_whole(body: str, result: Result) -> None:
    """Address and phone of a named service are there in full, or not at all."""
    plain = fold_to_gsm(body)
    street = fold_to_gsm(result.address)
    if not result.confidential and re.search(rf"\b{re.escape(street[:6])}", plain):
        assert street in plain
    digits = say_phone(result.phone, "FR")
    if digits and digits[:7] in plain:
        assert digits in plain or say_phone(result.phone, "ES") in plain


@settings(max_examples=200, deadline=None)
@given(
    result=RESULTS,
    access=st.just("") | WORDS.map(lambda words: words * 4),
    week=st.sampled_from([None, WEEK, "24/7", "Mo 9:00-10:00; Tu 11:00-12:00; Fr 8:00-20:30"]),
    language=st.sampled_from(languages()),
    channel=st.sampled_from(Channel),
)
def test_details_fit_whatever_there_is_to_tell(
    result: Result, access: str, week: str | None, language: str, channel: Channel
) -> None:
    days = week_of(week) if week else None
    details = Details(3, Opened(result, days, "", access, ("fr", "en")), GARE_DE_LYON)
    (text,) = compose((details,), language, channel, NIGHT)
    assert fits(text)
    assert_whole(text.body, result)
