"""The pages of an interface of HSDS: every service, page after page, politely."""

from pathlib import Path
from time import sleep
from typing import Any

from directory.imports.hsds.reader import LISTS
from directory.imports.interface import Access, Api, ApiError
from directory.imports.json_documents import read_documents
from directory.imports.rows import Progress

OPEN_TO_ALL = Access("the publisher", "", "", "")
PER_PAGE = 100
MAX_PAGES = 20_000
PAUSE_S = 0.5


def fetch_pages(address: str, folder: Path, progress: Progress) -> list[Path]:
    """The pages of `<address>/services`, as many as the first one announces.

    Raises SourceError when one does not come; nothing is kept then.
    """
    base, _, query = address.rstrip("/").partition("?")
    path = "" if base.endswith("/services") else "/services"
    api = Api(base, OPEN_TO_ALL, LISTS, progress=progress)
    pages: list[Path] = []
    while len(pages) < MAX_PAGES:
        page = folder / f"page-{len(pages) + 1}.json"
        told = f"{query}&" if query else ""
        full = f"{path}?{told}full=true&per_page={PER_PAGE}&page={len(pages) + 1}"
        api.ask(full, None, page)
        pages.append(page)
        if _is_last(page, len(pages)):
            return pages
        sleep(PAUSE_S)
    raise ApiError(f"{base} gives more than {MAX_PAGES:,} pages: that is no list of services.")


def _is_last(page: Path, number: int) -> bool:
    """Whether a page says that it is the last one, or has nothing on it."""
    about: dict[str, Any] = {}
    held = sum(1 for _ in read_documents(page, LISTS, about=about))
    if not held or about.get("last_page") is True or about.get("empty") is True:
        return True
    total = about.get("total_pages")
    return not isinstance(total, int) or number >= total
