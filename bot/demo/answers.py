"""What the bot kept of an answer: TwiML is words alone, without buttons and pins."""

from collections.abc import Callable

from bot.reception import Reception
from conversations import messages, threads
from conversations.texts import Outgoing

StoredAnswer = Callable[[str], tuple[Outgoing, ...]]


def make_stored_answer(reception: Reception) -> StoredAnswer:
    """A function from the provider's id of a text to the texts kept as its answer."""

    def read_stored(provider_id: str) -> tuple[Outgoing, ...]:
        with reception.transaction() as session:
            received = messages.find_by_provider(session, provider_id)
            answer = received and threads.find_answer(session, received.id, reception.keyring)
            return tuple(leaving.text for leaving in answer.texts) if answer else ()

    return read_stored
