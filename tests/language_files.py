"""What the words of a language must hold before it is called understood."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from bot.understanding.language_files import LANGUAGES
from bot.understanding.phrases import SIGNS
from directory.needs import Need

Wanted = dict[str, tuple[str, ...]]

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ESSENTIALS: Wanted = {
    "needs": ("food", "shelter", "shower", "health", "clothing", "legal"),
    "moments": ("now", "today", "tonight", "tomorrow", *DAYS, "hour"),
    "audience": ("woman", "family", "minor", "age"),
    "commands": ("operator",),
    "alone": ("menu", "more", "stop", "start", "erase", "thanks", "greeting", "operator"),
    "danger": ("suicide", "violence", "medical", "child"),
    "place": ("at",),
    "no": ("but",),
}
IN_FULL: Wanted = {
    **ESSENTIALS,
    "needs": tuple(Need),
    "moments": (
        *ESSENTIALS["moments"], "this_morning", "this_afternoon", "morning", "noon", "afternoon",
        "evening", "after_tomorrow", "weekend", "hour_pm",
    ),
    "audience": (
        *ESSENTIALS["audience"], "man", "couple", "pregnant", "elderly", "animal", "wheelchair",
        "undocumented", "refugee", "lgbt", "student",
    ),
    "commands": ("operator", "stop", "erase", "report", "choice_1", "choice_2", "choice_3"),
    "danger": (*ESSENTIALS["danger"], "alone"),
    "place": ("at", "from", "not"),
}  # fmt: skip


def files() -> list[Path]:
    """The language files, without the one of signs."""
    return [path for path in sorted(LANGUAGES.glob("*.toml")) if path.stem != SIGNS]


def lacking(path: Path) -> list[str]:
    """What a language file still lacks, as `[section] name`; nothing when it is whole."""
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    wanted = IN_FULL if words.get("full") else ESSENTIALS
    missing = [key for key in ("name", "scripts", "fillers", "little") if not words.get(key)]
    if not words.get("idioms"):
        missing.append("[idioms]")
    return missing + list(_unsaid(words, wanted))


def _unsaid(words: dict[str, dict[str, list[str]]], wanted: Wanted) -> Iterator[str]:
    for section, names in wanted.items():
        said = words.get(section, {})
        yield from (f"[{section}] {name}" for name in names if not _is_said(said, name))


def _is_said(said: dict[str, list[str]], name: str) -> bool:
    """Some say only kinds of it: Amharic has no `hour`, but `hour_dawn` and `hour_dusk`."""
    return any(said[each] for each in said if each == name or each.startswith(f"{name}_"))
