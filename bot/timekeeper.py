"""Lets the recurring duties fire in their time. The scheduler only wakes us; the database decides who acts.

It is armed for what is due next and looks anyway every half minute: another process, or a form just begun, may have
brought something nearer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from bot.clock import OfficeClock, SimulatedClock, real_time
from bot.delivery import Deliverer
from bot.house import House
from bot.kill_points import KillPoint

LOOK_EVERY = timedelta(seconds=30)
LONGEST_JUMP = timedelta(days=366)

_logger = logging.getLogger(__name__)


class Timekeeper:
    """The clock's servant for these offices."""

    def __init__(self, house: House, clock: OfficeClock, deliverer: Deliverer, orgs: Sequence[str]) -> None:
        self._house = house
        self._clock = clock
        self._deliverer = deliverer
        self._orgs = tuple(orgs)
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._order = asyncio.Lock()
        self._stopping = False

    def start(self) -> None:
        """Look at once (what was missed is made up or skipped then), and from then on in time."""
        self._scheduler.start()
        self._arm(real_time())

    async def stop(self) -> None:
        """Wake up no more; what is happening at this moment comes to its end, a moving clock stops where it is."""
        self._stopping = True
        self._scheduler.pause()
        async with self._order:
            self._scheduler.shutdown(wait=False)

    async def advance(self, to: datetime) -> None:
        """Move the simulated clock forward; whatever is due fires and leaves in order, each at its own time.

        Raises ValueError, with one sentence for the person, where the clock cannot be moved there.
        """
        async with self._order:
            clock = self._movable(to)
            started, moments = clock.now(), 0
            due = await self._happen(started)
            try:
                while (moment := await asyncio.to_thread(self._next_moment, due, clock.now(), to)) is not None:
                    await asyncio.to_thread(clock.hold, moment)
                    self._house.kill_points.reached(KillPoint.CLOCK_MOVED)
                    due = await self._happen(moment)
                    moments += 1
                if not self._stopping:
                    await asyncio.to_thread(clock.hold, to)
                    await self._happen(to)
            finally:
                clock.run_on()
            _logger.info("the clock was moved from %s to %s, %s moments on the way", started, clock.now(), moments)
        self._arm(real_time())

    def _movable(self, to: datetime) -> SimulatedClock:
        if not isinstance(self._clock, SimulatedClock):
            raise ValueError("这里用的是真实时间，时钟不能拨动")
        if to <= self._clock.now():
            raise ValueError("时钟只能向前拨，不能拨回过去的时间")
        if to - self._clock.now() > LONGEST_JUMP:
            raise ValueError("时钟一次最多向前拨一年，请分几次拨")
        return self._clock

    def _next_moment(self, due: datetime | None, after: datetime, until: datetime) -> datetime | None:
        """When something fires, or something kept back may leave, next; None where the program is to end."""
        coming = [at for at in (due, self._house.next_delivery()) if at and after < at <= until]
        return None if self._stopping else min(coming, default=None)

    async def _happen(self, moment: datetime) -> datetime | None:
        """Let everything fire and leave that is due at this moment; returns when something fires next."""
        coming = [await asyncio.to_thread(self._house.look, org, moment) for org in self._orgs]
        await self._deliverer.drain()
        return min((due for due in coming if due), default=None)

    async def _look(self) -> None:
        """Fire what is due now and set the alarm for the next time."""
        nearest = LOOK_EVERY
        async with self._order:
            now = self._clock.now()
            for org in self._orgs:
                try:
                    due = await asyncio.to_thread(self._house.look, org, now)
                except Exception:
                    _logger.exception("the recurring duties of %s could not be looked at", org)
                else:
                    nearest = min(nearest, max(due - now, timedelta(0))) if due else nearest
        self._deliverer.wake()
        self._arm(real_time() + nearest)

    def _arm(self, at: datetime) -> None:
        if self._scheduler.running:
            trigger = DateTrigger(at)
            self._scheduler.add_job(
                self._look, trigger, id="look", replace_existing=True, misfire_grace_time=None, max_instances=3
            )
