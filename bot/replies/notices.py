"""What the bot takes note of: thanks, reports, STOP, START, ERASE, a wish for a human."""

from bot.outcomes import Delayed, Reported, Waiting
from bot.replies.fitting import shorten
from bot.replies.helplines import say_emergency, say_helplines
from bot.replies.wording import Wording
from directory.needs import Need

LONGEST_NAME = 60


def say_waiting(outcome: Waiting, wording: Wording) -> str:
    """That a human comes, when one can; otherwise whom to call, and nothing promised."""
    emergency = say_emergency(outcome.country, wording)
    if outcome.staffed:
        coming = wording.say("Your request is with our team. Someone will answer you here.")
        meanwhile = wording.say("You can go on writing.")
        return "\n".join(filter(None, (f"{coming} {meanwhile}", emergency)))
    nobody = wording.say("Nobody of our team can answer now.")
    still = wording.say("I can still look for places: text what you need and where.")
    helplines = say_helplines((Need.SHELTER,), outcome.country, wording)
    return "\n".join(filter(None, (nobody, *helplines, emergency, still)))


def say_delayed(outcome: Delayed, wording: Wording) -> str:
    """That we failed, what to do, and whom to call when it cannot wait."""
    sorry = wording.say("Sorry, I could not answer. Please send your text again.")
    return "\n".join(filter(None, (sorry, say_emergency(outcome.country, wording))))


def say_reported(outcome: Reported, wording: Wording) -> str:
    """Thanks for a report; nothing is changed before a human has looked."""
    if outcome.about:
        # Translators: {about} is the name of a place.
        return wording.say(
            "Thank you, noted for {about}. Nothing changes before a check.",
            about=shorten(outcome.about, LONGEST_NAME),
        )
    return wording.say("Thank you, noted. Which place is it? Its name and town help us check.")


def say_thanked(wording: Wording) -> str:
    """In return for thanks."""
    return wording.say("You are welcome. Write whenever you need.")


def say_stopped(wording: Wording) -> str:
    """Only answers from now on."""
    return wording.say(
        "Done: we will not text you first any more. If you text us, we still answer."
    )


def say_started(wording: Wording) -> str:
    """Messages are welcome again."""
    return wording.say("Done: you will get our messages again.")


def say_erased(wording: Wording) -> str:
    """Everything is gone here, and where it is not."""
    return wording.say("Done, erased here. Your phone still has the messages: delete them there.")
