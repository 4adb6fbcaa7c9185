"""What a decision asks of the directory: searches, details, the entry that a text names."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.countries.zones import country_of_zone
from bot.dialogue import (
    Adding,
    AskingLanguage,
    AskingVisit,
    Lookup,
    Nearing,
    Noting,
    Opening,
    Refuge,
    Search,
    Step,
)
from bot.outcomes import (
    AskCloser,
    AskLanguage,
    AskVisit,
    Details,
    Found,
    Hours,
    NoList,
    NoMore,
    NothingNearer,
    Outcome,
    Reported,
    Told,
)
from bot.understanding.request import Wish
from conversations.remarks import Remark, Said
from directory.audiences import Audience
from directory.entries import find_entry, open_service
from directory.naming import Named, find_named, name_of
from directory.needs import Need
from directory.places import Place, Point
from directory.ranking import WIDE_M, near_radius
from directory.refuges import OLDEST_BESIDE
from directory.results import Answer, Query, Result
from directory.search import search

SHOWN = 3
WORTH_A_NOTE = (Remark.HOURS, Remark.MOVED, Remark.WRONG)
"""Remarks that mean little without the person's own words."""
LONGEST_NOTE = 500
OTHER_CODES = {"fa": ("prs", "dar"), "ps": ("pac",)}
"""How directories write some languages besides: Dari is what Afghans call their Persian."""


@dataclass(frozen=True)
class Done:
    """What came of the steps, in order."""

    outcomes: tuple[Outcome, ...]
    remarks: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Directory:
    """The directory as it is now. `examples`: whether the sample entries may be named;
    `landmark_beside` gives a point that people know."""

    connection: Connection
    now: datetime
    examples: bool
    landmark_beside: Callable[[Point], Place | None]

    def carry_out(self, steps: tuple[Step, ...]) -> Done:
        """Each step in turn; what one finds to be of no use is left out by the next."""
        remarks: list[Said] = []
        outcomes: list[Outcome] = []
        for step in steps:
            match step:
                case Lookup():
                    outcomes.append(self._look_up(_without(step, remarks)))
                case Refuge():
                    outcomes += self._shelter(step)
                case Opening():
                    outcomes.append(self._open(step))
                case Noting() | Adding():
                    outcomes += self._note(step, remarks)
                case Nearing():
                    outcomes.append(self._ask_nearer(step))
                case AskingVisit() | AskingLanguage():
                    outcomes += self._ask(step)
                case _:
                    outcomes.append(step)
        return Done(tuple(outcomes), tuple(remarks))

    def _look_up(self, lookup: Lookup) -> Outcome:
        """A list; or the details of the one place that is left of a list just shown."""
        found = self._find(lookup)
        if not lookup.listed or not isinstance(found, Found):
            return found
        answer = found.answer
        left = {each.id for each in (*answer.open, *answer.later, *answer.unknown)}
        if answer.unmet or len(left) != 1 or not left <= set(lookup.listed):
            return found
        (only,) = left
        number = lookup.listed.index(only) + 1
        return self._open(Opening(number, only, lookup.near, audiences=lookup.audiences))

    def _find(self, lookup: Lookup) -> Outcome:
        query = Query(
            tuple(dict.fromkeys((*lookup.needs, *lookup.silently))),
            lookup.near,
            self.now,
            lookup.moment.window if lookup.moment else None,
            frozenset(lookup.audiences),
            limit=SHOWN,
            without=frozenset(lookup.without),
            age=lookup.age,
            with_examples=self.examples,
        )
        answer = search(self.connection, query)
        may_wait = Audience.ANIMAL in lookup.audiences and Need.SHELTER not in lookup.needs
        if may_wait and not (answer.open or answer.later):
            # It waits outside for as long as a meal or a shower takes, and the answer says so.
            alone = query.audiences - {Audience.ANIMAL}
            answer = search(self.connection, replace(query, audiences=alone))
        answer = _as_asked(answer, lookup)
        if lookup.without and not (answer.open or answer.later or answer.unknown):
            return NoMore(lookup.needs, lookup.near)
        return Found(
            lookup.needs,
            lookup.near,
            answer,
            lookup.moment,
            lookup.audiences,
            lookup.first,
            _country(lookup.near, answer),
            lookup.human,
            lookup.apart,
        )

    def _shelter(self, refuge: Refuge) -> list[Outcome]:
        """One door near, that opens to whoever knocks; no helpline, which stands beside it."""
        query = Query(
            tuple(map(Need, OLDEST_BESIDE)),
            refuge.near,
            self.now,
            audiences=frozenset({Audience.MINOR}),
            without=frozenset(refuge.without),
            with_examples=self.examples,
            age=refuge.age,
            refuge=True,
        )
        answer = search(self.connection, query)
        safe = [each for each in answer.open if _is_at_hand(each, query)]
        who, country = (Audience.MINOR,), refuge.near.country
        return [
            Found((), refuge.near, Answer((each,)), None, who, country=country) for each in safe[:1]
        ]

    def _open(self, opening: Opening) -> Outcome:
        near = opening.near.point if opening.near else None
        opened = open_service(self.connection, opening.service_id, self.now, near)
        if opened is None:  # withdrawn since it was offered
            return NoList(opening.number)
        if opening.about is Wish.HOURS:
            return Hours(opening.number, opened.result)
        landmark = self.landmark_beside(opened.result.point)
        if opening.about not in (None, Wish.WAY, Wish.GOING):
            return Told(opening.number, opened, opening.about, opening.near, landmark)
        going = opening.about is Wish.GOING
        who = opening.audiences
        return Details(opening.number, opened, opening.near, landmark, going, who)

    def _note(self, noting: Noting | Adding, remarks: list[Said]) -> list[Outcome]:
        """Thanks, by the name of the entry: the one that the text names wins."""
        if isinstance(noting, Adding):
            remarks.append(Said(Remark.REFUSED, "", noting.said[:LONGEST_NOTE], more=True))
            return [Reported(more=True)]
        named = self._find_named(noting.said, noting.near) if noting.said else None
        if noting.by_name and named is None:
            return []
        service_id = named.service_id if named else noting.service_id
        note = noting.said[:LONGEST_NOTE] if noting.remark in WORTH_A_NOTE else ""
        remarks.append(Said(noting.remark, service_id, note))
        if not noting.said:
            return []
        about = named.name if named else name_of(self.connection, service_id)
        return [
            Reported(
                about,
                noting.at_the_door,
                noting.more,
                noting.remark,
                noting.asks,
                noting.answered,
            )
        ]

    def _ask_nearer(self, nearing: Nearing) -> Outcome:
        """A street helps to find what is nearer only where something is near at all."""
        query = Query(nearing.needs, nearing.near, self.now, limit=1, with_examples=self.examples)
        answer = search(self.connection, query)
        reach = near_radius(nearing.near)
        known = (*answer.open, *answer.later, *answer.unknown)
        if any(result.distance_m <= reach for result in known):
            return AskCloser(nearing.near)
        return NothingNearer(nearing.near, (Need.TRANSPORT,))

    def _ask(self, asking: AskingVisit | AskingLanguage) -> list[Outcome]:
        if isinstance(asking, AskingLanguage):
            spoken = tuple(
                number
                for number, service_id in asking.listed
                if (entry := find_entry(self.connection, service_id))
                and _is_spoken(asking.language, entry.languages)
            )
            return [AskLanguage(asking.language, spoken, bool(asking.listed))]
        name = name_of(self.connection, asking.service_id)
        return [AskVisit(name, asking.in_words)] if name else []

    def _find_named(self, text: str, near: Place | None) -> Named | None:
        if near is None:
            return None
        return find_named(self.connection, text, near.point, examples=self.examples)


