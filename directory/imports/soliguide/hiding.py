"""A place that keeps its address secret: nothing that is kept of it may tell where it stands."""

import re
from dataclasses import replace

from directory.drafts import Conditions, ServiceDraft, VenueDraft
from directory.spelling import fold

SHORTEST = 5
# What stands before the words that tell one street from another.
BEFORE = re.compile(
    r"(?:\d+[a-d]?|[a-d]|bis|ter|quater|n|no|et|a|rue|r|avenue|av|ave|boulevard|bd|bld|blvd|place|pl|allees?"
    r"|all|impasse|imp|chemin|ch|route|rte|quai|cours|passage|square|sq|villa|cite|carrer|c|calle"
    r"|avinguda|avda|passeig|pg|placa|plaza)\b ?"
)
# The dot of "r." or "av." ends none.
SENTENCE = re.compile(r"(?<=[.!?;])(?<!\b\w\.)(?<!\bav\.)(?<!\bbd\.)\s+", re.IGNORECASE)


def hide(draft: VenueDraft, street: str) -> VenueDraft:
    """The draft as a confidential one, without the sentences of its texts that name the street."""
    secret = _telling(street)
    return replace(
        draft,
        address="",
        access="",
        confidential=True,
        description=_without(draft.description, secret),
        original="",
        services=tuple(_hide_service(service, secret) for service in draft.services),
        notices=tuple(
            replace(
                notice, title=_without(notice.title, secret), text=_without(notice.text, secret)
            )
            for notice in draft.notices
        ),
        closures=tuple(
            replace(each, reason=_without(each.reason, secret)) for each in draft.closures
        ),
        temporary_hours=tuple(
            replace(each, reason=_without(each.reason, secret)) for each in draft.temporary_hours
        ),
    )


def _hide_service(service: ServiceDraft, secret: str) -> ServiceDraft:
    return replace(
        service,
        description=_without(service.description, secret),
        hours_text=_without(service.hours_text, secret),
        conditions=_hide_conditions(service.conditions, secret),
        closures=tuple(
            replace(each, reason=_without(each.reason, secret)) for each in service.closures
        ),
        temporary_hours=tuple(
            replace(each, reason=_without(each.reason, secret)) for each in service.temporary_hours
        ),
        saturation_note=_without(service.saturation_note, secret),
        original="",
    )


def _hide_conditions(conditions: Conditions, secret: str) -> Conditions:
    price = conditions.price
    return replace(
        conditions,
        note=_without(conditions.note, secret),
        documents=_without(conditions.documents, secret),
        price=_without(price, secret) if price else price,
    )


def _telling(street: str) -> str:
    """The words of the street alone: `12 bis, rue des Lilas` is `des lilas`, however it is told."""
    told = fold(street)
    while begins := BEFORE.match(told):
        told = told[begins.end() :]
    return told


def _without(text: str, secret: str) -> str:
    if len(secret) < SHORTEST or secret not in fold(text):
        return text
    kept = (_left_of(line, secret) for line in text.split("\n"))
    # What is told over two sentences, or in a way of its own, goes with all the rest.
    left = "\n".join(filter(None, kept))
    return "" if secret in fold(left) else left


def _left_of(line: str, secret: str) -> str:
    sentences = SENTENCE.split(line)
    return " ".join(each for each in sentences if f" {secret} " not in f" {fold(each)} ")
