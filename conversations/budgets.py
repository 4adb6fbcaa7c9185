"""What may be spent in a day, and how many answers one person may get: limits against floods."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import BigInteger, Connection, String, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column

from conversations.addresses import BUSINESS_ID, country_of
from conversations.inserting import insert_once
from conversations.models import Base
from conversations.tables import messages
from conversations.texts import Channel, Direction, Incoming, Outgoing, Purpose

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MICROS = 1_000_000
ANYWHERE = "*"
FEWEST_DIGITS = 8  # shorter ones are short codes: machines


class Restraint(StrEnum):
    """Why fewer texts leave than usual. Emergency numbers always leave."""

    NONE = "none"
    TOO_MANY = "too_many"  # this person's answers, and they have not been told yet
    TOLD = "told"
    NO_PHONE = "no_phone"  # a short code or a name: a machine that answers machines
    ABROAD = "abroad"  # a country that is not on the list for SMS
    SPENT = "spent"  # the money of the day, in all or for this country


@dataclass(frozen=True)
class Budgets:
    """The limits of an installation. Money is in millionths of whatever the prices are in.

    `prices` are for one SMS segment by country, or for one text under `whatsapp`; `*` is any
    other. `sms_countries` empty: every country is answered. None: no limit.
    """

    per_hour: int = 30
    per_day: int = 100
    sms_countries: frozenset[str] = frozenset()
    prices: Mapping[str, int] = field(default_factory=dict)
    money: int | None = None
    money_per_country: int | None = None


class Spending(Base):
    """What was spent on a day for one country, or on WhatsApp."""

    __tablename__ = "spendings"

    day: Mapped[date] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(8), primary_key=True)
    texts: Mapped[int]
    micros: Mapped[int] = mapped_column(BigInteger)


@dataclass(frozen=True)
class Amount:
    """Texts that left, and what they cost."""

    texts: int = 0
    micros: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.texts + other.texts, self.micros + other.micros)


Spent = Mapping[str, Amount]
spendings = Base.metadata.tables["spendings"]

NTH = select(messages.c.sequence, messages.c.created_at).where(
    messages.c.thread_id == bindparam("thread_id"),
    messages.c.sequence.in_(bindparam("sequences", expanding=True)),
)
LAST_PURPOSE = (
    select(messages.c.purpose)
    .where(messages.c.thread_id == bindparam("thread_id"), messages.c.direction == Direction.OUT)
    .order_by(messages.c.sequence.desc())
    .limit(1)
)


def subject_of(incoming: Incoming) -> str:
    """What an answer to this text is booked under: a country, `whatsapp`, or `*`."""
    if incoming.channel is Channel.WHATSAPP:
        return Channel.WHATSAPP.value
    return country_of(incoming.sender) or ANYWHERE


def cost_of(texts: tuple[Outgoing, ...], subject: str, budgets: Budgets) -> Amount:
    """What these texts cost there; nothing where no price is known."""
    price = budgets.prices.get(subject, budgets.prices.get(ANYWHERE, 0))
    return Amount(len(texts), price * sum(text.segments or 1 for text in texts))


def judge_sender(incoming: Incoming, budgets: Budgets) -> Restraint:
    """Whether who writes can be answered at all."""
    sender = incoming.sender
    digits = sender.removeprefix("+")
    if not (digits.isdigit() and len(digits) >= FEWEST_DIGITS) and not BUSINESS_ID.match(sender):
        return Restraint.NO_PHONE
    listed = budgets.sms_countries
    if listed and incoming.channel is Channel.SMS and country_of(sender) not in listed:
        return Restraint.ABROAD
    return Restraint.NONE


def judge_spending(subject: str, spent: Spent, budgets: Budgets) -> Restraint:
    """Whether the money of the day is spent, in all or for this country."""
    total = sum(amount.micros for amount in spent.values())
    here = spent.get(subject, Amount()).micros
    over = budgets.money is not None and total >= budgets.money
    over_here = budgets.money_per_country is not None and here >= budgets.money_per_country
    return Restraint.SPENT if over or over_here else Restraint.NONE


def judge_person(
    connection: Connection, thread_id: int, texts: int, budgets: Budgets, now: datetime
) -> Restraint:
    """Whether one person had their share. `texts`: how many texts the thread has, both ways.

    Looks at single texts only, never counts: the n-th last one is younger than an hour, or not.
    """
    limits = {texts - 2 * budgets.per_hour: HOUR, texts - 2 * budgets.per_day: DAY}
    reached = {sequence: length for sequence, length in limits.items() if sequence > 0}
    if not reached:
        return Restraint.NONE
    marks = {"thread_id": thread_id, "sequences": list(reached)}
    rows = connection.execute(NTH, marks).all()
    if not any(now - row.created_at < reached[row.sequence] for row in rows):
        return Restraint.NONE
    last = connection.execute(LAST_PURPOSE, marks).scalar()
    return Restraint.TOLD if last == Purpose.LIMIT else Restraint.TOO_MANY


def read_spent(connection: Connection, day: date) -> dict[str, Amount]:
    """What was spent on a day, by subject."""
    rows = connection.execute(
        select(spendings.c.subject, spendings.c.texts, spendings.c.micros).where(
            spendings.c.day == day
        )
    )
    return {row.subject: Amount(row.texts, row.micros) for row in rows}


def book(connection: Connection, day: date, amounts: Spent) -> None:
    """Add what was spent."""
    for subject, amount in sorted(amounts.items()):
        added = {
            "texts": spendings.c.texts + amount.texts,
            "micros": spendings.c.micros + amount.micros,
        }
        this = (spendings.c.day == day) & (spendings.c.subject == subject)
        if connection.execute(update(spendings).where(this).values(added)).rowcount:
            continue
        first = {"texts": amount.texts, "micros": amount.micros}
        if not insert_once(connection, spendings, day=day, subject=subject, **first):
            # Another process booked the first of the day.
            connection.execute(update(spendings).where(this).values(added))
