from datetime import date

import pytest

from directory.imports.interface import ATTEMPTS, Api, ApiError
from directory.imports.soliguide.api import soliguide_access
from directory.imports.soliguide.documents import PLACES, read_documents
from directory.imports.soliguide.listing import HIDDEN, Area, Lister
from tests.directory.imports.soliguide_api import TOKEN, hang, say, standing_in
from tests.directory.imports.soliguide_documents import document

FIXED = [document(lieu_id=number) for number in range(1, 6)]
ROUND = document(lieu_id=50, placeType="PARCOURS_MOBILE")
FOUNTAIN = document(lieu_id=60, hidden=True)


@pytest.fixture
def soliguide():
    with standing_in(*FIXED, ROUND, FOUNTAIN) as stand_in:
        yield stand_in


class Pauses(list):
    """The seconds that were waited, without waiting."""

    def __call__(self, seconds):
        self.append(seconds)


def lister(stand_in, folder, *areas, pause=None, token=TOKEN, page=2, timeout=5.0):
    waits = Pauses() if pause is None else pause
    api = Api(stand_in.address, soliguide_access(token), PLACES, pause=waits, timeout=timeout)
    return Lister(api, areas or (Area("fr"),), folder, page=page)


def numbers(pages):
    return sorted(place["lieu_id"] for page in pages for place in read_documents(page))


def test_both_kinds_are_listed_and_what_a_plain_search_hides(soliguide, tmp_path):
    assert numbers(lister(soliguide, tmp_path).fetch_places()) == [1, 2, 3, 4, 5, 50, 60]


def test_pages_are_sorted_and_asked_one_after_another_with_a_pause_between(soliguide, tmp_path):
    pause = Pauses()
    lister(soliguide, tmp_path, pause=pause).fetch_places()
    options = [search["options"] for search in soliguide.asked]
    assert [each["page"] for each in options] == [1, 2, 3, 1, 1, 1]
    assert {(each["limit"], each["sortBy"], each["sortValue"]) for each in options} == {
        (2, "lieu_id", 1)
    }
    assert pause == [10.0] * 5


def test_what_the_search_does_not_tell_by_itself_is_asked_for(soliguide, tmp_path):
    lister(soliguide, tmp_path).fetch_places()
    asked = set(soliguide.asked[0]["options"]["fields"].split())
    assert {"languages", "parcours", "placeType", "updatedByUserAt", "sources"} <= asked


def test_the_hidden_categories_are_asked_for_by_their_present_ids(soliguide, tmp_path):
    lister(soliguide, tmp_path).fetch_places()
    assert [search.get("categories") for search in soliguide.asked[-2:]] == [None, list(HIDDEN)]


