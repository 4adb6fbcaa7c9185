from pathlib import Path

import pytest

from directory.gazetteer import DATA, Gazetteer, GazetteerError
from directory.places import Kind, Place, Point
from directory.spelling import fold

LYON = Point(45.76, 4.84)
REUNION = Point(-21.1, 55.5)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize("packed", [None, b"", b"junk"], ids=["missing", "empty", "junk"])
def test_a_damaged_file_of_places_is_told_in_a_sentence(tmp_path, monkeypatch, packed):
    if packed is not None:
        (tmp_path / "places.xz").write_bytes(packed)
    monkeypatch.setattr("directory.gazetteer.DATA", tmp_path)
    with pytest.raises(GazetteerError, match="missing or damaged; install Solitexto again"):
        Gazetteer.load()


def first(gazetteer: Gazetteer, name: str) -> Place:
    found = gazetteer.find(name)
    assert found, name
    return found[0].place


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("Lyon", "Lyon", id="own name"),
        pytest.param("tolouse", "Toulouse", id="letters swapped"),
        pytest.param("marsei", "Marseille", id="cut off"),
        pytest.param("clermon feran", "Clermont-Ferrand", id="by ear"),
        pytest.param("puto", "Puteaux", id="by ear, short"),
        pytest.param("loyn", "Lyon", id="swapped in four letters"),
        pytest.param("saintdenis", "Saint-Denis", id="joined"),
        pytest.param("st etienne", "Saint-Étienne", id="st for saint"),
        pytest.param("la roche s/ yon", "La Roche-sur-Yon", id="s/ for sur"),
        pytest.param("mans", "Le Mans", id="without its article"),
        pytest.param("vaulx", "Vaulx-en-Velin", id="head of the name"),
        pytest.param("la seu", "La Seu d'Urgell", id="Catalan head"),
        pytest.param("hospitalet", "L'Hospitalet de Llobregat", id="head without article"),
        pytest.param("bdx", "Bordeaux", id="nickname"),
        pytest.param("le neuf trois", "Seine-Saint-Denis", id="nickname of a department"),
        pytest.param("Lamballe", "Lamballe-Armor", id="merged commune"),
        pytest.param("evry", "Évry-Courcouronnes", id="merged beats a village"),
        pytest.param("Straßburg", "Strasbourg", id="German"),
        pytest.param("Burdeos", "Bordeaux", id="Spanish"),
        pytest.param("Perpinyà", "Perpignan", id="Catalan"),
        pytest.param("Marsiglia", "Marseille", id="Italian"),
        pytest.param("valence", "Valence", id="French town before a foreign namesake"),
    ],
)
def test_a_town_is_found_however_it_is_typed(gazetteer, typed, name):
    assert first(gazetteer, typed).name == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param("باريس", "Paris", id="Arabic"),
        pytest.param("بليون", "Lyon", id="Arabic with a clitic"),
        pytest.param("مونتروي", "Montreuil", id="Arabic, not in the data"),
        pytest.param("پاریس", "Paris", id="Persian"),
        pytest.param("париже", "Paris", id="Russian case"),
        pytest.param("марселе", "Marseille", id="Russian case, longer"),
        pytest.param("ліоні", "Lyon", id="Ukrainian case"),
        pytest.param("პარიზში", "Paris", id="Georgian case"),
        pytest.param("დიჟონში", "Dijon", id="Georgian, not in the data"),
        pytest.param("ቱሉዝ", "Toulouse", id="Amharic"),
        pytest.param("সার্সেল", "Sarcelles", id="Bengali, not in the data"),
        pytest.param("巴黎", "Paris", id="Chinese"),
        pytest.param("Λυών", "Lyon", id="Greek"),
    ],
)
def test_a_town_is_found_in_another_script(gazetteer, typed, name):
    assert first(gazetteer, typed).name == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("paris18", "75118"),
        ("Paris 18e", "75118"),
        ("paris XVIII", "75118"),
        ("18eme arrondissement", "75118"),
        ("18e arrondissement de Paris", "75118"),
        ("باريس ١٨", "75118"),
        ("75018", "75118"),
        ("75116", "75116"),
        ("lyon 3eme", "69383"),
        ("69003 Lyon", "69383"),
        ("marseille 1er", "13201"),
        ("13001", "13201"),
    ],
)
def test_an_arrondissement_is_read_as_people_write_it(gazetteer, typed, code):
    assert first(gazetteer, typed).code == code


