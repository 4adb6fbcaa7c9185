"""data.inclusion's interface: all structures, then all services, page by page, politely."""

from collections.abc import Sequence
from pathlib import Path
from time import sleep
from typing import Any

from directory.imports.data_inclusion.reader import LISTS
from directory.imports.interface import Access, Api, ApiError
from directory.imports.json_documents import read_documents
from directory.imports.rows import Progress

PER_PAGE = 1_000
MAX_PAGES = 5_000
PAUSE_S = 1.0
TABLES = ("structures", "services")


def access_with(token: str) -> Access:
    """How data.inclusion lets one in."""
    return Access("data.inclusion", "SOLITEXTO_DATA_INCLUSION_TOKEN", "Bearer", token)


def fetch_tables(
    base: str, token: str, departments: Sequence[str], folder: Path, progress: Progress
) -> list[Path]:
    """Every page of both tables, of some departments or of all of France.

    Raises SourceError when one does not come; nothing is kept then.
    """
    pages: list[Path] = []
    api = Api(base.rstrip("/"), access_with(token), LISTS, progress=progress)
    for table in TABLES:
        for department in departments or ("",):
            pages += _fetch(api, table, department, folder, len(pages))
    return pages


def _fetch(api: Api, table: str, department: str, folder: Path, before: int) -> list[Path]:
    pages: list[Path] = []
    while len(pages) < MAX_PAGES:
        if before or pages:
            sleep(PAUSE_S)
        page = folder / f"{table}-{before + len(pages) + 1}.json"
        where = f"&code_departement={department}" if department else ""
        api.ask(f"/{table}?size={PER_PAGE}&page={len(pages) + 1}{where}", None, page)
        pages.append(page)
        about: dict[str, Any] = {}
        held = sum(1 for _ in read_documents(page, LISTS, about=about))
        if "pages" not in about:
            raise ApiError(f"{api.base} answers without a number of pages: no listing.")
        if not held or len(pages) >= int(about["pages"]):
            return pages
    raise ApiError(f"{api.base} gives more than {MAX_PAGES:,} pages.")
