"""What the demo remembers of one visitor, in a signed cookie."""

from collections.abc import MutableMapping
from datetime import timedelta
from typing import Any

from bot.demo.words import LANGUAGES
from bot.fiction import invent_number
from conversations.texts import Channel

KEY = "demo"


class Visitor:
    """A visitor's language, numbers and clock, over the session that keeps them."""

    def __init__(self, session: MutableMapping[str, Any]) -> None:
        self._session = session
        self._kept: dict[str, Any] = dict(session.get(KEY, {}))

    @property
    def language(self) -> str:
        """The language of the page, French until another is chosen."""
        return str(self._kept.get("language", LANGUAGES[0]))

    @property
    def shift(self) -> timedelta:
        """How far the visitor's clock is set from the real one."""
        return timedelta(seconds=float(self._kept.get("shift", 0)))

    def number(self, channel: Channel) -> str:
        """The telephone number of one of the visitor's phones."""
        if channel.value not in self._kept:
            self.become_someone_else(channel)
        return str(self._kept[channel.value])

    def become_someone_else(self, channel: Channel) -> None:
        """A new number: for the bot, a person it has never met."""
        self._keep(channel.value, invent_number())

    def speak(self, language: str) -> None:
        """Read the page in another language; an unknown one changes nothing."""
        if language in LANGUAGES:
            self._keep("language", language)

    def set_clock(self, shift: timedelta) -> None:
        """Play at another time from now on."""
        self._keep("shift", shift.total_seconds())

    def _keep(self, name: str, value: object) -> None:
        self._kept[name] = value
        self._session[KEY] = dict(self._kept)
