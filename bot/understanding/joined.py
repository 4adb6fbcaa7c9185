<<<<<<< HEAD
"""Words written as one: «oudormircesoiralille»."""

from collections.abc import Iterator
from dataclasses import replace

from bot.understanding.reading import Reading
from bot.understanding.tokens import Token
from bot.understanding.tree import Topic

LANGUAGES = frozenset(("ca", "en", "es", "fr", "it", "pt"))
"""Languages with short words of their own; German or Turkish build long ones of them."""
SHORTEST, LONGEST = 7, 60
"""Letters of what is taken apart."""
SHORTEST_WORD, LONGEST_WORD = 3, 16
SHORTEST_NAME = 4
LEAST_AVERAGE = 2.7
"""Letters that a part has on average: `barbacoa` is not «barba co a»."""
TELLING = (Topic.NEED, Topic.HINT, Topic.MOMENT, Topic.DANGER, Topic.COMMAND)

Split = tuple[str, ...]


def part_words(reading: Reading) -> Reading:
    """Take apart what no language knows as one word and some language knows as several."""
    parted = tuple(part for token in reading.tokens for part in _parts(reading, token))
    return reading if len(parted) == len(reading.tokens) else replace(reading, tokens=parted)


def _parts(reading: Reading, token: Token) -> tuple[Token, ...]:
    if not _is_unknown(reading, token.key):
        return (token,)
    splits = sorted(_splits(reading, token.key), key=len)
    words = next((split for split in splits if _says_something(reading, split)), (token.key,))
    return (Token(words[0], token.breaks), *map(Token, words[1:]))


def _is_unknown(reading: Reading, key: str) -> bool:
    lexicon, gazetteer = reading.knowledge.lexicon, reading.knowledge.gazetteer
    return (
        SHORTEST <= len(key) <= LONGEST
        and key.isascii()
        and key.isalpha()
        and key not in lexicon.everyday
        and not lexicon.knows(key)
        and not gazetteer.named(key)
    )


def _splits(reading: Reading, key: str) -> Iterator[Split]:
    """For each language the fewest of its words that make up the key; a place may end it."""
    best: list[dict[str, Split]] = [{} for _ in range(len(key) + 1)]
    for end in range(1, len(key) + 1):
        for start in range(max(0, end - LONGEST_WORD), end):
            if start and not best[start]:
                continue
            word = key[start:end]
            for code in _speakers(reading, word, is_last=end == len(key), before=best[start]):
                split = (*best[start].get(code, ()), word)
                is_first = start == 0
                known = best[end].get(code)
                if (is_first or code in best[start]) and (known is None or len(split) < len(known)):
                    best[end][code] = split
    most = len(key) / LEAST_AVERAGE
    yield from (split for split in best[-1].values() if 1 < len(split) <= most)


def _speakers(
    reading: Reading, word: str, *, is_last: bool, before: dict[str, Split]
) -> Iterator[str]:
    """The languages that have this word; a town's name ends what any of them began."""
    lexicon = reading.knowledge.lexicon
    yield from LANGUAGES & lexicon.little.get(word, frozenset())
    if meant := lexicon.spellings.get(word):
        yield from LANGUAGES & lexicon.little.get(meant[0], frozenset())
    if len(word) >= SHORTEST_WORD:
        yield from LANGUAGES & lexicon.words.get(word, frozenset())
    if is_last and len(word) >= SHORTEST_NAME and reading.knowledge.gazetteer.named(word):
        yield from before


def _says_something(reading: Reading, split: Split) -> bool:
    """A little word among them, and together they ask for something."""
    lexicon = reading.knowledge.lexicon
    tokens = tuple(map(Token, split))
    return any(word in lexicon.little or word in lexicon.spellings for word in split) and any(
        hit.sense.topic in TELLING and hit.sureness == 1.0 for hit in lexicon.hits(tokens)
    )
=======
"""Words written without the blanks between them: «jeveuxmangeraparis»."""

from collections.abc import Iterator

from bot.understanding.reading import Knowledge
from bot.understanding.tokens import Token

SHORTEST, LONGEST = 12, 60
"""Letters of what may be several words."""
FEWEST_WORDS = 3
MEAN_LENGTH = 3.2
"""Letters of a word on average; shorter ones are found in any run of letters."""
SHORTEST_WORD = 2
SHORTEST_NAME = 4
LONE = frozenset("ayoieuwzвскуиіз")
"""Letters that are a word of their own somewhere."""
CITY = 20_000
NAME = frozenset[str]()
"""A town belongs to every language."""

Ways = dict[str, tuple[str, ...]]
"""The fewest words up to a letter, by the language that they are of."""


def part(tokens: tuple[Token, ...], knowledge: Knowledge) -> tuple[Token, ...]:
    """The tokens, those that are several joined words taken apart."""
    return tuple(each for token in tokens for each in _parted(token, knowledge))


def _parted(token: Token, knowledge: Knowledge) -> Iterator[Token]:
    words = _words(token.key, knowledge) if _may_be_joined(token.key, knowledge) else ()
    if not words:
        yield token
    for index, word in enumerate(words):
        yield Token(word, token.breaks and index == 0)


def _may_be_joined(key: str, knowledge: Knowledge) -> bool:
    lexicon = knowledge.lexicon
    return (
        SHORTEST <= len(key) <= LONGEST
        and key.isalpha()
        and not lexicon.knows(key)
        and key not in lexicon.everyday
        and not _is_town(key, knowledge, people=0)
        and not lexicon.hearing.heard(key)
    )


def _words(key: str, knowledge: Knowledge) -> tuple[str, ...]:
    """The words of one language, fewest first, that a run of letters is made of; or none."""
    ways: list[Ways] = [{} for _ in range(len(key) + 1)]
    for end in range(1, len(key) + 1):
        for start in range(end):
            if start and not ways[start]:
                continue
            _go_on(ways, start, end, key[start:end], knowledge)
    found = sorted(ways[-1].values(), key=len)
    return next(filter(_is_likely, found), ())


def _go_on(ways: list[Ways], start: int, end: int, word: str, knowledge: Knowledge) -> None:
    speakers = _speakers(word, knowledge)
    if speakers is None:
        return
    before = ways[start] if start else dict.fromkeys(speakers, ())
    for code, words in before.items():
        if speakers is not NAME and code not in speakers:
            continue
        known = ways[end].get(code)
        if known is None or len(words) + 1 < len(known):
            ways[end][code] = (*words, word)


def _speakers(word: str, knowledge: Knowledge) -> frozenset[str] | None:
    """The languages that a word belongs to; None when it is no word."""
    lexicon = knowledge.lexicon
    if len(word) < SHORTEST_WORD and word not in LONE:
        return None
    little = frozenset(lexicon.little.get(word, ()))
    if len(word) < SHORTEST_WORD:
        return little or None
    speakers = little | frozenset(lexicon.words.get(word, ()))
    if not speakers and len(word) >= SHORTEST_NAME and _is_town(word, knowledge, CITY):
        return NAME
    return speakers or None


def _is_town(key: str, knowledge: Knowledge, people: int) -> bool:
    names = (key, *(bare for bare, _ in knowledge.lexicon.bare_names(key)))
    return any(
        place.population >= people
        for name in names
        for place in knowledge.gazetteer.named(name)[:1]
    )


def _is_likely(words: tuple[str, ...]) -> bool:
    return len(words) >= FEWEST_WORDS and len("".join(words)) >= MEAN_LENGTH * len(words)
>>>>>>> b18051f (Read denials, joined words and more towns in many scripts)
