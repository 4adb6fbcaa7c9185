"""A human is asked for, needed, or there already: nothing is promised that is not sure."""

from dataclasses import replace
from datetime import timedelta

from bot.dialogue.searching import merged
from bot.dialogue.turn import Decision, Step, Turn, answered, look
from bot.outcomes import Listening, MediaUnread, Receipt, Waiting, Wordless
from bot.understanding.reading import Asked
from bot.understanding.request import ABOUT_A_PLACE, Intent, Wish
from conversations.states import Event, State
from directory.needs import Need

ORDERS = (Intent.CRISIS, Intent.STOP, Intent.START, Intent.ERASE)
"""What is answered even while an operator owns the thread."""
CLEAR = (*ORDERS, Intent.MORE, Intent.CHOICE)
"""What is answered while the person waits for one; a search only when it is whole."""
MEANT_FOR_US = (Wish.AGAIN, Wish.NEARER, Wish.HOURS, Wish.WAY, Wish.SAFE, Wish.PRIVACY)
RECEIPTS_EVERY = timedelta(hours=1)
WHO_KNOW = (Need.LEGAL, Need.SOCIAL_WORKER, Need.PAPERWORK)
"""Who answers what no directory does; offered first once the person tells their town."""
SHORT = 80  # letters: a longer text tells the operator a story, whatever needs it names


def leave_to_operator(turn: Turn) -> Decision | None:
    """Silence where a human speaks; a receipt at most once an hour where one is awaited."""
    if turn.facts.owner is State.OPERATOR or turn.facts.muted:
        return Decision((), turn.context)
    if turn.facts.owner is not State.WAITING or _is_clear(turn):
        return None
    if not _is_receipt_due(turn):
        return Decision((), turn.context)
    context = replace(turn.context, receipt_at=turn.facts.now)
    return Decision((Receipt(turn.facts.presence),), context)


def _is_clear(turn: Turn) -> bool:
    request, context = turn.request, turn.context
    if request.intent in CLEAR or request.wish in MEANT_FOR_US or context.danger:
        return True
    if context.asked_safe and context.waiting_at is None:
        return True  # whoever we asked whether they are safe is not left waiting
    if request.speak or (context.offered and request.wish in ABOUT_A_PLACE):
        return True
    if request.wish is Wish.BEYOND:
        return False  # they tell the human what they wait for
    if context.waiting_at is None and request.intent is Intent.THANKS:
        return True
    # A human was called for them, or is away for hours: the bot goes on meanwhile.
    if context.waiting_at is None or not turn.facts.presence.staffed:
        return bool(request.needs or turn.says_where)
    if context.asked not in (Asked.NOTHING, Asked.WHAT):
        return request.intent is not Intent.OPERATOR  # the bot's own question is being answered
    # Without the place, or the need, in the text itself, only what is short is meant for the bot.
    short = len(request.text) <= SHORT
    needs = request.needs or (context.needs or context.former_needs if short else ())
    where = turn.says_where or (short and context.place is not None)
    return bool(needs and where and (request.needs or turn.says_where or request.moment))


def _is_receipt_due(turn: Turn) -> bool:
    """At once for who asks whether anybody is there, else once the wait is long."""
    told, context = turn.facts.now - RECEIPTS_EVERY, turn.context
    if context.receipt_at is not None and context.receipt_at > told:
        return False
    calls = turn.request.intent in (Intent.OPERATOR, Intent.GREETING)  # «allo?»
    asks = calls or turn.facts.media or turn.says_nothing
    return asks or context.waiting_at is None or context.waiting_at <= told


def call(turn: Turn) -> Decision | None:
    """A human is wanted; promised only when one can come."""
    if turn.request.intent is not Intent.OPERATOR and not _asks_how_long(turn):
        return None
    decision = hand_over(turn, beyond=False)
    context = merged(turn)
    if turn.context.danger or turn.request.place_unclear or turn.request.needs_unclear:
        return decision
    decision = replace(decision, context=replace(decision.context, place=context.place))
    if turn.facts.presence.is_reachable or not (turn.request.needs and context.place):
        return decision
    # Nobody can come: what was asked for besides is looked up at once.
    following = look(turn, replace(context, waiting_at=turn.facts.now))
    return replace(following, steps=(*decision.steps, *following.steps))


def _asks_how_long(turn: Turn) -> bool:
    """«How long do I wait?», of the human who was asked for: no list was shown since."""
    awaited = turn.context.waiting_at is not None and not turn.context.offered
    return awaited and turn.request.wish is Wish.ROOM and not turn.request.needs


def hand_over(turn: Turn, *, beyond: bool) -> Decision:
    """The thread waits for a human, and the person reads whether and when one comes."""
    presence = turn.facts.presence
    context = replace(answered(turn.context), waiting_at=turn.facts.now)
    if beyond and context.place is None:
        context = replace(context, former_needs=WHO_KNOW)
    waiting = Waiting(turn.country, presence, beyond, turn.context.danger)
    return Decision((waiting,), context, _asking(turn))


def pass_on(turn: Turn) -> Decision | None:
    """What no machine here can answer: a call, a picture, a voice note, a question of rights."""
    if turn.facts.media and turn.request.intent is Intent.OTHER and turn.position is None:
        return _leave_unread(turn)
    if turn.says_nothing and turn.request.intent is Intent.OTHER and turn.context.danger is None:
        return _welcome(turn)
    if turn.request.wish is not Wish.BEYOND or (turn.request.needs and turn.says_where):
        return None
    return hand_over(turn, beyond=True)


def _leave_unread(turn: Turn) -> Decision:
    """In return for a picture or a voice note; a human looks, and after a danger the numbers are
    said again."""
    presence, danger = turn.facts.presence, turn.context.danger
    steps: tuple[Step, ...] = (MediaUnread(presence),)
    if danger is not None:
        steps = (Listening(danger, turn.country), *steps)
    return Decision(steps, turn.context, _asking(turn))


def _welcome(turn: Turn) -> Decision:
    """In return for a call, or a text without a word: what to text; a human looks, too."""
    presence, failures = turn.facts.presence, turn.context.failures + 1
    said = Wordless(turn.country, presence, again=failures > 1)
    return Decision((said,), replace(turn.context, failures=failures), _asking(turn))


def _asking(turn: Turn) -> Event | None:
    """The thread waits for a human, where one can come."""
    return Event.ASKED_FOR_PERSON if turn.facts.presence.is_reachable else None
