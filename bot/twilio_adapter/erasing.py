"""Having Twilio delete what it keeps of people."""

from datetime import datetime
from itertools import islice
from typing import Any

from twilio.base.exceptions import TwilioException
from twilio.rest import Client

from bot.twilio_adapter.terms import dressed
from conversations.carriers import BusyError, SenderFaultError, SendingError, UncertainError
from conversations.texts import Channel

PAGE = 100
MOST_AT_ONCE = 500
NOT_FOUND = 404
GONE = 20404


def erase_texts(client: Client, address: str, channel: Channel) -> bool:
    """Delete all texts from and to someone, with their pictures; True when nothing is left.

    A text that is still on its way is refused by Twilio: it is for another time. Raises
    SendingError when Twilio cannot be reached.
    """
    dressed_address = dressed(address, channel)
    found = [
        *_list(client, to=dressed_address),
        *_list(client, from_=dressed_address),
    ]
    gone = [_erase(client, message) for message in found]
    return all(gone)


def erase_before(client: Client, moment: datetime) -> int:
    """Delete texts that are older, some hundreds at once; how many went."""
    found = _list(client, date_sent_before=moment)
    return sum(_erase(client, message) for message in found)


def _list(client: Client, **filters: object) -> list[Any]:
    try:
        return list(islice(client.messages.stream(page_size=PAGE, **filters), MOST_AT_ONCE))
    except (TwilioException, ValueError, KeyError) as error:
        raise UncertainError from error


def _erase(client: Client, message: Any) -> bool:
    try:
        if int(message.num_media or 0):
            for picture in client.messages(message.sid).media.list():
                picture.delete()
        client.messages(message.sid).delete()
    except BusyError:
        raise
    except SendingError as error:
        return isinstance(error, SenderFaultError) and error.code in (NOT_FOUND, GONE)
    return True
