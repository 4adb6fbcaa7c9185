"""The numbers to call, in words: in danger, or when no place is open."""

from datetime import date

from bot.countries import AROUND_THE_CLOCK, Country, Line, Role, read_country
from bot.outcomes import CallAgain, Help, How, Listening
from bot.replies.fitting import seal
from bot.replies.names import word_to_text
from bot.replies.weeks import evaluate_week, say_week
from bot.replies.wording import Wording, mark_in
from bot.understanding.request import Danger, Intent
from conversations.texts import Channel, Outgoing
from directory.audiences import Audience
from directory.needs import Need

# Translators: the context "line" is a number and who answers it, on a line of its own.
LINES = {
    Role.EMERGENCY: mark_in("line", "{number}: emergencies"),
    Role.EMERGENCY_BY_TEXT: mark_in("line", "{number} by SMS if you cannot speak"),
    Role.AMBULANCE: mark_in("line", "{number}: doctors, ambulance"),
    Role.POLICE: mark_in("line", "{number}: police"),
    Role.FIRE: mark_in("line", "{number}: fire brigade"),
    Role.BED: mark_in("line", "{number}: bed, urgent help"),
    Role.SOCIAL: mark_in("line", "{number}: social services"),
    Role.CHILD: mark_in("line", "{number}: children in danger"),
    Role.SUICIDE: mark_in("line", "{number}: someone to listen"),
    Role.WOMEN: mark_in("line", "{number}: women facing violence"),
    Role.VIOLENCE: mark_in("line", "{number}: help against violence"),
    Role.SEXUAL_HEALTH: mark_in("line", "{number}: contraception, abortion, sexual health"),
}

# Nobody in danger waits for a long text: when a line answers, then advice, give way to numbers.
MOST_SEGMENTS = 2
# With hours or not, and with how many sentences of advice.
FORMS = ((True, 2), (False, 2), (True, 1), (False, 1), (True, 0), (False, 0))

ORDINARY_WEEK = date(2024, 1, 8)  # without a holiday

# Translators: the context "danger" opens a text to someone in danger; the numbers follow it.
OPENINGS = {
    Danger.MEDICAL: mark_in("danger", "Call now and say where you are:"),
    Danger.VIOLENCE: mark_in("danger", "Get to a safe place if you can. Call:"),
    Danger.SUICIDE: mark_in("danger", "Your life matters. Talk to someone now:"),
    Danger.CHILD: mark_in("danger", "You can get help right now:"),
}
# Translators: the context "danger again" is for danger that was already answered: shorter, and
# Translators: in other words. {numbers} are like "3114, 112, SMS 114".
REMINDERS = {
    Danger.MEDICAL: mark_in("danger again", "Do not wait: {numbers}. Stay with the person."),
    Danger.VIOLENCE: mark_in("danger again", "Go where there are people if it is safe. {numbers}."),
    Danger.SUICIDE: mark_in("danger again", "You are not alone, day and night: {numbers}."),
    Danger.CHILD: mark_in("danger again", "They listen without asking your name: {numbers}."),
}


# Translators: the context "danger goes on" answers what else is written after a danger.
CONTINUATIONS = {
    Danger.MEDICAL: mark_in("danger goes on", "Doctors first, all else later: {numbers}."),
    Danger.VIOLENCE: mark_in("danger goes on", "Your safety first: {numbers}."),
    Danger.SUICIDE: mark_in(
        "danger goes on", "How are you right now? Call, they listen: {numbers}."
    ),
    Danger.CHILD: mark_in("danger goes on", "Nobody forces you to anything by phone: {numbers}."),
}


def say_listening(outcome: Listening, wording: Wording) -> str:
    """A few words more for someone in danger, with the numbers again."""
    lines = _left(read_country(outcome.country).lines_in(outcome.danger), wording)
    if not lines:
        return _say_help_anywhere(wording)
    numbers = wording.listed(tuple(_short(line, wording) for line in lines))
    return wording.say_in("danger goes on", CONTINUATIONS[outcome.danger], numbers=numbers)


