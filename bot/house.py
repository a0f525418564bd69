"""The house as one thing that can be driven: take something in, let time pass, hand out what leaves.

Everything here is synchronous and knows no platform; `service.py` puts it beside an event loop, `play.py` drives it
with a simulated clock.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.conversation import Conversation
from bot.incoming import Incoming
from bot.kill_points import KillPoint, KillPoints
from bot.offices import Offices
from handlers.engine.content import Outgoing
from handlers.engine.facts import Facts
from handlers.engine.matter import Matter
from handlers.register import MATTERS
from schedules import catch_up, orders, watchdog
from schedules import engine as clockwork
from schedules.engine import Desk, Due, Job
from schedules.register import JOBS
from storage import outbox
from storage.outward import Outward
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_logger = logging.getLogger(__name__)

_BATCH = 50
_LEASE_SECONDS = 60


@dataclass(frozen=True)
class House:
    """Store, conversation and recurring duties, put together."""

    store: Store
    offices: Offices = field(default_factory=Offices)
    matters: Mapping[str, Matter] = field(default_factory=lambda: MATTERS)
    jobs: Sequence[Job] = JOBS
    kill_points: KillPoints = field(default_factory=KillPoints)

    @property
    def conversation(self) -> Conversation:
        """What handles incoming things."""
        return Conversation(self.offices, self.matters)

    def receive(self, incoming: Incoming) -> bool:
        """Take one thing in: committed when this returns. False where it was a redelivery."""
        return self.store.write(self.taking_in(incoming))

    def taking_in(self, incoming: Incoming) -> Callable[[UnitOfWork], bool]:
        """The transaction that takes one thing in, as a job for the store."""

        def handling(uow: UnitOfWork) -> bool:
            first = self.conversation.handle(uow, incoming)
            self._notice_a_stopped_clock(uow, incoming.envelope.org, incoming.envelope.at)
            self.kill_points.reached(KillPoint.BEFORE_COMMIT)
            return first

        return handling

    def _notice_a_stopped_clock(self, uow: UnitOfWork, org: str, now: datetime) -> None:
        if watchdog.may_have_stopped(uow, org, now):
            watchdog.notice(self._desk(uow, org, now), self.jobs)

    def next_due(self, org: str, after: datetime) -> Due | None:
        """Which recurring duty is due next."""
        return self._soonest(self.jobs, org, after, after)

    def fire(self, org: str, due: Due, now: datetime) -> None:
        """Fire everything that is due at that moment, each once, whoever else tries."""
        for job in due.jobs:
            self.fire_job(org, job, due.at, now)

    def fire_job(self, org: str, job: Job, due: datetime, now: datetime) -> bool:
        """Fire one job in a transaction of its own. True if it was fired here."""
        late = now - due > catch_up.PUNCTUAL
        self.kill_points.reached(KillPoint.BEFORE_FIRING)

        def firing(uow: UnitOfWork) -> bool:
            desk = self._desk(uow, org, now)
            orders.hold(desk, job)
            fired = not orders.is_muted(uow, org, job) and clockwork.fire(desk, job, due, late)
            self.kill_points.reached(KillPoint.IN_FIRING)
            return fired

        fired = self.store.write(firing)
        self.kill_points.reached(KillPoint.FIRED)
        return fired

    def look(self, org: str, now: datetime) -> datetime | None:
        """Fire what is due until now, first noting what was missed for good; returns when something is due next.

        What breaks is logged and tried again at the next look; it holds up nothing else.
        """
        since = self._looked_until(org, now)
        jobs, after, broken = list(self.jobs), since, False
        while (due := self._next_or_done(jobs, org, after, now, done=not broken)) and due.at <= now:
            if after == since and now - due.at > catch_up.PUNCTUAL:
                self._note_missed(org, now, since)
            after = due.at
            for job in due.jobs:
                try:
                    self.fire_job(org, job, due.at, now)
                except Exception:
                    _logger.exception("%s, due at %s, did not fire", job.name, due.at)
                    jobs = [other for other in jobs if other.name != job.name]
                    broken = True
        return due.at if due else None

    def _next_or_done(self, jobs: Sequence[Job], org: str, after: datetime, now: datetime, done: bool) -> Due | None:
        """What is due next; where that lies ahead, everything until now is noted as looked at (`done`).

        Both in one transaction, in which nobody moves an occurrence to a moment that is about to be noted.
        """

        def found(uow: UnitOfWork) -> Due | None:
            catch_up.hold(uow, org)
            desk = self._desk(uow, org, now)
            due = clockwork.soonest(orders.arranged(jobs, desk), desk, after)
            if done and (due is None or due.at > now):
                catch_up.note_looked(desk, now)
            return due

        return self.store.write(found)

    def _looked_until(self, org: str, now: datetime) -> datetime:
        """Since when there is something to look at; where the clock was ahead and has been put right, this moment."""
        since = self.store.read(lambda uow: catch_up.mark(uow, org)) or now
        if since - now > catch_up.SET_BACK:
            return self.store.write(lambda uow: catch_up.set_back(self._desk(uow, org, now)))
        return since

    def _note_missed(self, org: str, now: datetime, since: datetime) -> None:
        """Skip what is too late to be made up, so that it cannot be fired any more."""

        def found(uow: UnitOfWork) -> tuple[catch_up.Missed, ...]:
            desk = self._desk(uow, org, now)
            return catch_up.missed(orders.arranged(self.jobs, desk), desk, since)

        if late := self.store.read(found):
            self.store.write(lambda uow: catch_up.skip(self._desk(uow, org, now), late, since))

    def _soonest(self, jobs: Sequence[Job], org: str, after: datetime, now: datetime) -> Due | None:
        def found(uow: UnitOfWork) -> Due | None:
            desk = self._desk(uow, org, now)
            return clockwork.soonest(orders.arranged(jobs, desk), desk, after)

        return self.store.read(found)

    def claim(self, now: datetime) -> list[Outgoing]:
        """What may be delivered now, at most one thing a receiver, in order."""
        return self.store.write(lambda uow: outbox.claim(uow, now, _BATCH, _LEASE_SECONDS))

    def sent(self, outgoing: Outgoing, platform_id: str, at: datetime) -> None:
        """It was delivered."""
        self.store.write(lambda uow: outbox.settle_sent(uow, outgoing.id, platform_id, at))

    def next_delivery(self) -> datetime | None:
        """When the next kept-back thing may leave."""
        return self.store.read(outbox.next_due)

    def _desk(self, uow: UnitOfWork, org: str, now: datetime) -> Desk:
        def look(work: UnitOfWork, about: str) -> Facts:
            return self.offices.facts(work, org, now, about)

        return Desk(uow, org, look(uow, ""), Outward(uow, org, now), self.matters, look)
