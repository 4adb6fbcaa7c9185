import pytest

from directory.drafts import CreditDraft, Saturation
from directory.imports.soliguide.categories import read_categories
from directory.imports.texts import to_plain
from directory.needs import Need
from directory.rounds import round_of
from tests.directory.imports.soliguide_documents import (
    day,
    every_day,
    only_service,
    position,
    readings,
    remarks,
    service,
    stop,
    venue,
    week,
)

MONDAY, TUESDAY = week(monday=day((1900, 2000))), week(tuesday=day((1900, 2000)))


@pytest.mark.parametrize(
    ("status", "visibility"),
    [
        ("DRAFT", "ALL"), ("OFFLINE", "ALL"), ("PERMANENTLY_CLOSED", "ALL"), ("ONLINE", "PRO"),
        ("ONLINE", None), (None, "ALL"), ("", ""),
    ],
)  # fmt: skip
def test_only_what_is_online_for_all_is_published(status, visibility):
    (reading,) = readings(status=status, visibility=visibility)
    assert (reading.draft, reading.remarks[0].reason.name) == (None, "HIDDEN")


def test_the_flag_of_the_day_counts_for_nothing():
    draft = venue(isOpenToday=True, newhours=week())
    assert draft.services[0].hours is None


@pytest.mark.parametrize("told", [{"lieu_id": None}, {"lieu_id": ""}, {"lieu_id": {}}], ids=repr)
def test_a_document_without_a_number_is_refused(told):
    assert remarks(**told) == [("BROKEN", "has no lieu_id")]


def test_a_place_without_services_is_refused():
    assert remarks(services_all=[])[0][0] == "NO_NEED"


def test_a_place_without_a_name_is_refused():
    assert remarks(name="  ")[0][0] == "NO_NAME"


