"""What the bot decided to say, before it is words."""

from bot.outcomes.danger import (
    CallAgain,
    Called,
    Help,
    How,
    Listening,
    Reminder,
    SteppedDown,
)
from bot.outcomes.notices import (
    Delayed,
    Erased,
    Exhausted,
    Introduced,
    NoPapers,
    Privacy,
    Receipt,
    Reported,
    Rude,
    Sorry,
    Started,
    StillNearest,
    Stopped,
    Thanked,
    VisitNoted,
    Waiting,
)
from bot.outcomes.places import (
    Details,
    Found,
    Hours,
    NoList,
    NoMore,
    Told,
)
from bot.outcomes.questions import (
    VISITS,
    AskCloser,
    AskLanguage,
    AskStill,
    AskVisit,
    AskWhat,
    AskWhere,
    AskWhich,
    AskWrong,
    MediaUnread,
    Menu,
    NothingNearer,
    NotUnderstood,
    OfferedTongue,
    Wordless,
    Wrong,
)

__all__ = [
    "AskCloser",
    "AskLanguage",
    "AskStill",
    "AskVisit",
    "AskWhat",
    "AskWhere",
    "AskWhich",
    "AskWrong",
    "CallAgain",
    "Called",
    "Delayed",
    "Details",
    "Erased",
    "Exhausted",
    "Found",
    "Help",
    "Hours",
    "How",
    "Introduced",
    "Listening",
    "MediaUnread",
    "Menu",
    "NoList",
    "NoMore",
    "NoPapers",
    "NothingNearer",
    "NotUnderstood",
    "OfferedTongue",
    "Outcome",
    "Privacy",
    "Receipt",
    "Reminder",
    "Reported",
    "Rude",
    "Sorry",
    "Started",
    "SteppedDown",
    "StillNearest",
    "Stopped",
    "Thanked",
    "Told",
    "VISITS",
    "VisitNoted",
    "Waiting",
    "Wordless",
    "Wrong",
]

Outcome = (
    Found | Details | Hours | Told | NoMore | AskWhere | AskWhat | AskWhich | Menu | NoList | Help
    | Reminder
    | Listening | Called | SteppedDown | Waiting | Receipt | Reported | AskVisit | VisitNoted
    | StillNearest | AskWrong | AskStill | AskLanguage | AskCloser | Introduced | Privacy | NoPapers
    | CallAgain | Sorry | Rude | Thanked | Stopped | Started | Erased | NotUnderstood
    | MediaUnread | Wordless | NothingNearer | Delayed | Exhausted | OfferedTongue
)  # fmt: skip
