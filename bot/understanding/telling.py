"""What operators see of a reading, beside the text that was read."""

from bot.understanding.request import Request


def tell_reading(request: Request) -> dict[str, object]:
    """The reading in plain values; what is empty is left out."""
    place = request.places[0] if request.places else None
    told: dict[str, object] = {
        "intent": request.intent,
        "language": request.language,
        "danger": request.danger,
        "needs": list(request.needs),
        "unsure": request.needs_unclear or request.place_unclear,
        "place": place and place.place.name,
        "sureness": place and round(place.confidence, 2),
        "moment": request.moment and request.moment.name,
        "audience": list(request.audiences),
    }
    return {name: value for name, value in told.items() if value}
