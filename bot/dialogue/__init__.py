"""What to do about a text: a pure decision, from what was read and what is remembered."""

from dataclasses import replace

from bot.dialogue import (
    calm,
    choices,
    courtesy,
    danger,
    going_on,
    humans,
    orders,
    reports,
    searching,
)
from bot.dialogue.turn import (
    COMMONEST,
    Adding,
    AskingLanguage,
    AskingVisit,
    Decision,
    Facts,
    Lookup,
    Nearing,
    Noting,
    Opening,
    Refuge,
    Rule,
    Search,
    Step,
    Turn,
    must_be_discreet,
)

__all__ = [
    "COMMONEST", "RULES", "Adding", "AskingLanguage", "AskingVisit", "Decision",
    "Facts", "Lookup", "Nearing", "Noting", "Opening", "Refuge", "Search", "Step", "Turn",
    "decide", "must_be_discreet",
]  # fmt: skip

RULES: tuple[Rule, ...] = (
    calm.leave_machines,
    danger.give_numbers,
    orders.obey,
    orders.confirm_erasure,
    humans.leave_to_operator,
    danger.step_down,
    danger.hurry,
    calm.end_a_loop,
    reports.note_reason,
    orders.reassure,
    humans.call,
    humans.pass_on,
    reports.note_visit,
    choices.tell_apart,
    choices.confirm_place,
    choices.go_on_where_it_was,
    choices.answer_what_is_wrong,
    choices.answer_language,
    reports.note_which,
    reports.note,
    choices.pick,
    reports.leave_out,
    going_on.tell_about,
    going_on.change_language,
    going_on.repeat,
    going_on.say_more,
    going_on.see_off,
    going_on.look_nearer,
    going_on.leave_place,
    going_on.help_to_wait,
    calm.vary,
    calm.try_another_way,
    courtesy.keep_calm,
    danger.stay,
    danger.ask_what_frightens,
    courtesy.answer,
    searching.ask_if_still,
    searching.welcome_anybody,
    searching.search,
    going_on.send_there,
    searching.admit,
)


def decide(turn: Turn) -> Decision:
    """The first rule that has something to say decides."""
    decision = next(decision for rule in RULES if (decision := rule(turn)) is not None)
    if decision.erase or not turn.in_vain:
        return decision
    return replace(decision, context=decision.context.giving_up(turn.in_vain))
