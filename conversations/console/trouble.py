"""What went wrong, told in a sentence with what to do next."""

import logging

from flask import request
from sqlalchemy.exc import DataError
from werkzeug.exceptions import HTTPException, NotFound

from conversations.console.pages import render
from conversations.console.routes import opened_to, routes
from conversations.console.words import mark

log = logging.getLogger(__name__)

SENTENCES = {
    400: mark("This form could not be read. Go back and send it again."),
    403: mark("This is not open to you, or the form is too old. Go back, load the page again."),
    404: mark("There is nothing here. The conversation may have been erased by the person."),
    405: mark("There is nothing here. Begin again from the list."),
    413: mark("This is too much text at once. Go back and shorten it."),
}
FAILED = mark("Something failed here, and it was noted. Your draft is kept. Try again.")


@routes.errorhandler(HTTPException)
def tell(error: HTTPException) -> tuple[str, int]:
    """The page for a request that was refused."""
    code = error.code or 500
    return render("trouble", sentence=SENTENCES.get(code, FAILED), code=code), code


@routes.errorhandler(DataError)
def tell_of_nothing(_error: DataError) -> tuple[str, int]:
    """A number that no row can have, in an address that somebody made up."""
    return render("trouble", sentence=SENTENCES[404], code=404), 404


@routes.errorhandler(Exception)
def apologise(error: Exception) -> tuple[str, int]:
    """The page for what we did not foresee; the log has the place in the code."""
    log.exception("%s failed", request.endpoint, exc_info=error)
    return render("trouble", sentence=FAILED, code=500), 500


@routes.get("/<path:anywhere>")
@opened_to(None)
def show_nothing(anywhere: str) -> str:
    """There is no such page."""
    raise NotFound
