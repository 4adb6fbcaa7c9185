"""The age of who it is for, by which places for the young or the old are told or not."""

import pytest


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("j'ai 20 ans, ou dormir a lyon", 20),
        ("i am 22 years old need a bed in lyon", 22),
        ("tengo 19 años, dormir en perpiñan", 19),
        ("j'ai 65 ans, manger lyon", 65),
        ("j'ai 16 ans et je dors dehors lyon", 16),
        ("ou dormir a lyon", None),
        ("mon fils a 3 ans, ou manger lyon", None),
        ("j'ai 20 ans et elle a 45 ans, ou dormir lyon", None),
    ],
)
def test_an_age_that_is_told_is_read(read, text, age):
    assert read(text).age == age
