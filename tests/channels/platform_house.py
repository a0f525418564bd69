"""A running house with a fake platform before it, as a test acts there and waits for what people see."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from bot import app as house_app
from bot import sample
from bot.delivery import Pace
from storage import outbox
from storage.outbox import DeadLetter
from storage.store import Store
from tests.channels.fake_process import FakeProcess

PACE = Pace(first_retry=0.2, longest_retry=1.0, look_every=0.1)


@dataclass
class PlatformHouse:
    """A running house and the platform before it."""

    platform: FakeProcess
    store: Store
    app: house_app.App
    url: str
    waited_for: set[int] = field(default_factory=set)

    def words_on(self, thing: dict[str, Any]) -> str:
        """Everything that can be read on what people saw."""
        raise NotImplementedError

    async def ask(self, path: str, **said: Any) -> Any:
        """A command for the fake, without holding up the loop."""
        return await asyncio.to_thread(self.platform.ask, path, **said)

    async def seen(self, to: str, kind: str, words: str = "", seconds: float = 6.0) -> dict[str, Any]:
        """Wait until this person or group sees such a thing that nobody waited for before."""
        async with asyncio.timeout(seconds):
            while True:
                told = await self.ask("seen")
                for thing in told["seen"]:
                    new = thing["number"] not in self.waited_for
                    if new and (thing["to"], thing["kind"]) == (to, kind) and words in self.words_on(thing):
                        self.waited_for.add(thing["number"])
                        return dict(thing)
                await asyncio.sleep(0.03)

    async def all_seen(self) -> list[str]:
        """Everything that people saw, in short."""
        await self.settled()
        return await self.all_seen_now()

    async def all_seen_now(self) -> list[str]:
        """The same without waiting for what is still on its way."""
        return [f"{thing['to']} {thing['kind']}" for thing in (await self.ask("seen"))["seen"]]

    async def settled(self) -> None:
        """Wait until nothing is on its way."""
        async with asyncio.timeout(10):
            while self.store.read(outbox.next_due) is not None:
                await asyncio.sleep(0.03)

    def dead(self) -> list[DeadLetter]:
        """What could not be delivered."""
        return list(self.store.read(lambda uow: outbox.dead_letters(uow, sample.ORG, 50)))
