"""The buttons that move a thread: taking it, giving it away, closing it, silencing a person."""

from flask import request
from sqlalchemy import Connection
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as AnyResponse

from conversations.claims import ClaimError, GoneError, Hand, HeldError, move
from conversations.console.office import member, now, office
from conversations.console.pages import back, typed
from conversations.console.routes import opened_to, routes
from conversations.console.sign_in import needs_confirming
from conversations.console.thread_page import Said, draw_thread, open_thread
from conversations.console.words import mark
from conversations.muting import LENGTHS, mute, reveal, unmute
from conversations.operators.accounts import find
from conversations.operators.roles import Role
from conversations.states import Event

HELD = mark("{name} was quicker: this conversation is theirs now.")
IMPOSSIBLE = mark("This conversation has changed meanwhile. Here is how it stands now.")
REASON_MISSING = mark("Write why you need the number: at least a few words.")
SHORTEST_REASON = 8


@routes.post("/threads/<int:thread_id>/claim")
@opened_to(Role.OPERATOR)
def claim(thread_id: int) -> AnyResponse | tuple[str, int]:
    """Take a thread."""
    return _move(thread_id, Event.CLAIMED)


@routes.post("/threads/<int:thread_id>/release")
@opened_to(Role.OPERATOR)
def release(thread_id: int) -> AnyResponse | tuple[str, int]:
    """Give a thread back to the queue."""
    return _move(thread_id, Event.RELEASED)


@routes.post("/threads/<int:thread_id>/transfer")
@opened_to(Role.OPERATOR)
def transfer(thread_id: int) -> AnyResponse | tuple[str, int]:
    """Pass a thread on to someone; a coordinator may also take what another has."""
    return _move(thread_id, Event.TRANSFERRED, request.form.get("to", type=int))


@routes.post("/threads/<int:thread_id>/hand-back")
@opened_to(Role.OPERATOR)
def hand_back(thread_id: int) -> AnyResponse | tuple[str, int]:
    """Let the bot answer again."""
    return _move(thread_id, Event.HANDED_BACK)


@routes.post("/threads/<int:thread_id>/close")
@opened_to(Role.OPERATOR)
def close(thread_id: int) -> AnyResponse | tuple[str, int]:
    """There is nothing more to do; a new text opens it again."""
    return _move(thread_id, Event.CLOSED)


@routes.post("/threads/<int:thread_id>/reopen")
@opened_to(Role.OPERATOR)
def reopen(thread_id: int) -> AnyResponse | tuple[str, int]:
    """Put a closed thread into the queue again."""
    return _move(thread_id, Event.REOPENED)


@routes.post("/threads/<int:thread_id>/mute")
@opened_to(Role.OPERATOR)
def silence(thread_id: int) -> AnyResponse:
    """Do not answer this person for a while, but for danger."""
    length = LENGTHS.get(request.form.get("length", ""))
    with office().writing() as connection:
        open_thread(connection, thread_id)
        if length:
            mute(connection, thread_id, member().id, length, now())
        else:
            unmute(connection, thread_id, member().id, now())
    return back("show_thread", thread_id=thread_id)


@routes.post("/threads/<int:thread_id>/reveal")
@opened_to(Role.COORDINATOR)
def show_number(thread_id: int) -> AnyResponse | str | tuple[str, int]:
    """Show the number of a person once, to who says why."""
    if needs_confirming():
        return back("show_confirm", next=f"/console/threads/{thread_id}")
    reason = typed("reason").strip()
    if len(reason) < SHORTEST_REASON:
        return draw_thread(thread_id, Said(fault=REASON_MISSING)), 400
    with office().writing() as connection:
        number = reveal(connection, thread_id, member().id, reason, office().keyring, now())
    return draw_thread(thread_id, Said(number=number or "–"))


def _refuse_absent(connection: Connection, operator_id: int) -> None:
    """Nobody receives a thread who could not see it."""
    account = find(connection, operator_id)
    if account is None or account.disabled_at or not account.joined:
        raise BadRequest


def _move(thread_id: int, event: Event, to: int | None = None) -> AnyResponse | tuple[str, int]:
    if event is Event.TRANSFERRED and to is None:
        raise BadRequest
    hand = Hand(member().id, member().role)
    try:
        with office().writing() as connection:
            if to is not None:
                _refuse_absent(connection, to)
            move(connection, thread_id, event, hand, now(), to)
    except GoneError:
        return back("show_thread", thread_id=thread_id)
    except HeldError as error:
        return draw_thread(thread_id, Said(fault=HELD, values={"name": str(error)})), 409
    except ClaimError:
        return draw_thread(thread_id, Said(fault=IMPOSSIBLE)), 409
    return back("show_thread", thread_id=thread_id)
