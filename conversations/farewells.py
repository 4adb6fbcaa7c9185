"""The last words to somebody who is erased: they leave at once, for no row may hold them."""

import logging
from datetime import timedelta

from conversations.carriers import Carrier, Letter, SendingError
from conversations.texts import Incoming, Outgoing

log = logging.getLogger(__name__)

USEFUL = timedelta(hours=4)


def say_farewell(carrier: Carrier, incoming: Incoming, texts: tuple[Outgoing, ...]) -> None:
    """Hand these texts over, once: whoever misses them may ask again, and is told again."""
    for text in texts:
        letter = Letter(
            message_id=0,
            reference="",
            channel=incoming.channel,
            sender=incoming.recipient,
            recipient=incoming.sender,
            text=text,
            validity=USEFUL,
            attempt=1,
        )
        try:
            carrier.send(letter)
        except SendingError as error:
            log.warning("the last words to somebody who is erased did not leave: %s", error)
            return
