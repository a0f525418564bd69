"""Acknowledged within a second whatever the load: in a rush a callback is kept first and worked through afterwards.

As long as little is under way a callback is acknowledged when all that it causes is committed. Above that its sealed
text is committed, which takes next to nothing, and the rest follows; a crash in between loses nothing, because what was
not worked through is found again. Doing a thing twice is doing it once: the inbox knows it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakValueDictionary

from bot.channels.heard import Heard, Words
from bot.channels.refusals import RefusedError
from bot.clock import real_time
from storage import arrivals
from storage.store import Store

_logger = logging.getLogger(__name__)

AT_ONCE = 12
"""So many things under way are worked through at once before anybody is answered."""
PATIENCE = 0.25
"""Seconds that a callback waits for its effects; after that it is kept and answered."""
WORKERS = 6
LOOK_EVERY = 60.0
LEFT_BEHIND = timedelta(minutes=2)
"""What waits for longer was left behind by a process that is not there any more."""
_BATCH = 500
_LONGEST_WAIT = 30.0

Take = Callable[[Heard], Awaitable[None]]
Reopen = Callable[[str, str], Heard]
"""Door and sealed text to what was heard. Raises RefusedError."""


class Backlog:
    """Takes in what the callbacks hear. `may_be_kept` is False for what must not be written down, even sealed."""

    def __init__(
        self,
        store: Store,
        org: str,
        channel: str,
        take: Take,
        reopen: Reopen,
        may_be_kept: Callable[[str], bool],
        at_once: int = AT_ONCE,
    ) -> None:
        self._store = store
        self._org = org
        self._channel = channel
        self._take = take
        self._reopen = reopen
        self._may_be_kept = may_be_kept
        self._at_once = at_once
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._workers = asyncio.Semaphore(WORKERS)
        self._under_way = 0
        self._kept: dict[int, asyncio.Task[None]] = {}
        self._looking: asyncio.Task[None] | None = None

    @property
    def is_rushed(self) -> bool:
        """Whether so much is under way that the next thing is kept first."""
        return self._under_way >= self._at_once

    def start(self) -> None:
        """Find what was left behind, now and from time to time."""
        self._looking = asyncio.create_task(self._look())

    async def close(self, seconds: float = 3.0) -> None:
        """Let what is under way end; what does not is found at the next start."""
        if self._looking:
            self._looking.cancel()
            with suppress(asyncio.CancelledError):
                await self._looking
        if self._kept:
            _, late = await asyncio.wait(self._kept.values(), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def take(self, heard: Heard, door: str, sealed: str) -> None:
        """Returns once it is committed, or kept."""
        at = real_time()
        if not self._can_be_kept(heard):
            return await self._counted(heard)
        if self.is_rushed:
            return self._work_through(await self._keep(door, sealed, at), heard)
        taking = asyncio.create_task(self._counted(heard))
        done, _ = await asyncio.wait({taking}, timeout=PATIENCE)
        if done:
            return taking.result()
        return self._work_through(await self._keep(door, sealed, at), heard, taking)

    async def _keep(self, door: str, sealed: str, at: datetime) -> int:
        return await self._store.write_async(lambda uow: arrivals.put(uow, self._org, self._channel, door, sealed, at))

    def _can_be_kept(self, heard: Heard) -> bool:
        return not isinstance(heard, Words) or self._may_be_kept(heard.text)

    def _counted(self, heard: Heard) -> Coroutine[Any, Any, None]:
        """Take it in after everything that the same person said before; counted from this moment on."""
        self._under_way += 1
        return self._in_turn(heard, self._turn_of(heard))

    async def _in_turn(self, heard: Heard, turn: asyncio.Lock) -> None:
        try:
            async with turn:
                await self._take(heard)
        finally:
            self._under_way -= 1

    def _turn_of(self, heard: Heard) -> asyncio.Lock:
        """Each person's things in their order; what concerns nobody waits for nobody."""
        chat = getattr(heard, "chat", None)
        return self._turns.setdefault(chat.user, asyncio.Lock()) if chat else asyncio.Lock()

    # --- what was kept ------------------------------------------------------------------------------------------------

    def _work_through(self, id: int, heard: Heard, taking: asyncio.Task[None] | None = None) -> None:
        """`taking` is the first try where it is under way already."""
        self._under_way += 1
        task = asyncio.create_task(self._until_done(id, heard, taking, self._turn_of(heard)))
        self._kept[id] = task
        task.add_done_callback(lambda _: self._ended(id))

    def _ended(self, id: int) -> None:
        self._under_way -= 1
        self._kept.pop(id, None)

    async def _until_done(self, id: int, heard: Heard, taking: asyncio.Task[None] | None, turn: asyncio.Lock) -> None:
        if taking and await self._went_well(taking, id):
            return
        wait = 0.2
        async with turn, self._workers:
            while not await self._went_well(self._take(heard), id):
                await asyncio.sleep(wait)
                wait = min(wait * 2, _LONGEST_WAIT)

    async def _went_well(self, taking: Awaitable[None], id: int) -> bool:
        try:
            await taking
            await self._store.write_async(lambda uow: arrivals.done(uow, id))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the thing is kept and tried again
            _logger.warning("what was kept could not be worked through yet (%s)", type(fault).__name__)
            return False
        return True

    async def _look(self) -> None:
        until = real_time()
        while True:
            try:
                await self.find_left_behind(until)
            except Exception:
                _logger.exception("what was left behind could not be looked for")
            await asyncio.sleep(LOOK_EVERY)
            until = real_time() - LEFT_BEHIND

    async def find_left_behind(self, until: datetime) -> int:
        """Take up what arrived until this moment and nobody here is working on; how many things that were."""
        found = await self._store.read_async(lambda uow: arrivals.waiting(uow, self._org, self._channel, until, _BATCH))
        left = [arrival for arrival in found if arrival.id not in self._kept]
        for arrival in left:
            try:
                self._work_through(arrival.id, self._reopen(arrival.door, arrival.sealed))
            except RefusedError as refusal:
                _logger.error("something kept cannot be opened any more (%s)", refusal)
                await self._store.write_async(lambda uow, id=arrival.id: arrivals.done(uow, id))  # type: ignore[misc]
        return len(left)
