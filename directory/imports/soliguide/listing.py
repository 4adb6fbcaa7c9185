"""Listing whole areas by Soliguide's search: both kinds of places, page by page, politely."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from directory.imports.interface import Api, ApiError
from directory.imports.soliguide.documents import read_documents, read_total
from directory.imports.soliguide.places import FIXED, MOBILE, ref_of

PATH = "/new-search"
# Sorted by number, pages do not overlap; a page of this size is some tens of megabytes.
PAGE = 10_000
PAUSE_S = 10.0
# Of what was announced, the part that may be missing because it changed in between.
LOST = 0.02
KINDS = (FIXED, MOBILE)
# A search without a category leaves out places that offer nothing but these.
HIDDEN = ("toilets", "wifi", "electrical_outlets_available", "fountain", "addictions")
FIELDS = (
    "lieu_id", "name", "description", "status", "visibility", "placeType", "country", "position",
    "newhours", "services_all", "tempInfos", "publics", "modalities", "entity", "languages",
    "sources", "parcours", "sourceLanguage", "updatedAt", "updatedByUserAt",
)  # fmt: skip
FIELDS_OF_A_LIST = ("lieu_id", "status", "visibility")
PREFIXES = {
    "departement-": ("departement", "fr"),
    "region-": ("region", "fr"),
    "provincia-": ("departement", "es"),
    "comunidad-autonoma-": ("region", "es"),
    "parroquia-": ("departement", "ad"),
}
COUNTRIES = frozenset({"fr", "es", "ad"})


@dataclass(frozen=True)
class Area:
    """Where to look: a country by its two letters, or a slug of the interface's own."""

    slug: str

    @property
    def is_country(self) -> bool:
        """Whether it is a whole country, so that what is not listed is gone."""
        return self.slug.lower() in COUNTRIES

    def as_location(self) -> dict[str, str]:
        """The area as the search wants it."""
        if self.is_country:
            return {
                "geoType": "pays", "geoValue": self.slug.lower(), "country": self.slug.lower(),
            }  # fmt: skip
        for prefix, (kind, country) in PREFIXES.items():
            if self.slug.startswith(prefix):
                return {"geoType": kind, "geoValue": self.slug, "country": country}
        return {"geoType": "ville", "geoValue": self.slug}


@dataclass(frozen=True)
class Lister:
    """The searches that together list what an account may see of some areas."""

    api: Api
    areas: Sequence[Area]
    folder: Path
    page: int = PAGE

    def fetch_places(self, since: date | None = None) -> list[Path]:
        """The pages with every place, or with those that were updated since a day."""
        pages = list(self._fetch(FIELDS, since))
        if since is None:
            self._refuse_nothing(pages)
        return pages

    def fetch_numbers(self) -> set[str]:
        """The numbers of all places there are, to see which of the known ones are gone."""
        pages = list(self._fetch(FIELDS_OF_A_LIST, None))
        self._refuse_nothing(pages)
        return {ref_of(document) for page in pages for document in read_documents(page) if document}

    def _refuse_nothing(self, pages: Sequence[Path]) -> None:
        """An account without areas is answered with nothing, which is not that all is gone."""
        if not any(document for page in pages for document in read_documents(page)):
            named = ", ".join(area.slug for area in self.areas)
            raise ApiError(
                f"{self.api.base} lists no place for {named}: ask Soliguide which areas the token"
                " may see, and name one with --area."
            )

    def _fetch(self, fields: Sequence[str], since: date | None) -> Iterator[Path]:
        for area in self.areas:
            for kind in KINDS:
                for categories in ((), HIDDEN):
                    body = make_body(area, kind, categories, fields, since)
                    yield from self._fetch_pages(body)

    def _fetch_pages(self, body: dict[str, Any]) -> Iterator[Path]:
        """Page after page until as many are there as the first page announced."""
        read, number = 0, 1
        while True:
            options = body["options"] | {"page": number, "limit": self.page}
            page = self.folder / f"page-{len(list(self.folder.iterdir())) + 1}.json"
            if page.name != "page-1.json":
                self.api.pause(PAUSE_S)
            self.api.ask(PATH, body | {"options": options}, page)
            got = sum(1 for document in read_documents(page) if document and ref_of(document))
            total = read_total(page)
            if total is None:
                raise ApiError(f"{self.api.base} answers without a number of results: no search.")
            yield page
            read, number = read + got, number + 1
            if read >= total or not got:
                break
        if read < total * (1 - LOST):
            raise ApiError(
                f"{self.api.base} announced {total:,} places and gave {read:,}: try again later."
            )


def make_body(
    area: Area, kind: str, categories: Sequence[str], fields: Sequence[str], since: date | None
) -> dict[str, Any]:
    """A search, but for the page; never with categories of old, which would bring back old ids."""
    body: dict[str, Any] = {
        "location": area.as_location(),
        "placeType": kind,
        "options": {"sortBy": "lieu_id", "sortValue": 1, "fields": " ".join(fields)},
    }
    if categories:
        body["categories"] = list(categories)
    if since:
        body["updatedAt"] = {"intervalType": "AFTER_DAY", "value": since.isoformat()}
    return body
