"""Which cells of a workbook show a day or a time: they are mere numbers but for their format."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

# Formats that every program knows without being told: days and times of all languages.
KNOWN_TIMES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
# Words in quotation marks, colours and conditions in brackets, single letters to be shown.
NOT_SHOWN = re.compile(r'"[^"]*"|\[(?!h+\]|m+\]|s+\])[^\]]*\]|\\.|_.', re.IGNORECASE)
TIME = re.compile(r"[ymdhs]", re.IGNORECASE)


@dataclass(frozen=True)
class Formats:
    """The styles of a workbook that show a time, by their number."""

    times: frozenset[int] = frozenset()

    def is_time(self, style: int) -> bool:
        """Whether a cell of this style shows a day or a time."""
        return style in self.times


def read_formats(page: bytes) -> Formats:
    """What the page of styles tells."""
    root = ElementTree.fromstring(page)
    own = {
        each.get("numFmtId"): _is_time(each.get("formatCode", ""))
        for each in root.iter()
        if each.tag.endswith("}numFmt")
    }
    styles = [each for each in root.iter() if each.tag.endswith("}cellXfs")]
    used = [xf.get("numFmtId", "0") for listed in styles[:1] for xf in listed]
    return Formats(
        frozenset(
            number
            for number, format_ in enumerate(used)
            if own.get(format_, int(format_) in KNOWN_TIMES)
        )
    )


def _is_time(code: str) -> bool:
    first = NOT_SHOWN.sub("", code.split(";")[0])
    return first.casefold() != "general" and bool(TIME.search(first))
