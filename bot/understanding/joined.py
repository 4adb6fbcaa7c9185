"""Words written as one: «oudormircesoiralille»."""

from collections.abc import Iterator
from dataclasses import replace

from bot.understanding.reading import Reading
from bot.understanding.tokens import Token
from bot.understanding.tree import Topic
from directory.places import Kind

WELL_KNOWN = frozenset(("ca", "en", "es", "fr", "it", "pt"))
LANGUAGES = WELL_KNOWN | {"bg", "fa", "ht", "pl", "ps", "ro", "ru", "sq", "uk", "ur"}
"""Languages with short words of their own; German or Turkish build long ones of them."""
SHORTEST, LONGEST = 7, 60
"""Letters of what is taken apart."""
SHORTEST_WORD, LONGEST_WORD = 3, 16
SHORTEST_NAME = 4
CITY = 20_000
"""People in a town that may also stand first, or beside a single word: «douchelyon»."""
LEAST_AVERAGE = 2.7
"""Letters that a part has on average: `barbacoa` is not «barba co a»."""
SHORTEST_OF_OTHERS, LEAST_AVERAGE_OF_OTHERS = 12, 3.2
"""The same where fewer words are known: `calaamado` is Somali."""
TOWN = 5_000
"""People in a place whose name may end such a word."""
TELLING = (Topic.NEED, Topic.HINT, Topic.MOMENT, Topic.DANGER, Topic.COMMAND)

Split = tuple[str, ...]


def part_words(reading: Reading) -> Reading:
    """Take apart what no language knows as one word and some language knows as several."""
    parted = tuple(part for token in reading.tokens for part in _parts(reading, token))
    return reading if len(parted) == len(reading.tokens) else replace(reading, tokens=parted)


def _parts(reading: Reading, token: Token) -> tuple[Token, ...]:
    if not _is_unknown(reading, token.key):
        return (token,)
    splits = sorted(_splits(reading, token.key), key=lambda found: len(found[1]))
    said = (split for code, split in splits if _says_something(reading, split, code))
    words = next(said, (token.key,))
    return (Token(words[0], token.breaks), *map(Token, words[1:]))


def _is_unknown(reading: Reading, key: str) -> bool:
    lexicon, gazetteer = reading.knowledge.lexicon, reading.knowledge.gazetteer
    return (
        SHORTEST <= len(key) <= LONGEST
        and key.isalpha()
        and key not in lexicon.everyday
        and not lexicon.knows(key)
        and not gazetteer.named(key)
    )


def _splits(reading: Reading, key: str) -> Iterator[tuple[str, Split]]:
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
    yield from (found for found in best[-1].items() if _is_likely(key, *found))


def _is_likely(key: str, code: str, split: Split) -> bool:
    if code in WELL_KNOWN:
        return 1 < len(split) <= len(key) / LEAST_AVERAGE
    is_long = len(key) >= SHORTEST_OF_OTHERS
    return is_long and 1 < len(split) <= len(key) / LEAST_AVERAGE_OF_OTHERS


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
    if is_last and len(word) >= SHORTEST_NAME and _is_town(reading, word):
        yield from before
    elif not before and _is_city(reading, word):
        yield from WELL_KNOWN


def _is_town(reading: Reading, word: str) -> bool:
    """Whether a word is a town's name, as it stands or in a case: «париже»."""
    bare = (name for name, _ in reading.knowledge.lexicon.bare_names(word))
    named = map(reading.knowledge.gazetteer.named, (word, *bare))
    return any(places and places[0].population >= TOWN for places in named)


def _says_something(reading: Reading, split: Split, code: str) -> bool:
    """A little word or a city among them, and together they ask for something in their language."""
    lexicon = reading.knowledge.lexicon
    tokens = tuple(map(Token, split))
    has_city = _is_city(reading, split[0]) or _is_city(reading, split[-1])
    has_little = any(word in lexicon.little or word in lexicon.spellings for word in split)
    return (has_city or has_little) and any(
        hit.sense.topic in TELLING and hit.sense.language == code and hit.sureness == 1.0
        for hit in lexicon.hits(tokens)
    )


def _is_city(reading: Reading, word: str) -> bool:
    if len(word) < SHORTEST_NAME or reading.knowledge.lexicon.knows(word):
        return False
    named = reading.knowledge.gazetteer.named(word)
    return bool(named) and named[0].population >= CITY and named[0].kind is Kind.COMMUNE
