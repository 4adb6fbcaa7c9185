import pytest

from directory.audiences import Audience
from directory.drafts import Welcome
from directory.imports.audience_text import read_public

WOMAN, MAN, FAMILY = Audience.WOMAN, Audience.MAN, Audience.FAMILY
EVERYONE, EXCLUSIVE, PREFERENTIAL = Welcome.EVERYONE, Welcome.EXCLUSIVE, Welcome.PREFERENTIAL
TEXTS = [
    ("", EVERYONE, (), None, None),
    ("tous publics", EVERYONE, (), None, None),
    ("Tout public de plus de 25 ans", EVERYONE, (), 25, None),
    ("Femmes", EXCLUSIVE, (WOMAN,), None, None),
    ("Femmes seules et familles", EXCLUSIVE, (WOMAN, FAMILY), None, None),
    ("Femmes seules ou avec enfants de moins de 3 ans", EXCLUSIVE, (WOMAN,), None, None),
    ("Femmes réfugiées", EXCLUSIVE, (WOMAN,), None, None),
    ("Famille, Femmes enceintes", EXCLUSIVE, (FAMILY, Audience.PREGNANT), None, None),
    ("Hommes et femmes de plus de 18 ans", EVERYONE, (), 18, None),
    ("Homme dès 60 ans", EXCLUSIVE, (MAN,), 60, None),
    ("Etudiants", EXCLUSIVE, (Audience.STUDENT,), None, None),
    ("Jeunes 18 à 25 ans", EVERYONE, (), 18, 25),
    ("de 11 à 25 ans", EVERYONE, (), 11, 25),
    ("Jeunes LGBTQ+ de moins de 25 ans", EXCLUSIVE, (Audience.LGBT,), None, 24),
    ("Personnes de + de 50 ans", EVERYONE, (), 50, None),
    ("Adultes uniquement", EVERYONE, (), 18, None),
    ("Public prioritaire : familles", PREFERENTIAL, (FAMILY,), None, None),
    ("Vêtements pour femme", EVERYONE, (), None, None),
    ("Usagers de drogues", EVERYONE, (), None, None),
    ("Dones", EXCLUSIVE, (WOMAN,), None, None),
    ("Homes i dones majors de 18 anys", EVERYONE, (), 18, None),
    ("de 18 a 25 anys", EVERYONE, (), 18, 25),
    ("Menores de 18 años", EVERYONE, (), None, 17),
    ("Persones refugiades", EXCLUSIVE, (Audience.REFUGEE,), None, None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "welcome", "audiences", "youngest", "oldest"),
    TEXTS,
    ids=[text or "empty" for text, *_ in TEXTS],
)
def test_a_text_says_whom_a_place_takes(text, welcome, audiences, youngest, oldest):
    public = read_public(text)
    assert (public.welcome, public.audiences) == (welcome, audiences)
    assert (public.min_age, public.max_age) == (youngest, oldest)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("tous publics", ""),
        ("Tout Public", ""),
        ("tous publics (sur inscription)", "sur inscription"),
        ("Usagers de drogues", "Usagers de drogues"),
    ],
)
def test_what_the_text_says_beyond_is_kept_as_a_note(text, note):
    assert read_public(text).note == note


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("Femmes", ""),
        ("Femmes, familles", ""),
        ("Femmes uniquement", ""),
        ("Femmes seules", "Femmes seules"),
        ("Enfants", "Enfants"),
        ("Etudiants", ""),
        ("Jeunes 18 à 25 ans", ""),
        ("A partir de 25 ans", ""),
        ("Personnes de + de 50 ans", ""),
        ("Jeunes LGBTQ+ de 18 à 25 ans", "Jeunes LGBTQ+ de 18 à 25 ans"),
    ],
)
def test_what_the_audiences_say_already_is_not_noted(text, note):
    assert read_public(text).note == note
