"""Rendering a page of the console: its words, its clock, its navigation, who reads it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date, format_datetime
from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from conversations.console.labels import LABELS
from conversations.console.office import now, office
from conversations.console.seals import form_seal
from conversations.console.showing import say_size, show
from conversations.console.words import LANGUAGES, SOURCE, Words, mark, read_words
from conversations.operators.roles import Role

MINUTE, HOUR, DAY = 60, 3600, 86_400


@dataclass(frozen=True)
class Link:
    """One entry of the navigation: where it leads, what it says, from which role on.

    `below`: how the paths of its other pages begin.
    """

    endpoint: str
    sentence: str
    role: Role
    below: tuple[str, ...] = ()


# Add a page here, open its route with `opened_to`, and give it a line in the test of all routes.
NAVIGATION = (
    Link("console.show_waiting", mark("Conversations"), Role.OPERATOR, ("/console/threads/",)),
    Link("console.show_replies", mark("Saved replies"), Role.OPERATOR),
    Link(
        "console.show_remarks",
        mark("Directory"),
        Role.OPERATOR,
        ("/console/entr", "/console/doubts"),
    ),
    Link("console.show_figures", mark("Figures"), Role.COORDINATOR),
    Link("console.show_team", mark("Team"), Role.ADMINISTRATOR),
    Link("console.show_audit", mark("Audit"), Role.ADMINISTRATOR),
)


def render(template: str, **values: Any) -> str:
    """A page, or a part of one, in the reader's language."""
    return render_template(f"console/{template}.html", **common(), **values)


def common() -> dict[str, Any]:
    """What every template may use."""
    words = spoken()
    return {
        "say": words.say,
        "label": lambda kind, word: say_label(kind, word, words),
        "say_moment": lambda name: say_moment(name, words),
        "say_likeness": lambda reason: say_likeness(reason, words),
        "size": lambda text: say_size(text, words),
        "shown": show,
        "language": words.language,
        "languages": LANGUAGES,
        "language_name": words.language_name,
        "now": now(),
        "moment": lambda at, pattern="d MMM, HH:mm": _moment(at, pattern, words.language),
        "on_day": lambda day: _on_day(day, words.language),
        "length": lambda length: say_length(length, words),
        "since": lambda at: say_length(now() - at, words) if at else "",
        "member": g.get("member"),
        "navigation": _navigation(),
        "trial": office().trial,
        "seal": form_seal(),
    }


def spoken() -> Words:
    """The words of the reader: as set in their account, else as their browser asks."""
    if g.get("member"):
        return read_words(g.member.language)
    return read_words(request.accept_languages.best_match(LANGUAGES) or SOURCE)


def say_length(length: timedelta, words: Words) -> str:
    """How long something lasts, in its largest unit.

    >>> from datetime import timedelta
    >>> say_length(timedelta(minutes=95), Words("en"))
    '1 h 35'
    """
    seconds = max(0, int(length.total_seconds()))
    if seconds < HOUR:
        return words.say("{n} min", n=seconds // MINUTE)
    if seconds < DAY:
        hours, minutes = seconds // HOUR, seconds % HOUR // MINUTE
        return words.say("{hours} h {minutes}", hours=hours, minutes=f"{minutes:02}")
    return words.say("{n} days", n=seconds // DAY) if seconds >= 2 * DAY else words.say("1 day")


def say_label(kind: str, word: str, words: Words) -> str:
    """What the console calls a need, a danger, a role ...; the word itself when it is new.

    >>> say_label("need", "shelter", Words("en"))
    'a bed'
    """
    label = LABELS[kind].get(word)
    return words.say_in(kind, label) if label else word.replace("_", " ")


def say_moment(name: str, words: Words) -> str:
    """A moment as the bot read it, in words.

    >>> say_moment("tomorrow_morning", Words("en")), say_moment("hour:19", Words("en"))
    ('tomorrow in the morning', '19:00')
    """
    day, _, hour = name.partition("hour:")
    whole = day.strip("_")
    known = [whole] if whole in LABELS["moment"] else whole.rsplit("_", 1)
    spoken_day = " ".join(say_label("moment", part, words) for part in known if part)
    return " ".join(filter(None, (spoken_day, hour and f"{hour}:00")))


def say_likeness(reason: str, words: Words) -> str:
    """Why two records may be one place, in words.

    >>> say_likeness("12 m apart", Words("en")), say_likeness("same name", Words("en"))
    ('12 m apart', 'same name')
    """
    metres, _, _ = reason.partition(" m apart")
    if metres.isdigit():
        return words.say("{metres} m apart", metres=metres)
    return say_label("likeness", reason, words)


def back(endpoint: str, **values: Any) -> AnyResponse:
    """After a form was sent: the page where its outcome is seen."""
    return redirect(url_for(f"console.{endpoint}", **values), 303)


def typed(name: str) -> str:
    """What was typed into a field: browsers send lines as telegraphs did, and NUL is no letter."""
    return request.form.get(name, "").replace("\r\n", "\n").replace("\x00", "")


def safe_next(wanted: str, otherwise: str) -> str:
    """The page of ours where someone wanted to go; never another site."""
    inside = wanted.startswith("/console/") and "//" not in wanted and "\\" not in wanted
    return wanted if inside and wanted.isprintable() else otherwise


def _navigation() -> list[tuple[Link, bool]]:
    role: Role | None = g.member.role if g.get("member") else None
    return [
        (link, request.endpoint == link.endpoint or _is_below(link))
        for link in NAVIGATION
        if role and role.includes(link.role)
    ]


def _is_below(link: Link) -> bool:
    return request.path.startswith(link.below)


def _on_day(day: date, language: str) -> str:
    return format_date(day, "d MMM y", locale=language)


def _moment(at: datetime, pattern: str, language: str) -> str:
    zone = office().timezone
    return format_datetime(at.astimezone(zone), pattern, tzinfo=zone, locale=language)
