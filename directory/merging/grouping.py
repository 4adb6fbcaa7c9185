"""From pairs that are alike to groups that are one place: the same whatever came first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

# A person's word is stronger than any likeness.
DECIDED = 1_000_000


@dataclass(frozen=True)
class Link:
    """Two records of one place. `decided`: a person said so."""

    first: str
    second: str
    score: int
    decided: bool = False


def group(
    links: Iterable[Link],
    apart: Collection[frozenset[str]],
    sources: Mapping[str, str],
) -> list[frozenset[str]]:
    """The groups of two and more, made from the strongest link down.

    A link is left out when it would put two records of one source into a group, since their
    source tells them apart, or two that a person keeps apart. `sources` by the ids of records.
    """
    groups: dict[str, frozenset[str]] = {}
    for link in sorted(links, key=_strongest):
        one = groups.get(link.first, frozenset({link.first}))
        other = groups.get(link.second, frozenset({link.second}))
        if one is other or not (_fit(one, other, sources) or link.decided):
            continue
        if any(frozenset({a, b}) in apart for a in one for b in other):
            continue
        groups.update(dict.fromkeys(one | other, one | other))
    return sorted(set(groups.values()), key=min)


def _strongest(link: Link) -> tuple[int, str, str]:
    return -(link.score + DECIDED * link.decided), link.first, link.second


def _fit(one: frozenset[str], other: frozenset[str], sources: Mapping[str, str]) -> bool:
    return {sources[each] for each in one}.isdisjoint(sources[each] for each in other)
