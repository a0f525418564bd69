"""The stage of the scenes with a chat platform between: what a scene says is done on the platform's fake, and what the
fake shows is what the scene reads. Each platform brings its town: how people act there, and what they see."""

from __future__ import annotations

import asyncio
import io
import json
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from bot import play, sample
from bot.channels.port import DeliveryRefusedError
from bot.house import House
from bot.incoming import Incoming
from bot.service import Service
from handlers.engine.content import Outgoing
from storage.instants import ZONE
from tests.scenes.stage import Stage

T = TypeVar("T")


class PlatformTown(Protocol):
    """The channel of one scene, and the fake before it."""

    decided_in_words: bool
    """Whether somebody just wrote a decision with words, as cards have no field: the house confirms that with «已记录»,
    which a tap does not need."""

    def open(self) -> None:
        """Listen, set up the world, connect."""

    def close(self) -> None:
        """Go away."""

    def act(self, incoming: Incoming) -> None:
        """Do on the platform what the scene's line says."""

    def again(self) -> None:
        """The platform delivers the last thing once more."""

    def deliver(self, outgoing: Outgoing) -> dict[str, Any]:
        """Deliver one thing; what people see of it now."""


class Loop:
    """An event loop in a thread of its own, beside a test that is not asynchronous."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def run(self, coroutine: Coroutine[Any, Any, T], seconds: float = 20) -> T:
        """Run it there and wait."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(seconds)

    def close(self) -> None:
        """Stop the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)


class SceneService(Service):
    """The house's service on the scene's clock; it tells when something was taken in."""

    def __init__(self, house: House, clock: Any) -> None:
        super().__init__(house, clock, clock, clock)
        self.taken = threading.Event()

    async def receive(self, incoming: Incoming) -> None:
        """Take it in, and say so."""
        await super().receive(incoming)
        self.taken.set()


@dataclass
class SceneClock:
    """Stands in the place of clock, deliverer and timekeeper, which a scene drives by hand."""

    play: play.Stage | None = None

    def now(self) -> datetime:
        """The scene's moment."""
        return self.play.now if self.play else datetime(2026, 12, 1, tzinfo=ZONE)

    def wake(self) -> None:
        """The scene looks by itself."""


class PlatformPlay(play.Stage):
    """A scene whose lines go through the fake."""

    town: PlatformTown

    def play(self, step: play.Step) -> None:
        """Let time pass until the step, then do what it says."""
        self._pass_time(step.at)
        if step.line.get("redeliver"):
            self.town.again()
        else:
            incoming = self._incoming(step)
            if incoming is None:
                return
            self.town.act(incoming)
        self._drain()

    def _drain(self) -> None:
        while batch := self.house.claim(self.now):
            for outgoing in batch:
                try:
                    line = self.town.deliver(outgoing)
                except DeliveryRefusedError as refusal:
                    raise AssertionError(f"{outgoing} was refused: {refusal}") from refusal
                if not (self.town.decided_in_words and str(line.get("text", "")).startswith("已记录")):
                    self.out.write(json.dumps(self._dated(line), ensure_ascii=False) + "\n")
                self.house.sent(outgoing, f"scene-{outgoing.id}", self.now)

    def _dated(self, line: dict[str, Any]) -> dict[str, Any]:
        return {"at": self.now.strftime("%Y-%m-%dT%H:%M"), **line}


class PlatformStage(Stage):
    """The sample township on a platform during a test."""

    def open_town(self, house: House, clock: SceneClock) -> PlatformTown:
        """The platform's town, not open yet."""
        raise NotImplementedError

    def __post_init__(self) -> None:
        at = datetime.fromisoformat(self.start).replace(tzinfo=ZONE)
        sample.settle(self.store, at)
        self._out = io.StringIO()
        house = House(self.store, self.offices, jobs=self.jobs)
        self._play = PlatformPlay(house, self._out, at)
        self.town = self.open_town(house, SceneClock(self._play))
        self._play.town = self.town
        self._lines = 0
        self.town.open()
