"""The tables of an evaluation, as lines to print."""

from collections.abc import Iterator

from bot.evaluation import (
    FIELDS,
    Line,
    Score,
    by_language,
    by_tag,
    danger_table,
    need_confusion,
)

MOST_CONFUSED = 15


def print_tables(scores: list[Score], *, wrong: bool) -> Iterator[str]:
    """Scores by language, by tag, of danger, and the needs confused; then the wrong rows."""
    yield from _table("language", by_language(scores))
    yield ""
    yield from _table("tag", by_tag(scores))
    yield ""
    danger = danger_table(scores)
    all_danger = danger.found + danger.missed
    yield f"danger found: {danger.found} of {all_danger}, its kind right: {danger.right_kind}"
    yield f"look-alikes taken for danger: {danger.false_alarms} of {danger.look_alikes}"
    yield ""
    yield "needs confused (meant, read, times):"
    for meant, read, count in need_confusion(scores)[:MOST_CONFUSED]:
        yield f"  {meant:<16} {read:<16} {count}"
    if wrong:
        yield from (line for score in scores if not score.is_right for line in _wrong(score))


def _table(title: str, lines: list[Line]) -> Iterator[str]:
    yield f"{title:<12}{'rows':>6}{'right':>8}" + "".join(f"{name:>10}" for name in FIELDS)
    for line in lines:
        if line.rows:
            cells = "".join(f"{_share(line.fields.get(name, 0), line.rows):>10}" for name in FIELDS)
            yield f"{line.name:<12}{line.rows:>6}{_share(line.right, line.rows):>8}{cells}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%"


def _wrong(score: Score) -> Iterator[str]:
    faults = ", ".join(name for name, right in score.right.items() if not right)
    yield f"\nrow {score.row.number}: {score.row.text}\n  wrong: {faults}"
    yield f"  because: {'; '.join(score.request.because)}"
