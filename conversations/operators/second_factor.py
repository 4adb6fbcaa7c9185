"""What one has besides a password: codes that change with the clock, and codes on paper."""

import base64
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest, digest
from secrets import choice

import pyotp

STEP_S = 30
SECRET_BYTES = 20
# Letters and digits that nobody takes for one another on paper.
PAPER = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4
CODES = 8
ISSUER = "Solitexto"


def secret_of(token: str, key: bytes) -> str:
    """The secret that an invitation offers: the same each time the link is opened, else unknown."""
    made = digest(key, f"second factor:{token}".encode(), sha256)
    return base64.b32encode(made[:SECRET_BYTES]).decode()


def address_of(secret: str, name: str) -> str:
    """What a telephone's program reads from the square of dots."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)


def find_step(secret: str, code: str, now: datetime, after: int) -> int | None:
    """The step of the clock whose code this is, later than `after`; None for a wrong code.

    One step more or less is taken: telephones' clocks are not exact.
    """
    typed = "".join(filter(str.isdigit, code))
    current = int(now.timestamp()) // STEP_S
    for step in (current, current - 1, current + 1):
        if step > after and compare_digest(pyotp.TOTP(secret).at(step * STEP_S), typed):
            return step
    return None


def make_recovery_codes() -> tuple[str, ...]:
    """Codes to be kept on paper; each works once."""
    return tuple(
        "-".join("".join(choice(PAPER) for _ in range(GROUP)) for _ in range(GROUPS))
        for _ in range(CODES)
    )


def hash_of_code(operator_id: int, code: str) -> bytes:
    """What is kept of a recovery code; capitals, blanks and dashes do not count."""
    plain = "".join(filter(str.isalnum, code.casefold()))
    return sha256(f"{operator_id}:{plain}".encode()).digest()