@pytest.mark.parametrize(
    ("slug", "location"),
    [
        ("fr", {"geoType": "pays", "geoValue": "fr", "country": "fr"}),
        ("AD", {"geoType": "pays", "geoValue": "ad", "country": "ad"}),
        ("departement-gironde",
         {"geoType": "departement", "geoValue": "departement-gironde", "country": "fr"}),
        ("region-bretagne", {"geoType": "region", "geoValue": "region-bretagne", "country": "fr"}),
        ("provincia-girona",
         {"geoType": "departement", "geoValue": "provincia-girona", "country": "es"}),
        ("bordeaux-33000", {"geoType": "ville", "geoValue": "bordeaux-33000"}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_an_area_is_named_as_the_search_wants_it(slug, location):
    assert Area(slug).as_location() == location


def test_only_what_was_updated_since_a_day_is_asked_for(soliguide, tmp_path):
    lister(soliguide, tmp_path).fetch_places(date(2026, 1, 5))
    assert {str(search["updatedAt"]) for search in soliguide.asked} == {
        "{'intervalType': 'AFTER_DAY', 'value': '2026-01-05'}"
    }


def test_the_list_of_numbers_asks_for_little_else(soliguide, tmp_path):
    assert lister(soliguide, tmp_path).fetch_numbers() == {"1", "2", "3", "4", "5", "50", "60"}
    assert soliguide.asked[0]["options"]["fields"] == "lieu_id status visibility"


@pytest.mark.parametrize(
    "fault",
    [
        say(429, ""), say(500, ""), say(502, "<html>"), say(503, ""),
        say(200, '{"nbResults": 5, "places": [{"lieu_id"'), say(200, '{"nbResults": 5', cut="yes"),
        lambda handler: handler.connection.close(), hang,
    ],
    ids=["429", "500", "502", "503", "cut JSON", "cut answer", "hung up", "silent"],
)  # fmt: skip
def test_a_tired_server_is_asked_again(soliguide, tmp_path, fault):
    soliguide.faults = [fault]
    pages = lister(soliguide, tmp_path, timeout=0.25).fetch_places()
    assert len(numbers(pages)) == 7


def test_each_pause_is_longer_than_the_one_before(soliguide, tmp_path):
    soliguide.faults = [say(500, "")] * 3
    pause = Pauses()
    lister(soliguide, tmp_path, pause=pause, page=100).fetch_places()
    assert pause[:3] == [5.0, 10.0, 20.0]


def test_the_server_says_how_long_to_wait_but_not_for_ever(soliguide, tmp_path):
    soliguide.faults = [say(429, "", Retry_After="42"), say(429, "", Retry_After="86400")]
    pause = Pauses()
    lister(soliguide, tmp_path, pause=pause).fetch_places()
    assert pause[:2] == [42.0, 600.0]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (say(401, ""), "401 Unauthorized: the token is not accepted"),
        (say(403, ""), "403 Forbidden: the token is not accepted"),
        (say(400, ""), "answers 400"),
        (say(200, "<!doctype html>Welcome"), "a web page"),
        (say(200, ""), "is empty"),
        (say(200, '{"message": "hello"}'), "without a number of results"),
        (say(302, "", Location="https://elsewhere.example/"), "sends elsewhere"),
        (say(200, '{"nbResults": 900, "places": []}'), "announced 900 places and gave 0"),
    ],
    ids=["401", "403", "400", "web page", "empty", "no search", "redirect", "short"],
)
def test_what_cannot_be_mended_by_asking_again_is_told_at_once(
    soliguide, tmp_path, fault, sentence
):
    soliguide.faults = [fault]
    pause = Pauses()
    with pytest.raises(ApiError, match=sentence):
        lister(soliguide, tmp_path, pause=pause).fetch_places()
    assert pause == []


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (say(500, ""), "answers 500 Internal Server Error"),
        (hang, "has not answered for 0.25 seconds"),
        (say(200, "[{"), "sends JSON that is broken or breaks off"),
    ],
    ids=["500", "silent", "cut"],
)
def test_after_some_tries_it_is_given_up_with_a_sentence(soliguide, tmp_path, fault, sentence):
    soliguide.faults = [fault] * ATTEMPTS
    with pytest.raises(ApiError, match=f"{sentence}.*It was asked 5 times"):
        lister(soliguide, tmp_path, timeout=0.25).fetch_places()


def test_nobody_there_is_told_with_a_sentence(tmp_path):
    with standing_in() as gone:
        pass
    with pytest.raises(ApiError, match="cannot be reached"):
        lister(gone, tmp_path).fetch_places()


def test_an_account_that_may_see_nothing_is_not_a_country_without_places(tmp_path):
    with standing_in() as empty, pytest.raises(ApiError, match="lists no place for fr"):
        lister(empty, tmp_path).fetch_places()


def test_the_token_does_not_travel_in_clear():
    with pytest.raises(ApiError, match="https://"):
        Api("http://soliguide.example", soliguide_access(TOKEN), PLACES)


def test_without_a_token_the_setting_is_named():
    with pytest.raises(ApiError, match="SOLITEXTO_SOLIGUIDE_TOKEN"):
        Api("https://soliguide.example", soliguide_access(""), PLACES)


def test_no_sentence_tells_the_token(soliguide, tmp_path):
    with pytest.raises(ApiError) as caught:
        lister(soliguide, tmp_path, token="another-token").fetch_places()
    assert "another-token" not in f"{caught.value!r}"