@pytest.mark.parametrize("typed", ["vie", "paris vie", "lyon xx", "paris 21", "toulouse 3"])
def test_what_only_looks_like_an_arrondissement_is_none(gazetteer, typed):
    kinds = [candidate.place.kind for candidate in gazetteer.find(typed)]
    assert Kind.ARRONDISSEMENT not in kinds[:1]


def test_a_number_that_fits_nothing_leaves_the_town_less_sure(gazetteer):
    best, *_ = gazetteer.find("toulouse 3")
    assert best.place.name == "Toulouse"
    assert best.confidence < 0.75


def test_a_number_alone_is_the_arrondissement_of_the_city_nearby(gazetteer):
    assert gazetteer.find("3eme arrondissement", near=LYON)[0].place.name == "Lyon 3"


def test_a_number_after_marseille_may_be_its_department(gazetteer):
    names = [candidate.place.name for candidate in gazetteer.find("marseille 13")]
    assert names == ["Marseille", "Marseille 13"]


@pytest.mark.parametrize(
    ("typed", "department"),
    [
        ("st denis 93", "93"),
        ("saint denis (93)", "93"),
        ("93200 st denis", "93"),
        ("saint denis 974", "974"),
        ("st denis la reunion", "974"),
        ("saint denis seine saint denis", "93"),
    ],
)
def test_a_department_tells_homonyms_apart(gazetteer, typed, department):
    found = first(gazetteer, typed)
    assert (found.name, found.within) == ("Saint-Denis", department)


def test_saint_denis_is_near_paris_first_and_in_reunion_next(gazetteer):
    best, second, *_ = gazetteer.find("Saint-Denis")
    assert (best.place.within, second.place.within) == ("93", "974")
    assert best.confidence < 2.5 * second.confidence


def test_a_homonym_nearby_comes_first(gazetteer):
    assert gazetteer.find("Saint-Denis", near=REUNION)[0].place.within == "974"


def test_clermont_alone_gives_both_towns(gazetteer):
    best, second, *_ = gazetteer.find("clermont")
    assert (best.place.name, second.place.name) == ("Clermont-Ferrand", "Clermont")


def test_lyon_alone_is_the_city_and_its_station_in_paris_is_in_paris(gazetteer):
    assert first(gazetteer, "lyon").kind is Kind.COMMUNE
    assert first(gazetteer, "gare de lyon").within == "Paris"


@pytest.mark.parametrize(
    ("typed", "kind", "town"),
    [
        ("gare du nord", Kind.STATION, "Paris"),
        ("غار دو نور", Kind.STATION, "Paris"),
        ("северный вокзал", Kind.STATION, "Paris"),
        ("巴黎北站", Kind.STATION, "Paris"),
        ("porte de la chapelle", Kind.SQUARE, "Paris"),
        ("بورت دو لا شابيل", Kind.SQUARE, "Paris"),
        ("پورت دو لا شاپل", Kind.SQUARE, "Paris"),
        ("stalingrad", Kind.SQUARE, "Paris"),
        ("barbes", Kind.QUARTER, "Paris"),
        ("place bellecour", Kind.SQUARE, "Lyon"),
        ("part dieu", Kind.STATION, "Lyon"),
        ("guillotière", Kind.QUARTER, "Lyon"),
        ("gare st charles", Kind.STATION, "Marseille"),
        ("place kleber", Kind.SQUARE, "Strasbourg"),
        ("capitole", Kind.SQUARE, "Toulouse"),
        ("plaza catalunya", Kind.SQUARE, "Barcelona"),
        ("sants", Kind.STATION, "Barcelona"),
        ("raval", Kind.QUARTER, "Barcelona"),
        ("plaça del poble", Kind.SQUARE, "Andorra la Vella"),
        ("republique lille", Kind.SQUARE, "Lille"),
        ("gare rennes", Kind.STATION, "Rennes"),
        ("gare de saint-denis", Kind.STATION, "Saint-Denis"),
    ],
)
def test_a_landmark_is_found_in_its_town(gazetteer, typed, kind, town):
    found = first(gazetteer, typed)
    assert (found.kind, found.within) == (kind, town)


