"""Who told the source of a place, and must be named with it."""

from directory.drafts import CreditDraft
from directory.imports.fields import Document, blocks, flag, text
from directory.spelling import fold

# Named whether the place was theirs from the first or not.
ALWAYS_NAMED = frozenset({"croix rouge francaise", "crous pays de la loire"})
# Places that came from data.inclusion, where they are fresher and may be taken from.
ELSEWHERE = "dora"


def comes_from_elsewhere(document: Document) -> bool:
    """Whether the place is one that data.inclusion told the source."""
    return any(fold(text(each, "name")) == ELSEWHERE for each in blocks(document, "sources"))


def read_credits(document: Document) -> tuple[CreditDraft, ...]:
    """Those who must be named, each with its licence and the page of its record."""
    return tuple(
        CreditDraft(text(each, "name"), text(each, "license", "licence"), _page(each))
        for each in blocks(document, "sources")
        if text(each, "name") and _must_be_named(each)
    )


def _must_be_named(source: Document) -> bool:
    name = fold(text(source, "name")).replace(" - ", " ")
    return name in ALWAYS_NAMED or flag(source, "isOrigin") is True


def _page(source: Document) -> str:
    pages = (text(each, "url") for each in blocks(source, "ids"))
    return next(filter(None, pages), "")
