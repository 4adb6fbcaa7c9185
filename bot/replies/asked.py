"""What results are told against, and how much of them is said."""

from dataclasses import dataclass
from datetime import datetime

from bot.replies.wording import Wording
from conversations.texts import Channel
from directory.audiences import Audience
from directory.needs import Need
from directory.places import Place


@dataclass(frozen=True)
class Form:
    """How much is said; what turns a person away is said in all of them.

    `polite`: in whole sentences; `twice`: what the introduction says as well; `name`: so many
    letters of each; `helpline`: when it answers; `telling`: what to tell it; `advice`: that there
    are children; `human`: how to ask for one, and whom to call beside those who are always named;
    `far`: of what is no walk away, more than where it is and until when.
    """

    polite: bool = False
    twice: bool = True
    name: int = 120
    helpline: bool = True
    phone: bool = True
    address: bool = True
    conditions: bool = True
    telling: bool = True
    advice: bool = True
    human: bool = True
    far: bool = True
    hours: bool = True  # false where they are unknown everywhere, which the head says


@dataclass(frozen=True)
class Asked:
    """What the results are told against."""

    needs: tuple[Need, ...]
    near: Place | None
    audiences: tuple[Audience, ...]
    country: str
    now: datetime
    moment: datetime
    channel: Channel
    wording: Wording
