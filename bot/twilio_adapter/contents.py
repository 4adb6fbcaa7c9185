"""Templates of Twilio's Content interface: buttons, lists, and what opens a closed window.

Each is made once in Twilio's console, with the variables that `docs/delivery.md` names; its id is
given in `TWILIO_CONTENTS`. Where there is none, the words alone are sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.twilio_adapter.terms import writable
from conversations.texts import Button, Channel, Outgoing

MOST_BUTTONS = 3
MOST_ROWS = 10
REOPEN = "reopen"


@dataclass(frozen=True)
class Content:
    """A template, and what to fill it with: a JSON object, as text."""

    sid: str
    variables: str


@dataclass(frozen=True)
class Contents:
    """The templates of this account, by the names that the settings give them."""

    sids: Mapping[str, str]

    def fit(self, text: Outgoing, channel: Channel, *, window_shut: bool) -> Content | None:
        """The template that a text takes; None when its words go alone."""
        if channel is not Channel.WHATSAPP:
            return None
        if window_shut:
            return self._filled(REOPEN, text.body, ())
        if not text.buttons:
            return None
        kind = "buttons" if len(text.buttons) <= MOST_BUTTONS else "list"
        return self._filled(f"{kind}-{len(text.buttons)}", text.body, text.buttons)

    def _filled(self, name: str, body: str, buttons: tuple[Button, ...]) -> Content | None:
        sid = self.sids.get(name)
        if sid is None:
            return None
        words = [body]
        for button in buttons:
            words += [button.label, button.sends]
        filled = {str(number): writable(word) for number, word in enumerate(words, 1)}
        return Content(sid, json.dumps(filled, ensure_ascii=False))
