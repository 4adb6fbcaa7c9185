"""What needs, people, days and directions are called; each name is in every catalogue."""

from bot.replies.wording import Wording, mark_in
from bot.understanding.request import Intent
from directory.audiences import Audience
from directory.needs import Need

# Translators: the context "need" is what a person looks for, in one to three plain words. It
# Translators: stands alone in a list ("1 food") and before a place ("food near Lyon:").
NEEDS = {
    Need.FOOD: mark_in("need", "food"),
    Need.GROCERIES: mark_in("need", "food parcels"),
    Need.WATER: mark_in("need", "drinking water"),
    Need.SHELTER: mark_in("need", "a bed"),
    Need.HOUSING: mark_in("need", "housing"),
    Need.SHOWER: mark_in("need", "shower"),
    Need.TOILETS: mark_in("need", "toilets"),
    Need.LAUNDRY: mark_in("need", "laundry"),
    Need.HYGIENE: mark_in("need", "hygiene products"),
    Need.HAIRCUT: mark_in("need", "haircut"),
    Need.CLOTHING: mark_in("need", "clothes"),
    Need.LUGGAGE: mark_in("need", "luggage storage"),
    Need.REST: mark_in("need", "a place to rest"),
    Need.HEALTH: mark_in("need", "doctor"),
    Need.DENTIST: mark_in("need", "dentist"),
    Need.MENTAL_HEALTH: mark_in("need", "mental health"),
    Need.ADDICTION: mark_in("need", "addiction support"),
    Need.SEXUAL_HEALTH: mark_in("need", "sexual health"),
    Need.PREGNANCY: mark_in("need", "pregnancy"),
    Need.FAMILY: mark_in("need", "family support"),
    Need.VIOLENCE: mark_in("need", "help against violence"),
    Need.LEGAL: mark_in("need", "legal help"),
    Need.ADDRESS: mark_in("need", "a postal address"),
    Need.SOCIAL_WORKER: mark_in("need", "social worker"),
    Need.PAPERWORK: mark_in("need", "help with forms"),
    Need.MONEY: mark_in("need", "money advice"),
    Need.JOB: mark_in("need", "work"),
    Need.LANGUAGE_COURSE: mark_in("need", "language course"),
    Need.DIGITAL: mark_in("need", "internet"),
    Need.PHONE: mark_in("need", "phone charging"),
    Need.TRANSPORT: mark_in("need", "transport"),
    Need.ANIMALS: mark_in("need", "help for an animal"),
    Need.ACTIVITIES: mark_in("need", "activities"),
}

# Translators: the context "audience" is for whom a place is, as in "women, families only".
AUDIENCES = {
    Audience.WOMAN: mark_in("audience", "women"),
    Audience.MAN: mark_in("audience", "men"),
    Audience.FAMILY: mark_in("audience", "families"),
    Audience.COUPLE: mark_in("audience", "couples"),
    Audience.MINOR: mark_in("audience", "under 18"),
    Audience.PREGNANT: mark_in("audience", "pregnant women"),
    Audience.ELDERLY: mark_in("audience", "elderly people"),
    Audience.ANIMAL: mark_in("audience", "people with an animal"),
    Audience.WHEELCHAIR: mark_in("audience", "disabled people"),
    Audience.UNDOCUMENTED: mark_in("audience", "people without papers"),
    Audience.REFUGEE: mark_in("audience", "refugees"),
    Audience.LGBT: mark_in("audience", "LGBT people"),
    Audience.STUDENT: mark_in("audience", "students"),
}

# Translators: the context "day" goes before an hour: "Monday 9:00", "opens Monday 9:00-12:00".
DAYS = (
    mark_in("day", "Monday"),
    mark_in("day", "Tuesday"),
    mark_in("day", "Wednesday"),
    mark_in("day", "Thursday"),
    mark_in("day", "Friday"),
    mark_in("day", "Saturday"),
    mark_in("day", "Sunday"),
)

# Translators: the context "short day" is for the hours of a week: "Mon-Fri 9:00-12:00".
SHORT_DAYS = (
    mark_in("short day", "Mon"),
    mark_in("short day", "Tue"),
    mark_in("short day", "Wed"),
    mark_in("short day", "Thu"),
    mark_in("short day", "Fri"),
    mark_in("short day", "Sat"),
    mark_in("short day", "Sun"),
)

# Translators: the context "direction" comes after a distance: "350 m north of Gare du Nord".
DIRECTIONS = (
    mark_in("direction", "{distance} north of {place}"),
    mark_in("direction", "{distance} north-east of {place}"),
    mark_in("direction", "{distance} east of {place}"),
    mark_in("direction", "{distance} south-east of {place}"),
    mark_in("direction", "{distance} south of {place}"),
    mark_in("direction", "{distance} south-west of {place}"),
    mark_in("direction", "{distance} west of {place}"),
    mark_in("direction", "{distance} north-west of {place}"),
)

# Translators: the context "moment" ends "nothing open ..., Lyon": it tells when was looked for.
MOMENTS = {
    "now": mark_in("moment", "now"),
    "today": mark_in("moment", "today"),
    "tonight": mark_in("moment", "tonight"),
    "this_morning": mark_in("moment", "this morning"),
    "this_afternoon": mark_in("moment", "this afternoon"),
    "this_evening": mark_in("moment", "this evening"),
    "tomorrow_morning": mark_in("moment", "tomorrow morning"),
    "tomorrow_afternoon": mark_in("moment", "tomorrow afternoon"),
    "tomorrow_evening": mark_in("moment", "tomorrow evening"),
}
# Translators: the context "word to text" is what a person sends to ask for something: it must be
# Translators: among the words of bot/languages/<code>.toml.
WORDS_TO_TEXT = {
    Intent.OPERATOR: mark_in("word to text", "HUMAN"),
    Intent.ERASE: mark_in("word to text", "ERASE"),
}
THEN = mark_in("moment", "at that time")
TOMORROW = mark_in("day", "tomorrow")


def name_needs(needs: tuple[Need, ...], wording: Wording) -> str:
    """The needs in words, one after the other."""
    return wording.listed(tuple(wording.say_in("need", NEEDS[need]) for need in needs))


def name_audiences(audiences: tuple[Audience, ...], wording: Wording) -> str:
    """The people in words, one after the other."""
    return wording.listed(
        tuple(wording.say_in("audience", AUDIENCES[audience]) for audience in audiences)
    )


def word_to_text(intent: Intent, wording: Wording) -> str:
    """The word that asks for a human, or to erase everything."""
    return wording.say_in("word to text", WORDS_TO_TEXT[intent])


def number_needs(needs: tuple[Need, ...], wording: Wording) -> tuple[str, ...]:
    """One line a need, each with the number that chooses it."""
    return tuple(
        f"{number} {wording.say_in('need', NEEDS[need])}" for number, need in enumerate(needs, 1)
    )
