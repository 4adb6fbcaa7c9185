"""The figures of the console are measured on what it really does."""

from conversations.console.benchmarks import (
    count_unfair,
    fill,
    make_bare_office,
    measure_pages,
)


def test_pages_are_measured_and_claims_are_fair(console_engine, monkeypatch):
    monkeypatch.setattr("conversations.console.benchmarks.AT_ONCE", 50)
    monkeypatch.setattr("conversations.console.benchmarks.LONG", 60)
    monkeypatch.setattr("conversations.console.benchmarks.VISITS", 3)
    office = make_bare_office(console_engine)
    long = fill(console_engine, office.keyring, 100)
    names = [page.name for page in measure_pages(console_engine, office, long)]
    assert names == [
        "list waiting", "list mine", "list open", "list closed", "thread", "long thread", "no news",
    ]  # fmt: skip
    assert count_unfair(console_engine, rounds=5, hands=8) == 0
