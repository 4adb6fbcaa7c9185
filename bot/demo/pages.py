"""The demo's pages: two phones, a clock, and what they post."""

from collections.abc import Iterable
from datetime import datetime, time
from decimal import Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

from babel.dates import format_datetime, get_day_names
from babel.numbers import format_currency
from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from bot.demo.clock import NO_SHIFT, shift_to
from bot.demo.emphasis import with_emphasis
from bot.demo.handsets import Bubble, Handset, written
from bot.demo.samples import read_samples
from bot.demo.stage import Stage
from bot.demo.visitor import Visitor
from bot.demo.words import LANGUAGES, UNREADABLE_POSITION, UNREADABLE_TIME, page_words
from conversations.texts import Channel
from directory.places import Point

# Indicative: what carriers' list prices for one segment to a French mobile come to.
PRICE_PER_SEGMENT_EUR = Decimal("0.08")
LONGEST_TEXT = 1600  # Twilio hands over no more
TIMEZONE = ZoneInfo("Europe/Paris")
STAGE = "demo-stage"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

pages = Blueprint(
    "demo",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/demo/static",
)
pages.add_app_template_filter(with_emphasis)


@pages.before_request
def refuse_other_sites() -> None:
    """A page of another site cannot text in the visitor's name."""
    if request.headers.get("Sec-Fetch-Site", "none") == "cross-site" and request.method == "POST":
        abort(403)


@pages.after_request
def harden(response: Response) -> Response:
    """Nothing from elsewhere is loaded, nothing said here is stored by the browser."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "no-referrer"
    if request.endpoint != "demo.static":
        response.headers["Cache-Control"] = "no-store"
    return response


@pages.get("/")
def show() -> str:
    """Both phones with what was said on them."""
    visitor = Visitor(session)
    visitor.speak(request.args.get("language", ""))
    phones = [_handset(visitor, channel) for channel in Channel]
    return render_template("demo/page.html", phones=phones, **_common(visitor))


@pages.post("/demo/<channel>/texts")
def text(channel: str) -> AnyResponse | str:
    """Send a text from one phone; a script gets the new messages alone, a browser the page."""
    visitor = Visitor(session)
    handset = _handset(visitor, _channel(channel))
    position = _position(request.form.get("position", ""))
    body = (request.form.get("tap") or request.form.get("body", "")).strip()[:LONGEST_TEXT]
    if not body and position is None:
        return _back(channel)
    bubbles = _stage().send(handset, body, position, visitor.shift)
    if "X-Fragment" not in request.headers:
        return _back(channel)
    return _fragment(handset, bubbles, visitor)


@pages.get("/demo/<channel>/news")
def show_news(channel: str) -> AnyResponse | str:
    """What came by itself since a script last looked: an operator answers when they can."""
    visitor = Visitor(session)
    handset = _handset(visitor, _channel(channel))
    new = handset.since(request.args.get("after", 0, type=int))
    return _fragment(handset, new, visitor) if new else Response(status=204)


@pages.post("/demo/<channel>/person")
def change_person(channel: str) -> AnyResponse:
    """Put another person's card into one phone."""
    Visitor(session).become_someone_else(_channel(channel))
    return _back(channel)


@pages.post("/demo/clock")
def set_clock() -> AnyResponse:
    """Play at the chosen weekday and time, or now again."""
    visitor = Visitor(session)
    if "now" in request.form:
        visitor.set_clock(NO_SHIFT)
        return _back("clock")
    try:
        weekday, hour = int(request.form.get("day", "")) % 7, _hour()
    except ValueError:
        flash(page_words(visitor.language).say(UNREADABLE_TIME))
        return _back("clock")
    now = _stage().clock().astimezone(TIMEZONE)
    visitor.set_clock(shift_to(weekday, hour, now))
    return _back("clock")


def _common(visitor: Visitor) -> dict[str, Any]:
    """What both the page and its live fragments need to speak to this visitor."""
    words = page_words(visitor.language)
    return {
        "say": words.say,
        "language": words.language,
        "languages": LANGUAGES,
        "now": (_stage().clock() + visitor.shift).astimezone(TIMEZONE),
        "shifted": visitor.shift != NO_SHIFT,
        "days": get_day_names("wide", context="stand-alone", locale=words.language),
        "samples": read_samples(),
        "written": written,
        "cost": lambda segments: _cost(segments, words.language),
        "moment": lambda at, pattern: _moment(at, pattern, words.language),
        "longest_text": LONGEST_TEXT,
    }


def _fragment(handset: Handset, bubbles: Iterable[Bubble], visitor: Visitor) -> str:
    return render_template("demo/fragment.html", phone=handset, bubbles=bubbles, **_common(visitor))


def _cost(segments: int, language: str) -> str:
    return format_currency(PRICE_PER_SEGMENT_EUR * segments, "EUR", locale=language)


def _moment(at: datetime, pattern: str, language: str) -> str:
    return format_datetime(at.astimezone(TIMEZONE), pattern, tzinfo=TIMEZONE, locale=language)


def _channel(name: str) -> Channel:
    if name not in list(Channel):
        abort(404)
    return Channel(name)


def _position(written_position: str) -> Point | None:
    """The point of `latitude,longitude`; one that cannot be read is said and left out."""
    if not written_position:
        return None
    try:
        latitude, longitude = map(float, written_position.split(","))
    except ValueError:
        latitude = longitude = float("nan")
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        return Point(latitude, longitude)
    flash(page_words(Visitor(session).language).say(UNREADABLE_POSITION))
    return None


def _hour() -> time:
    return time.fromisoformat(request.form.get("time", "")).replace(tzinfo=None)


def _handset(visitor: Visitor, channel: Channel) -> Handset:
    return _stage().drawer.take(channel, visitor.number(channel))


def _stage() -> Stage:
    return cast(Stage, current_app.extensions[STAGE])


def _back(anchor: str) -> AnyResponse:
    return redirect(url_for("demo.show", _anchor=anchor), 303)
