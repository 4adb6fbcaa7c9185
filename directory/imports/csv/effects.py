"""What the rules of a mapping change of a row."""

from dataclasses import replace

from directory.imports.csv.mapping import Effect, Mapping

ADDING = frozenset({"conditions", "add_needs", "drop_needs"})


def effect_on(cells: dict[str, str], mapping: Mapping) -> Effect:
    """All rules that hold for a row, later ones winning; added needs add up."""
    result = Effect()
    for rule in mapping.rules:
        if rule.holds(cells):
            result = _merged(result, rule.effect)
    return result


def _merged(first: Effect, second: Effect) -> Effect:
    changes = {
        name: value
        for name, value in vars(second).items()
        if value not in (None, "", ()) and name not in ADDING
    }
    return replace(
        first,
        **changes,
        add_needs=(*first.add_needs, *second.add_needs),
        drop_needs=(*first.drop_needs, *second.drop_needs),
        conditions={**first.conditions, **second.conditions},
    )
