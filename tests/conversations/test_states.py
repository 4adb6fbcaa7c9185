"""Who owns a thread, what was agreed, and how far a text has got."""

import pytest

from conversations.states import (
    RANKS,
    TRANSITIONS,
    Consent,
    Delivery,
    Event,
    ForbiddenEventError,
    State,
    consent_after,
    priority_after,
    state_after,
)

PERSONS = (Event.WROTE, Event.ASKED_FOR_PERSON, Event.IN_DANGER, Event.BOT_FAILED)
ALL = [(state, event) for state in State for event in Event]


@pytest.mark.parametrize(("state", "event"), ALL, ids=lambda word: str(word))
def test_each_pair_either_moves_as_the_table_says_or_is_refused(state, event):
    if (state, event) in TRANSITIONS:
        assert state_after(event, state) is TRANSITIONS[state, event]
    else:
        with pytest.raises(ForbiddenEventError, match=f"{state} cannot be {event}"):
            state_after(event, state)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("event", [*PERSONS, Event.TEXTED_STOP, Event.TEXTED_START])
def test_what_a_person_texts_can_happen_in_every_state(state, event):
    assert (state, event) in TRANSITIONS


@pytest.mark.parametrize("event", PERSONS)
def test_no_text_takes_a_thread_from_its_operator(event):
    assert state_after(event, State.OPERATOR) is State.OPERATOR


def test_a_new_text_wakes_a_closed_thread_for_the_bot():
    assert state_after(Event.WROTE, State.CLOSED) is State.BOT


def test_a_thread_that_an_operator_owns_cannot_be_claimed():
    with pytest.raises(ForbiddenEventError):
        state_after(Event.CLAIMED, State.OPERATOR)


@pytest.mark.parametrize("event", [Event.ASKED_FOR_PERSON, Event.IN_DANGER, Event.BOT_FAILED])
def test_who_waits_keeps_waiting(event):
    assert state_after(event, State.WAITING) is State.WAITING


@pytest.mark.parametrize("consent", Consent)
def test_stop_leaves_only_answers(consent):
    assert consent_after(Event.TEXTED_STOP, consent) is Consent.ANSWERS_ONLY


@pytest.mark.parametrize("consent", Consent)
def test_start_allows_everything_again(consent):
    assert consent_after(Event.TEXTED_START, consent) is Consent.ALL


@pytest.mark.parametrize("event", sorted(set(Event) - {Event.TEXTED_STOP, Event.TEXTED_START}))
def test_nothing_else_touches_consent(event):
    assert consent_after(event, Consent.ANSWERS_ONLY) is Consent.ANSWERS_ONLY


def test_every_delivery_has_a_rank():
    assert set(RANKS) == set(Delivery)


def test_a_lesser_reason_never_lowers_the_priority():
    high = priority_after(Event.IN_DANGER, 0)
    assert priority_after(Event.ASKED_FOR_PERSON, high) == high
