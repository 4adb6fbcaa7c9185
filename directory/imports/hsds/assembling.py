"""Tables of a package as the nested documents of version 3, joined on disk."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from directory.imports.fields import Document
from directory.imports.hsds.store import Store
from directory.imports.report import Reason, Remark
from directory.imports.rows import Progress, Row, TableError
from directory.imports.tables import open_table

# The names that tables have had, and the name of what they hold in version 3.
KINDS = {
    "organization": "organization", "organizations": "organization",
    "service": "service", "services": "service",
    "location": "location", "locations": "location",
    "service_at_location": "link", "service_at_locations": "link",
    "services_at_location": "link", "services_at_locations": "link",
    "phone": "phones", "phones": "phones",
    "address": "addresses", "addresses": "addresses",
    "physical_address": "addresses", "physical_addresses": "addresses",
    "schedule": "schedules", "schedules": "schedules",
    "regular_schedule": "schedules", "regular_schedules": "schedules",
    "holiday_schedule": "holidays", "holiday_schedules": "holidays",
    "language": "languages", "languages": "languages",
    "accessibility": "accessibility", "accessibility_for_disabilities": "accessibility",
    "eligibility": "eligibilities", "eligibilities": "eligibilities",
    "required_document": "required_documents", "required_documents": "required_documents",
    "cost_option": "cost_options", "cost_options": "cost_options",
    "fee": "cost_options", "fees": "cost_options",
    "attribute": "attributes", "attributes": "attributes",
    "service_taxonomy": "attributes", "services_taxonomy": "attributes",
    "service_attribute": "attributes", "service_attributes": "attributes",
    "taxonomy": "term", "taxonomies": "term", "taxonomy_term": "term", "taxonomy_terms": "term",
}  # fmt: skip
RECORDS = frozenset({"organization", "service", "location", "term"})
# A row that names several records is about the most exact of them.
OWNERS = (
    ("service_at_location_id", "link"), ("service_id", "service"), ("location_id", "location"),
    ("organization_id", "organization"),
)  # fmt: skip
OF_LOCATION = frozenset({"addresses", "accessibility"})
LINKED = {"service": "service", "location": "location", "organization": "organization",
          "service_at_location": "link"}  # fmt: skip


def kind_of(path: Path, named: Mapping[str, str]) -> str:
    """What a table holds, by its own name or the one the package gives it; "": nothing of ours."""
    return KINDS.get(
        named.get(path.name.lower(), path.stem.lower()), KINDS.get(path.stem.lower(), "")
    )


def names_of(folder: Sequence[Path]) -> dict[str, str]:
    """The names that a package gives its files."""
    page = next((path for path in folder if path.name.lower() == "datapackage.json"), None)
    if page is None:
        return {}
    try:
        told = json.loads(page.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise TableError(f"{page.name} is not JSON: {error}.") from error
    resources = told.get("resources") if isinstance(told, dict) else None
    listed = resources if isinstance(resources, list) else []
    return {
        Path(str(each.get("path"))).name.lower(): str(each.get("name")).lower()
        for each in listed
        if isinstance(each, dict)
    }


def stage_tables(paths: Sequence[Path], store: Store, progress: Progress) -> None:
    """Puts every table into the store; raises TableError when there is no service among them."""
    named = names_of(paths)
    tables = [
        (path, kind_of(path, named)) for path in paths if path.suffix.lower() in {".csv", ".tsv"}
    ]
    kinds = {kind for _, kind in tables}
    if not {"service"} <= kinds:
        raise TableError("There is no services.csv among these tables: they are no HSDS package.")
    for path, kind in tables:
        if kind:
            for row in open_table(path, progress=progress).rows:
                _stage(store, kind, row, path.name)
    store.index()


def _stage(store: Store, kind: str, row: Row, table: str) -> None:
    if row.fault:
        store.refusals.add(row.number, "", Remark(Reason.BROKEN, f"{table}: {row.fault}"))
        return
    cells = {column: cell for column, cell in row.cells.items() if cell}
    owner = f"{kind}:{cells.get('id', '')}" if kind in RECORDS else _owner(kind, cells)
    if kind == "link":
        store.add_row(f"service:{cells.get('service_id', '')}", kind, cells)
    elif owner:
        store.add_row(owner, kind, cells)


def _owner(kind: str, cells: Mapping[str, str]) -> str:
    if kind == "attributes" and cells.get("link_id"):
        entity = re.sub(r"\W", "_", cells.get("link_entity", "service").lower())
        return f"{LINKED.get(entity, entity)}:{cells['link_id']}"
    for column, record in OWNERS:
        if cells.get(column) and not (kind in OF_LOCATION and record in {"link", "service"}):
            return f"{record}:{cells[column]}"
    return ""


def assemble(store: Store) -> Iterator[Document]:
    """Each service with all that the tables tell of it."""
    for owner in store.owners("service"):
        told = store.rows_of(owner)
        service: dict[str, Any] = dict(told["service"][0]) | _parts(told)
        organization = store.rows_of(f"organization:{service.get('organization_id', '')}")
        service["organization"] = _record(organization, "organization")
        service["attributes"] = [_with_term(store, each) for each in told.get("attributes", ())]
        service["service_at_locations"] = [_link(store, each) for each in told.get("link", ())]
        yield service


def _link(store: Store, link: Document) -> Document:
    own = store.rows_of(f"link:{link.get('id', '')}")
    place = store.rows_of(f"location:{link.get('location_id', '')}")
    return dict(link) | _parts(own) | {"location": _record(place, "location")}


def _record(told: dict[str, list[Document]], kind: str) -> Document:
    found = told.get(kind)
    return dict(found[0]) | _parts(told) if found else {}


def _parts(told: dict[str, list[Document]]) -> dict[str, Any]:
    return {kind: rows for kind, rows in told.items() if kind not in RECORDS and kind != "link"}


def _with_term(store: Store, attribute: Document) -> Document:
    """The attribute with its term; older tables have the code of the term as its id."""
    told = str(attribute.get("taxonomy_term_id") or attribute.get("taxonomy_id") or "")
    term = dict(_record(store.rows_of(f"term:{told}"), "term"))
    term.setdefault("code", told)
    return {"taxonomy_term": term}
