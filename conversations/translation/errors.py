"""Why a text was not translated; each family says whose move it is."""

from typing import ClassVar

from conversations.translation import notices


class TranslationError(Exception):
    """There is no translation; `notice` is what the operator reads, `code` what is kept of it.

    The message is for who runs the server; neither it nor the code holds a word of the text.
    """

    code: ClassVar[str] = "machine_died"
    notice: ClassVar[str] = notices.MACHINE_DIED


class NoModelError(TranslationError):
    """Nothing leads from one language to the other: the phrase book is left."""

    code = "no_model"
    notice = notices.NO_MODEL


class TextTooLongError(TranslationError):
    """No text message is as long as that: the operator sends it in parts."""

    code = "text_too_long"
    notice = notices.TEXT_TOO_LONG


class TooSlowError(TranslationError):
    """The machine was stopped after its time; a shorter text may pass."""

    code = "too_slow"
    notice = notices.TOO_SLOW


class MachineDiedError(TranslationError):
    """The machine ended or answered nonsense; the next text starts a new one."""


class ModelBrokenError(TranslationError):
    """A model that is installed does not load: who runs the server installs it again."""

    code = "model_broken"
    notice = notices.MODEL_BROKEN


class BusyError(TranslationError):
    """The server asks us to wait; it may be asked again."""

    code = "busy"
    notice = notices.BUSY


class RefusedError(TranslationError):
    """The server does not accept us: its key has to be set or changed."""

    code = "refused"
    notice = notices.REFUSED


class OutOfReachError(TranslationError):
    """The server cannot be reached, or does not answer in time."""

    code = "out_of_reach"
    notice = notices.OUT_OF_REACH


FAMILIES: tuple[type[TranslationError], ...] = (
    NoModelError,
    TextTooLongError,
    TooSlowError,
    MachineDiedError,
    ModelBrokenError,
    BusyError,
    RefusedError,
    OutOfReachError,
)


def notice_of(code: str) -> str:
    """What the operator reads about an error that was kept by its code."""
    return next((family.notice for family in FAMILIES if family.code == code), notices.MACHINE_DIED)
