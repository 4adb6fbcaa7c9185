"""What a place is called in an answer, so that the person can see which one was understood."""

from bot.outcomes import Found
from bot.replies.fitting import shorten
from bot.replies.wording import Wording
from directory.places import Kind, Place

LONGEST = 36


def name_place(place: Place, wording: Wording) -> str:
    """The name, as short as it can be recognised; a postcode with its town."""
    if place.kind is Kind.POSITION and not place.name:
        return wording.say("you")
    name = shorten(place.name, LONGEST)
    return f"{name} ({place.code})" if place.kind is Kind.POSTCODE else name


def name_near(found: Found, wording: Wording) -> str:
    """Where was looked; beside its homonyms, which of them."""
    return name_place_apart(found.near) if found.apart else name_place(found.near, wording)


def name_place_apart(place: Place) -> str:
    """The name with what tells it from its homonyms: Saint-Denis (93), Gare du Nord (Paris)."""
    apart = place.within or place.country
    name = shorten(place.name, LONGEST)
    return name if apart in place.name else f"{name} ({apart})"
