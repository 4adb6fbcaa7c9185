"""Work shared out among several hands: most of it is waiting, for a disk or for the provider."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

HANDS = 8
Item = TypeVar("Item")


def share_out(work: Callable[[Item], int], items: Iterable[Item]) -> int:
    """The sum of what each gives; what fails is raised once all the others are done."""
    with ThreadPoolExecutor(HANDS) as pool:
        works = [pool.submit(work, item) for item in items]
    return sum(one.result() for one in works)
