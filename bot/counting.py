"""What an answer tells for the figures: what was asked for, where, and whether it was there."""

from bot.outcomes import Found, Outcome
from conversations.figures.demand import Demand, Met
from directory.needs import Need
from directory.places import Kind
from directory.results import Answer, Result


def tell_demands(outcomes: tuple[Outcome, ...]) -> tuple[Demand, ...]:
    """Each need of each new search; "more" asks for nothing new."""
    return tuple(
        Demand(
            need,
            # An address is of one person; its town is of many.
            found.near.within if found.near.kind is Kind.ADDRESS else found.near.name,
            found.near.code,
            found.near.country,
            found.near.point,
            _met(need, found.answer),
        )
        for found in outcomes
        if isinstance(found, Found) and found.first == 1
        for need in found.needs
    )


def _met(need: Need, answer: Answer) -> Met:
    if _has(need, answer.open):
        return Met.OPEN
    if _has(need, answer.later):
        return Met.LATER
    return Met.UNKNOWN if _has(need, answer.unknown) else Met.NONE


def _has(need: Need, results: tuple[Result, ...]) -> bool:
    return any(need in result.needs for result in results)
