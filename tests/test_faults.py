"""The short form of `make faults`: a few texts, and what must not happen to them."""

import pytest

from tests.faults import storage, web
from tests.faults.__main__ import run

SCALE = 0.05
SHORT = (web.rolling_restart, storage.database_away)


@pytest.mark.postgresql
@pytest.mark.redis
@pytest.mark.parametrize("fault", SHORT, ids=lambda fault: fault.__name__)
def test_no_text_is_lost_or_answered_twice(fault):
    result = run(fault, SCALE)
    assert result.tried > 0, result.note
    assert (result.lost, result.doubled) == (0, 0)
