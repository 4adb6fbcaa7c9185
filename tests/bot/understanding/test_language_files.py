import pytest

from bot.understanding.language_files import load_lexicon
from bot.understanding.tokens import cut

FILE = """
[spellings]
tkt = "mon mari"

[classes]
he = ["il", "mon mari", "vieux voi*"]

[danger]
violence = ["{he} me frappe"]
"""


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("il me frappe", True),
        ("mon mari me frappe", True),
        ("mon, mari me frappe", False),
        ("mari me frappe", False),
        ("tkt me frappe", True),
        ("le vieux voisin me frappe", True),
        ("le vieux me frappe", False),
    ],
)
def test_a_class_may_have_members_of_several_words(tmp_path, text, is_found):
    (tmp_path / "fr.toml").write_text(FILE, encoding="utf-8")

    hits = load_lexicon(tmp_path).hits(cut(text))

    assert any(hit.sense.name == "violence" for hit in hits) is is_found