def _left(lines: tuple[Line, ...], wording: Wording) -> tuple[Line, ...]:
    """The lines that are still worth a call; emergencies always are."""
    return tuple(line for line in lines if line.is_urgent or line.number not in wording.unreached)


def say_call_again(outcome: CallAgain, wording: Wording) -> str:
    """When to try again, by what is known of the lines, and whom to call when it cannot wait."""
    tried = tuple(filter(None, map(read_country(outcome.country).find, outcome.numbers)))
    told = [say_line(line, wording) for line in tried if line.hours != AROUND_THE_CLOCK]
    slow = wording.say("It can take long: call again, also late at night.")
    return "\n".join(filter(None, (*(told or [slow]), say_emergency(outcome.country, wording))))


def say_help(help_: Help, channel: Channel, wording: Wording) -> Outgoing:
    """The numbers for a danger, in two segments at the most whatever the alphabet."""
    text = Outgoing("")
    for hours, advice in FORMS:
        text = seal(_say_help(help_, wording, hours, advice), channel, wording)
        if text.segments is None or text.segments <= MOST_SEGMENTS:
            break
    return text


def _say_help(help_: Help, wording: Wording, hours: bool, advice: int) -> str:
    """The numbers; when they were already given, in new and fewer words."""
    lines = _left(read_country(help_.country).lines_in(help_.danger), wording)
    if not lines:
        return _say_help_anywhere(wording)
    if help_.how is How.AGAIN:
        return say_again(help_.danger, help_.country, wording)
    if help_.how is How.URGENT:
        lines = tuple(dict.fromkeys((*read_country(help_.country).emergency, *lines)))
    if help_.how is How.URGENT or help_.for_others:
        return _say_lines(Danger.MEDICAL, lines, wording, hours)
    after = _after(help_, wording)[:advice]
    return "\n".join((_say_lines(help_.danger, lines, wording, hours), *after))


def say_again(danger: Danger, country: str, wording: Wording) -> str:
    """The numbers for a danger in few words, for who has read them already."""
    lines = _left(read_country(country).lines_in(danger), wording)
    if not lines:
        return _say_help_anywhere(wording)
    if danger is Danger.VIOLENCE:
        # Translators: someone violent may read the phone. {word} is the word to text, ERASE.
        erase = wording.say("To erase all here: {word}", word=word_to_text(Intent.ERASE, wording))
        return "\n".join((_remind(danger, lines, wording), erase))
    own = tuple(line for line in lines if line.role is Role.CHILD)
    if danger is not Danger.CHILD or not own:
        return _remind(danger, lines, wording)
    # The others do ask for a name.
    others = tuple(line for line in lines if line not in own)
    return "\n".join(filter(None, (_remind(danger, own, wording), _in_danger(others, wording))))


def _remind(danger: Danger, lines: tuple[Line, ...], wording: Wording) -> str:
    numbers = wording.listed(tuple(_short(line, wording) for line in lines))
    return wording.say_in("danger again", REMINDERS[danger], numbers=numbers)


def _say_lines(opening: Danger, lines: tuple[Line, ...], wording: Wording, hours: bool) -> str:
    numbers = (say_line(line, wording, hours) for line in lines)
    return "\n".join((wording.say_in("danger", OPENINGS[opening]), *numbers))


