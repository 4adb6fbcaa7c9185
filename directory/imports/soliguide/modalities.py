"""How one gets in: appointment, registration, referral, price, animals, wheelchair, papers."""

from collections.abc import Iterable

from directory.drafts import Conditions
from directory.imports.fields import Document, block, flag
from directory.imports.papers import sort_sentences, told_in_a_row
from directory.imports.texts import read_rich

ENTRIES = ("appointment", "inscription", "orientation")


def is_by_referral(modalities: Document) -> bool:
    """Whether one is sent there by a professional; at place level the address is then secret."""
    return flag(block(modalities, "orientation"), "checked") is True


def read_conditions(modalities: Document, more: Iterable[str], paid: str) -> Conditions:
    """The conditions; `more` are further remarks, `paid` what is said of a price without amount.

    What is not stated stays unknown: an animal that is not ticked is not an animal refused.
    """
    free = flag(modalities, "inconditionnel")
    texts = [_precision(modalities, name) for name in ENTRIES if _checked(modalities, name)]
    asked, remarks = sort_sentences([*texts, read_rich(modalities, "other"), *more])
    return Conditions(
        appointment=_entry(modalities, "appointment", free),
        registration=_entry(modalities, "inscription", free),
        referral=_entry(modalities, "orientation", free),
        price=_price(modalities, paid),
        animals=_checked(modalities, "animal") or None,
        wheelchair=_checked(modalities, "pmr") or None,
        documents=told_in_a_row(asked),
        note=told_in_a_row(remarks),
    )


def _entry(modalities: Document, name: str, free: bool | None) -> bool | None:
    """A condition: asked, not asked, or not told when the document says nothing of entry."""
    if _checked(modalities, name):
        return True
    told = free is not None or any(_checked(modalities, each) is not None for each in ENTRIES)
    return False if told else None


def _price(modalities: Document, paid: str) -> str | None:
    asked = _checked(modalities, "price")
    if asked is None:
        return None
    return (_precision(modalities, "price") or paid) if asked else ""


def _checked(modalities: Document, name: str) -> bool | None:
    return flag(block(modalities, name), "checked")


def _precision(modalities: Document, name: str) -> str:
    return " ".join(read_rich(block(modalities, name), "precisions").split())
