"""Telephones, mail, pages and languages of a place."""

import re

from directory.imports.fields import Document, block, blocks, flag, items, text, written
from directory.imports.phones import SHORT, Phones, read_phones
from directory.spelling import fold

# Overseas departments dial as France does.
DIALLED_AS_FRANCE = frozenset(
    {"FR", "RE", "GP", "MQ", "GF", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF"}
)
OWN_PREFIX = {"NC": "687", "PF": "689", "WF": "681"}
FIRST = re.compile(r"accueil|standard|recepcio|general")
NOT_TO_CALL = re.compile(r"\bfax\b|telecop")
# Codes of the format's own, in the letters of ISO 639.
LANGUAGES = {
    "brc": "shi", "brk": "kab", "dar": "fa_AF", "eus": "eu", "pac": "ps", "pe": "ff",
    "son": "snk", "lsf": "fsl",
}  # fmt: skip
CODE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2})?")
PAGES = ("website", "facebook", "instagram")


def read_numbers(document: Document, country: str) -> Phones:
    """The numbers to call, the reception's first."""
    listed = blocks(block(document, "entity"), "phones")
    calls = [phone for phone in listed if not NOT_TO_CALL.search(_label(phone))]
    read = [
        _read_number(phone, country)
        for phone in sorted(calls, key=lambda phone: not FIRST.search(_label(phone)))
    ]
    return Phones(
        tuple(dict.fromkeys(number for phones in read for number in phones.numbers)),
        (),  # a zero that is not stored is the format's way, not a fault
        tuple(piece for phones in read for piece in phones.unread),
    )


def _read_number(phone: Document, country: str) -> Phones:
    """One number: a short one as it is typed, another by the rules of its country."""
    said = text(phone, "phoneNumber")
    digits = re.sub(r"\D", "", said)
    if flag(phone, "isSpecialPhoneNumber") and digits and len(digits) < 8:
        return Phones((digits,))
    code = text(phone, "countryCode").upper() or country
    if code in OWN_PREFIX and len(digits) == 6:
        return Phones((f"+{OWN_PREFIX[code]}{digits}",))
    if SHORT.fullmatch(digits):
        return Phones((digits,))
    return read_phones(said, "FR" if code in DIALLED_AS_FRANCE else code)


def read_mail(document: Document) -> str:
    """The mail address of the place."""
    said = text(block(document, "entity"), "mail")
    return said if "@" in said and " " not in said else ""


def read_page(document: Document) -> str:
    """Its page on the web, else one on a social network."""
    entity = block(document, "entity")
    said = (text(entity, key) for key in PAGES)
    return next((page for page in said if page and " " not in page and "." in page), "")


def read_languages(document: Document) -> tuple[str, ...]:
    """The languages spoken there; none when nobody told, which does not mean only one."""
    codes = (written(item).lower().replace("_", "-") for item in items(document, "languages"))
    return tuple(dict.fromkeys(LANGUAGES.get(code, code) for code in codes if CODE.fullmatch(code)))


def _label(phone: Document) -> str:
    return fold(text(phone, "label"))
