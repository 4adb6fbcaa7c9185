"""What may go wrong when a text is handed to Twilio."""

from enum import StrEnum


class Mischief(StrEnum):
    NOTHING = "nothing"
    BUSY = "429 with Retry-After"
    FAULT = "500, not taken"
    FAULT_AFTER = "500, but taken"
    UNAVAILABLE = "503 in HTML"
    SILENCE = "no answer, not taken"
    SILENCE_AFTER = "no answer, but taken"
    RESET = "reset before taking"
    RESET_AFTER = "reset after taking"
    NONSENSE = "taken, answer is not JSON"
    DRIP = "taken, a byte a second"
    REFUSED_ACCOUNT = "401 for the account"


TAKEN = {
    Mischief.NOTHING, Mischief.FAULT_AFTER, Mischief.SILENCE_AFTER, Mischief.RESET_AFTER,
    Mischief.NONSENSE, Mischief.DRIP,
}  # fmt: skip
