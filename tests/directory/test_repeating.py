"""A note does not say again what the conditions say in our own words."""

from datetime import UTC, datetime

import pytest

from directory.drafts import Conditions
from directory.entries import find_entry
from directory.keeping import keep
from directory.repeating import without_repeats
from tests.directory.builders import SOURCE, service, venue


@pytest.mark.parametrize(
    ("conditions", "note"),
    [
        (Conditions(registration=True, note="sur inscription"), ""),
        (Conditions(registration=True, note="Sur inscription préalable."), ""),
        (Conditions(appointment=True, note="Sur RDV uniquement"), ""),
        (Conditions(appointment=True, note="By appointment only. Ring twice."), "Ring twice."),
        (Conditions(appointment=True, registration=True, note="Sur rdv, sur inscription"), ""),
        (Conditions(appointment=True, note="Sur rdv, sur inscription"), "Sur rdv, sur inscription"),
        (Conditions(appointment=True, note="Con cita previa"), ""),
        (Conditions(referral=True, note="Uniquement sur orientation"), ""),
        (Conditions(price="5 €", note="5 €. Apporter un sac."), "Apporter un sac."),
        (Conditions(documents="Photo ID", note="photo id"), ""),
        (Conditions(note="Sonner. Sonner."), "Sonner."),
        (Conditions(note="sur inscription"), "sur inscription"),
        (Conditions(registration=False, note="sur inscription"), "sur inscription"),
        (
            Conditions(appointment=True, note="Call to make an appointment"),
            "Call to make an appointment",
        ),
    ],
)
def test_what_is_said_already_is_not_noted(conditions, note):
    assert without_repeats(conditions).note == note


def test_what_is_kept_of_a_service_says_everything_once(engine):
    told = Conditions(registration=True, note="Sur inscription")
    with engine.begin() as connection:
        keep(connection, SOURCE, [venue("1", 0, service(conditions=told))], datetime.now(UTC))
        entry = find_entry(connection, f"{SOURCE.id}:1")
    assert entry.services[0].conditions == Conditions(registration=True)
