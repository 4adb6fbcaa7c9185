"""What is asked of a place is told in one line, and what is not known is said to be so."""

import pytest

from bot.outcomes import Told
from bot.replies import compose
from bot.understanding.request import Wish
from conversations.texts import Channel
from directory.drafts import Conditions
from directory.results import Opened
from tests.outcomes import NIGHT, REFUGE

UNKNOWN = REFUGE._replace(name="Halte", phone="+33199000102", conditions=Conditions())


@pytest.mark.parametrize(
    ("about", "conditions", "said"),
    [
        pytest.param(Wish.PRICE, Conditions(price=""), "gratuit", id="free"),
        pytest.param(Wish.PRICE, Conditions(price="2 €"), "2 €", id="a-price"),
        pytest.param(Wish.APPOINTMENT, Conditions(appointment=True), "sur RDV", id="book"),
        pytest.param(Wish.APPOINTMENT, Conditions(appointment=False), "sans RDV", id="walk-in"),
        pytest.param(Wish.PAPERS, Conditions(documents="carte Vitale"), "carte Vitale", id="bring"),
        pytest.param(Wish.COMPANY, Conditions(animals=False), "animaux refusés", id="no-dogs"),
        pytest.param(Wish.COMPANY, Conditions(), "à demander", id="dogs-ask"),
        pytest.param(Wish.CALLED_AT, Conditions(), "0199000102", id="telephone"),
        pytest.param(Wish.PRICE, Conditions(), "je ne sais pas", id="price-unknown"),
        pytest.param(Wish.APPOINTMENT, Conditions(), "je ne sais pas", id="booking-unknown"),
        pytest.param(Wish.SPEAKS, Conditions(), "je ne sais pas", id="languages-unknown"),
    ],
)
def test_one_line_tells_what_was_asked(about, conditions, said):
    opened = Opened(UNKNOWN._replace(conditions=conditions), None)
    (text,) = compose((Told(1, opened, about),), "fr", Channel.SMS, NIGHT)
    assert said in text.body


def test_the_languages_spoken_there_are_named():
    told = Told(1, Opened(UNKNOWN, None, languages=("fr", "ar")), Wish.SPEAKS)
    (text,) = compose((told,), "en", Channel.SMS, NIGHT)
    assert "French, Arabic" in text.body
