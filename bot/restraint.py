"""The same answer, but within budgets: what a flood would cost is held back, danger never is."""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from threading import Lock

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from conversations.budgets import (
    Amount,
    Budgets,
    Restraint,
    book,
    cost_of,
    judge_person,
    judge_sender,
    judge_spending,
    read_spent,
    subject_of,
)
from conversations.states import Event
from conversations.texts import Incoming, Outgoing, Purpose
from conversations.turns import Answerer, Reply, Snapshot

log = logging.getLogger(__name__)

BOOKED_EVERY = timedelta(seconds=5)
Transaction = Callable[[], AbstractContextManager[Connection]]


@dataclass
class Purse:
    """What was spent today, as the database knew it some seconds ago, and what this process added.

    Booked every few seconds, not with each text: a process that dies forgets a few cents.
    """

    transaction: Transaction
    budgets: Budgets
    _spent: dict[str, Amount] = field(default_factory=dict)
    _added: dict[str, Amount] = field(default_factory=dict)
    _day: date | None = None
    _booked_at: datetime | None = None
    _lock: Lock = field(default_factory=Lock)

    def judge(self, subject: str, now: datetime) -> Restraint:
        """Whether the money of the day is spent."""
        with self._lock:
            self._book(now)
            both = {
                name: self._spent.get(name, Amount()) + self._added.get(name, Amount())
                for name in self._spent.keys() | self._added.keys()
            }
        return judge_spending(subject, both, self.budgets)

    def spend(self, subject: str, texts: tuple[Outgoing, ...]) -> None:
        """Note that these texts leave."""
        cost = cost_of(texts, subject, self.budgets)
        with self._lock:
            self._added[subject] = self._added.get(subject, Amount()) + cost

    def _book(self, now: datetime) -> None:
        if self._booked_at and now - self._booked_at < BOOKED_EVERY:
            return
        self._booked_at = now
        today = now.date()
        try:
            with self.transaction() as connection:
                book(connection, self._day or today, self._added)
                self._spent = read_spent(connection, today)
        except SQLAlchemyError:
            log.warning("what was spent could not be booked; it will be, with the next")
            return
        self._added, self._day = {}, today


@dataclass(frozen=True)
class Restrained:
    """Answers as `answer` does, within budgets.

    `rescue` has the emergency numbers for a text that reads as danger; `refuse` tells a person,
    once, that they had their share for now. `is_staffed`: whether a human can look at it.
    """

    answer: Answerer
    rescue: Callable[[Incoming], tuple[Outgoing, ...]]
    refuse: Callable[[Incoming, str], tuple[Outgoing, ...]]
    purse: Purse
    is_staffed: Callable[[datetime], bool]

    def __call__(self, incoming: Incoming, snapshot: Snapshot, now: datetime) -> Reply:
        """What is said; when held back, a human finds the thread among those that wait."""
        reply = self.answer(incoming, snapshot, now)
        if not reply.texts:
            return reply
        restraint = self._judge(incoming, snapshot, now)
        if restraint is not Restraint.NONE:
            log.warning("thread %d is held back: %s", snapshot.thread_id, restraint)
            reply = self._hold_back(incoming, reply, restraint, now)
        self.purse.spend(subject_of(incoming), reply.texts)
        return reply

    def _judge(self, incoming: Incoming, snapshot: Snapshot, now: datetime) -> Restraint:
        budgets = self.purse.budgets
        found = judge_sender(incoming, budgets)
        if found is Restraint.NONE:
            found = self.purse.judge(subject_of(incoming), now)
        if found is Restraint.NONE and snapshot.texts > 2 * budgets.per_hour:
            with self.purse.transaction() as connection:
                thread, texts = snapshot.thread_id, snapshot.texts
                found = judge_person(connection, thread, texts, budgets, now)
        return found

    def _hold_back(
        self, incoming: Incoming, reply: Reply, restraint: Restraint, now: datetime
    ) -> Reply:
        if numbers := self.rescue(incoming):
            return replace(reply, texts=numbers)
        is_for_human = not reply.erase and self.is_staffed(now)
        event = reply.event or (Event.BOT_FAILED if is_for_human else None)
        if restraint is Restraint.TOO_MANY:
            notice = self.refuse(incoming, reply.language)
            return replace(reply, texts=notice, event=event, purpose=Purpose.LIMIT)
        return replace(reply, texts=(), event=event)
