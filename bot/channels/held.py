"""What only one of our processes may do at a time: hold a bot's connection."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

from bot.clock import real_time
from storage import leases
from storage.store import Store

_logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
HOLD_EVERY = 8.0
"""Seconds between two renewals; what could not be renewed is let go before it ends."""


class Held:
    """A lease of this process, taken and renewed for as long as it is wanted."""

    def __init__(self, store: Store, org: str, name: str) -> None:
        self._store = store
        self._org = org
        self._holder = secrets.token_hex(8)
        self.name = name

    async def take(self) -> bool:
        """Take it, or hold it longer. False where another process has it, or the database is away."""
        now = real_time()
        try:
            return await self._store.write_async(
                lambda uow: leases.take(uow, self._org, self.name, self._holder, now, now + LEASE)
            )
        except Exception:
            _logger.exception("the lease of %s could not be asked for", self.name)
            return False

    async def keep(self, each_time: Callable[[], Awaitable[None]] | None = None) -> None:
        """Returns where another process has it."""
        while await self.take():
            if each_time:
                await each_time()
            await asyncio.sleep(HOLD_EVERY)

    async def wait(self, seconds: float) -> None:
        """Wait without letting another process of ours run into the same wall."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + seconds
        while (left := ends - loop.time()) > 0:
            await asyncio.sleep(min(left, HOLD_EVERY))
            await self.take()

    async def is_elsewhere(self) -> bool:
        """Whether another process has it now."""
        now = real_time()
        holder = await self._store.read_async(lambda uow: leases.holder(uow, self._org, self.name, now))
        return bool(holder) and holder != self._holder

    async def let_go(self) -> None:
        """Let others have it."""
        with suppress(Exception):
            await self._store.write_async(lambda uow: leases.let_go(uow, self._org, self.name, self._holder))