def _as_asked(answer: Answer, lookup: Lookup) -> Answer:
    """The answer in which nobody misses, or is sent far for, what was not asked aloud."""
    if not lookup.silently:
        return answer
    unmet = tuple(need for need in answer.unmet if need in lookup.needs)
    far = tuple(each for each in answer.far if not {*lookup.needs}.isdisjoint(each.needs))
    return replace(answer, unmet=unmet, far=far)


def _is_spoken(language: str, codes: tuple[str, ...]) -> bool:
    """Whether one of the codes of a directory means this language."""
    names = (language, *OTHER_CODES.get(language, ()))
    return any(code.partition("-")[0] in names for code in codes)


def _is_at_hand(result: Result, query: Query) -> bool:
    """Whether one can walk there now and be let in: it is near, known and asks for no referral."""
    is_near = result.distance_m <= near_radius(query.near)
    is_shut = result.confidential or result.conditions.referral or result.conditions.appointment
    return is_near and not is_shut and not result.too_late


def _country(near: Place, answer: Answer) -> str:
    """Whose helplines hold there: of a position where we know no town, that of what is near."""
    found = (*answer.open, *answer.later, *answer.unknown)
    if near.name or not found or found[0].distance_m > WIDE_M:
        return near.country
    return country_of_zone(found[0].timezone, near.country)


def _without(lookup: Lookup, remarks: list[Said]) -> Lookup:
    """The search without what was just said to be of no use."""
    named = tuple(said.service_id for said in remarks if said.service_id)
    return replace(lookup, without=(*lookup.without, *named))


def outcomes_of(steps: tuple[Step, ...]) -> tuple[Outcome, ...]:
    """The outcomes among the steps, which ask nothing of the directory."""
    return tuple(step for step in steps if not isinstance(step, Search))
