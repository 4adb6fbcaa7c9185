"""What a text means: `understand` reads it through every step, in order."""

from collections.abc import Callable
from functools import reduce

from bot.understanding.audience import spot_audience
from bot.understanding.breaks import spot_break
from bot.understanding.commands import settle_intent
from bot.understanding.danger import spot_danger, suspect_danger
from bot.understanding.joined import part_words
from bot.understanding.language import settle_language
from bot.understanding.moments import spot_moment
from bot.understanding.needs import spot_needs
from bot.understanding.phrases import spot_phrases
from bot.understanding.reading import Circumstances, Knowledge, Reading
from bot.understanding.request import Request
from bot.understanding.tokens import cut
from bot.understanding.trade import spot_trade
from bot.understanding.whereabouts import spot_whereabouts

Step = Callable[[Reading], Reading]

STEPS: tuple[Step, ...] = (
    part_words,
    spot_phrases,
    spot_trade,
    spot_audience,
    spot_danger,
    spot_whereabouts,
    spot_needs,
    spot_moment,
    settle_language,
    suspect_danger,
    settle_intent,
    spot_break,
)


def understand(text: str, circumstances: Circumstances, knowledge: Knowledge) -> Request:
    """Read a text: danger, needs, place, moment, who asks, what it wants of us, its language.

    Pure: the same text in the same circumstances is always read alike. Any text can be read;
    one that says nothing gives the intent `other`.
    """
    first = Reading(Request(text), circumstances, knowledge, cut(text))
    return reduce(lambda reading, step: step(reading), STEPS, first).request
