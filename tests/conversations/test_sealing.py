"""What is sealed opens with its key only, as what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.sealing import Keyring, Kind, SealingError, WrappedKey, read_key
from conversations.texts import Channel
from directory.places import Point

OLD, NEW, LOOKUP = b"o" * 32, b"n" * 32, b"l" * 32
HASH = b"address hash"


def make_keyring(*data_keys: bytes) -> Keyring:
    return Keyring(data_keys or (OLD,), LOOKUP)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_comes_out_as_it_went_in(text):
    key, _ = make_keyring().new_key(HASH)
    assert key.open_text(Kind.BODY, key.seal_text(Kind.BODY, text)) == text


def test_a_sealed_text_does_not_show_the_text():
    key, _ = make_keyring().new_key(HASH)
    assert b"paris" not in key.seal_text(Kind.BODY, "paris 18")


def test_the_same_text_is_never_sealed_twice_alike():
    key, _ = make_keyring().new_key(HASH)
    assert key.seal_text(Kind.BODY, "a") != key.seal_text(Kind.BODY, "a")


def test_a_text_does_not_open_as_an_address():
    key, _ = make_keyring().new_key(HASH)
    with pytest.raises(SealingError, match="does not open"):
        key.open_text(Kind.ADDRESS, key.seal_text(Kind.BODY, "a"))


def test_one_person_s_key_does_not_open_another_s_text():
    keyring = make_keyring()
    mine, _ = keyring.new_key(HASH)
    yours, _ = keyring.new_key(HASH)
    with pytest.raises(SealingError, match="does not open"):
        yours.open_text(Kind.BODY, mine.seal_text(Kind.BODY, "a"))


@pytest.mark.parametrize("damaged", [b"", b"\x01", b"\x01" + b"x" * 40, b"\x02" + b"x" * 40])
def test_damage_is_said_and_not_read(damaged):
    key, _ = make_keyring().new_key(HASH)
    with pytest.raises(SealingError):
        key.open_text(Kind.BODY, damaged)


def test_a_position_comes_back_exactly():
    key, _ = make_keyring().new_key(HASH)
    point = Point(48.8566, 2.3522)
    assert key.open_point(key.seal_point(point)) == point


def test_an_old_key_still_opens_after_a_new_one_is_put_before_it():
    key, kept = make_keyring(OLD).new_key(HASH)
    sealed = key.seal_text(Kind.BODY, "a")
    again = make_keyring(NEW, OLD).unwrap(kept, HASH)
    assert again.open_text(Kind.BODY, sealed) == "a"


def test_the_first_key_seals_new_people():
    _, kept = make_keyring(NEW, OLD).new_key(HASH)
    assert make_keyring(NEW).unwrap(kept, HASH)


def test_a_key_that_was_taken_away_is_asked_for():
    _, kept = make_keyring(OLD).new_key(HASH)
    with pytest.raises(SealingError, match="put the old key back"):
        make_keyring(NEW).unwrap(kept, HASH)


def test_a_person_s_key_moved_to_another_person_does_not_open():
    keyring = make_keyring()
    _, kept = keyring.new_key(HASH)
    with pytest.raises(SealingError):
        keyring.unwrap(WrappedKey(kept.data_key_id, kept.wrapped), b"another hash")


def test_an_address_is_found_by_the_same_hash():
    one, two = make_keyring(OLD), make_keyring(NEW)
    assert one.lookup_hash(Channel.SMS, "+33639980001") == two.lookup_hash(
        Channel.SMS, "+33639980001"
    )


def test_one_number_on_two_channels_is_two_people():
    keyring = make_keyring()
    assert keyring.lookup_hash(Channel.SMS, "+33639980001") != keyring.lookup_hash(
        Channel.WHATSAPP, "+33639980001"
    )


def test_the_hash_depends_on_the_lookup_key():
    other = Keyring((OLD,), b"m" * 32)
    assert make_keyring().lookup_hash(Channel.SMS, "+1") != other.lookup_hash(Channel.SMS, "+1")


@pytest.mark.parametrize(
    ("text", "said"),
    [("not base64!", "not base64"), ("c2hvcnQ=", "5 bytes instead of 32"), ("", "0 bytes")],
)
def test_a_wrong_key_is_refused_with_how_to_make_one(text, said):
    with pytest.raises(SealingError, match=said) as refused:
        read_key(text)
    assert "/dev/urandom" in str(refused.value)


def test_a_keyring_without_a_data_key_is_refused():
    with pytest.raises(SealingError, match="SOLITEXTO_DATA_KEYS"):
        Keyring((), LOOKUP)
