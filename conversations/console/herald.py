"""Letters to the team: someone waits. Never a name, a number or a word of theirs."""

import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from conversations.console.words import mark, read_words
from conversations.means import Addressee

ANSWER_WITHIN_S = 10
PORTS = {"smtp": 25, "smtps": 465}
SUBJECT = mark("Someone needs a human")
BODY = mark("{n} people are waiting for an answer.")
BODY_OF_ONE = mark("Someone is waiting for an answer.")
WHERE = mark("Take them here: {address}")


@dataclass(frozen=True)
class MailHerald:
    """Writes to the team by a mail server: `smtp://name:password@host:587`, or `smtps://`."""

    url: str = field(repr=False)
    sender: str
    public_url: str
    patience: timedelta

    def tell(self, addressees: Sequence[Addressee], waiting: int) -> None:
        """Say that so many people wait, to each in their language; raises OSError."""
        try:
            with self._connect() as server:
                for addressee in addressees:
                    server.send_message(self._letter(addressee, waiting))
        except smtplib.SMTPException as error:
            raise OSError("the mail server refuses") from error

    def _letter(self, addressee: Addressee, waiting: int) -> EmailMessage:
        words = read_words(addressee.language)
        how_many = words.say(BODY_OF_ONE) if waiting == 1 else words.say(BODY, n=waiting)
        address = f"{self.public_url}/console"
        letter = EmailMessage()
        letter["From"], letter["To"] = self.sender, addressee.email
        letter["Subject"] = f"Solitexto: {words.say(SUBJECT)}"
        letter["Date"], letter["Message-ID"] = formatdate(), make_msgid(domain="solitexto.invalid")
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(f"{how_many}\n{words.say(WHERE, address=address)}\n")
        return letter

    def _connect(self) -> smtplib.SMTP:
        parts = urlsplit(self.url)
        host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
        kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        server = kind(host, port, timeout=ANSWER_WITHIN_S)
        server.ehlo()
        if parts.scheme == "smtp" and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        return server
