"""Delivers what waits in the outbox: each receiver's things in order, again after a failure, visibly given up at last.

What was written is delivered at once (`wake`); what another process left behind is found by looking every few seconds.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError
from bot.kill_points import KillPoint, KillPoints
from handlers.engine.content import Outgoing
from storage import outbox
from storage.store import Store

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pace:
    """How patient the delivery is. All times in seconds."""

    first_retry: float = 2.0
    longest_retry: float = 900.0
    attempts: int = 16
    """After this many tries a thing is a dead letter: some two and a half hours with the waits in between."""
    timeout: float = 20.0
    lease: float = 30.0
    """A claim is held this long; longer than one try may take, so that no other process takes the thing meanwhile."""
    at_once: int = 50
    """Things under way at the same time, each to another receiver."""
    look_every: float = 2.0
    drain: float = 5.0
    """How long a shutdown waits for what is under way."""


def retry_delay(attempt: int, chance: float, pace: Pace) -> timedelta:
    """How long to wait after try number `attempt` (from 1): doubling up to the longest, less up to half by `chance`
    (0 to 1), so that what failed together does not come again together."""
    full = min(pace.first_retry * 2 ** min(attempt - 1, 30), pace.longest_retry)
    return timedelta(seconds=full * (1 - chance / 2))


class Deliverer:
    """Takes from the outbox, hands over, settles. `deliver` gives a thing to the channel of its receiver."""

    def __init__(
        self,
        store: Store,
        deliver: Callable[[Outgoing], Awaitable[str]],
        now: Callable[[], datetime],
        *,
        pace: Pace | None = None,
        chance: Callable[[], float] = random.random,
        kill_points: KillPoints | None = None,
    ) -> None:
        self._store = store
        self._hand_over = deliver
        self._now = now
        self._pace = pace or Pace()
        self._chance = chance
        self._kill_points = kill_points or KillPoints()
        self._news = asyncio.Event()
        self._taking = asyncio.Lock()
        self._under_way: set[asyncio.Task[None]] = set()
        self._running: asyncio.Task[None] | None = None
        self._stopping = False

    def start(self) -> None:
        """Deliver from now on."""
        self._running = asyncio.create_task(self._run())

    def wake(self) -> None:
        """Something was written."""
        self._news.set()

    async def drain(self) -> None:
        """Deliver until nothing is due; what failed waits for its next try and is not waited for here."""
        while await self._take() or self._under_way:
            if self._under_way:
                await asyncio.wait(self._under_way)

    async def stop(self) -> None:
        """Take nothing new, let what is under way end, and cut off what does not."""
        self._stopping = True
        self.wake()
        if self._running:
            await self._running
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=self._pace.drain)
            for task in late:
                task.cancel()

    async def _run(self) -> None:
        while not self._stopping:
            self._news.clear()
            try:
                taken = await self._take()
                rest = 0.0 if taken else await self._until_next()
            except Exception:
                _logger.exception("the outbox could not be read")
                rest = self._pace.look_every
            if rest:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), rest)

    async def _take(self) -> int:
        """Claim what may leave now and set it on its way; how many things that were."""
        async with self._taking:
            free = self._pace.at_once - len(self._under_way)
            if free <= 0:
                return 0
            now = self._now()
            batch = await self._store.write_async(lambda uow: outbox.claim(uow, now, free, self._pace.lease))
            for outgoing in batch:
                self._kill_points.reached(KillPoint.CLAIMED)
                task = asyncio.create_task(self._deliver(outgoing))
                self._under_way.add(task)
                task.add_done_callback(self._ended)
        return len(batch)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self.wake()
        if not task.cancelled() and (fault := task.exception()):
            _logger.error("a delivery was not settled and is tried again when its claim ends", exc_info=fault)

    async def _until_next(self) -> float:
        """Seconds until something waiting is due, but no longer than the next look."""
        due = await self._store.read_async(outbox.next_due)
        seconds = (due - self._now()).total_seconds() if due else self._pace.look_every
        return min(max(seconds, 0.2), self._pace.look_every)

    async def _deliver(self, outgoing: Outgoing) -> None:
        self._kill_points.reached(KillPoint.BEFORE_SEND)
        try:
            platform_id = await asyncio.wait_for(self._hand_over(outgoing), self._pace.timeout)
        except DeliveryRefusedError as refusal:
            await self._give_up(outgoing, str(refusal))
        except DeliveryDelayedError as delay:
            await self._try_later(outgoing, str(delay), delay.retry_after or 0)
        except Exception as fault:
            _logger.exception("outbox row %s was not delivered", outgoing.id)
            await self._try_later(outgoing, f"{type(fault).__name__}: {fault}", 0)
        else:
            self._kill_points.reached(KillPoint.SENT)
            await self._settle(outgoing, platform_id)
            self._kill_points.reached(KillPoint.SETTLED)

    async def _settle(self, outgoing: Outgoing, platform_id: str) -> None:
        at = self._now()
        await self._store.write_async(lambda uow: outbox.settle_sent(uow, outgoing.id, platform_id, at))

    async def _try_later(self, outgoing: Outgoing, why: str, at_least: float) -> None:
        attempt = int(outgoing.extra["attempts"])
        if attempt >= self._pace.attempts:
            return await self._give_up(outgoing, why)
        delay = max(retry_delay(attempt, self._chance(), self._pace), timedelta(seconds=at_least))
        retry_at = self._now() + delay
        await self._store.write_async(lambda uow: outbox.settle_failed(uow, outgoing.id, why, retry_at))
        return None

    async def _give_up(self, outgoing: Outgoing, why: str) -> None:
        """It becomes a dead letter, which the list shows and can send again."""
        _logger.error("outbox row %s of %s is a dead letter: %s", outgoing.id, outgoing.org, why)
        at = self._now()
        await self._store.write_async(lambda uow: outbox.settle_failed(uow, outgoing.id, why, None, at))
