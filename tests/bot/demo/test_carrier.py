from twilio.request_validator import RequestValidator

from bot.demo.carrier import new_sid, read_bodies, sign

URL = "https://demo.example/twilio/incoming"


def test_the_signature_is_the_one_that_twilio_makes():
    form = {"Body": "où dormir ? أين", "From": "+33639981234", "To": "+33639980000"}
    assert sign(URL, form, "token") == RequestValidator("token").compute_signature(URL, form)


def test_an_id_is_a_new_one_for_each_text():
    assert new_sid() != new_sid()


def test_the_texts_of_a_response_are_read_in_order():
    twiml = "<Response><Message action='/x'>un &amp; un</Message><Message>deux</Message></Response>"
    assert read_bodies(twiml) == ("un & un", "deux")


def test_an_empty_response_has_no_texts():
    assert read_bodies("<Response/>") == ()
