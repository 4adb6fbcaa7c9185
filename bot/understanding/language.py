"""Which language a text is in: settled last, from script, words, letters and the thread."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from bot.understanding.lexicon import Lexicon
from bot.understanding.reading import Reading
from bot.understanding.tokens import Token
from bot.understanding.tree import Topic

LITTLE_WEIGHT = 1.0
WORD_WEIGHT = 0.8
PHRASE_WEIGHT = 0.6
EVERYDAY_WEIGHT = 0.5
MARK_WEIGHT = 0.6
MOST_MARKS = 3
PLAIN_VOTES, PLAIN_LEAD = 4, 2
MOST_SPEAKERS = 3
LEAST_EVIDENCE = 0.7
LEAST_MARGIN = 0.3
LEAST_TO_CHANGE = 1.3
"""What must speak for another language than the thread's in a text of a few words."""
LEAST_TO_LEAVE = 2.5
"""The same where the thread's has letters of its own: written in ours, it looks like many."""
FALLBACK = "fr"
WIDESPREAD = ("ar", "en", "es", "fa", "fr", "pt", "ru", "ur")
"""Likelier than their neighbours where a text says no more for one than for the other."""
FIRST_OF_SCRIPT = {"Arab": "ar", "Cyrl": "ru", "Deva": "hi", "Ethi": "am"}
"""The language that a text in this script is in when neither it nor the thread tells."""
FARSI_LETTERS, WITH_FARSI_LETTERS = "یک۰۱۲۳۴۵۶۷۸۹", "fa"
"""What keyboards of Persian, Pashto and Urdu write, and Arabic ones do not."""
USUAL_WEIGHT = 0.5
FEW_WORDS, MORE_WORDS = 3, 5
ORDERS = ("stop", "start", "erase")
"""Said by a word that is the same for everybody, whatever language they speak."""

RANGES = (
    ("Latn", "a", "ɏ"), ("Grek", "Ͱ", "Ͽ"), ("Cyrl", "Ѐ", "ӿ"), ("Hebr", "\u0590", "\u05ff"),
    ("Arab", "\u0600", "\u06ff"), ("Deva", "\u0900", "\u097f"), ("Beng", "\u0980", "\u09ff"),
    ("Geor", "\u10a0", "\u10ff"), ("Ethi", "\u1200", "\u137f"), ("Hani", "\u3400", "\u9fff"),
)  # fmt: skip


def settle_language(reading: Reading) -> Reading:
    """Set the language, and whether the text alone says so."""
    evidence = _evidence(reading)
    ranked = sorted(evidence.items(), key=lambda item: (-item[1], item[0] not in WIDESPREAD, item))
    usual = reading.circumstances.language or FALLBACK
    if not ranked:
        return reading.told(f"language {usual}: nothing says otherwise", language=usual)
    best, weight = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    is_sure = weight >= LEAST_EVIDENCE and weight - second >= LEAST_MARGIN
    is_sure = is_sure and not _may_stay(reading, evidence, weight)
    if _is_in_other_letters(reading, usual):
        is_sure = True
    if (
        not is_sure
        and evidence.get(usual, 0) >= weight - LEAST_MARGIN
        or not is_sure
        and reading.circumstances.language
    ):
        best = usual
    reason = f"language {best}: " + ", ".join(f"{code} {odds:.1f}" for code, odds in ranked[:3])
    return reading.told(reason, language=best, language_sure=is_sure)


def _is_in_other_letters(reading: Reading, usual: str) -> bool:
    """Whether nobody writes the thread's language so; anybody may text a name in Latin letters."""
    script = _script(reading.request.text)
    return script != "Latn" and script not in reading.knowledge.lexicon.scripts.get(usual, ())


def _may_stay(reading: Reading, evidence: Mapping[str, float], weight: float) -> bool:
    """Whether a few words may be the thread's language too: «mais» is «more» in Portuguese.

    They are where little speaks for another one (`weight`): «s sobakoj» has one Albanian letter.
    """
    usual = reading.circumstances.language
    spoken = [
        token
        for index, token in enumerate(reading.tokens)
        if token.is_word and not reading.naming >> index & 1
    ]
    if usual and len(spoken) == 1 and _is_order(reading):
        return True
    is_borrowed = _writes_in_ours(reading)
    is_weak = bool(usual) and weight < (LEAST_TO_LEAVE if is_borrowed else LEAST_TO_CHANGE)
    is_possible = evidence.get(usual or "", 0.0) >= PHRASE_WEIGHT
    few = MORE_WORDS if is_borrowed else FEW_WORDS
    return len(spoken) <= few and (is_weak or is_possible)


