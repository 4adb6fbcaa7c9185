"""What people write to one another all day: no place is heard in it, and no danger.

The sentences are ours, made for this, with words that are also names of towns: `bonne`, `sens`,
`cours`, `table`, `école`.
"""

from pathlib import Path

SENTENCES = Path(__file__).with_name("everyday_french.txt").read_text(encoding="utf-8").splitlines()
FEWEST = 300


def test_hardly_an_everyday_text_names_a_place(read):
    placed = [text for text in SENTENCES if read(text).places]
    assert len(SENTENCES) >= FEWEST
    assert len(placed) < len(SENTENCES) / 100, placed


def test_no_everyday_text_is_danger(read):
    assert [text for text in SENTENCES if read(text).danger] == []
