"""The figures: what was asked, who answered, how long people waited, and what was lacking."""

import csv
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import StringIO

from flask import Response, request

from conversations.console.drawing import CHART_HEIGHT, CHART_WIDTH, draw_bars, draw_map
from conversations.console.office import member, now, office
from conversations.console.pages import render, say_label, spoken
from conversations.console.routes import opened_to, routes
from conversations.console.words import mark
from conversations.figures.reading import Count, Figures, Period, read_figures
from conversations.operators import audit
from conversations.operators.roles import Deed, Role

USUAL = timedelta(days=30)
LONGEST = timedelta(days=366)
MOST_ROWS = 100
# A spreadsheet takes what begins with one of these for a formula.
FORMULA = "=+-@\t\r"
HEADINGS = (mark("Place"), mark("Country"), mark("Need"), mark("Asked for"), mark("In vain"))


@routes.get("/figures")
@opened_to(Role.COORDINATOR)
def show_figures() -> str:
    """The figures of a period, the last thirty days by default."""
    first, last = _days()
    figures = _read(first, last)
    return render(
        "figures",
        figures=figures,
        first=first,
        last=last,
        rows=figures.towns[:MOST_ROWS],
        bars=draw_bars(figures.hours, figures.unmet_hours),
        unmet_bars=draw_bars(figures.unmet_hours, figures.hours),
        chart=(CHART_WIDTH, CHART_HEIGHT),
        waited=None if figures.waited_s is None else timedelta(seconds=figures.waited_s),
        drawing=draw_map(figures.towns, office().directory.towns()),
    )


@routes.get("/figures.csv")
@opened_to(Role.COORDINATOR)
def export_figures() -> Response:
    """What was asked for by town and need, for a spreadsheet; noted in the audit."""
    first, last = _days()
    figures = _read(first, last)
    with office().writing() as connection:
        audit.note(connection, member().id, Deed.EXPORTED, now(), detail=f"{first} {last}")
    name = f"solitexto-{first}-{last}.csv"
    response = Response(_write(figures), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _days() -> tuple[date, date]:
    """The first and the last day; what cannot be read, or is too long, gives way to the usual."""
    today = now().astimezone(office().timezone).date()
    last = min(_read_day(request.args.get("to", "")) or today, today)
    first = _read_day(request.args.get("from", "")) or last - USUAL
    return (first if last - LONGEST <= first <= last else last - USUAL), last


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read(first: date, last: date) -> Figures:
    zone = office().timezone
    start, end = (datetime.combine(day, time(), zone) for day in (first, last + timedelta(days=1)))
    with office().reading() as connection:
        return read_figures(connection, Period(start, end), zone)


def _write(figures: Figures) -> str:
    file = StringIO()
    csv.writer(file).writerows(_lines(figures))
    # Without this mark a spreadsheet takes the accents for another alphabet.
    return "\ufeff" + file.getvalue()


def _lines(figures: Figures) -> Iterator[tuple[str, ...]]:
    words = spoken()
    yield tuple(words.say(heading) for heading in HEADINGS)
    for town in figures.towns:
        need = say_label("need", town.need, words)
        yield _safe(town.place), town.country, need, _cell(town.asked), _cell(town.unmet)


def _cell(count: Count) -> str:
    return str(count)


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(tuple(FORMULA)) else text
