"""Writing to a person: drafts, previews, what is inserted, notes, and sending."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, jsonify, request
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from conversations.console.office import member, now, office
from conversations.console.pages import back, spoken, typed
from conversations.console.routes import opened_to, routes
from conversations.console.showing import say_size
from conversations.console.thread_page import Said, draw_thread, open_thread
from conversations.console.words import mark
from conversations.doorbell import Job
from conversations.drafts import Box, add_note, drop_draft, read_drafts, save_draft
from conversations.operator_texts import (
    Again,
    EmptyError,
    ErasedError,
    MovedOnError,
    NotFailedError,
    NotSentError,
    NotYoursError,
    Post,
    TooLongError,
    is_sent,
    post,
    post_again,
)
from conversations.operators import audit
from conversations.operators.roles import Deed, Role
from conversations.phrasebook import word_phrase
from conversations.saved_replies import SavedReply, fill, find_reply, unfilled
from conversations.segments import pack
from conversations.transcripts import Folder
from conversations.translation.cutting import cut_blocks, mark_entry, unmark

REFUSALS: dict[type[NotSentError], str] = {
    EmptyError: mark("There is nothing to send yet."),
    TooLongError: mark("This is too long: a text has 1600 letters at most. Send it in two."),
    NotYoursError: mark("Not sent: this conversation is not yours now. Your draft is kept."),
    MovedOnError: mark(
        "Not sent: they have written meanwhile. Read it, then send or change your draft."
    ),
    NotFailedError: mark("Not sent: this text cannot be sent again."),
    ErasedError: mark("Not sent: this person asked to be forgotten."),
}
UNFILLED = mark("Fill in {field} first.")
GONE = mark("This entry is no longer in the directory.")
LONGEST_NOTE = 4000


@routes.post("/threads/<int:thread_id>/draft")
@opened_to(Role.OPERATOR)
def keep_draft(thread_id: int) -> tuple[str, int]:
    """Keep what is being written, a moment after each pause."""
    with office().reading() as connection:
        late = is_sent(connection, request.form.get("token", "")[:32])
    if not late:
        _keep(thread_id, _box(), typed("text"))
    return "", 204


@routes.post("/threads/<int:thread_id>/note")
@opened_to(Role.OPERATOR)
def write_note(thread_id: int) -> AnyResponse:
    """Tell the team something; the person never sees it."""
    text = typed("text").strip()[:LONGEST_NOTE]
    with office().writing() as connection:
        folder = open_thread(connection, thread_id)
        if text:
            add_note(connection, folder, member().id, text, now())
            drop_draft(connection, thread_id, member().id, Box.NOTE)
            audit.note(connection, member().id, Deed.NOTED, now(), thread_id=thread_id)
    return back("show_thread", thread_id=thread_id, _anchor="latest")


@routes.post("/threads/<int:thread_id>/insert")
@opened_to(Role.OPERATOR)
def insert(thread_id: int) -> AnyResponse | tuple[str, int]:
    """Put an entry of the directory, a saved reply or a phrase at the end of the draft."""
    form = request.form
    with office().reading() as connection:
        folder = open_thread(connection, thread_id)
        written = typed("text") or read_drafts(connection, folder, member().id).get(Box.REPLY, "")
        reply = find_reply(connection, form.get("reply", 0, type=int))
    service_id = form.get("service", "")
    added = _tell_entry(folder, service_id) if service_id else _tell_reply(folder, reply)
    if phrase := form.get("phrase", ""):
        added = word_phrase(phrase, member().language, folder.language) or None
    if added is None:
        return draw_thread(thread_id, Said(fault=GONE)), 404
    _keep(thread_id, Box.REPLY, "\n".join(filter(None, (written.rstrip(), added))))
    return back("show_thread", thread_id=thread_id, _anchor="reply")


@routes.post("/threads/<int:thread_id>/reply")
@opened_to(Role.OPERATOR)
def reply(thread_id: int) -> AnyResponse | str | tuple[str, int]:
    """Send what was written, translated where it can be and was looked at; else show it."""
    text = typed("text")
    _keep(thread_id, Box.REPLY, text)
    if fields := unfilled(text):
        return draw_thread(thread_id, Said(fault=UNFILLED, values={"field": fields[0]})), 400
    with office().reading() as connection:
        folder = open_thread(connection, thread_id)
    worded = _word(folder, text)
    wanted = request.form.get("act", "preview")
    if wanted == "preview" or (wanted == "send" and not worded.is_agreed):
        said = Said(fault=worded.fault, notice=worded.notice, preview=worded.body)
        return draw_thread(thread_id, said)
    return _send(folder, worded, text)


@routes.post("/threads/<int:thread_id>/texts/<int:message_id>/again")
@opened_to(Role.OPERATOR)
def send_again(thread_id: int, message_id: int) -> AnyResponse | tuple[str, int]:
    """Send a text that did not arrive once more, as it was."""
    again = Again(thread_id, message_id, member().id, request.form.get("seen", 0, type=int))
    return _post(
        thread_id, lambda connection: post_again(connection, again, office().keyring, now())
    )


@routes.post("/count")
@opened_to(Role.OPERATOR)
def count() -> Response:
    """How many SMS a text takes."""
    text = unmark(typed("text"))
    packed = pack(text)
    said = say_size(text, spoken())
    return jsonify(segments=packed.segments, encoding=packed.encoding, said=said)


@dataclass(frozen=True)
class _Worded:
    """What would leave. `is_agreed`: nothing in it has to be looked at before it leaves."""

    body: str
    language: str
    is_translated: bool = False
    is_agreed: bool = True
    fault: str = ""
    notice: str = ""


def _word(folder: Folder, text: str) -> _Worded:
    plain = unmark(text)
    theirs = folder.language or member().language
    if theirs == member().language or not _speaks(text):
        return _Worded(plain, theirs)
    if request.form.get("act") == "as_is":
        return _Worded(plain, member().language)
    answer = office().interpreter.ask(text, member().language, theirs)
    if answer.rendering is None:
        return _Worded(plain, member().language, is_agreed=False, notice=answer.notice)
    rendering = answer.rendering
    # What leaves is what was looked at: another translation has to be looked at again.
    agreed = (
        not rendering.fault and request.form.get("agreed", "").split() == rendering.text.split()
    )
    return _Worded(rendering.text, theirs, True, agreed, fault=rendering.fault)


def _speaks(text: str) -> bool:
    """Whether there is something to translate, besides what was inserted."""
    return any(piece.speaks() for piece in cut_blocks(text))


def _send(folder: Folder, worded: _Worded, text: str) -> AnyResponse | tuple[str, int]:
    form = request.form
    letter = Post(
        folder.id,
        member().id,
        worded.body.strip(),
        unmark(text) if worded.is_translated else "",
        worded.language,
        form.get("seen", 0, type=int),
        form.get("token", "")[:32],
    )
    return _post(folder.id, lambda connection: post(connection, letter, office().keyring, now()))


def _post(
    thread_id: int, queue: Callable[[Connection], tuple[int, ...]]
) -> AnyResponse | tuple[str, int]:
    try:
        with office().writing() as connection:
            queued = queue(connection)
    except NotSentError as error:
        return draw_thread(thread_id, Said(fault=REFUSALS[type(error)])), 409
    for message_id in queued:
        office().doorbell.ring(Job.SEND, message_id)
    return back("show_thread", thread_id=thread_id, _anchor="latest")


def _tell_entry(folder: Folder, service_id: str) -> str | None:
    language = folder.language or member().language
    told = office().directory.tell(service_id, language, folder.channel, now())
    return mark_entry(told) if told else None


def _tell_reply(folder: Folder, saved: SavedReply | None) -> str | None:
    """In the person's language, to be left as it is; else in the operator's, to be translated."""
    if saved is None or not saved.texts:
        return None
    known = {"place": (folder.context.get("place") or {}).get("name", ""), "name": member().name}
    if folder.language in saved.texts and folder.language != member().language:
        return mark_entry(fill(saved.texts[folder.language], known))
    first = next(iter(saved.texts.values()))
    return fill(saved.texts.get(member().language, first), known)


def _keep(thread_id: int, box: Box, text: str) -> None:
    with office().writing() as connection:
        folder = open_thread(connection, thread_id)
        save_draft(connection, folder, member().id, box, text, now())


def _box() -> Box:
    try:
        return Box(request.form.get("box", Box.REPLY))
    except ValueError as error:
        raise NotFound from error
