"""The Twilio account asked about itself, for the doctor."""

from dataclasses import dataclass

from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from bot.doctor.outside import Line
from bot.settings import Settings
from bot.twilio_adapter.calling import Line as Calling
from conversations.carriers import UncertainError

SHOWN_DIGITS = 4


@dataclass(frozen=True)
class TwilioAccount:
    """One account. Raises SendingError, as sending does."""

    client: Client
    sid: str

    def sign_in(self) -> str:
        """The account's state: active, suspended or closed."""
        try:
            return str(self.client.api.v2010.accounts(self.sid).fetch().status)
        except (TwilioException, ValueError, KeyError) as error:
            raise UncertainError from error

    def list_lines(self) -> tuple[Line, ...]:
        """Our numbers, by their last digits."""
        try:
            numbers = self.client.incoming_phone_numbers.list()
        except (TwilioException, ValueError, KeyError) as error:
            raise UncertainError from error
        return tuple(
            Line(
                f"…{number.phone_number[-SHOWN_DIGITS:]}",
                number.sms_url or "",
                number.sms_method or "",
                number.voice_url or "",
            )
            for number in numbers
        )


def make_account(settings: Settings) -> TwilioAccount:
    """The account of the settings; a token that is missing is refused by Twilio, not here."""
    token = settings.twilio_auth_tokens[0] if settings.twilio_auth_tokens else "none"
    sid = settings.twilio_account_sid or "none"
    client = Client(sid, token, http_client=Calling(settings.twilio_api_url))
    return TwilioAccount(client, sid)
