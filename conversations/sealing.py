"""What people wrote and where they are, readable only with a key that can be thrown away.

Each person has a key of their own (AES-256-GCM), wrapped by a data key of the settings. Forgetting
the person's key forgets all that was sealed with it, backups included. Addresses are looked up by
a keyed hash: a bare one would be undone in seconds, telephone numbers being few.
"""

import binascii
import json
import os
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from hmac import digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from conversations.texts import Channel
from directory.places import Point

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = b"\x01"


class Kind(StrEnum):
    """What was sealed; a value sealed as one kind cannot be opened as another."""

    KEY = "key"
    ADDRESS = "address"
    BODY = "body"
    EXTRAS = "extras"
    POSITION = "position"
    TRANSLATION = "translation"
    CONTEXT = "context"
    ANSWER = "answer"
    SECRET = "secret"
    DRAFT = "draft"
    NOTE = "note"
    SPOOL = "spool"


class SealingError(Exception):
    """Something sealed cannot be opened, or a key is not one; the message says what to do."""


@dataclass(frozen=True)
class WrappedKey:
    """A person's key as it is kept: sealed, and by which data key."""

    data_key_id: str
    wrapped: bytes


@dataclass(frozen=True)
class PersonKey:
    """Seals and opens what belongs to one person."""

    cipher: AESGCM = field(repr=False)

    def seal(self, kind: Kind, plain: bytes) -> bytes:
        """`plain`, readable with this key only, and only as this kind."""
        return _seal(self.cipher, kind.encode(), plain)

    def open(self, kind: Kind, sealed: bytes) -> bytes:
        """What was sealed; raises SealingError when the key or the kind is another."""
        return _open(self.cipher, kind.encode(), sealed)

    def seal_text(self, kind: Kind, text: str) -> bytes:
        """A text, lone surrogates included: what came in must come out."""
        return self.seal(kind, text.encode("utf-8", "surrogatepass"))

    def open_text(self, kind: Kind, sealed: bytes) -> str:
        """The text that was sealed."""
        return self.open(kind, sealed).decode("utf-8", "surrogatepass")

    def seal_values(self, kind: Kind, values: Mapping[str, object]) -> bytes:
        """Values of JSON; raises TypeError for any other."""
        return self.seal(kind, json.dumps(values, separators=(",", ":")).encode())

    def open_values(self, kind: Kind, sealed: bytes) -> dict[str, object]:
        """The values that were sealed."""
        values: dict[str, object] = json.loads(self.open(kind, sealed))
        return values

    def seal_point(self, point: Point) -> bytes:
        """A position that was shared."""
        return self.seal_values(
            Kind.POSITION, {"latitude": point.latitude, "longitude": point.longitude}
        )

    def open_point(self, sealed: bytes) -> Point:
        """The position that was shared."""
        return Point(**json.loads(self.open(Kind.POSITION, sealed)))


