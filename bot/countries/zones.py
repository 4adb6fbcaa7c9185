"""Whose country a clock is: the zone of a place tells where a border lies."""

from babel.core import get_global

OVERSEAS_FRANCE = frozenset(
    {"BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"}
)


def country_of_zone(timezone: str, otherwise: str) -> str:
    """The country that keeps this zone, overseas departments being France; else `otherwise`."""
    known: str = get_global("zone_territories").get(timezone, otherwise)
    return "FR" if known in OVERSEAS_FRANCE else known
