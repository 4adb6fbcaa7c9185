"""What an import shows while it runs: a bar that nobody sees in a log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm


@contextmanager
def bar(name: str, size: int | None, unit: str = "B") -> Iterator[Callable[[int], object]]:
    """A progress bar on the error output, silent when nobody looks."""
    with tqdm(
        total=size, desc=name, unit=unit, unit_scale=True, leave=False, disable=None
    ) as shown:
        yield shown.update