def test_a_square_of_many_towns_is_unsure_without_its_town(gazetteer):
    assert gazetteer.find("republique")[0].confidence < 0.7
    assert gazetteer.find("republique paris")[0].confidence > 0.9


def test_a_landmark_unknown_in_the_town_named_leaves_the_town(gazetteer):
    after, *_ = gazetteer.find("place kleber grenoble")
    before, *_ = gazetteer.find("la rochelle vieux port")
    assert (after.place.name, before.place.name) == ("Grenoble", "La Rochelle")
    assert max(after.confidence, before.confidence) < 0.75


def test_every_landmark_lies_within_15_km_of_its_town(gazetteer):
    marks = [
        place
        for place in gazetteer.places()
        if place.kind in {Kind.STATION, Kind.SQUARE, Kind.QUARTER}
    ]
    far = [mark.name for mark in marks if not any(
        town.point.metres_to(mark.point) < 15_000 for town in gazetteer.named(fold(mark.within))
    )]  # fmt: skip
    assert len(marks) > 300
    assert far == []


@pytest.mark.parametrize(
    ("typed", "country", "timezone"),
    [
        ("Rennes", "FR", "Europe/Paris"),
        ("Saint-Pierre de la Réunion", "FR", "Indian/Reunion"),
        ("Cayenne", "FR", "America/Cayenne"),
        ("Fort-de-France", "FR", "America/Martinique"),
        ("Mamoudzou", "FR", "Indian/Mayotte"),
        ("Canillo", "AD", "Europe/Andorra"),
        ("Pas de la Casa", "AD", "Europe/Andorra"),
        ("Escaldes", "AD", "Europe/Andorra"),
        ("Tremp", "ES", "Europe/Madrid"),
        ("Las Palmas de Gran Canaria", "ES", "Atlantic/Canary"),
        ("Namur", "BE", "Europe/Brussels"),
        ("Genève", "CH", "Europe/Zurich"),
        ("Esch-sur-Alzette", "LU", "Europe/Luxembourg"),
        ("Saarbrücken", "DE", "Europe/Berlin"),
        ("Ventimiglia", "IT", "Europe/Rome"),
        ("Monaco", "MC", "Europe/Monaco"),
    ],
)
def test_a_place_has_its_country_and_the_zone_of_its_clock(gazetteer, typed, country, timezone):
    found = first(gazetteer, typed)
    assert (found.country, found.timezone) == (country, timezone)


@pytest.mark.parametrize(
    ("code", "country", "parish"),
    [("AD100", "AD", "Canillo"), ("AD500", "AD", "Andorra la Vella"),
     ("AD700", "AD", "Escaldes-Engordany"), ("98000", "MC", "Monaco")],
)  # fmt: skip
def test_a_postal_code_of_a_small_country_is_its_town(gazetteer, code, country, parish):
    area, town = gazetteer.postcode(code, country)
    assert (area.kind, town.name) == (Kind.POSTCODE, parish)


def test_a_postal_code_comes_with_the_communes_behind_it(gazetteer):
    area, *communes = gazetteer.postcode("22400")
    assert (area.kind, area.code, area.within) == (Kind.POSTCODE, "22400", "22")
    assert communes[0].name == "Lamballe-Armor"
    assert len(communes) > 1


def test_an_unknown_postal_code_is_still_of_its_department(gazetteer):
    best, *_ = gazetteer.find("59999")
    assert (best.place.kind, best.place.code) == (Kind.DEPARTMENT, "59")
    assert best.confidence <= 0.5


def test_departments_go_by_number(gazetteer):
    assert gazetteer.department("2a").name == "Corse-du-Sud"
    assert gazetteer.department("99") is None


