"""Phrases as a tree of words, and the walk along a text that finds them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from operator import or_
from types import MappingProxyType

WIDEST_GAP = 4
MOST_FILLERS = 2
PASSED_OVER = 0.99
"""What a filler between the words of a phrase leaves of its sureness."""


class Topic(StrEnum):
    """What a phrase is about; the sections of a language file."""

    NEED = "needs"
    HINT = "hints"  # a need, when nothing surer is said
    MOMENT = "moments"
    AUDIENCE = "audience"
    COMMAND = "commands"  # wherever it stands
    ALONE = "alone"  # a command when it is all the text says
    ABOUT = "about"  # what a few words ask of a place that was shown, when nothing surer is said
    DANGER = "danger"
    IDIOM = "idioms"  # means nothing of what its words mean
    NOISE = "noise"  # not meant for us
    LANGUAGE = "languages"  # the name of a language
    TRADE = "trade"  # who asks for somebody else
    PLACE = "place"  # the little words around places: at, from, not
    NO = "no"  # denies what follows
    AFAR = "afar"  # long ago, or only heard of


BUSY = "busy"
"""Under `commands`: a helpline, by its number, that is full or does not answer."""
EXPOSED = "alone"
"""Under `danger`: what is danger when a minor writes it, as having nowhere to go or nobody."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase means in one language: topic and name (`needs`, `food`)."""

    topic: Topic
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found from token `start` up to `end`.

    `covered` has a bit for each token that is part of it. `sureness` is below 1 when some word
    was read by ear or through a slip of the thumb.
    """

    sense: Sense
    start: int
    end: int
    covered: int
    sureness: float


def cover(hits: Iterable[Hit]) -> int:
    """What these phrases cover together: a bit for each token."""
    return reduce(or_, (hit.covered for hit in hits), 0)


NOWHERE: Mapping[str, "Node"] = MappingProxyType({})


def _nowhere() -> Mapping[str, "Node"]:
    return NOWHERE


@dataclass(slots=True)
class Node:
    """A step in the tree: what may come next, and what has been said so far.

    Most nodes are the end of a phrase: they share one empty table until `table_of` makes theirs.
    """

    words: Mapping[str, "Node"] = field(default_factory=_nowhere)
    stems: Mapping[str, "Node"] = field(default_factory=_nowhere)
    classes: Mapping[str, "Node"] = field(default_factory=_nowhere)
    number: "Node | None" = None
    gap: "Node | None" = None
    senses: tuple[Sense, ...] = ()


def table_of(node: Node, name: str) -> dict[str, Node]:
    """One of a node's tables (`words`, `stems`, `classes`), its own to add to."""
    table = getattr(node, name)
    if not isinstance(table, dict):
        table = {}
        setattr(node, name, table)
    return table


@dataclass(frozen=True, slots=True)
class Face:
    """A word as the tree may know it: itself, the stems it begins with, its classes."""

    word: str
    stems: tuple[str, ...]
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words that one token of a text stands for, and how sure that is; their classes together."""

    faces: tuple[Face, ...]
    sureness: float
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """One token of a text: all it may stand for; whether a clause ends before it.

    `runs` are the members of classes that begin here and have several words: how many, and of
    which class.
    """

    ways: tuple[Spoken, ...]
    breaks: bool
    is_filler: bool
    runs: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Trail:
    """How far a walk has got: at a node of the tree, before a token."""

    node: Node
    here: int
    covered: int = 0
    sureness: float = 1.0
    skips: int = MOST_FILLERS
    passing: bool = False  # the last token was passed over: what ends here was said before it


def find_phrases(root: Node, text: Sequence[Heard]) -> list[Hit]:
    """Every phrase of the tree in a text, in the order of their beginnings; they may overlap."""
    return [hit for start in range(len(text)) for hit in _phrases_from(root, text, start)]


def _phrases_from(root: Node, text: Sequence[Heard], start: int) -> Iterator[Hit]:
    trails = [Trail(root, start)]
    while trails:
        trail = trails.pop()
        if not trail.passing:
            for sense in trail.node.senses:
                yield Hit(sense, start, trail.here, trail.covered, trail.sureness)
        if trail.here < len(text) and not (trail.covered and text[trail.here].breaks):
            trails += _onward(trail, text)


def _onward(trail: Trail, text: Sequence[Heard]) -> Iterator[Trail]:
    heard = text[trail.here]
    covered = trail.covered | 1 << trail.here
    for spoken in heard.ways:
        sureness = trail.sureness * spoken.sureness
        for node in _after(trail.node, spoken):
            yield Trail(node, trail.here + 1, covered, sureness, trail.skips)
    for size, name in heard.runs:
        if (after := trail.node.classes.get(name)) is not None:
            end = trail.here + size
            covered = trail.covered | (1 << end) - (1 << trail.here)
            yield Trail(after, end, covered, trail.sureness, trail.skips)
    if trail.node.gap is not None:
        yield from _leap(trail, trail.node.gap, text)
    elif trail.covered and trail.skips and heard.is_filler:
        sureness = trail.sureness * PASSED_OVER
        here = trail.here + 1
        yield Trail(trail.node, here, trail.covered, sureness, trail.skips - 1, passing=True)


def _leap(trail: Trail, node: Node, text: Sequence[Heard]) -> Iterator[Trail]:
    """Any few words may stand here, within one clause."""
    for landing in range(trail.here, min(trail.here + WIDEST_GAP + 1, len(text))):
        if text[landing].breaks:
            break
        yield Trail(node, landing, trail.covered, trail.sureness, 0)


def _after(node: Node, spoken: Spoken) -> list[Node]:
    nodes = [node]
    for face in spoken.faces:
        nodes = [after for before in nodes for after in _next(before, face)]
    nodes += [node.classes[name] for name in spoken.classes if name in node.classes]
    return nodes


def _next(node: Node, face: Face) -> Iterator[Node]:
    ways = (
        node.words.get(face.word),
        *map(node.stems.get, face.stems),
        *map(node.classes.get, face.classes),
        node.number if face.word.isdigit() else None,
    )
    return (after for after in ways if after is not None)
