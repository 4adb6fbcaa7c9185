"""Keeping the directory right: looking an entry up, its week as people read it, corrections."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from babel.dates import get_day_names
from flask import request
from sqlalchemy import Connection
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from conversations import feedback
from conversations.console.office import member, now, office
from conversations.console.pages import back, render, spoken
from conversations.console.routes import opened_to, routes
from conversations.console.words import Words, mark
from conversations.operators import audit
from conversations.operators.roles import Deed, Role
from conversations.remarks import Status
from directory.corrections import Changes, CorrectionError, correct, history, undo
from directory.drafts import ClosureDraft
from directory.entries import find_entry
from directory.imports.hours.text import read_hours
from directory.looking_up import look_up
from directory.opening_hours import HoursError, OpeningHours
from directory.regular_hours import Stretch

UNREADABLE = mark(
    "These hours cannot be read. Write them like “Mo-Fr 09:00-12:00,14:00-17:00; Sa 10:00-12:00”."
)
WRONG_DAY = mark("A day is missing, or is not one.")
NOT_SAVED = mark("This could not be saved: {reason}")
SAVED = mark("Saved. Whoever asks from now on reads it so.")
AS_BEFORE = mark("Nothing was changed: it was so already.")
REMARKS_OF = timedelta(days=90)


@dataclass(frozen=True)
class Tried:
    """What was just tried on an entry: how it went, and what was typed, to go on from."""

    fault: str = ""
    notice: str = ""
    reason: str = ""
    service_id: str = ""
    hours: str = ""
    week: tuple[tuple[str, str], ...] = ()


@routes.get("/entries")
@opened_to(Role.OPERATOR)
def find_entries() -> str:
    """Entries by a part of their name or town; `remark` is one that wants to be settled."""
    wanted = request.args.get("wanted", "")[:100]
    with office().reading() as connection:
        lines = look_up(connection, wanted, examples=office().directory.examples)
    return render("entries", wanted=wanted, lines=lines, remark=request.args.get("remark", ""))


@routes.get("/entry")
@opened_to(Role.OPERATOR)
def show_entry() -> str:
    """One entry as people read it, with what was said of it and what was put right."""
    saved = Tried(notice=SAVED) if "saved" in request.args else Tried()
    return _page(request.args.get("id", ""), saved)


@routes.post("/entry")
@opened_to(Role.COORDINATOR)
def change_entry() -> AnyResponse | str | tuple[str, int]:
    """Put an entry right; or, with `preview`, show how its hours will be read."""
    form = request.form
    entry_id = form.get("id", "")
    try:
        changes = read_changes(form)
    except ValueError as error:
        return _page(entry_id, _tried(str(error))), 400
    if "preview" in form:
        return _page(entry_id, _preview(entry_id, changes))
    try:
        with office().writing() as connection:
            made = save(connection, entry_id, changes, form.get("why", ""))
    except CorrectionError as error:
        return _page(entry_id, _tried(NOT_SAVED, str(error))), 400
    if not made:
        return _page(entry_id, Tried(notice=AS_BEFORE))
    return back("show_entry", id=entry_id, saved="")


@routes.post("/entry/undo")
@opened_to(Role.COORDINATOR)
def undo_change() -> AnyResponse:
    """Take one correction back."""
    form = request.form
    number = form.get("number", type=int)
    with office().writing() as connection:
        if number is not None and undo(connection, number, member().name, now()):
            audit.note(connection, member().id, Deed.CORRECTED, now(), subject_id=number)
    return back("show_entry", id=form.get("id", ""))


def save(connection: Connection, entry_id: str, changes: Changes, why: str) -> bool:
    """Correct an entry, and settle the remark that asked for it; False when it was so already."""
    made = correct(connection, entry_id, changes, member().name, now(), why)
    remark = request.form.get("remark", type=int)
    if remark is not None:
        feedback.settle(connection, remark, Status.APPLIED, member().id, now(), why)
    for number in made:
        audit.note(connection, member().id, Deed.CORRECTED, now(), subject_id=number)
    return bool(made)


def read_changes(form: Any) -> Changes:
    """What a form wants changed; raises ValueError with what is wrong. A field that is not in the
    form stays as it is."""
    return Changes(
        name=form.get("name"),
        address=form.get("address"),
        phone=form.get("phone"),
        hours=_read_hours(form["hours"]) if "hours" in form else None,
        closure=read_closure(form),
        conditions=form.get("conditions"),
        withdrawn="withdrawn" in form,
        verified_on=now().astimezone(office().timezone).date() if "verified" in form else None,
    )


def say_week(hours: OpeningHours, monday: date, words: Words) -> tuple[tuple[str, str], ...]:
    """The week as it will be read: days with the same hours together, each with its hours."""
    if hours.regular is None and not hours.exceptions:
        return ((words.say("every day"), words.say("hours unknown")),)
    names = get_day_names("abbreviated", locale=words.language)
    said = [(day, _say_day(day, parts, words)) for day, parts in hours.week(monday)]
    runs = [(list(run), text) for text, run in groupby(said, key=lambda each: each[1])]
    return tuple((_say_days([day for day, _ in run], names), text) for run, text in runs)


def _say_days(days: Sequence[date], names: Any) -> str:
    first, last = names[days[0].weekday()], names[days[-1].weekday()]
    return str(first) if len(days) == 1 else f"{first} – {last}"


def _say_day(day: date, parts: Sequence[Stretch], words: Words) -> str:
    return ", ".join(_say_part(day, part, words) for part in parts) or words.say("closed")


def _say_part(day: date, part: Stretch, words: Words) -> str:
    is_midnight = part.end.date() > day and part.end.hour == part.end.minute == 0
    end = "24:00" if is_midnight else f"{part.end:%H:%M}"
    doubt = f" ({part.comment or words.say('not sure')})" if part.open is None else ""
    return f"{part.start:%H:%M} – {end}{doubt}"


def _page(entry_id: str, tried: Tried) -> str:
    words, today = spoken(), now().astimezone(office().timezone).date()
    monday = today - timedelta(days=today.weekday())
    with office().reading() as connection:
        entry = find_entry(connection, entry_id)
        if entry is None:
            raise NotFound
        past = history(connection, entry_id)
        remarks = {
            service.id: feedback.count_remarks(connection, service.id, now() - REMARKS_OF)
            for service in entry.services
        }
    return render(
        "entry",
        entry=entry,
        tried=tried,
        history=past,
        remarks=remarks,
        remark=request.values.get("remark", ""),
        weeks={one.id: say_week(one.schedule, monday, words) for one in entry.services},
        edits=member().role.includes(Role.COORDINATOR),
        today=today,
    )


def _preview(entry_id: str, changes: Changes) -> Tried:
    today = now().astimezone(office().timezone).date()
    with office().reading() as connection:
        entry = find_entry(connection, entry_id)
    if entry is None:
        raise NotFound
    hours = OpeningHours.parse(changes.hours or None, entry.timezone)
    monday = today - timedelta(days=today.weekday())
    week = say_week(hours, monday, spoken())
    return Tried(service_id=entry_id, hours=changes.hours or "", week=week)


def _tried(fault: str, reason: str = "") -> Tried:
    form = request.form
    return Tried(fault, reason=reason, service_id=form.get("id", ""), hours=form.get("hours", ""))


def _read_hours(text: str) -> str:
    """OSM hours as they are, or words like `lundi-vendredi 9h-12h` turned into them."""
    text = text.strip()
    if not text:
        return ""
    try:
        OpeningHours.parse(text)
    except HoursError as error:
        found = read_hours(text, days_needed=True).expression
        if found is None:
            raise ValueError(UNREADABLE) from error
        return found
    return text


def read_closure(form: Any) -> ClosureDraft | None:
    """The days of a form on which it is closed, if it has any; raises ValueError for none such."""
    start, end = form.get("closed_from", ""), form.get("closed_to", "")
    if not start and not end:
        return None
    try:
        first = date.fromisoformat(start)
        last = date.fromisoformat(end) if end else None
    except ValueError as error:
        raise ValueError(WRONG_DAY) from error
    return ClosureDraft(first, last, form.get("closed_why", "").strip()[:200])
