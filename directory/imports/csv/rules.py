"""The rules of a mapping: rows for which a condition holds, and what is then true of them."""

from dataclasses import fields

from directory.audiences import Audience
from directory.drafts import Conditions, Welcome
from directory.imports.csv.mapping import Condition, Effect, Way, When
from directory.imports.sections import (
    MappingError,
    Section,
    names_of,
    number_of,
    refuse_unknown,
    text_of,
    texts_of,
    zone_called,
)
from directory.needs import Need
from directory.places import Precision
from directory.spelling import fold

YES_NO = ("appointment", "registration", "referral", "animals", "wheelchair")
CONDITIONS = tuple(item.name for item in fields(Conditions))
EFFECTS = tuple(item.name for item in fields(Effect) if item.name != "conditions") + CONDITIONS
WHEN = ("column", *Way, *EFFECTS, "and")


def read_rule(section: Section) -> When:
    """A [[when]] of the file."""
    refuse_unknown("[[when]]", section, WHEN)
    others = section.get("and", [])
    others = others if isinstance(others, list) else [others]
    conditions = (read_condition(section), *(read_condition(other) for other in others))
    conditions_of_entry = {
        key: _condition_value(section, key) for key in CONDITIONS if key in section
    }
    welcome = names_of(Welcome, section, "welcome")
    precision = names_of(Precision, section, "precision")
    effect = Effect(
        skip=text_of(section, "skip"),
        name=text_of(section, "name"),
        timezone=zone_called(text_of(section, "timezone", "UTC")) if "timezone" in section else "",
        needs=names_of(Need, section, "needs"),
        add_needs=names_of(Need, section, "add_needs"),
        drop_needs=names_of(Need, section, "drop_needs"),
        hours=text_of(section, "hours") or None,
        hours_note=text_of(section, "hours_note"),
        precision=precision[0] if precision else None,
        closed=text_of(section, "closed"),
        welcome=welcome[0] if welcome else None,
        audiences=names_of(Audience, section, "audiences"),
        min_age=number_of(section, "min_age"),
        max_age=number_of(section, "max_age"),
        conditions=conditions_of_entry,
    )
    if effect == Effect():
        raise MappingError("a [[when]] changes nothing: give it `skip`, `needs`, `hours` ...")
    return When(conditions, effect)


def read_condition(section: object) -> Condition:
    """What a row must be like."""
    if not isinstance(section, dict) or "column" not in section:
        raise MappingError("a condition needs a `column`.")
    ways = [way for way in Way if way in section]
    if len(ways) != 1:
        raise MappingError(f"a condition on a `column` needs one of {', '.join(Way)}.")
    way = ways[0]
    values = () if way is Way.EMPTY else tuple(map(fold, texts_of(section, way)))
    return Condition(texts_of(section, "column"), way, values)


def _condition_value(section: Section, key: str) -> bool | str:
    value = section[key]
    if isinstance(value, bool) if key in YES_NO else isinstance(value, str):
        return value  # type: ignore[no-any-return]
    raise MappingError(f"`{key}` is {'true or false' if key in YES_NO else 'a text'}.")
