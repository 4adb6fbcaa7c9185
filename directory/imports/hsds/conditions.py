"""What a service asks: how to apply, what it costs, what to bring; and the languages there."""

import re
from collections.abc import Iterator

from directory.drafts import Conditions
from directory.imports.fields import Document, blocks, text
from directory.imports.hsds.words import read_words, said_in_line
from directory.spelling import fold

MAX_NOTE = 400
CODE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?")
TALK = re.compile(r"\b(?:available|upon request|line|translat\w*|interpret\w*|website)\b")


def read_conditions(service: Document, location: Document, more: str) -> Conditions:
    """The conditions; what the source does not say stays unknown."""
    process = said_in_line(service, "application_process")
    words = read_words()
    walk_in = words.says("no_appointment", process)
    asked = words.says("appointment", process)
    return Conditions(
        appointment=None if asked == walk_in else asked,
        registration=words.says("registration", process) or None,
        referral=words.says("referral", process) or None,
        price=_price(service),
        wheelchair=_wheelchair(location),
        documents=_joined(said_in_line(each, "document", "type")
                          for each in blocks(service, "required_documents")),
        note=_joined([said_in_line(service, "alert"), more, process])[:MAX_NOTE],
    )  # fmt: skip


def _price(service: Document) -> str | None:
    """ "" when it is free; what it costs in words, else in figures."""
    told = said_in_line(service, "fees_description", "fees")
    options = blocks(service, "cost_options")
    figures = [_cost(each) for each in options]
    words = told or _joined(filter(None, figures))
    if not words:
        return "" if options or "fees" in service and _is_none(service) else None
    return "" if fold(words) in read_words().door["free"] else words


def _is_none(service: Document) -> bool:
    return fold(text(service, "fees_description", "fees")) in {"none", "no fee", "no fees"}


def _cost(option: Document) -> str:
    amount = text(option, "amount")
    told = said_in_line(option, "amount_description", "option")
    if amount in {"", "0", "0.0", "0.00"}:
        return told
    return " ".join(filter(None, (amount, text(option, "currency").upper(), told)))


def _wheelchair(location: Document) -> bool | None:
    told = _joined(
        f"{said_in_line(each, 'description', 'accessibility')} {said_in_line(each, 'details')}"
        for each in blocks(location, "accessibility")
    )
    words = read_words()
    if words.says("not_accessible", told):
        return False
    return True if words.says("accessible", told) else None


def read_languages(*documents: Document) -> Iterator[str]:
    """Codes of the languages spoken there; a remark about interpreters is none."""
    table = read_words().languages
    for document in documents:
        for each in blocks(document, "languages"):
            code = text(each, "code")
            if CODE.fullmatch(code):
                yield code
                continue
            name = fold(said_in_line(each, "name", "language"))
            bare = TALK.sub("", name)
            if name in table or bare == name:
                yield from (table[part] for part in _parts(name) if part in table)


def _parts(name: str) -> list[str]:
    return [name, *re.split(r"\s*(?:,|;|/| and |&)\s*", name)] if " and " in name else [name]


def _joined(parts: object) -> str:
    told = [str(part).strip() for part in parts if str(part).strip()]  # type: ignore[attr-defined]
    return (
        " ".join(part if part[-1] in ".!?;:" else f"{part}." for part in dict.fromkeys(told))
        if (len(told) > 1)
        else "".join(told)
    )
