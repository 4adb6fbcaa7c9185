"""A place that keeps its address secret: nothing that is kept of it may tell where it stands."""

from dataclasses import replace

from directory.drafts import Conditions, ServiceDraft, VenueDraft
from directory.spelling import fold

SHORTEST = 8
NUMBERS = "0123456789 "


def hide(draft: VenueDraft, street: str) -> VenueDraft:
    """The draft as a confidential one, without the lines of its texts that name the street."""
    secret = fold(street).lstrip(NUMBERS)
    return replace(
        draft,
        address="",
        access="",
        confidential=True,
        description=_without(draft.description, secret),
        original="",
        services=tuple(_hide_service(service, secret) for service in draft.services),
        notices=tuple(
            replace(notice, text=_without(notice.text, secret)) for notice in draft.notices
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


def _without(text: str, secret: str) -> str:
    if len(secret) < SHORTEST:
        return text
    return "\n".join(line for line in text.split("\n") if secret not in fold(line))
