"""WhatsApp's marks as a browser shows them."""

import re

from markupsafe import Markup, escape

# As WhatsApp reads it: the stars touch the words, and stand beside no other letter.
BOLD = re.compile(r"(?<![\w*])\*(?! )([^*\n]+)(?<! )\*(?![\w*])")


def with_emphasis(body: str) -> Markup:
    """The text, safe in a page, with `*words*` in bold.

    >>> with_emphasis("*Soupe* & pain")
    Markup('<strong>Soupe</strong> &amp; pain')
    """
    return Markup(BOLD.sub(r"<strong>\1</strong>", str(escape(body))))
