"""What a place is called in an answer, so that the person can see which one was understood."""

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


def name_place_apart(place: Place) -> str:
    """The name with what tells it from its homonyms: Saint-Denis (93), Gare du Nord (Paris)."""
    apart = place.within or place.country
    name = shorten(place.name, LONGEST)
    return name if apart in place.name else f"{name} ({apart})"
