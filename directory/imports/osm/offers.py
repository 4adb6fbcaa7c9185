"""Which needs a thing on the map meets, or why it is not offered."""

from collections.abc import Iterator, Mapping
from datetime import date

from directory.imports.osm.tables import SOCIAL, Values, read_tables
from directory.needs import Need, by_urgency

Tags = Mapping[str, str]
FOR = "social_facility:for"
DRINKABLE = frozenset({"yes", "treated", "tap"})
NO = frozenset({"no", "none", "separate"})


def values(tags: Tags, key: str) -> list[str]:
    """The values of a tag, which may have several between semicolons."""
    return [each.strip() for each in tags.get(key, "").split(";") if each.strip()]


def is_help(tags: Tags) -> bool:
    """Whether it has a tag of ours; what has none is passed over, as most of a map."""
    tables = read_tables()
    if tables.main_keys.isdisjoint(tags):
        return False
    return not tables.main_tags.isdisjoint(_main_tags(tags))


def needs_of(tags: Tags) -> tuple[Need, ...]:
    """The needs met there, the most pressing first; none: it is nothing that we know."""
    found = set(_main_needs(tags))
    if not found:
        return ()
    tables = read_tables()
    for tag, need in tables.also.items():
        if tag in tags and tags[tag] not in NO:
            found.add(need)
    return by_urgency(found)


def reason_to_leave(tags: Tags, today: date) -> str:
    """The tag that says that it is not there, not working or not for whoever comes; else ""."""
    tables = read_tables()
    for signs in (tables.gone, tables.closed_to_people):
        if sign := _sign(tags, signs):
            return sign
    if _is_over(tags.get("end_date", ""), today):
        return f"end_date={tags['end_date']}"
    return ""


def _main_needs(tags: Tags) -> Iterator[Need]:
    """The needs of its main tags; a house of health with one speciality meets that alone."""
    tables = read_tables()
    main = [tag for tag in _main_tags(tags) if not _sign(tags, tables.not_meant.get(tag, {}))]
    for tag in main:
        yield from _special(tags) or tables.needs.get(tag, ())
        if tags.get("drinking_water") in DRINKABLE:
            yield from tables.needs_if_drinkable.get(tag, ())
    if SOCIAL in main and not any(tag in tables.needs for tag in main):
        for group in values(tags, FOR):
            yield from tables.needs_by_group.get(group, ())


def _special(tags: Tags) -> tuple[Need, ...]:
    found = values(tags, "healthcare:speciality")
    need = read_tables().specialities.get(found[0]) if len(found) == 1 else None
    is_health = tags.get("amenity") in {"clinic", "hospital"} or "healthcare" in tags
    return (need,) if need and is_health else ()


def _main_tags(tags: Tags) -> Iterator[str]:
    for key in read_tables().main_keys:
        for value in values(tags, key):
            yield f"{key}={value}"


def _sign(tags: Tags, signs: Values) -> str:
    for key, told in signs.items():
        if tags.get(key, "").lower() in told:
            return f"{key}={tags[key]}"
    return ""


def _is_over(written: str, today: date) -> bool:
    """Whether a day, month or year is past."""
    return bool(written) and written[:4].isdigit() and written < today.isoformat()[: len(written)]
