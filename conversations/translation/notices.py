"""What a person of the team reads about translation; said in their language by the page."""


def mark(sentence: str) -> str:
    """The same sentence, marked for the catalogue of the console."""
    return sentence


NO_MODEL = mark(
    "There is no translation for this language. What you write leaves as it is: use the phrase"
    " book, or short sentences in English or French."
)
NOT_RUNNING = mark(
    "Translation is not running at the moment. What you write leaves as it is; the phrase book"
    " works. Whoever runs this server can start it: solitexto worker."
)
WORKING = mark("The translation is being made.")
TEXT_TOO_LONG = mark("This text is too long to be translated. Send it in several parts.")
TOO_SLOW = mark("The translation took too long and was stopped. Try again with shorter sentences.")
MACHINE_DIED = mark(
    "The translator broke down on this text. Write it in another way, or use the phrase book."
)
MODEL_BROKEN = mark(
    "The translation model of this language is damaged. Whoever runs this server can install it"
    " again: solitexto translation install."
)
BUSY = mark("The translation server has too much to do. Try again in a minute.")
REFUSED = mark(
    "The translation server refuses us. Whoever runs this server should check"
    " SOLITEXTO_LIBRETRANSLATE_KEY."
)
OUT_OF_REACH = mark("The translation server does not answer. Try again, or use the phrase book.")
