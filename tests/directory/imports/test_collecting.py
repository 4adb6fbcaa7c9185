import gc

from directory.imports.collecting import OFTEN, rarely_collecting


def test_cycles_are_looked_for_less_often_and_then_as_before():
    before = gc.get_threshold()
    with rarely_collecting():
        assert gc.get_threshold()[0] == OFTEN
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
