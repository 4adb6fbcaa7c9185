"""What a person asked: the reading of one text, with its reasons."""

from dataclasses import dataclass
from enum import StrEnum

from bot.understanding.tokens import QUESTION
from conversations.remarks import Remark
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Candidate, Place
from directory.results import Window


class Intent(StrEnum):
    """What the text wants of us. `CRISIS` exactly when a danger was read."""

    SEARCH = "search"
    GREETING = "greeting"
    THANKS = "thanks"
    MENU = "menu"
    MORE = "more"
    CHOICE = "choice"
    OPERATOR = "operator"
    REPORT = "report"
    CRISIS = "crisis"
    STOP = "stop"
    START = "start"
    ERASE = "erase"
    OTHER = "other"


TALK = frozenset((
    Intent.SEARCH, Intent.GREETING, Intent.MENU, Intent.THANKS, Intent.OTHER,
))  # fmt: skip
"""What is no order, no choice and no news: it may wait for what follows, and leads nowhere when it
is only said again."""


class Wish(StrEnum):
    """What else a text asks of us, beside its intent; the names are those of `[commands]`."""

    WHY = "why"  # heard only in answer to our question, where it wins over the others
    AGAIN = "again"
    SAME = "same"
    NEARER = "nearer"
    ELSEWHERE = "elsewhere"
    ACCESS = "access"
    HOURS = "until"
    WAY = "way"
    GOING = "going"
    BUSY = "busy"
    MACHINE = "machine"
    PRICE = "price"
    APPOINTMENT = "appointment"
    SPEAKS = "speaks"
    COMPANY = "company"
    CALLED_AT = "called_at"
    FAR = "far"
    WHOM = "whom"
    ROOM = "room"
    SECURE = "secure"
    UNTOLD = "untold"
    NOT_THIS = "not_this"
    SAFE = "safe"
    PRIVACY = "privacy"
    PAPERS = "papers"
    BEYOND = "beyond"
    AFRAID = "afraid"
    COMPLAINT = "complaint"
    ABUSE = "abuse"
    OTHER_SPEAKS = "other_speaks"
    YES = "yes"
    NO = "no"


ABOUT_A_PLACE = frozenset((
    Wish.HOURS, Wish.WAY, Wish.PRICE, Wish.PAPERS, Wish.APPOINTMENT, Wish.SPEAKS, Wish.COMPANY,
    Wish.ACCESS, Wish.CALLED_AT, Wish.FAR, Wish.WHOM, Wish.ROOM,
    Wish.SECURE, Wish.UNTOLD,
))  # fmt: skip
"""What one asks of a place that was shown."""

QUESTIONS = frozenset((Wish.WHOM, Wish.ROOM, Wish.SECURE, Wish.UNTOLD))
"""Those in words that may ask for a place of their own: «is there a bed left»."""


class Pointed(StrEnum):
    """One of a list without its number; the names are those of `[commands]`."""

    LAST = "choice_last"
    OTHER = "choice_other"


class Danger(StrEnum):
    """The kinds of danger, the most urgent first."""

    MEDICAL = "medical"
    VIOLENCE = "violence"
    SUICIDE = "suicide"
    CHILD = "child"


@dataclass(frozen=True)
class Moment:
    """A named moment (`tonight`, `tomorrow_morning`, `friday`, `hour:19`) and its interval.

    `dayless`: only the hour or the part of a day was said, «in the evening».
    """

    name: str
    window: Window
    dayless: bool = False


@dataclass(frozen=True)
class Request:
    """The reading of one text. `places` holds the candidates, likeliest first.

    `because` says why, one short sentence a reading ("need food: «manger» (fr)"). `choice` is the
    number chosen, from 1, when the intent is `CHOICE`. `language` is a code of `bot/languages`.
    `suspected` is a danger that the words point to without saying it: the emergency numbers then
    go beside the usual answer. It is None whenever `danger` is set.
    """

    text: str
    language: str = "fr"
    language_sure: bool = False
    intent: Intent = Intent.OTHER
    danger: Danger | None = None
    suspected: Danger | None = None
    needs: tuple[Need, ...] = ()
    asks_of: tuple[Need, ...] = ()  # those of them that only say what is asked of a place
    needs_unclear: bool = False  # each was heard through a slip, so it may be another word
    places: tuple[Candidate, ...] = ()
    place_unclear: bool = False  # the first candidates are too close, or too far from the name
    moment: Moment | None = None
    meal: Moment | None = None  # when the meal that is named is eaten, where no moment is
    audiences: tuple[Audience, ...] = ()
    without: tuple[Audience, ...] = ()  # who, or what, is said not to come along: «sans le chien»
    age: int | None = None  # of who it is for
    by_trade: bool = False  # a professional asks, who needs nothing of it for themselves
    for_others: bool = False  # and says that it is for somebody else
    choice: int | None = None
    district: Place | None = None  # what the choice means where no list goes so far: «18», in Paris
    pointed: Pointed | None = None
    wish: Wish | None = None
    remark: Remark | None = None  # what is said of an entry
    unreached: tuple[str, ...] = ()  # numbers that are said to be full, or not to answer
    speak: str = ""  # the language that is asked for
    is_noise: bool = False  # adverts, codes, a wrong number
    breaks_off: bool = False  # it is long, and ends in the middle of a sentence
    because: tuple[str, ...] = ()

    @property
    def is_of_signs(self) -> bool:
        """Whether there is neither a letter nor a figure in it."""
        return not any(map(str.isalnum, self.text))

    @property
    def asks(self) -> bool:
        """Whether there is a question mark in it."""
        return QUESTION.search(self.text) is not None
