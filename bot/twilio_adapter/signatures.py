"""Whether Twilio signed a request: checked before anything else is touched."""

from dataclasses import dataclass

from flask import Request
from twilio.request_validator import RequestValidator

HEADER = "X-Twilio-Signature"
LENGTH = 28  # base64 of a SHA-1


@dataclass(frozen=True)
class Signatures:
    """The account's tokens; during a change of token, the new one and the old one."""

    public_url: str
    account_sid: str
    validators: tuple[RequestValidator, ...]

    def approve(self, request: Request) -> bool:
        """Whether Twilio signed this; anything odd, and no token at all, is a no."""
        signature = request.headers.get(HEADER, "")
        if len(signature) != LENGTH or not self.public_url:
            return False
        try:
            url, form = self._signed_url(request), request.form
            signed = any(one.validate(url, form, signature) for one in self.validators)
        except (TypeError, ValueError, AttributeError):
            return False  # what the validator does with hostile input is no concern of ours
        account = request.form.get("AccountSid")
        return signed and account in (None, self.account_sid)

    def _signed_url(self, request: Request) -> str:
        # Twilio signs the public URL, which only the proxy knows: never the Host header, and
        # the query as it was written, which Flask's own `url` decodes.
        path = request.url_rule.rule if request.url_rule else ""
        query = request.query_string.decode("latin-1")
        return f"{self.public_url}{path}" + (f"?{query}" if query else "")
