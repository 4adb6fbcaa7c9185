"""The answer to a search: what is open, or else what opens next, whom to call, how to go on."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot.outcomes import Found
from bot.replies.asked import Asked, Form
from bot.replies.endings import (
    capitalised,
    lines,
    say_human,
    say_none,
    say_nothing_known,
    say_nothing_open,
    say_unmet,
)
from bot.replies.fitting import fit, fits, seal, shorten
from bot.replies.helplines import (
    is_called_in_vain,
    say_helplines,
    say_other_helplines,
    say_standing_helplines,
)
from bot.replies.listing import list_briefly, list_service, say_checked
from bot.replies.names import name_needs
from bot.replies.places import name_near
from bot.replies.wording import Wording
from conversations.texts import Button, Channel, Outgoing
from directory.audiences import Audience
from directory.choosing import choose
from directory.freshness import is_old
from directory.needs import Need
from directory.places import Kind
from directory.ranking import near_radius
from directory.results import Result

MOST_RESULTS = 3
BUTTONS = 3
BUTTON_LETTERS = 20  # WhatsApp's limit for a quick reply

# Longer ago than this, a list says when its entries were checked; details say it sooner.
# What is given up to fit, in this order, before a result is: politeness, what is said twice, long
# names, phones, then what is told of helplines.
BARE = Form(twice=False, name=18, phone=False, helpline=False, telling=False)
FORMS = (
    Form(polite=True),
    Form(),
    *(Form(twice=False, name=letters) for letters in (120, 40, 28, 20, 18)),
    *(Form(twice=False, name=letters, phone=False) for letters in (40, 28, 20, 18)),
    replace(BARE, helpline=True, telling=True, far=False),
    replace(BARE, telling=True),
    BARE,
    replace(BARE, far=False),
)
# For a single result that is too long even so: its address and conditions stay in its details.
LAST_FORMS = (
    replace(BARE, advice=False),
    replace(BARE, name=14, advice=False, conditions=False),
    replace(BARE, name=14, advice=False, conditions=False, address=False),
)
# Where one of several needs would be lost: addresses stay in the details too, the far ones first.
TIGHT_FORMS = (
    Form(twice=False, name=28, far=False),
    replace(BARE, far=False),
    replace(BARE, name=14, far=False),
    replace(BARE, human=False, far=False),
    replace(BARE, name=14, human=False, far=False),
    replace(BARE, name=14, human=False, far=False, address=False),
)
PERSONAL = 3  # of these, that name a human


@dataclass(frozen=True)
class Page:
    """The results that one text may name; `rest`: there are further ones."""

    results: tuple[Result, ...]
    rest: bool


def say_found(found: Found, channel: Channel, wording: Wording, now: datetime) -> Outgoing:
    """The text for a search, with the ids of the services that it names."""
    asked = _asked(found, channel, wording, now)
    pages = tuple(_pages(found, asked))
    if not pages[0].results:
        return fit(say_nothing_known(found, asked), channel, wording)
    shown, forms = _choose_page(found, asked, pages)
    text = fit((_render(found, shown, asked, form) for form in forms), channel, wording)
    return _finish(text, found, shown, wording)


def _choose_page(
    found: Found, asked: Asked, pages: tuple[Page, ...]
) -> tuple[Page, tuple[Form, ...]]:
    """The page that fits, and its forms: a place for each of several needs, in few words, rather
    than one need without any."""
    plain = next(filter(partial(_can_fit, found, asked), pages), pages[-1])
    fewest = {_met(found, page): page for page in pages}
    # What may only serve instead is not worth the way to a human.
    tight = TIGHT_FORMS if len(found.needs) > 1 else TIGHT_FORMS[:PERSONAL]
    for met, page in fewest.items():
        if len(met) > len(_met(found, plain)) and _can_fit(found, asked, page, tight[-1]):
            return page, FORMS + tight
    return plain, FORMS if len(plain.results) > 1 else FORMS + LAST_FORMS


def _met(found: Found, page: Page) -> frozenset[Need]:
    """Those of the needs asked for, or of what may serve instead, that a page's results meet."""
    met = {need for result in page.results for need in result.needs}
    instead = {need for result in found.answer.related for need in result.needs}
    return frozenset(met & {*found.needs, *instead})


