"""Who speaks in a thread, what a person agreed to receive, and how far a text has got."""

from enum import StrEnum


class State(StrEnum):
    """The one owner of a thread; only the owner speaks."""

    BOT = "bot"
    WAITING = "waiting"
    OPERATOR = "operator"
    CLOSED = "closed"


class Event(StrEnum):
    """What may change the owner of a thread."""

    WROTE = "wrote"
    ASKED_FOR_PERSON = "asked_for_person"
    IN_DANGER = "in_danger"
    BOT_FAILED = "bot_failed"
    QUARANTINED = "quarantined"
    STEPPED_DOWN = "stepped_down"
    CLAIMED = "claimed"
    TRANSFERRED = "transferred"
    RELEASED = "released"
    HANDED_BACK = "handed_back"
    EXPIRED = "expired"
    CLOSED = "closed"
    REOPENED = "reopened"
    TEXTED_STOP = "texted_stop"
    TEXTED_START = "texted_start"


class Consent(StrEnum):
    """What an address agreed to receive; it outlives closing and erasing."""

    ALL = "all"
    ANSWERS_ONLY = "answers_only"


class Delivery(StrEnum):
    """How far an outgoing text has got, from our row to the phone."""

    READY = "ready"
    SENDING = "sending"
    UNKNOWN = "unknown"
    HANDED = "handed"
    ACCEPTED = "accepted"
    FAILED = "failed"
    DELIVERED = "delivered"


class Trouble(StrEnum):
    """Why a text has not left, or not arrived: whose move it is now."""

    TOO_LATE = "too_late"  # it was no longer useful
    WINDOW = "window"  # WhatsApp: held until the person writes again
    OPTED_OUT = "opted_out"  # they texted STOP to the carrier
    NO_TEXTS = "no_texts"  # a landline, a wrong number
    OFF = "off"  # the phone is off or out of reach
    BLOCKED = "blocked"  # a carrier or the person filters us
    CONTENT = "content"  # the provider refuses what it says
    SENDER = "sender"  # our number or account has a fault
    LIMIT = "limit"  # too many at once
    UNCERTAIN = "uncertain"  # nobody knows whether it left
    FAILED = "failed"  # the provider gives no reason that we know


class ForbiddenEventError(Exception):
    """This event cannot happen to a thread in this state."""


# What is not here cannot happen: a thread that an operator owns is not claimed, only transferred.
TRANSITIONS: dict[tuple[State, Event], State] = {
    (State.BOT, Event.WROTE): State.BOT,
    (State.BOT, Event.ASKED_FOR_PERSON): State.WAITING,
    (State.BOT, Event.IN_DANGER): State.WAITING,
    (State.BOT, Event.BOT_FAILED): State.WAITING,
    (State.BOT, Event.QUARANTINED): State.WAITING,
    (State.BOT, Event.STEPPED_DOWN): State.BOT,
    (State.BOT, Event.CLAIMED): State.OPERATOR,
    (State.BOT, Event.CLOSED): State.CLOSED,
    (State.BOT, Event.TEXTED_STOP): State.BOT,
    (State.BOT, Event.TEXTED_START): State.BOT,
    (State.WAITING, Event.WROTE): State.WAITING,
    (State.WAITING, Event.ASKED_FOR_PERSON): State.WAITING,
    (State.WAITING, Event.IN_DANGER): State.WAITING,
    (State.WAITING, Event.BOT_FAILED): State.WAITING,
    (State.WAITING, Event.QUARANTINED): State.WAITING,
    (State.WAITING, Event.STEPPED_DOWN): State.BOT,
    (State.WAITING, Event.CLAIMED): State.OPERATOR,
    (State.WAITING, Event.HANDED_BACK): State.BOT,
    (State.WAITING, Event.EXPIRED): State.BOT,
    (State.WAITING, Event.CLOSED): State.CLOSED,
    (State.WAITING, Event.TEXTED_STOP): State.WAITING,
    (State.WAITING, Event.TEXTED_START): State.WAITING,
    (State.OPERATOR, Event.WROTE): State.OPERATOR,
    (State.OPERATOR, Event.ASKED_FOR_PERSON): State.OPERATOR,
    (State.OPERATOR, Event.IN_DANGER): State.OPERATOR,
    (State.OPERATOR, Event.BOT_FAILED): State.OPERATOR,
    (State.OPERATOR, Event.QUARANTINED): State.OPERATOR,
    (State.OPERATOR, Event.STEPPED_DOWN): State.OPERATOR,
    (State.OPERATOR, Event.TRANSFERRED): State.OPERATOR,
    (State.OPERATOR, Event.RELEASED): State.WAITING,
    (State.OPERATOR, Event.HANDED_BACK): State.BOT,
    (State.OPERATOR, Event.EXPIRED): State.BOT,
    (State.OPERATOR, Event.CLOSED): State.CLOSED,
    (State.OPERATOR, Event.TEXTED_STOP): State.OPERATOR,
    (State.OPERATOR, Event.TEXTED_START): State.OPERATOR,
    (State.CLOSED, Event.WROTE): State.BOT,
    (State.CLOSED, Event.ASKED_FOR_PERSON): State.WAITING,
    (State.CLOSED, Event.IN_DANGER): State.WAITING,
    (State.CLOSED, Event.BOT_FAILED): State.WAITING,
    (State.CLOSED, Event.QUARANTINED): State.WAITING,
    (State.CLOSED, Event.STEPPED_DOWN): State.CLOSED,
    (State.CLOSED, Event.TEXTED_STOP): State.CLOSED,
    (State.CLOSED, Event.TEXTED_START): State.CLOSED,
    (State.CLOSED, Event.CLAIMED): State.OPERATOR,
    (State.CLOSED, Event.REOPENED): State.WAITING,
}

# Who is served first among those who wait for a person.
PRIORITIES = {
    Event.IN_DANGER: 3,
    Event.QUARANTINED: 2,
    Event.ASKED_FOR_PERSON: 1,
    Event.BOT_FAILED: 1,
}

CONSENTS = {Event.TEXTED_STOP: Consent.ANSWERS_ONLY, Event.TEXTED_START: Consent.ALL}

# Callbacks arrive in any order: a state only ever gives way to one of a higher rank. `UNKNOWN`
# ranks under what any news of the provider says; a text reported failed may still arrive.
RANKS = {
    Delivery.READY: 0,
    Delivery.SENDING: 1,
    Delivery.UNKNOWN: 2,
    Delivery.HANDED: 2,
    Delivery.ACCEPTED: 3,
    Delivery.FAILED: 4,
    Delivery.DELIVERED: 5,
}


def state_after(event: Event, state: State) -> State:
    """Who owns the thread now; raises ForbiddenEventError when this cannot happen."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        message = f"a thread in state {state} cannot be {event}"
        raise ForbiddenEventError(message) from None


def consent_after(event: Event, consent: Consent) -> Consent:
    """What the address agrees to now: STOP and START decide, nothing else touches it."""
    return CONSENTS.get(event, consent)


def priority_after(event: Event, priority: int) -> int:
    """How urgent the thread is now; a lesser reason never lowers a greater one."""
    return max(priority, PRIORITIES.get(event, 0))
