"""The whole path of a message: taken in, understood, committed with all its rows, its reply delivered and settled.

Each caller is another member of the sample township, who asks for a leave, gets the check card, drops it, gets the
card repainted, and so on: like people, each waits for the reply before writing again. What is between the reply and
a real platform (HTTP) is left out.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from dataclasses import dataclass, field
from datetime import datetime

from bench.figures import percentile
from bot import sample
from bot.delivery import Deliverer
from bot.house import House
from bot.incoming import Envelope, Message
from handlers.engine.content import Outgoing
from handlers.engine.people import Role
from storage.instants import ZONE
from storage.store import Store

AT = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)
SAID = ("下周三到周四请假，家里老人住院要陪护", "取消")
_RUN = itertools.count(1)


@dataclass(frozen=True)
class Round:
    """One round: messages a second, and milliseconds from a message in to its reply handed over."""

    per_second: float
    p50: float
    p99: float


@dataclass
class Office:
    """The sample township in a store, with its deliverer and the people who write to it."""

    store: Store
    house: House = field(init=False)
    members: list[str] = field(init=False)
    replies: dict[str, asyncio.Event] = field(init=False)

    def __post_init__(self) -> None:
        sample.settle(self.store, AT)
        self.house = House(self.store)
        roster = self.store.read(lambda uow: self.house.offices.roster(uow, sample.ORG))
        self.members = [m.account for m in roster.members if not m.holds(Role.PRINCIPAL)]

    def round(self, callers: int, seconds: float) -> Round:
        """So many people writing for so long."""
        return asyncio.run(self._round(callers, seconds))

    async def _round(self, callers: int, seconds: float) -> Round:
        self.replies = {account: asyncio.Event() for account in self.members[:callers]}
        deliverer = Deliverer(self.store, self._hand_over, lambda: AT)
        deliverer.start()
        times: list[float] = []
        begun = time.perf_counter()
        await asyncio.gather(*(self._write(a, deliverer, begun + seconds, times) for a in self.replies))
        await deliverer.drain()
        took = time.perf_counter() - begun
        await deliverer.stop()
        times.sort()
        return Round(len(times) / took, percentile(times, 0.5), percentile(times, 0.99))

    async def _hand_over(self, outgoing: Outgoing) -> str:
        if outgoing.to.name in self.replies:
            self.replies[outgoing.to.name].set()
        return f"bench-{outgoing.id}"

    async def _write(self, account: str, deliverer: Deliverer, until: float, times: list[float]) -> None:
        run = next(_RUN)
        for number in itertools.count():
            begun = time.perf_counter()
            if begun > until and number % len(SAID) == 0:
                return
            envelope = Envelope(sample.ORG, "scene", f"{run}-{number}", account, AT)
            message = Message(envelope, SAID[number % len(SAID)])
            self.replies[account].clear()
            await self.store.write_async(self.house.taking_in(message))
            deliverer.wake()
            await self.replies[account].wait()
            times.append((time.perf_counter() - begun) * 1000)
