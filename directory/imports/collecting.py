"""Less looking for cycles: what imports make is dropped without it, and there is a lot of it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made before Python looks again: a few hundred drafts instead of one.
OFTEN = 20_000


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """In a block that makes drafts by the thousand; what was there before is left alone.

    Rows and drafts hold no cycles. Looking for some among them, and in the whole gazetteer each
    time, takes a sixth of an import.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(OFTEN, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
