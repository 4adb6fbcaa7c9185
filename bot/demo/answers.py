"""What the bot kept of an answer: TwiML is words alone, without buttons and pins."""

from collections.abc import Callable

from bot.reception import Reception
from conversations import messages, threads
from conversations.texts import Outgoing

StoredAnswer = Callable[[str], tuple[Outgoing, ...]]


def make_stored_answer(reception: Reception) -> StoredAnswer:
    """A function from the provider's id of a text to the texts kept as its answer."""

    def read_stored(provider_id: str) -> tuple[Outgoing, ...]:
        with reception.transaction() as connection:
            received = messages.find_by_provider(connection, provider_id)
            answer = received and threads.find_answer(connection, received.id, reception.keyring)
            return tuple(leaving.text for leaving in answer.texts) if answer else ()

    return read_stored
