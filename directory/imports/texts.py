"""Rich text as plain text: no tag, no entity, the paragraphs kept as lines."""

import re
from functools import lru_cache
from html.parser import HTMLParser

from directory.imports.fields import Document, unwrapped

MAX_TEXT = 4000
# Copies of a place's remarks stand in each of its services.
CACHED_TEXTS = 512
BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"}
)
SILENT = frozenset({"script", "style"})
MARKED_UP = re.compile(r"[<&]")
BLANKS = re.compile(r"[^\S\n]+")
# Whatever is not as it should be shown: marks, lines, blanks but single ones, invisible signs.
UNTIDY = re.compile(
    "[<&\t-\r\x1c-\x1f\x85\xa0\xad\u1680\u2000-\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]|  "
)
INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


def read_rich(document: Document, key: str) -> str:
    """The plain text of a field; "" when there is none."""
    value = unwrapped(document.get(key))
    return to_plain(value) if isinstance(value, str) else ""


@lru_cache(maxsize=CACHED_TEXTS)
def to_plain(rich: str) -> str:
    """`<p>Le&nbsp;soir</p><p>Sonner</p>` gives two lines; what is already plain stays."""
    if not UNTIDY.search(rich):
        return rich.strip()[:MAX_TEXT].rstrip()
    said = _without_tags(rich) if MARKED_UP.search(rich) else rich
    said = INVISIBLE.sub("", said).replace("\r", "\n")
    lines = (BLANKS.sub(" ", line).strip() for line in said.split("\n"))
    return "\n".join(filter(None, lines))[:MAX_TEXT].rstrip()


def to_line(rich: str) -> str:
    """The same on one line."""
    return " ".join(to_plain(rich).split())


class _Words(HTMLParser):
    """Collects what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        if tag in BLOCKS:
            self.said.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT and self.silent > 0
        if tag in BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            # A line break in the source of a page is a blank to its reader.
            self.said.append(data.replace("\n", " ") if self.said else data.lstrip())


def _without_tags(rich: str) -> str:
    words = _Words()
    words.feed(rich)
    words.close()
    return "".join(words.said)