def _pages(found: Found, asked: Asked) -> Iterator[Page]:
    """The best results, then ever fewer of them: each time those that meet the most needs."""
    answer = found.answer
    known = {*answer.open, *answer.later, *answer.unknown, *answer.far}
    for count in range(MOST_RESULTS, 0, -1):
        chosen = choose(answer, found.needs, found.near, asked.moment, count)
        yield Page(chosen, answer.more or not known <= set(chosen))


def _can_fit(found: Found, asked: Asked, page: Page, form: Form = FORMS[-1]) -> bool:
    """Whether these results fit in this form, their shortest one."""
    body = _render(found, page, asked, form)
    return fits(seal(body, asked.channel, asked.wording))


def _asked(found: Found, channel: Channel, wording: Wording, now: datetime) -> Asked:
    return Asked(
        needs=found.needs,
        near=found.near,
        audiences=found.audiences,
        country=found.country,
        now=now,
        moment=max(now, found.moment.window.start) if found.moment else now,
        channel=channel,
        wording=wording,
    )


def _is_near(found: Found, result: Result) -> bool:
    return result.distance_m <= near_radius(found.near)


def _finish(text: Outgoing, found: Found, page: Page, wording: Wording) -> Outgoing:
    named = tuple(result.id for result in page.results)
    buttons = () if text.encoding else _buttons(found.first, page, wording)
    return Outgoing(text.body, text.encoding, text.segments, buttons, services=named)


def _buttons(first: int, page: Page, wording: Wording) -> tuple[Button, ...]:
    """The first results by number and, if there are further ones, the word for more."""
    more = (Button(wording.say("More"), "+"),) if page.rest else ()
    room = BUTTONS - len(more)
    numbered = enumerate(page.results[:room], first)
    chosen = tuple(
        Button(f"{number} {shorten(result.name, BUTTON_LETTERS - len(f'{number} '))}", str(number))
        for number, result in numbered
    )
    return chosen + more


def _render(found: Found, page: Page, asked: Asked, form: Form) -> str:
    if _is_all_unknown(found, page):
        form = replace(form, hours=False)
    items = (
        list_service(number, result, asked, form)
        if form.far or _is_near(found, result)
        else list_briefly(number, result, asked, form)
        for number, result in enumerate(page.results, found.first)
    )
    head = _head(found, page, asked, form)
    foot = _foot(found, page, asked, form)
    gap = "\n\n" if asked.channel is Channel.WHATSAPP else "\n"
    return gap.join(filter(None, (head, *items, foot)))


def _has_open_nearby(found: Found) -> bool:
    """Whether one could be in somewhere near, before it closes."""
    return any(_is_near(found, result) and not result.too_late for result in found.answer.open)


def _closes_nearby(found: Found, page: Page) -> bool:
    """Whether one that is named is open and near, though not for long enough."""
    return any(_is_near(found, result) and result.too_late for result in page.results)


def _is_all_unknown(found: Found, page: Page) -> bool:
    """Whether all are near and nobody knows their hours; a line for all of them says it then."""
    return all(
        result.open is None and not result.by_arrangement and _is_near(found, result)
        for result in page.results
    )


