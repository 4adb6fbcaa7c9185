"""What the console calls needs, dangers, reasons, channels and deeds: short, in a catalogue."""

from conversations.operators.roles import Deed, Role
from conversations.remarks import Remark
from conversations.states import Event, State
from conversations.texts import Channel
from directory.merging.correcting import Field
from directory.needs import Need


def mark_in(context: str, sentence: str) -> str:
    """The same sentence, marked for the catalogue under its context."""
    del context
    return sentence


NEEDS = {
    Need.VIOLENCE: mark_in("need", "violence"),
    Need.HEALTH: mark_in("need", "health"),
    Need.SHELTER: mark_in("need", "a bed"),
    Need.WATER: mark_in("need", "water"),
    Need.FOOD: mark_in("need", "food"),
    Need.MENTAL_HEALTH: mark_in("need", "mental health"),
    Need.PREGNANCY: mark_in("need", "pregnancy"),
    Need.ADDICTION: mark_in("need", "addiction"),
    Need.SEXUAL_HEALTH: mark_in("need", "sexual health"),
    Need.DENTIST: mark_in("need", "dentist"),
    Need.GROCERIES: mark_in("need", "groceries"),
    Need.CLOTHING: mark_in("need", "clothing"),
    Need.REST: mark_in("need", "a place to rest"),
    Need.SHOWER: mark_in("need", "shower"),
    Need.TOILETS: mark_in("need", "toilets"),
    Need.HYGIENE: mark_in("need", "hygiene"),
    Need.LAUNDRY: mark_in("need", "laundry"),
    Need.LUGGAGE: mark_in("need", "luggage"),
    Need.PHONE: mark_in("need", "phone"),
    Need.DIGITAL: mark_in("need", "internet"),
    Need.LEGAL: mark_in("need", "legal help"),
    Need.HOUSING: mark_in("need", "housing"),
    Need.SOCIAL_WORKER: mark_in("need", "social worker"),
    Need.ADDRESS: mark_in("need", "postal address"),
    Need.PAPERWORK: mark_in("need", "paperwork"),
    Need.MONEY: mark_in("need", "money"),
    Need.FAMILY: mark_in("need", "family"),
    Need.JOB: mark_in("need", "work"),
    Need.LANGUAGE_COURSE: mark_in("need", "language course"),
    Need.TRANSPORT: mark_in("need", "transport"),
    Need.ANIMALS: mark_in("need", "animals"),
    Need.HAIRCUT: mark_in("need", "haircut"),
    Need.ACTIVITIES: mark_in("need", "activities"),
}
DANGERS = {
    "medical": mark_in("danger", "medical emergency"),
    "violence": mark_in("danger", "violence"),
    "suicide": mark_in("danger", "suicide"),
    "child": mark_in("danger", "child in danger"),
}
REASONS = {
    Event.ASKED_FOR_PERSON: mark_in("reason", "asked for a person"),
    Event.IN_DANGER: mark_in("reason", "in danger"),
    Event.BOT_FAILED: mark_in("reason", "the bot did not understand"),
    Event.QUARANTINED: mark_in("reason", "the bot failed on a text"),
}
STATES = {
    State.BOT: mark_in("state", "with the bot"),
    State.WAITING: mark_in("state", "needs a human"),
    State.OPERATOR: mark_in("state", "with a human"),
    State.CLOSED: mark_in("state", "closed"),
}
AUDIENCES = {
    "woman": mark_in("audience", "woman"),
    "man": mark_in("audience", "man"),
    "family": mark_in("audience", "with children"),
    "couple": mark_in("audience", "couple"),
    "minor": mark_in("audience", "minor"),
    "pregnant": mark_in("audience", "pregnant"),
    "elderly": mark_in("audience", "elderly"),
    "animal": mark_in("audience", "with an animal"),
    "wheelchair": mark_in("audience", "in a wheelchair"),
    "undocumented": mark_in("audience", "undocumented"),
    "refugee": mark_in("audience", "refugee"),
    "lgbt": mark_in("audience", "LGBT"),
    "student": mark_in("audience", "student"),
}
MOMENTS = {
    "now": mark_in("moment", "now"),
    "tonight": mark_in("moment", "tonight"),
    "today": mark_in("moment", "today"),
    "tomorrow": mark_in("moment", "tomorrow"),
    "after_tomorrow": mark_in("moment", "the day after tomorrow"),
    "morning": mark_in("moment", "in the morning"),
    "noon": mark_in("moment", "at noon"),
    "afternoon": mark_in("moment", "in the afternoon"),
    "evening": mark_in("moment", "in the evening"),
    "night": mark_in("moment", "at night"),
    "monday": mark_in("moment", "Monday"),
    "tuesday": mark_in("moment", "Tuesday"),
    "wednesday": mark_in("moment", "Wednesday"),
    "thursday": mark_in("moment", "Thursday"),
    "friday": mark_in("moment", "Friday"),
    "saturday": mark_in("moment", "Saturday"),
    "sunday": mark_in("moment", "Sunday"),
}
INTENTS = {
    "greeting": mark_in("intent", "a greeting"),
    "thanks": mark_in("intent", "thanks"),
    "menu": mark_in("intent", "asks for help"),
    "more": mark_in("intent", "wants more"),
    "choice": mark_in("intent", "chose a number"),
    "operator": mark_in("intent", "wants a human"),
    "report": mark_in("intent", "tells of an entry"),
    "stop": mark_in("intent", "STOP"),
    "start": mark_in("intent", "START"),
    "erase": mark_in("intent", "wants to be forgotten"),
    "other": mark_in("intent", "not understood"),
}
CHANNELS = {Channel.SMS: "SMS", Channel.WHATSAPP: "WhatsApp"}
ROLES = {
    Role.OPERATOR: mark_in("role", "operator"),
    Role.COORDINATOR: mark_in("role", "coordinator"),
    Role.ADMINISTRATOR: mark_in("role", "administrator"),
}
DEEDS = {
    Deed.SIGNED_IN: mark_in("deed", "signed in"),
    Deed.REFUSED: mark_in("deed", "was not let in"),
    Deed.SIGNED_OUT: mark_in("deed", "signed out"),
    Deed.JOINED: mark_in("deed", "joined"),
    Deed.CONFIRMED: mark_in("deed", "gave the password again"),
    Deed.READ: mark_in("deed", "read"),
    Deed.CLAIMED: mark_in("deed", "took"),
    Deed.TRANSFERRED: mark_in("deed", "passed on"),
    Deed.RELEASED: mark_in("deed", "gave back"),
    Deed.HANDED_BACK: mark_in("deed", "handed to the bot"),
    Deed.CLOSED: mark_in("deed", "closed"),
    Deed.REOPENED: mark_in("deed", "opened again"),
    Deed.SENT: mark_in("deed", "sent a text"),
    Deed.NOTED: mark_in("deed", "wrote a note"),
    Deed.REVEALED: mark_in("deed", "saw the number"),
    Deed.MUTED: mark_in("deed", "muted"),
    Deed.UNMUTED: mark_in("deed", "answers again"),
    Deed.INVITED: mark_in("deed", "invited"),
    Deed.CHANGED_ROLE: mark_in("deed", "changed a role"),
    Deed.DISABLED: mark_in("deed", "disabled"),
    Deed.ENABLED: mark_in("deed", "let in again"),
    Deed.ENDED_SESSION: mark_in("deed", "signed a browser out"),
    Deed.CHANGED_REPLIES: mark_in("deed", "changed the saved replies"),
    Deed.EXPORTED: mark_in("deed", "exported figures"),
    Deed.CORRECTED: mark_in("deed", "put an entry right"),
}
REMARKS = {
    Remark.CLOSED: mark_in("remark", "closed"),
    Remark.MOVED: mark_in("remark", "moved"),
    Remark.FULL: mark_in("remark", "full"),
    Remark.REFUSED: mark_in("remark", "not let in"),
    Remark.HOURS: mark_in("remark", "other hours"),
    Remark.WRONG: mark_in("remark", "something is wrong"),
    Remark.GOT_IN: mark_in("remark", "got in"),
}
FIELDS = {
    Field.NAME: mark_in("field", "name"),
    Field.ADDRESS: mark_in("field", "address"),
    Field.POINT: mark_in("field", "point on the map"),
    Field.PHONE: mark_in("field", "phone"),
    Field.VERIFIED: mark_in("field", "checked"),
    Field.HOURS: mark_in("field", "hours"),
    Field.CLOSURE: mark_in("field", "closed for some days"),
    Field.CONDITIONS: mark_in("field", "conditions"),
    Field.WITHDRAWN: mark_in("field", "no longer offered"),
}
# What the directory says of two records that may be one place, but for how far apart they are.
LIKENESSES = (
    mark_in("likeness", "same name"),
    mark_in("likeness", "one name in the other"),
    mark_in("likeness", "different names"),
    mark_in("likeness", "same town"),
    mark_in("likeness", "same SIRET"),
    mark_in("likeness", "same telephone"),
    mark_in("likeness", "same page"),
    mark_in("likeness", "same street number"),
    mark_in("likeness", "different SIRET"),
    mark_in("likeness", "different street numbers"),
)
LABELS: dict[str, dict[str, str]] = {
    "need": {word.value: label for word, label in NEEDS.items()},
    "danger": DANGERS,
    "reason": {word.value: label for word, label in REASONS.items()},
    "state": {word.value: label for word, label in STATES.items()},
    "audience": AUDIENCES,
    "channel": {word.value: label for word, label in CHANNELS.items()},
    "moment": MOMENTS,
    "intent": INTENTS,
    "role": {word.value: label for word, label in ROLES.items()},
    "remark": {word.value: label for word, label in REMARKS.items()},
    "field": {word.value: label for word, label in FIELDS.items()},
    "deed": {word.value: label for word, label in DEEDS.items()},
    "likeness": {label: label for label in LIKENESSES},
}
