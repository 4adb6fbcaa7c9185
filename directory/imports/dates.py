"""Days as tables and documents write them."""

from datetime import date, datetime

PATTERNS = ("%d/%m/%y", "%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d")


def read_date(text: str) -> date | None:
    """A day in one of the ways tables write it; the time of an instant is left out."""
    bare = text.strip()
    if not bare:
        return None
    try:
        return datetime.fromisoformat(bare).date()
    except ValueError:
        pass
    for pattern in PATTERNS:
        try:
            return datetime.strptime(bare, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