def _head(found: Found, page: Page, asked: Asked, form: Form) -> str:
    """Helplines that are always said, then where the places are; nothing open comes first."""
    wording, unmet = asked.wording, say_unmet(found, asked)
    standing = say_standing_helplines(found.needs, found.country, wording, form.helpline)
    others = say_other_helplines(found.needs, found.audiences, found.country, wording)
    said = (*standing, *others) if found.first == 1 else ()
    advice = _say_children(found, wording) if form.advice and said else ""
    if _has_open_nearby(found):
        return lines(*said, advice, unmet, _say_near(found, wording, form.polite))
    every = say_helplines(found.needs, found.country, wording, form.helpline)
    helplines = said or every[:1] if form.human else said
    if set(found.needs) <= set(found.answer.unmet):
        return lines(say_none(found, asked), *helplines, advice)
    if _is_all_unknown(found, page):
        return lines(*helplines, unmet, _say_all_unknown(found, page, wording))
    if _closes_nearby(found, page):
        near = _say_near(found, wording, form.polite)
        return lines(*helplines, advice, unmet, near)
    known = tuple(need for need in found.needs if need not in found.answer.unmet)
    nothing = say_nothing_open(known, found, asked, form.polite)
    return lines(nothing, *helplines, advice or _say_telling(helplines, found, asked, form), unmet)


def _say_telling(helplines: tuple[str, ...], found: Found, asked: Asked, form: Form) -> str:
    """What the line for a bed asks first, where nothing else is left tonight."""
    if not (helplines and form.telling and Need.SHELTER in found.needs):
        return ""
    # Translators: what to say to a helpline that finds beds.
    return asked.wording.say("Tell them where you are and how many you are.")


def _say_all_unknown(found: Found, page: Page, wording: Wording) -> str:
    place = name_near(found, wording)
    if not any(result.phone for result in page.results):
        return wording.say("Near {place}, hours unknown:", place=place)
    # Translators: {place} is a town or a station; a list of places follows.
    return wording.say("Near {place}, hours unknown, call first:", place=place)


def _say_near(found: Found, wording: Wording, polite: bool) -> str:
    place = name_near(found, wording)
    if found.near.kind is Kind.POSITION and not found.near.name:
        return wording.say("Near you:")
    if polite and found.needs:
        needs = name_needs(found.needs, wording)
        # Translators: {needs} is like "food" or "shower, food"; {place} a town or a station.
        return capitalised(wording.say("{needs} near {place}:", needs=needs, place=place))
    return wording.say("Near {place}:", place=place)


def _say_children(found: Found, wording: Wording) -> str:
    if Audience.FAMILY not in found.audiences:
        return ""
    return wording.say("Tell them there are children, and their ages.")


def _foot(found: Found, page: Page, asked: Asked, form: Form) -> str:
    """How to go on; where nothing is open, also how to reach a human."""
    wording = asked.wording
    numbers = " ".join(str(number) for number, _ in enumerate(page.results, found.first))
    going_on = _say_going_on(numbers, page.rest, wording, form.polite)
    is_said = wording.introduces and not form.twice
    human = say_human(wording) if form.human and not is_said else ""
    if not _has_open_nearby(found):
        return lines(going_on, human)
    in_vain = is_called_in_vain(found.needs, found.country, wording)
    age = _say_age(page, asked) if form.polite else ""
    return lines(age, going_on, human if in_vain or found.human else "")


def _say_age(page: Page, asked: Asked) -> str:
    """When they were last checked, where that is long ago for all of them."""
    checked = [result.verified_on for result in page.results]
    oldest = [day for day in checked if day and is_old(day, asked.now.date())]
    if len(oldest) < len(checked):
        return ""
    call = any(result.phone for result in page.results)
    return say_checked(max(oldest), asked.wording, call=call)


def _say_going_on(numbers: str, rest: bool, wording: Wording, polite: bool) -> str:
    if polite and rest:
        # Translators: {numbers} is like "1 2 3"; + is what to text for more places.
        return wording.say("Reply {numbers} for details, + for more places.", numbers=numbers)
    if polite:
        return wording.say("Reply {numbers} for details.", numbers=numbers)
    if rest:
        return wording.say("{numbers}: details, +: more", numbers=numbers)
    return wording.say("{numbers}: details", numbers=numbers)
