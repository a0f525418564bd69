"""The house with WeCom as its only channel, listening on a real port beside the fake."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from bot import app as house_app
from bot import sample
from bot.channels.wecom.channel import WeComChannel
from bot.clock import real_time
from bot.delivery import Pace
from bot.settings import Settings
from storage import accounts, people
from storage.store import Store
from tests.channels.platform_house import PACE, PlatformHouse
from tests.channels.wecom.platform import Parts, Platform


@dataclass
class House(PlatformHouse):
    """A running house and the platform before it."""

    @property
    def channel(self) -> WeComChannel:
        """The channel under test."""
        channel = self.app.channels["wecom"]
        assert isinstance(channel, WeComChannel)
        return channel

    def words_on(self, thing: dict[str, Any]) -> str:
        """Everything that can be read on what people saw."""
        return words_on(thing)

    async def say(self, user: str, text: str, door: str = "app", group: str = "", **more: Any) -> Any:
        """Somebody writes."""
        return await self.ask("say", user=user, text=text, door=door, **({"group": group} if group else {}), **more)

    async def tap(self, user: str, key: str, task: str, **more: Any) -> Any:
        """Somebody taps a button."""
        answer = await self.ask("tap", user=user, key=key, task=task, **more)
        assert "error" not in answer, answer
        return answer


def words_on(thing: dict[str, Any]) -> str:
    """Everything that can be read on what people saw."""
    if "text" in thing:
        return str(thing["text"])
    card = thing["card"]
    rows = [f"{row['keyname']}：{row['value']}" for row in card.get("horizontal_content_list", [])]
    quote = card.get("quote_area", {}).get("quote_text", "")
    parts = [card["main_title"]["title"], card.get("sub_title_text", ""), *rows, quote]
    return "\n".join(part for part in parts if part)


def buttons_on(thing: dict[str, Any]) -> list[str]:
    """What can be tapped on it."""
    return [button["text"] for button in thing["card"].get("button_list", [])]


def serial_on(thing: dict[str, Any]) -> str:
    """The number that a card bears."""
    found = re.search(r"[A-Z]{2}-\d{4}-\d{4}", words_on(thing))
    assert found, thing
    return found[0]


@asynccontextmanager
async def running_house(
    platform: Platform, store: Store, parts: Parts, pace: Pace = PACE, settled: bool = False, **more: Any
) -> AsyncIterator[House]:
    """The sample township on WeCom. `settled`: it is there already, and so is the fake's world."""
    if not settled:
        sample.settle(store, real_time())
    roster = store.read(lambda uow: people.load_roster(uow, sample.ORG))
    settings = Settings(org=sample.ORG, channels=("wecom",), wecom=platform.settings(parts, **more))
    with house_app.listening("127.0.0.1", 0) as door:
        url = "http://{}:{}".format(*door.getsockname()[:2])
        if not settled:
            users = [member.account for member in roster.members]
            await asyncio.to_thread(platform.set_up, parts, users, url)
        app = house_app.build(settings, store, pace)
        async with house_app.running(app, door):
            yield House(platform, store, app, url)


def link(store: Store, external: str, member: str) -> None:
    """Somebody's account on the platform."""
    store.write(lambda uow: accounts.link(uow, sample.ORG, "wecom", external, member, real_time()))


OpenHouse = Callable[..., Any]