def test_countries_and_regions_are_places_too(gazetteer):
    assert first(gazetteer, "Andorre").kind is Kind.COUNTRY
    assert first(gazetteer, "Bretagne").kind is Kind.REGION
    assert first(gazetteer, "Catalogne").country == "ES"


@pytest.mark.parametrize(
    "word", ["bonne", "sens", "viens", "cours", "parce", "vers", "eu", "son", "plaisir", "como"]
)
def test_a_word_of_everyday_texts_needs_a_cue(gazetteer, word):
    assert gazetteer.named(word)
    assert gazetteer.is_common_word(word)


@pytest.mark.parametrize("name", ["paris", "nice", "tours", "brest", "bdx", "zzz"])
def test_a_well_known_town_needs_none(gazetteer, name):
    assert not gazetteer.is_common_word(name)


def test_every_common_word_is_the_name_of_a_place(gazetteer):
    lines = (DATA / "common_words.txt").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split(",")]
    assert [word for word in words if not gazetteer.named(word)] == []


def test_a_shared_position_is_said_by_its_quarter_or_town(gazetteer):
    assert gazetteer.around(Point(48.8845, 2.3605)).name == "La Chapelle"
    assert gazetteer.around(Point(45.7514, 4.8690)).name == "Lyon 3"
    assert gazetteer.around(Point(48.472, -2.516)).name == "Lamballe-Armor"
    assert gazetteer.around(Point(0.0, -30.0)) is None


def test_the_station_beside_a_point_is_known_within_a_kilometre(gazetteer):
    assert gazetteer.landmark_beside(Point(48.8755, 2.3600)).name == "Gare de l'Est"
    assert gazetteer.landmark_beside(Point(44.3250, 3.5930)) is None


def test_nothing_like_a_place_is_no_place(gazetteer):
    assert gazetteer.find("zzzzqqq") == ()
    assert gazetteer.find("") == ()
    assert gazetteer.named("zzzzqqq") == ()


def test_no_text_however_odd_breaks_it(gazetteer):
    for text in ("😀", "\x00", "\ud800", "a" * 10_000, "  ", "18" * 40, "é" * 300, "('\"%_"):
        assert isinstance(gazetteer.find(text), tuple)


def test_a_name_gives_the_same_place_each_time(gazetteer):
    assert gazetteer.named("lyon")[0] is gazetteer.named("lyon")[0]


def test_nine_in_ten_french_people_live_where_the_point_is_exact(gazetteer):
    communes = [
        place for place in gazetteer.places()
        if place.kind is Kind.COMMUNE and place.country == "FR"
    ]  # fmt: skip
    exact = sum(place.population for place in communes if not place.approximate)
    assert len(communes) > 34_900
    assert exact > 0.9 * sum(place.population for place in communes)


def test_the_data_stays_under_a_megabyte_and_a_half():
    assert sum(path.stat().st_size for path in Path(DATA).iterdir()) < 1_500_000


@pytest.mark.parametrize(
    ("abroad", "town"),
    [("Elna", "Elne"), ("Prada", "Prades"), ("Perpinhão", "Perpignan"), ("Lião", "Lyon"),
     ("Lurdes", "Lourdes"), ("Niça", "Nice"), ("Colliure", "Collioure"), ("Aviñón", "Avignon")],
)  # fmt: skip
def test_a_town_is_known_by_its_name_in_neighbouring_languages(gazetteer, abroad, town):
    assert gazetteer.find(abroad)[0].place.name == town


@pytest.mark.parametrize(
    ("name", "village"),
    [("villeneuve", "Villeneuve-sur-Vère"), ("saint denis", "Saint-Denis-sur-Loire")],
)
def test_namesakes_are_all_that_bear_a_name(gazetteer, name, village):
    asked = [candidate.place for candidate in gazetteer.find(name)]
    every = gazetteer.namesakes(asked)
    assert set(asked[:3]) <= set(every)
    assert village in {place.name for place in every}


@pytest.mark.parametrize("names", [(), ("gieres", "gera"), ("saint malo", "saint omer")])
def test_places_that_share_no_name_have_no_namesakes(gazetteer, names):
    assert gazetteer.namesakes([gazetteer.named(name)[0] for name in names]) == ()
