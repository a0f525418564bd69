"""The house beside an event loop: what channels ask of it (`OfficePort`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.channels.port import Group, Person
from bot.clock import OfficeClock
from bot.delivery import Deliverer
from bot.house import House
from bot.incoming import Incoming
from bot.kill_points import KillPoint
from bot.timekeeper import Timekeeper
from handlers.engine.roster import Roster
from handlers.engine.working_hours import next_allowed
from storage.outward import Outward
from storage.unit_of_work import UnitOfWork


class Service:
    """Takes in, tells the time, moves it, and says who is there."""

    def __init__(self, house: House, clock: OfficeClock, deliverer: Deliverer, timekeeper: Timekeeper) -> None:
        self._house = house
        self._clock = clock
        self._deliverer = deliverer
        self._timekeeper = timekeeper

    async def receive(self, incoming: Incoming) -> None:
        """Take in one thing: committed when this returns, with everything that it caused. A redelivery does nothing."""
        self._house.kill_points.reached(KillPoint.RECEIVED)
        await self._house.store.write_async(self._house.taking_in(incoming))
        self._house.kill_points.reached(KillPoint.COMMITTED)
        self._deliverer.wake()

    def deliver_now(self) -> None:
        """Let what a channel has written itself go out at once."""
        self._deliverer.wake()

    def now(self) -> datetime:
        """The office's clock."""
        return self._clock.now()

    async def advance(self, to: datetime) -> None:
        """Move the simulated clock forward. Raises ValueError with a sentence for the person where it cannot be."""
        await self._timekeeper.advance(to)

    async def people(self, org: str) -> Sequence[Person]:
        """Everyone of the org who is in service, in the order of the roster."""
        roster = await self._roster(org)
        return [Person(m.account, m.name, m.unit, m.post) for m in roster.members]

    async def groups(self, org: str) -> Sequence[Group]:
        """The org's group chats."""
        roster = await self._roster(org)
        return [Group(group.name, roster.accounts_in(group)) for group in roster.groups]

    async def tell_office(self, org: str, words: str) -> None:
        """Say to the office what the platform's IT person, or everybody, must know; outside of quiet hours."""
        await self._house.store.write_async(lambda uow: self._tell(uow, org, words))
        self._deliverer.wake()

    def _tell(self, uow: UnitOfWork, org: str, words: str) -> None:
        now = self._clock.now()
        facts = self._house.offices.facts(uow, org, now, "")
        if contact := facts.contact():
            awake = next_allowed(now, facts.policy.reminders)
            Outward(uow, org, now).say(contact, words, not_before=awake)

    async def _roster(self, org: str) -> Roster:
        return await self._house.store.read_async(lambda uow: self._house.offices.roster(uow, org))
