"""The team of the demo: two people who sign in without a telephone, and texts that reach phones."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from bot.demo.clock import StageClock
from bot.demo.handsets import Bubble, Drawer, Side
from conversations.carriers import Letter, Listed, Receipt
from conversations.console import Office
from conversations.delivery import deliver
from conversations.doorbell import Job
from conversations.means import Means
from conversations.operators import accounts
from conversations.operators.accounts import Credentials
from conversations.operators.roles import Role
from conversations.states import Delivery
from conversations.texts import Channel, Outgoing

PASSWORD = "nobody sleeps outside"
TEAM = {"demo": Role.ADMINISTRATOR, "ana": Role.OPERATOR}


class Airwaves:
    """A carrier whose every text arrives at once, on the phones of the page."""

    def __init__(self, drawer: Drawer, clock: StageClock) -> None:
        self._drawer, self._clock = drawer, clock

    def takes(self, text: Outgoing, channel: Channel, *, window_shut: bool) -> bool:
        """Whether a text can be sent: in the demo nothing has to be a template."""
        return True

    def send(self, letter: Letter) -> Receipt:
        """Show the text on the phone it is for."""
        bubble = Bubble(Side.BOT, self._clock(), letter.text)
        self._drawer.take(letter.channel, letter.recipient).show((bubble,))
        return Receipt("SM" + token_hex(16), Delivery.DELIVERED)

    def list_texts(self, since: datetime, recipient: str, channel: Channel) -> Iterator[Listed]:
        """Nothing is ever in doubt here."""
        return iter(())

    def list_all(self, since: datetime) -> Iterator[Listed]:
        """Nothing is kept here."""
        return iter(())

    def erase_texts(self, address: str, channel: Channel) -> bool:
        """Nothing is kept here."""
        return True

    def erase_before(self, moment: datetime) -> int:
        """Nothing is kept here."""
        return 0


class PhoneBell:
    """Sends at once what it is rung for: the demo has no worker."""

    def __init__(self) -> None:
        self.means: Means | None = None

    def ring(self, job: Job, id: int) -> None:
        """Let a text reach its phone."""
        if job is Job.SEND and self.means:
            deliver(self.means, id)


def open_to_visitors(office: Office) -> Office:
    """The console that needs no second factor, and tells at its door how to come in."""
    gate = replace(office.gate, second_factor=False)
    return replace(office, gate=gate, trial=(next(iter(TEAM)), PASSWORD))


def hire_team(office: Office, now: datetime) -> None:
    """The accounts of the demo, with the password that it prints."""
    password_hash = office.gate.passwords.hash(PASSWORD)
    with office.writing() as connection:
        for name, role in TEAM.items():
            known = accounts.find_by_name(connection, name)
            operator_id = known.id if known else accounts.add(connection, name, "", role, now)
            credentials = Credentials(password_hash)
            accounts.set_credentials(connection, operator_id, credentials, office.keyring)
