"""The house as one thing that can be driven: take something in, let time pass, hand out what leaves.

Everything here is synchronous and knows no platform; `service.py` puts it beside an event loop, `play.py` drives it
with a simulated clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.conversation import Conversation
from bot.incoming import Incoming
from bot.offices import Offices
from handlers.engine.content import Outgoing
from handlers.engine.matter import Matter
from handlers.register import MATTERS
from schedules import engine as clockwork
from schedules.engine import Desk, Due, Job
from schedules.register import JOBS
from storage import outbox
from storage.outward import Outward
from storage.store import Store
from storage.unit_of_work import UnitOfWork

_BATCH = 50
_LEASE_SECONDS = 60


@dataclass(frozen=True)
class House:
    """Store, conversation and recurring duties, put together."""

    store: Store
    offices: Offices = field(default_factory=Offices)
    matters: Mapping[str, Matter] = field(default_factory=lambda: MATTERS)
    jobs: Sequence[Job] = JOBS

    @property
    def conversation(self) -> Conversation:
        """What handles incoming things."""
        return Conversation(self.offices, self.matters)

    def receive(self, incoming: Incoming) -> bool:
        """Take one thing in: committed when this returns. False where it was a redelivery."""
        return self.store.write(lambda uow: self.conversation.handle(uow, incoming))

    def next_due(self, org: str, after: datetime) -> Due | None:
        """Which recurring duty is due next."""
        return self.store.read(lambda uow: clockwork.soonest(self.jobs, self._desk(uow, org, after), after))

    def fire(self, org: str, due: Due, now: datetime) -> bool:
        """Fire it, once, whoever else tries."""
        late = now > due.at
        return self.store.write(lambda uow: clockwork.fire(self._desk(uow, org, now), due, late))

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
        def look(work: UnitOfWork, about: str):  # type: ignore[no-untyped-def]
            return self.offices.facts(work, org, now, about)

        return Desk(uow, org, look(uow, ""), Outward(uow, org, now), self.matters, look)
