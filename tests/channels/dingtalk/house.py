"""The house with DingTalk as its only channel, listening on a real port beside the fake."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot import app as house_app
from bot import sample
from bot.channels.dingtalk.channel import DingTalkChannel
from bot.clock import real_time
from bot.delivery import Pace
from bot.settings import Settings
from storage import people
from storage.store import Store
from tests.channels.dingtalk.looks import buttons_of, words_on
from tests.channels.dingtalk.platform import DingTalk
from tests.channels.platform_house import PACE, PlatformHouse

ASK = "下周三到周五请假，老人住院"


@dataclass
class House(PlatformHouse):
    """A running house and the platform before it."""

    @property
    def channel(self) -> DingTalkChannel:
        """The channel under test."""
        channel = self.app.channels["dingtalk"]
        assert isinstance(channel, DingTalkChannel)
        return channel

    def words_on(self, thing: dict[str, Any]) -> str:
        """Everything that can be read on what people saw."""
        return words_on(thing)

    async def say(self, user: str, text: str, group: str = "", **more: Any) -> Any:
        """Somebody writes."""
        return await self.ask("say", user=user, text=text, **({"group": group} if group else {}), **more)

    async def tap(self, user: str, action: str, card: dict[str, Any], **params: Any) -> Any:
        """Somebody taps a button of a card that they saw; how the push ended."""
        assert action in buttons_of(card["card"]), card
        more = {name: params.pop(name) for name in ("again", "stale") if name in params}
        said = {"action": action, "version": card["card"]["version"], **params}
        answer = await self.ask("tap", user=user, track=card["track"], params=said, **more)
        assert "error" not in answer, answer
        return answer

    async def refused(self) -> list[dict[str, Any]]:
        """What the platform found wrong with us."""
        return list((await self.ask("seen"))["refused"])


def serial_on(thing: dict[str, Any]) -> str:
    """The number that a thing bears."""
    found = re.search(r"[A-Z]{2}-\d{4}-\d{4}", words_on(thing) + str(thing.get("card", {}).get("number", "")))
    assert found, thing
    return found[0]


@asynccontextmanager
async def running_house(
    dingtalk: DingTalk, store: Store, pace: Pace = PACE, by_http: bool = False, **more: Any
) -> AsyncIterator[House]:
    """The sample township on DingTalk; `by_http`: the platform calls us."""
    sample.settle(store, real_time())
    roster = store.read(lambda uow: people.load_roster(uow, sample.ORG))
    names = {member.account: member.name for member in roster.members}
    with house_app.listening("127.0.0.1", 0) as door:
        url = "http://{}:{}".format(*door.getsockname()[:2])
        http = {"stream": False, "public_url": url} if by_http else {}
        settings = Settings(org=sample.ORG, channels=("dingtalk",), dingtalk=dingtalk.settings(**(http | more)))
        await asyncio.to_thread(dingtalk.set_up, list(names), url if by_http else "", names)
        app = house_app.build(settings, store, pace)
        async with house_app.running(app, door):
            house = House(dingtalk, store, app, url)
            async with asyncio.timeout(5):
                while not by_http and house.channel.stream_state != "connected":
                    await asyncio.sleep(0.01)
            yield house


OpenHouse = Callable[..., Any]