class Keyring:
    """The keys of the settings: data keys (the first seals, all open) and the look-up key.

    `before` are the same data keys with the look-up keys that were used earlier: what is not found
    by the first is looked for by these, until `solitexto keys rehash` has moved everybody.
    """

    def __init__(
        self, data_keys: tuple[bytes, ...], lookup_key: bytes, *earlier_lookup_keys: bytes
    ) -> None:
        if not data_keys:
            message = "no data key is set; put one in SOLITEXTO_DATA_KEYS"
            raise SealingError(message)
        for key in (*data_keys, lookup_key):
            _check_length(key)
        self._ciphers = {_key_id(key): AESGCM(key) for key in data_keys}
        self._first = _key_id(data_keys[0])
        self._lookup_key = lookup_key
        self.lookup_key_id = _key_id(lookup_key)
        self.data_key_id = self._first
        self.before = tuple(Keyring(data_keys, earlier) for earlier in earlier_lookup_keys)

    def lookup_hash(self, channel: Channel, address: str) -> bytes:
        """What an address is found by: the same for the same address, useless to others."""
        return self._hash(f"address:{channel.value}:{address}")

    def provider_hash(self, provider_id: str) -> bytes:
        """What an erased text is recognised by."""
        return self._hash(f"provider:{provider_id}")

    def pseudonym_hash(self, thread_id: int) -> bytes:
        """What a thread is called by among operators; it tells nothing of its number."""
        return self._hash(f"pseudonym:{thread_id}")

    def new_key(self, address_hash: bytes) -> tuple[PersonKey, WrappedKey]:
        """A fresh key for the person at this address, and how to keep it."""
        secret = AESGCM.generate_key(KEY_BYTES * 8)
        wrapped = _seal(self._ciphers[self._first], _wrapping(address_hash), secret)
        return PersonKey(AESGCM(secret)), WrappedKey(self._first, wrapped)

    def wrap_again(self, key: WrappedKey, old_hash: bytes, new_hash: bytes) -> WrappedKey:
        """The same person's key under the first data key and for another hash of the address.

        Raises SealingError when its data key is not in the settings.
        """
        secret = _open(self._cipher_of(key), _wrapping(old_hash), key.wrapped)
        return WrappedKey(
            self._first, _seal(self._ciphers[self._first], _wrapping(new_hash), secret)
        )

    def unwrap(self, key: WrappedKey, address_hash: bytes) -> PersonKey:
        """The person's key; raises SealingError when its data key is not in the settings."""
        secret = _open(self._cipher_of(key), _wrapping(address_hash), key.wrapped)
        return PersonKey(AESGCM(secret))

    def key_of_repeat(self, provider_id: str) -> PersonKey:
        """A key that only who presents this provider's id again can make."""
        return PersonKey(AESGCM(self._hash(f"repeat:{provider_id}")))

    def seal_aside(self, plain: bytes) -> bytes:
        """What waits outside the database, before it is known whose it is."""
        sealed = _seal(self._ciphers[self._first], Kind.SPOOL.encode(), plain)
        return self._first.encode() + b":" + sealed

    def open_aside(self, sealed: bytes) -> bytes:
        """What was sealed so; raises SealingError when its data key is not in the settings."""
        data_key_id, _, rest = sealed.partition(b":")
        cipher = self._cipher_of(WrappedKey(data_key_id.decode("ascii", "replace"), rest))
        return _open(cipher, Kind.SPOOL.encode(), rest)

    def _cipher_of(self, key: WrappedKey) -> AESGCM:
        cipher = self._ciphers.get(key.data_key_id)
        if cipher is None:
            message = (
                f"data key {key.data_key_id} is missing from SOLITEXTO_DATA_KEYS;"
                " put the old key back, after the new one"
            )
            raise SealingError(message)
        return cipher

    def translation_hash(self, asked: str) -> bytes:
        """What the translation of a text is found by again."""
        return self._hash(f"translation:{asked}")

    def key_of_translation(self, asked: str) -> PersonKey:
        """A key that only who has the text again can make, to read its translation."""
        return PersonKey(AESGCM(self._hash(f"translated:{asked}")))

    def _hash(self, text: str) -> bytes:
        return digest(self._lookup_key, text.encode("utf-8", "surrogatepass"), sha256)


def read_key(text: str) -> bytes:
    """The 32 bytes written as base64; raises SealingError when it is anything else."""
    try:
        key = b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        message = f"a key is not base64; make one with: {RECIPE}"
        raise SealingError(message) from error
    _check_length(key)
    return key


RECIPE = "head -c 32 /dev/urandom | base64"


def _check_length(key: bytes) -> None:
    if len(key) != KEY_BYTES:
        message = f"a key has {len(key)} bytes instead of {KEY_BYTES}; make one with: {RECIPE}"
        raise SealingError(message)


def _key_id(key: bytes) -> str:
    return digest(key, b"id", sha256).hex()[:16]


def _wrapping(address_hash: bytes) -> bytes:
    return Kind.KEY.encode() + b":" + address_hash


def _seal(cipher: AESGCM, label: bytes, plain: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + cipher.encrypt(nonce, plain, VERSION + label)


def _open(cipher: AESGCM, label: bytes, sealed: bytes) -> bytes:
    if sealed[:1] != VERSION:
        message = "a sealed value has an unknown form; was it written by a newer version?"
        raise SealingError(message)
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return cipher.decrypt(nonce, rest, VERSION + label)
    except (InvalidTag, ValueError) as error:
        message = "a sealed value does not open with its key; it was damaged or moved"
        raise SealingError(message) from error
