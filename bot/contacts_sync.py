"""Once a day the contacts of each platform are laid beside the roster; what differs is put to the office.

Any number of processes may try: the firing is claimed in the transaction that asks the office.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

from bot.affairs.contacts import put_to_office
from bot.channels.port import DirectoryUnavailableError, HasDirectory
from bot.clock import OfficeClock
from bot.delivery import Deliverer
from bot.house import House
from handlers.contacts.book import Contacts
from handlers.contacts.differences import Difference
from handlers.engine.calendar import UnknownYearError
from storage import firings, people, policies
from storage.unit_of_work import UnitOfWork

_logger = logging.getLogger(__name__)

LOOK_EVERY = 60.0
AGAIN_AFTER = timedelta(minutes=30)
"""A platform that does not answer is asked again after so long, on the same day."""
GRACE = timedelta(hours=9)
"""Later than this after its time a comparison waits for the next working day."""
FIRED = "fired"


class ContactsSync:
    """The daily comparison of one office."""

    def __init__(
        self, house: House, clock: OfficeClock, deliverer: Deliverer, org: str, sources: Mapping[str, HasDirectory]
    ) -> None:
        self._house = house
        self._clock = clock
        self._deliverer = deliverer
        self._org = org
        self._sources = sources
        self._not_before: dict[str, datetime] = {}
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look every minute from now on; nothing is started where no platform has contacts."""
        if self._sources:
            self._running = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Look no more."""
        if self._running:
            self._running.cancel()
            with suppress(asyncio.CancelledError):
                await self._running

    async def _run(self) -> None:
        while True:
            for channel in self._sources:
                try:
                    await self.look(channel)
                except Exception:
                    _logger.exception("the contacts of %s could not be compared", channel)
                    self._not_before[channel] = self._clock.now() + AGAIN_AFTER
            await asyncio.sleep(LOOK_EVERY)

    async def look(self, channel: str) -> bool:
        """Compare where it is due and nobody has yet. True where it was done here."""
        now = self._clock.now()
        if self._not_before.get(channel, now) > now:
            return False
        due = await self._house.store.read_async(lambda uow: self._due(uow, channel, now))
        if due is None:
            return False
        try:
            book = await self._sources[channel].directory()
        except DirectoryUnavailableError as fault:
            _logger.warning("the contacts of %s cannot be had now: %s", channel, fault)
            self._not_before[channel] = now + AGAIN_AFTER
            return False
        done = await self._house.store.write_async(lambda uow: self._fire(uow, channel, book, due, now))
        self._deliverer.wake()
        return done

    def _due(self, uow: UnitOfWork, channel: str, now: datetime) -> datetime | None:
        """Today's time on a working day, where it has come and nobody has acted on it."""
        if policies.current(uow, self._org) is None or not people.load_roster(uow, self._org).members:
            return None
        _, policy = self._house.offices.policy(uow, self._org)
        due = datetime.combine(now.date(), policy.contacts.check_time, now.tzinfo)
        last = firings.last_due(uow, self._org, _job(channel))
        if not due <= now < due + GRACE or (last and last >= due):
            return None
        with suppress(UnknownYearError):
            return due if policy.calendar.is_workday(due.date()) else None
        return due if due.weekday() < 5 else None

    def _fire(self, uow: UnitOfWork, channel: str, book: Contacts, due: datetime, now: datetime) -> bool:
        if not firings.claim(uow, self._org, _job(channel), due, now, FIRED):
            return False
        compare_now(self._house, uow, self._org, self._sources[channel], book, now)
        return True


def compare_now(
    house: House, uow: UnitOfWork, org: str, source: HasDirectory, book: Contacts, at: datetime
) -> tuple[Difference, ...]:
    """Compare within this transaction, and ask the office about what it was not asked before; all differences."""
    office = house.offices.facts(uow, org, at, "").contact()
    turn = house.conversation.turn(uow, org, office, at, source.name)
    return put_to_office(turn, source.name, source.title, book) if turn else ()


def _job(channel: str) -> str:
    return f"contacts {channel}"
