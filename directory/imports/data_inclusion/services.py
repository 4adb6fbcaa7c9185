"""What a service of data.inclusion is, whom it takes and what it asks."""

import re
from typing import Any

from directory.audiences import Audience
from directory.drafts import Conditions, ServiceDraft, Welcome
from directory.imports.data_inclusion.tables import read_tables
from directory.imports.hours.osm import check_expression
from directory.imports.papers import sort_sentences, told_in_a_row
from directory.imports.report import Reason, Remark
from directory.imports.texts import to_plain
from directory.needs import Need, by_urgency
from directory.spelling import fold

Record = dict[str, Any]
AUDIENCES = frozenset(Audience)
AT_A_DISTANCE = {"a-distance"}
OLDEST_YOUNG, YOUNGEST_OLD = 25, 60
MAX_NAME, MAX_TEXT, MAX_HOURS = 200, 4000, 300
MARKS = "#*_-["
# Signs of Markdown that mean nothing in a text message.
MARKDOWN = re.compile(r"^\s{0,3}#{1,6}\s+|\*\*|__|^\s*[*-]\s+(?=\S)|\[([^\]]*)\]\([^)]*\)",
                      re.MULTILINE)  # fmt: skip


def is_at_a_distance(service: Record) -> bool:
    """Whether it is given by telephone or video only, so that there is no door to go to."""
    return set(service.get("modes_accueil") or ()) == AT_A_DISTANCE


def needs_of(service: Record) -> tuple[Need, ...]:
    """The needs of its themes; what its name says is more exact, and comes with them."""
    tables = read_tables()
    found = {need for theme in service.get("thematiques") or () for need in tables.themes[theme]}
    padded = f" {fold(service['nom'])} "
    found |= {need for word, need in tables.words.items() if f" {word} " in padded}
    return by_urgency(found)


def needs_of_networks(structure: Record) -> tuple[Need, ...]:
    """What a structure without services is there for."""
    networks = read_tables().networks
    found = {
        need for name in structure.get("reseaux_porteurs") or () for need in networks.get(name, ())
    }
    return by_urgency(found)


def read_service(
    service: Record, structure: Record, needs: tuple[Need, ...]
) -> tuple[ServiceDraft, tuple[Remark, ...]]:
    """The service, and what could not be read of it; hours of its own come before the house's."""
    written = service.get("horaires_accueil") or structure.get("horaires_accueil") or ""
    hours = check_expression(written)
    welcome, groups, least, most = _public(service)
    words = dict.fromkeys(word for group in groups for word in group)
    draft = ServiceDraft(
        ref=service["id"],
        needs=needs,
        name=plain(service["nom"])[:MAX_NAME],
        description=plain(service.get("description") or "")[:MAX_TEXT],
        hours=hours,
        hours_text="" if hours else " ".join(written.split())[:MAX_HOURS],
        welcome=welcome,
        audiences=tuple(Audience(word) for word in words if word in AUDIENCES),
        min_age=least,
        max_age=most,
        conditions=_conditions(service),
        groups=groups,
    )
    return draft, (Remark(Reason.NO_HOURS, written),) if written and not hours else ()


def read_house(structure: Record, needs: tuple[Need, ...]) -> ServiceDraft:
    """What a structure without services offers, by its network."""
    written = structure.get("horaires_accueil") or ""
    hours = check_expression(written)
    return ServiceDraft(
        ref="house",
        needs=needs,
        description=plain(structure.get("description") or "")[:MAX_TEXT],
        hours=hours,
        hours_text="" if hours else " ".join(written.split())[:MAX_HOURS],
    )


def _public(
    service: Record,
) -> tuple[Welcome, tuple[tuple[str, ...], ...], int | None, int | None]:
    """Welcome, groups and ages: whoever is of one of the publics is taken."""
    told = read_tables().publics
    words = tuple(dict.fromkeys(told[each] for each in sorted(service.get("publics") or ())))
    if not words or "" in words:
        return Welcome.EVERYONE, (), None, None
    if words == ("young",):
        return Welcome.EVERYONE, (), None, OLDEST_YOUNG
    if words == ("elderly",):
        return Welcome.EVERYONE, (), YOUNGEST_OLD, None
    # Someone young is known to us as a minor or a student, if at all.
    groups = [
        part for word in words for part in (("minor", "student") if word == "young" else (word,))
    ]
    return Welcome.EXCLUSIVE, (tuple(dict.fromkeys(groups)),), None, None


def _conditions(service: Record) -> Conditions:
    ways = set(service.get("modes_mobilisation") or ())
    by_whom = set(service.get("mobilisable_par") or ())
    keys = ("conditions_acces", "publics_precisions", "mobilisation_precisions")
    asked, remarks = sort_sentences(plain(service.get(key) or "") for key in keys)
    return Conditions(
        registration="se-presenter" not in ways if ways else None,
        referral=by_whom == {"professionnels"} if by_whom else None,
        price=_price(service),
        documents=told_in_a_row(asked),
        note=told_in_a_row(remarks),
    )


def _price(service: Record) -> str | None:
    """ "" when it is free, else what is said of the price."""
    if service.get("frais") == "gratuit":
        return ""
    if service.get("frais") == "payant":
        return plain(service.get("frais_precisions") or "") or "payant"
    return None


def plain(told: str) -> str:
    """A text without tags and without the signs of Markdown."""
    if any(sign in told for sign in MARKS):
        told = MARKDOWN.sub(lambda sign: sign[1] or "", told)
    return to_plain(told)
