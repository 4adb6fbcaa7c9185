"""Templates of Twilio's Content interface: buttons, lists, and what opens a closed window.

Each is made once in Twilio's console, with the variables that `docs/delivery.md` names; its id is
given in `TWILIO_CONTENTS`. Where there is none, the words alone are sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.twilio_adapter.terms import writable
from conversations.texts import Channel, Outgoing

# Of the words above buttons and lists; longer ones go without.
LONGEST_BODY = 1024
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
            return self._filled(REOPEN, text.body)
        if len(text.body) > LONGEST_BODY:
            return None
        if text.rows:
            rows = (word for row in text.rows for word in (row.label, row.sends, row.about))
            return self._filled(f"list-{len(text.rows)}", text.body, text.opens, *rows)
        taps = (word for button in text.buttons for word in (button.label, button.sends))
        return self._filled(f"buttons-{len(text.buttons)}", text.body, *taps)

    def _filled(self, name: str, *words: str) -> Content | None:
        sid = self.sids.get(name)
        if sid is None:
            return None
        filled = {str(number): writable(word) for number, word in enumerate(words, 1)}
        return Content(sid, json.dumps(filled, ensure_ascii=False))