def _after(help_: Help, wording: Wording) -> tuple[str, ...]:
    """What else keeps the person safe, in a sentence or two, the first one first."""
    if help_.asks:
        # Translators: asked of someone who wants to die. «Yes» means that they are safe.
        return (wording.say("Are you safe right now?"),)
    if help_.danger is Danger.CHILD:
        # Translators: to a child or a minor who is alone, after numbers to call.
        return (wording.say("You can also go to the staff of a station, a hospital, the police."),)
    if help_.danger is Danger.MEDICAL:
        # Translators: first aid for somebody who is unconscious.
        return (
            wording.say("If they breathe but do not answer: turn them on their side."),
            # Translators: to who is beside somebody in danger of life; "what" is told to doctors.
            wording.say("Stay with them. If they took something, say what."),
        )
    if help_.danger is not Danger.VIOLENCE:
        return ()
    word = word_to_text(Intent.ERASE, wording)
    # Translators: someone violent may read the phone. {word} is the word to text, ERASE.
    return (
        wording.say(
            "Delete this text if someone could read it. To erase all here: {word}", word=word
        ),
    )


def _say_help_anywhere(wording: Wording) -> str:
    return wording.say("Call the emergency number now: 112 works from most mobile phones.")


def _short(line: Line, wording: Wording) -> str:
    # Translators: a number that takes text messages, in a row of numbers to call.
    return wording.say("SMS {number}", number=line.number) if line.by_text else line.number


def say_line(line: Line, wording: Wording, hours: bool = True) -> str:
    """A number, who answers it, and when; emergencies always answer and are free."""
    said = wording.say_in("line", LINES[line.role], number=line.number)
    if line.is_urgent or not hours:
        return said
    return wording.listed((said, _say_hours(line, wording)))


def _say_hours(line: Line, wording: Wording) -> str:
    if line.hours == AROUND_THE_CLOCK:
        return wording.say("free 24/7") if line.free else wording.say("24 hours a day")
    rows = evaluate_week(line.hours, "Europe/Paris", "FR", ORDINARY_WEEK)
    week = say_week(rows, wording, closed=False) if rows else ""
    return wording.listed((wording.say("free") if line.free else "", week))


def say_helplines(
    needs: tuple[Need, ...], country: str, wording: Wording, hours: bool = True
) -> tuple[str, ...]:
    """One line a helpline for these needs; none where the country has none."""
    lines = _left(read_country(country).lines_for(needs), wording)
    return tuple(say_line(line, wording, hours) for line in lines)


def say_standing_helplines(
    needs: tuple[Need, ...], country: str, wording: Wording, hours: bool = True
) -> tuple[str, ...]:
    """The helplines said even when places are found: in France 115 for a bed."""
    told = read_country(country)
    lines = _left(told.lines_for(_standing(needs, told)), wording)
    return tuple(say_line(line, wording, hours) for line in lines)


def say_other_helplines(
    needs: tuple[Need, ...], people: tuple[Audience, ...], country: str, wording: Wording
) -> tuple[str, ...]:
    """The lines for people like them, once those for a bed were called in vain."""
    if Need.SHELTER not in needs or not is_called_in_vain(needs, country, wording):
        return ()
    lines = (line for who in people for line in read_country(country).people.get(who, ()))
    return tuple(say_line(line, wording) for line in _left(tuple(lines), wording))


def is_called_in_vain(needs: tuple[Need, ...], country: str, wording: Wording) -> bool:
    """Whether a helpline for these needs was full, or did not answer."""
    lines = read_country(country).lines_for(needs)
    return any(line.number in wording.unreached for line in lines)


def _standing(needs: tuple[Need, ...], country: Country) -> tuple[Need, ...]:
    return tuple(need for need in needs if need in country.always)


def say_emergency(country: str, wording: Wording) -> str:
    """One sentence for the worst, after a text that leaves the person waiting."""
    return _in_danger(read_country(country).emergency, wording)


def say_emergency_beside(needs: tuple[Need, ...], country: str, wording: Wording) -> str:
    """The same, unless the helplines for these needs say as much."""
    told = read_country(country)
    is_said = set(told.emergency) <= set(told.lines_for(needs))
    return "" if is_said else say_emergency(country, wording)


def _in_danger(lines: tuple[Line, ...], wording: Wording) -> str:
    if not lines:
        return ""
    said = wording.listed(tuple(_short(line, wording) for line in lines))
    return wording.say("In danger: {numbers}.", numbers=said)
