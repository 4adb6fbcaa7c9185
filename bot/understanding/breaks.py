"""Whether a long text breaks off in the middle of a sentence: its rest is on the way."""

from bot.understanding.reading import Reading
from bot.understanding.tree import Topic

LONG = 140  # letters: a phone cuts what is longer than one SMS
PART_LENGTHS = (153, 160)
ENDINGS = ".!?…؟。।؛።"
SHORT = 2  # letters of a word that wants another one: «à», «et», «de», «in», «to»


def spot_break(reading: Reading) -> Reading:
    """Set whether the text breaks off; one that a sign ends does not, however long it is."""
    text = reading.request.text.rstrip()
    if len(text) < LONG or text[-1] in ENDINGS or not _wants_more(reading, text):
        return reading
    return reading.told("breaks off: the rest may follow", breaks_off=True)


def _wants_more(reading: Reading, text: str) -> bool:
    if text[-1] in ",;:-–" or len(reading.request.text) in PART_LENGTHS:
        return True
    last = reading.tokens[-1].key if reading.tokens else ""
    is_cue = any(
        hit.end == len(reading.tokens) and hit.sense.name in ("at", "from", "maybe")
        for hit in reading.of(Topic.PLACE)
    )
    return is_cue or (last.isalpha() and len(last) <= SHORT and reading.is_little(last))
