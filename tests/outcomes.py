"""Builders of outcomes, and a table of all of them, to be put into words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.outcomes import (
    VISITS,
    Afraid,
    AskCloser,
    AskLanguage,
    AskStill,
    AskVisit,
    AskWhat,
    AskWhere,
    AskWhich,
    AskWrong,
    CallAgain,
    Called,
    Delayed,
    Details,
    Erased,
    Found,
    Help,
    Hours,
    How,
    Introduced,
    Listening,
    MediaUnread,
    Menu,
    NoList,
    NoMore,
    NoPapers,
    NothingNearer,
    NotUnderstood,
    OfferedTongue,
    Outcome,
    Privacy,
    Receipt,
    Reminder,
    Reported,
    Rude,
    Sorry,
    Started,
    SteppedDown,
    StillNearest,
    Stopped,
    Thanked,
    Told,
    VisitNoted,
    Waiting,
    Wordless,
)
from bot.understanding.request import ABOUT_A_PLACE, Danger, Moment, Wish
from conversations.team import NOBODY, Presence
from directory.audiences import Audience
from directory.drafts import Conditions, Welcome
from directory.needs import Need
from directory.opening_hours import OpeningHours
from directory.places import Candidate, Kind, Place, Point, Precision
from directory.results import Answer, Opened, Result, Week, Window

PARIS = ZoneInfo("Europe/Paris")
NIGHT = datetime(2026, 1, 14, 2, 0, tzinfo=PARIS)  # a Wednesday
MORNING = NIGHT.replace(hour=10)
PARIS_18 = Place("Paris 18", Kind.ARRONDISSEMENT, "FR", Point(48.892, 2.348), "75118", "Paris")
GARE_DE_LYON = Place("Gare de Lyon", Kind.STATION, "FR", Point(48.8443, 2.3744), "", "Paris")
HERE = Place("", Kind.POSITION, "FR", Point(48.8443, 2.3744))
EIGHT = (Need.FOOD, Need.SHELTER, Need.SHOWER, Need.HEALTH, Need.CLOTHING, Need.LEGAL,
         Need.LAUNDRY, Need.REST)  # fmt: skip


def at(hour: int, minute: int = 0, day: int = 14) -> datetime:
    return NIGHT.replace(day=day, hour=hour, minute=minute)


RESULT = Result(
    id="example:1",
    venue_id="example:v1",
    name="Halte de nuit (exemple)",
    needs=(Need.SHELTER,),
    point=Point(48.8470, 2.3700),
    distance_m=352,
    precision=Precision.EXACT,
    open=True,
    opens_at=None,
    closes_at=at(8),
    always=False,
    by_arrangement="",
    address="12 rue de l'Esquisse",
    town="Paris",
    postcode="75018",
    phone="01 99 00 10 74",
    confidential=False,
    welcome=Welcome.EVERYONE,
    audiences=(),
    conditions=Conditions(),
    verified_on=None,
    source="example",
    timezone="Europe/Paris",
)


def make_result(number: int = 1, **changes: object) -> Result:
    """One open service; any of its fields may be told otherwise."""
    distinct: dict[str, object] = {"id": f"example:{number}", "distance_m": 352 * number}
    return RESULT._replace(**(distinct | changes))  # type: ignore[arg-type]


REFUGE = make_result(1, conditions=Conditions(referral=True))
WOMEN_S_REFUGE = make_result(
    2,
    name="Abri de nuit pour les femmes Louise-Michel (exemple)",
    address="3 impasse du Brouillon",
    phone="01 99 00 10 75",
    welcome=Welcome.EXCLUSIVE,
    audiences=(Audience.WOMAN,),
)
PAID_REFUGE = make_result(
    3,
    name="Centre d'hébergement d'urgence (exemple)",
    address="47 avenue du Spécimen",
    conditions=Conditions(price="1 €", appointment=True),
)
OPENS_LATER = make_result(4, open=False, opens_at=at(18, 30), closes_at=at(20))
OPENS_TOMORROW = make_result(5, open=False, opens_at=at(8, day=15), closes_at=at(10, day=15))
HOURS_UNKNOWN = make_result(6, open=None, closes_at=None)


def make_found(
    *results: Result,
    later: tuple[Result, ...] = (),
    unknown: tuple[Result, ...] = (),
    needs: tuple[Need, ...] = (Need.SHELTER,),
    near: Place = PARIS_18,
    more: bool = False,
    moment: Moment | None = None,
    audiences: tuple[Audience, ...] = (),
    first: int = 1,
    country: str = "FR",
) -> Found:
    answer = Answer(results, later, unknown, more)
    return Found(needs, near, answer, moment, audiences, first, country)


TOMORROW = Moment("tomorrow_morning", Window(at(5, day=15), at(12, day=15)))
WEEK = "Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00"
SAINT_DENIS = tuple(
    Candidate(Place("Saint-Denis", Kind.COMMUNE, "FR", Point(0, 0), "", within), 0.5)
    for within in ("93", "974", "11")
)


def week_of(expression: str) -> Week:
    """The week of that Wednesday night, as the directory tells it."""
    days = OpeningHours.parse(expression).week(NIGHT.date())
    return tuple((day, tuple(stretches)) for day, stretches in days)


TOLD = ABOUT_A_PLACE - {Wish.HOURS, Wish.WAY}

OUTCOMES: dict[str, Outcome] = {
    "beds in Paris 18": make_found(REFUGE, WOMEN_S_REFUGE, PAID_REFUGE, more=True),
    "meals by a station": make_found(
        *(make_result(number, needs=(Need.FOOD,)) for number in (1, 2, 3)),
        needs=(Need.FOOD,), near=GARE_DE_LYON,
    ),
    "several needs": make_found(REFUGE, needs=(Need.SHELTER, Need.FOOD, Need.SHOWER), near=HERE),
    "tomorrow": make_found(make_result(closes_at=at(12, day=15)), moment=TOMORROW),
    "nothing open": make_found(later=(OPENS_LATER, OPENS_TOMORROW), unknown=(HOURS_UNKNOWN,)),
    "nothing known": make_found(),
    "nothing for a family with a dog": make_found(
        later=(OPENS_LATER,), audiences=(Audience.FAMILY, Audience.ANIMAL, Audience.WHEELCHAIR)
    ),
    "third page": make_found(REFUGE, PAID_REFUGE, first=7),
    "details": Details(2, Opened(REFUGE, week_of(WEEK), access="2e étage",
                                 languages=("fr", "ar")), GARE_DE_LYON),
    "details without hours": Details(1, Opened(HOURS_UNKNOWN, None, hours_text="le matin")),
    "hours": Hours(2, REFUGE),
    "hours nobody knows": Hours(1, HOURS_UNKNOWN),
    **{f"{about} of a place": Told(2, Opened(REFUGE, week_of(WEEK), languages=("fr", "ar")), about,
                                   GARE_DE_LYON) for about in sorted(TOLD)},
    **{f"{about} nobody knows": Told(1, Opened(HOURS_UNKNOWN, None), about)
       for about in sorted(TOLD)},
    **{f"{kind} in {country}": Help(kind, country) for kind in Danger
       for country in ("FR", "AD", "ES", "BE", "MA")},
    **{f"asks if they are safe in {country}": Help(Danger.SUICIDE, country, asks=True)
       for country in ("FR", "AD", "ES", "BE")},
    **{f"not safe in {country}": Help(Danger.SUICIDE, country, How.URGENT)
       for country in ("FR", "AD", "ES", "BE")},
    **{f"{kind} again": Help(kind, "FR", How.AGAIN) for kind in Danger},
    "no more": NoMore((Need.SHELTER,), PARIS_18),
    "where": AskWhere((Need.FOOD, Need.SHOWER)),
    "where, nothing known": AskWhere(()),
    "what": AskWhat(GARE_DE_LYON, EIGHT),
    "which": AskWhich(SAINT_DENIS),
    "menu": Menu(EIGHT),
    "greeting": Menu(EIGHT, greeting=True),
    "greeting again": Menu(EIGHT, greeting=True, again=True),
    "somebody calls": Wordless("FR"),
    "somebody calls again": Wordless("FR", again=True),
    "somebody calls when we are there": Wordless("FR", Presence(staffed=True)),
    "somebody calls on a Sunday": Wordless("FR", Presence(False, at(9, day=19))),
    "no list": NoList(3),
    "beyond the list": NoList(7, last=3),
    "beyond a list of one": NoList(7, last=1),
    "more of nothing": NoList(None),
    "a human comes": Waiting("FR", Presence(staffed=True)),
    "news of a place": Reported(more=True, answered=True),
    "a human comes on Monday": Waiting("FR", Presence(False, at(9, day=19))),
    "nobody can come": Waiting("FR", NOBODY),
    "nobody can come in Morocco": Waiting("MA", NOBODY),
    **{f"nobody can come, {kind}": Waiting("FR", NOBODY, danger=kind) for kind in Danger},
    **{f"a human comes, {kind}": Waiting("FR", Presence(staffed=True), danger=kind)
       for kind in Danger},
    "beyond us": Waiting("FR", Presence(staffed=True), beyond=True),
    "beyond us on Monday": Waiting("FR", Presence(False, at(9, day=19)), beyond=True),
    "beyond us, nobody there": Waiting("FR", NOBODY, beyond=True),
    "seen": Receipt(Presence(staffed=True)),
    "seen, for Monday": Receipt(Presence(False, at(9, day=19))),
    "seen by nobody": Receipt(NOBODY),
    "numbers beside": Reminder("FR"),
    **{f"{kind} goes on": Listening(kind, "FR") for kind in Danger},
    "a human is called": Called(),
    "safe": SteppedDown(Danger.MEDICAL),
    "how it went": AskVisit("Halte de nuit (exemple)"),
    **{f"it went: {remark}": VisitNoted(remark) for remark in VISITS},
    "the same search again": StillNearest(),
    "what is wrong": AskWrong(),
    "still there": AskStill(GARE_DE_LYON, (Need.FOOD,)),
    "still there, list gone": AskStill(GARE_DE_LYON, (Need.FOOD,), expired=True),
    "in another language": AskLanguage("ti"),
    "nearer": AskCloser(PARIS_18),
    "nothing nearer": NothingNearer(PARIS_18, (Need.TRANSPORT,)),
    "who answers": Introduced(human=True),
    "who answers, a machine only": Introduced(human=False),
    "trust": Privacy(),
    "no papers": NoPapers(),
    "how it went, in words": AskVisit("Halte de nuit (exemple)", in_words=True),
    "helpline busy": CallAgain("FR", ("115",)),
    "helpline shut": CallAgain("FR", ("0800081111",)),
    "another language": OfferedTongue("fr"),
    "afraid": Afraid("FR"),
    "complaint": Sorry(),
    "swearing": Rude(1),
    "more swearing": Rude(2),
    "report": Reported("Halte de nuit (exemple)"),
    "report at the door": Reported("Halte de nuit (exemple)", at_the_door=True),
    "more of a report": Reported(more=True),
    "report of a long name": Reported("Centre communal d'action sociale de la ville " * 5),
    "report of something": Reported(),
    "our fault": Delayed("FR"),
    "thanks": Thanked(),
    "stop": Stopped(),
    "start": Started(),
    "erase": Erased(),
    "not understood": NotUnderstood(1, "FR", EIGHT),
    "not understood again": NotUnderstood(2, "FR", EIGHT),
    "not understood, where": NotUnderstood(1, "FR", where=AskWhere((Need.FOOD,))),
    "not understood, beside a list": NotUnderstood(2, "FR", EIGHT, is_listed=True),
    "not understood, a human comes": NotUnderstood(2, "FR", EIGHT, Presence(staffed=True)),
    "picture": MediaUnread(),
    "picture for a human": MediaUnread(Presence(staffed=True)),
    "picture for Monday": MediaUnread(Presence(False, at(9, day=19))),
}  # fmt: skip