@pytest.mark.parametrize(
    "broken",
    [
        "name", "position", "newhours", "services_all", "publics", "modalities", "entity",
        "tempInfos", "languages", "sources", "parcours", "description", "updatedByUserAt",
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", [None, 7, "text", [], [7], {}, {"x": [None]}], ids=repr)
def test_nothing_that_is_of_another_type_than_expected_stops_the_import(broken, value):
    assert readings(**{broken: value})


def test_hours_public_and_conditions_are_the_place_s_unless_they_are_said_to_differ():
    own = {
        "hours": every_day((2000, 2100)),
        "modalities": {"inconditionnel": False, "appointment": {"checked": True}},
    }
    differing = {"differentHours": True, "differentModalities": True}
    offered = venue(
        newhours=every_day((900, 1200)),
        services_all=[service("shower", **own), service("laundry", **own, **differing)],
    ).services
    assert [each.hours for each in offered] == ["Mo-Su 09:00-12:00", "Mo-Su 20:00-21:00"]
    assert [each.conditions.appointment for each in offered] == [False, True]


@pytest.mark.parametrize(
    ("place", "own", "ending"),
    [("CLOSED", "OPEN", "; PH off"), ("UNKNOWN", "CLOSED", "; PH off"), ("OPEN", "CLOSED", "")],
)
def test_on_holidays_the_place_is_believed_before_the_service(place, own, ending):
    offered = only_service(
        newhours=every_day((900, 1200), holidays=place),
        services_all=[service(differentHours=True, hours=every_day((800, 900), holidays=own))],
    )
    assert offered.hours == f"Mo-Su 08:00-09:00{ending}"


@pytest.mark.parametrize(
    ("status", "saturation"),
    [
        ("LOW", Saturation.NOT_TOLD), ("MODERATE", Saturation.MODERATE),
        ("HIGH", Saturation.HIGH), (None, Saturation.NOT_TOLD), ("FULL", Saturation.NOT_TOLD),
    ],
)  # fmt: skip
def test_how_full_a_service_is_comes_with_its_words(status, saturation):
    offered = only_service(
        services_all=[service(saturated={"status": status, "precision": "Le soir"})]
    )
    assert (offered.saturation, offered.saturation_note) == (saturation, "Le soir")


def test_services_are_known_by_their_id_else_by_their_place_in_the_list():
    listed = [
        service("shower", serviceObjectId=None), service("laundry"), service("laundry"),
        service("toilets", serviceObjectId={"$oid": "ab12"}),
    ]  # fmt: skip
    refs = [each.ref for each in venue(services_all=listed).services]
    assert refs == ["n1", "id-laundry", "id-laundry~2", "ab12"]


def test_two_services_of_a_category_are_told_apart_by_their_details():
    meals = [
        service("food_distribution", serviceObjectId=meal, categorySpecificFields={
            "canteensMealType": meal, "serviceStyleType": ["take_away"],
        })
        for meal in ("petitdej", "diner")
    ]  # fmt: skip
    names = [each.name for each in venue(services_all=meals).services]
    assert names == [
        "food distribution: breakfast, take away",
        "food distribution: dinner, take away",
    ]


def test_what_the_place_wrote_of_its_activity_is_in_the_description():
    club = service("sport_activities", categorySpecificFields={"activityName": "Football"})
    assert only_service(services_all=[club]).description == "Football"


@pytest.mark.parametrize(
    ("told", "need"),
    [
        ({"category": "food_distribution"}, Need.FOOD),
        ({"category": "seated_catering"}, Need.FOOD),
        ({"category": "echography"}, Need.PREGNANCY),
        ({"category": "addiction"}, Need.ADDICTION),
        ({"category": "long_term_accommodation"}, Need.HOUSING),
        ({"category": "animal-assistance"}, Need.ANIMALS),
        ({"category": None, "categorie": 602}, Need.FOOD),
        ({"category": "", "categorie": "1302"}, Need.SHELTER),
        ({"category": "sexual_violence_support"}, Need.VIOLENCE),
    ],
    ids=str,
)
def test_categories_of_all_times_and_spellings_meet_a_need(told, need):
    assert only_service(services_all=[service(**told)]).needs[0] is need


def test_an_unheard_of_category_is_told_and_the_others_stay():
    listed = [service("teleportation"), service("shower")]
    assert ("CATEGORY", "teleportation") in remarks(services_all=listed)
    assert only_service(services_all=listed).needs == (Need.SHOWER,)


def test_every_need_but_none_has_a_category():
    met = {need for needs in read_categories().needs.values() for need in needs}
    assert met == set(Need)


def test_all_134_categories_meet_a_need_and_old_ones_lead_to_them():
    table = read_categories()
    assert len(table.needs) == 134
    assert {*table.aliases.values(), *table.numbers.values()} <= set(table.needs)


def conditions(**told):
    return only_service(modalities=told).conditions


def checked(precisions=None):
    return {"checked": True, "precisions": precisions}


def test_free_entry_asks_for_nothing():
    told = conditions(inconditionnel=True)
    assert (told.appointment, told.registration, told.referral) == (False, False, False)


@pytest.mark.parametrize(
    ("name", "field"), [("appointment", "appointment"), ("inscription", "registration")]
)
def test_what_is_asked_at_the_door_is_said_with_its_words(name, field):
    told = conditions(inconditionnel=False, **{name: checked("<p>Au guichet</p>")})
    assert (getattr(told, field), told.note) == (True, "Au guichet")


def test_what_nobody_stated_stays_unknown():
    told = conditions()
    assert {told.appointment, told.registration, told.referral, told.price, told.animals,
            told.wheelchair} == {None}  # fmt: skip


@pytest.mark.parametrize(
    ("price", "said"),
    [
        (None, None), ({}, None), ({"precisions": "1 euro"}, None), ({"checked": False}, ""),
        (checked("1 euro"), "1 euro"), (checked(), "participation demandée"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_price_is_unknown_free_or_told(price, said):
    assert conditions(price=price).price == said


@pytest.mark.parametrize(("ticked", "said"), [(True, True), (False, None), (None, None)])
def test_an_animal_or_a_wheelchair_that_is_not_ticked_is_not_refused(ticked, said):
    told = conditions(animal={"checked": ticked}, pmr={"checked": ticked})
    assert (told.animals, told.wheelchair) == (said, said)


@pytest.mark.parametrize(
    ("other", "documents", "note"),
    [
        ("Apporter une pièce d'identité. Sonner.", "une pièce d'identité.", "Sonner."),
        ("Se munir d'une attestation", "une attestation", ""),
        ("Cal portar passaport o DNI", "passaport o DNI", ""),
        ("Aucun justificatif demandé.", "", "Aucun justificatif demandé."),
        ("<p>Carte Vitale</p><p>Ordonnance</p>", "Carte Vitale. Ordonnance", ""),
    ],
)
def test_papers_to_bring_are_told_apart_from_other_remarks(other, documents, note):
    told = conditions(other=other)
    assert (told.documents, told.note) == (documents, note)


def test_each_stop_of_a_round_is_a_venue_with_its_own_hours():
    other = position(location={"coordinates": [2.37, 48.9]}, address="Gare")
    found = readings(
        placeType="PARCOURS_MOBILE",
        newhours=every_day((800, 2200)),
        parcours=[stop(MONDAY, description="Devant la mairie"), stop(TUESDAY, position=other)],
        services_all=[service(differentHours=True, hours=every_day((100, 200)))],
    )
    drafts = [reading.draft for reading in found]
    assert [draft.services[0].hours for draft in drafts] == ["Mo 19:00-20:00", "Tu 19:00-20:00"]
    assert [draft.address for draft in drafts] == ["Place du Marché", "Gare"]
    assert drafts[0].access == "Devant la mairie Code 12"
    assert {round_of(draft.ref) for draft in drafts} == {"7"}
    assert len({draft.ref for draft in drafts}) == 2


def test_a_stop_keeps_its_ref_when_another_comes_before_it():
    first, second = stop(MONDAY), stop(TUESDAY, position=position(address="Gare"))
    alone = readings(placeType="PARCOURS_MOBILE", parcours=[second])
    both = readings(placeType="PARCOURS_MOBILE", parcours=[first, second])
    assert alone[0].draft.ref == both[1].draft.ref


def test_two_passings_at_one_stop_are_two_venues():
    twice = [stop(MONDAY), stop(TUESDAY)]
    refs = {each.draft.ref for each in readings(placeType="PARCOURS_MOBILE", parcours=twice)}
    assert len(refs) == 2


def test_a_round_whose_stops_are_not_told_has_hours_that_nobody_knows():
    told = {"placeType": "PARCOURS_MOBILE", "newhours": every_day((800, 2200)), "parcours": []}
    assert only_service(**told).hours is None
    assert ("NO_STOPS", "") in remarks(**told)


def test_a_round_is_known_by_its_stops_where_its_kind_is_not_told():
    assert only_service(placeType=None, parcours=[stop(MONDAY)]).hours == "Mo 19:00-20:00"


def test_a_stop_without_a_point_is_refused_and_the_others_stay():
    lost = {"position": {}, "hours": MONDAY}
    found = readings(placeType="PARCOURS_MOBILE", parcours=[lost, stop(MONDAY)])
    assert [reading.draft is None for reading in found] == [True, False]


def numbers(*phones):
    return venue(entity={"phones": list(phones)}).phones


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ({"phoneNumber": "01 99 00 12 34", "countryCode": "fr"}, "01 99 00 12 34"),
        ({"phoneNumber": "199001234", "countryCode": "fr"}, "01 99 00 12 34"),
        ({"phoneNumber": "+33 1 99 00 12 34", "countryCode": "fr"}, "01 99 00 12 34"),
        ({"phoneNumber": "199001234"}, "01 99 00 12 34"),
        ({"phoneNumber": "262990012", "countryCode": "re"}, "02 62 99 00 12"),
        ({"phoneNumber": "3199", "countryCode": "fr", "isSpecialPhoneNumber": True}, "3199"),
        ({"phoneNumber": "930000000", "countryCode": "es"}, "+34930000000"),
        ({"phoneNumber": "800000", "countryCode": "ad"}, "+376800000"),
        ({"phoneNumber": "250000", "countryCode": "nc"}, "+687250000"),
    ],
    ids=str,
)
def test_a_number_is_dialled_as_in_its_country(phone, number):
    assert numbers(phone) == (number,)


def test_the_number_of_the_reception_comes_first_and_a_fax_not_at_all():
    listed = numbers(
        {"label": "Fax", "phoneNumber": "199001111"},
        {"label": "Direction", "phoneNumber": "199002222"},
        {"label": "Accueil", "phoneNumber": "199003333"},
    )
    assert listed == ("01 99 00 33 33", "01 99 00 22 22")


def test_a_number_that_cannot_be_dialled_is_told():
    assert ("NO_PHONE", "12345") in remarks(entity={"phones": [{"phoneNumber": "12345"}]})


@pytest.mark.parametrize(
    ("entity", "mail", "page"),
    [
        ({"mail": "halte@example.org", "website": "https://example.org"},
         "halte@example.org", "https://example.org"),
        ({"mail": "", "website": None, "facebook": "facebook.example/halte"},
         "", "facebook.example/halte"),
        ({"mail": "aucun", "website": "bientôt disponible"}, "", ""),
    ],
    ids=["both", "a social network", "neither"],
)  # fmt: skip
def test_mail_and_page_are_kept_when_they_can_be_ones(entity, mail, page):
    draft = venue(entity=entity)
    assert (draft.email, draft.website) == (mail, page)


def test_languages_have_the_codes_of_everyone_else():
    draft = venue(languages=["fr", "lsf", "brk", "pac", "ps", "swb", "?!"])
    assert draft.languages == ("fr", "fsl", "kab", "ps", "swb")


def test_no_language_is_not_french():
    assert venue(languages=[]).languages == ()


@pytest.mark.parametrize(
    ("rich", "plain"),
    [
        ("<p>Ouvert</p><p>le&nbsp;soir</p>", "Ouvert\nle soir"),
        ("&#233;t&eacute;  <b>20 €</b>", "été 20 €"),
        ("Un<br/>deux<br>trois", "Un\ndeux\ntrois"),
        ("<ul><li>pain</li><li>lait</li></ul>", "- pain\n- lait"),
        ('<p style="direction: rtl">أهلا</p>', "أهلا"),
        ("<script>alert(1)</script>Bonjour<style>p{}</style>", "Bonjour"),
        ("moins de 5 & plus de 3 <5", "moins de 5 & plus de 3 <5"),
        ("plain\u200b text \n\n here ", "plain text\nhere"),
    ],
)
def test_rich_text_becomes_plain(rich, plain):
    assert to_plain(rich) == plain


def test_the_original_of_a_rich_text_is_kept():
    rich = "<p>Accueil</p>"
    draft = venue(description=rich, services_all=[service(description=rich)])
    assert (draft.description, draft.original) == ("Accueil", rich)
    assert (draft.services[0].description, draft.services[0].original) == ("Accueil", rich)


def test_a_plain_text_has_no_other_original():
    assert venue(description="Accueil").original == ""


def source(name, **told):
    return {"name": name, "ids": [{"id": "1", "url": "https://example.org/1"}]} | told


@pytest.mark.parametrize(
    ("told", "is_named"),
    [
        (source("Croix-Rouge française"), True),
        (source("Crous - Pays de la Loire"), True),
        (source("Alisol (AD2S)", isOrigin=True), True),
        (source("Alisol (AD2S)", isOrigin=False), False),
        (source("restos"), False),
    ],
    ids=str,
)
def test_the_source_of_a_place_is_named_where_it_must_be(told, is_named):
    credits = (CreditDraft(told["name"], "", "https://example.org/1"),) if is_named else ()
    assert venue(sources=[told]).credits == credits


def test_a_place_that_came_from_data_inclusion_is_left_there():
    assert remarks(sources=[source("dora", isOrigin=True)]) == [("ELSEWHERE", "")]