def _writes_in_ours(reading: Reading) -> bool:
    """Whether the thread's language has letters of its own, and this text has ours."""
    scripts = reading.knowledge.lexicon.scripts.get(reading.circumstances.language or "", ())
    return "Latn" in scripts[1:] and _script(reading.request.text) == "Latn"


def _is_order(reading: Reading) -> bool:
    """Whether the text is one of the words that people know from other services: «ERASE»."""
    alone = (hit for hit in reading.of(Topic.ALONE) if hit.sureness == 1.0)
    return any(hit.sense.name in ORDERS for hit in alone)


Evidence = defaultdict[str, float]


def language_votes(tokens: tuple[Token, ...], lexicon: Lexicon) -> Counter[str]:
    """How many of the words each language uses."""
    votes: Counter[str] = Counter()
    for token in tokens:
        if token.is_word:
            votes.update(_speakers(token.key, lexicon))
    return votes


def _speakers(word: str, lexicon: Lexicon) -> set[str]:
    """The languages that a word speaks for; one that is everyday in many speaks for none."""
    everyday = lexicon.everyday.get(word, frozenset())
    speakers = {*lexicon.little.get(word, ()), *lexicon.words.get(word, ())}
    return speakers | everyday if len(everyday) <= MOST_SPEAKERS else speakers


def plain_language(votes: Counter[str]) -> str:
    """The language that the words alone make plain; else nothing."""
    (first, most), (_, next_most) = (*votes.most_common(2), ("", 0), ("", 0))[:2]
    return first if most >= PLAIN_VOTES and most >= next_most + PLAIN_LEAD else ""


def _evidence(reading: Reading) -> dict[str, float]:
    lexicon = reading.knowledge.lexicon
    text = reading.request.text
    script = _script(text)
    possible = {code for code, scripts in lexicon.scripts.items() if script in scripts}
    evidence: Evidence = defaultdict(float)
    _weigh_words(reading, possible, evidence)
    _weigh_marks(lexicon, text, possible, evidence)
    if len(possible) == 1:
        evidence[next(iter(possible))] += 1.0
    if (first := _first_of_script(script, text)) and text.strip():
        usual = reading.circumstances.language
        evidence[usual if usual in possible else first] += USUAL_WEIGHT
    return {code: weight for code, weight in evidence.items() if weight > 0}


def _first_of_script(script: str, text: str) -> str | None:
    if script == "Arab" and any(letter in text for letter in FARSI_LETTERS):
        return WITH_FARSI_LETTERS
    return FIRST_OF_SCRIPT.get(script)


def _weigh_words(reading: Reading, possible: set[str], evidence: Evidence) -> None:
    lexicon = reading.knowledge.lexicon
    for index, token in enumerate(reading.tokens):
        if reading.naming >> index & 1 or not token.is_word:
            continue
        tables = (
            (lexicon.little, LITTLE_WEIGHT),
            (lexicon.words, WORD_WEIGHT),
            (lexicon.everyday, EVERYDAY_WEIGHT),
        )
        for table, weight in tables:
            speakers = table.get(token.key, frozenset()) & possible
            if speakers and len(speakers) <= MOST_SPEAKERS:
                for code in speakers:
                    evidence[code] += weight / len(speakers)
    said = (hit for hit in reading.hits if hit.sense.topic is not Topic.NO)
    once = {(hit.sense.language, hit.covered): hit for hit in said}
    for hit in once.values():
        is_name = hit.covered & reading.naming == hit.covered
        if hit.sense.language in possible and not is_name and reading.tokens[hit.start].is_word:
            evidence[hit.sense.language] += PHRASE_WEIGHT * hit.sureness


def _weigh_marks(lexicon: Lexicon, text: str, possible: set[str], evidence: Evidence) -> None:
    """Letters that few languages write."""
    letters = set(text)
    for code in possible:
        marks = lexicon.marks[code]
        if not letters.isdisjoint(marks):
            count = sum(text.count(mark) for mark in marks)
            evidence[code] += MARK_WEIGHT * min(count, MOST_MARKS)


def _script(text: str) -> str:
    """The script that most letters are in; Latin when there is no letter."""
    if text.isascii():
        return "Latn"
    counts: Counter[str] = Counter()
    for letter, times in Counter(text.lower()).items():
        for script, first, last in RANGES:
            if first <= letter <= last:
                counts[script] += times
    return counts.most_common(1)[0][0] if counts else "Latn"
