"""One office on two platforms at once, as people meet it: the fake WeCom and the workplace page, one ledger."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import app as house_app
from bot import sample
from bot.clock import real_time
from bot.settings import Settings
from storage import people, policies
from storage.store import Store
from tests.channels.platform_house import PACE
from tests.channels.wecom.house import House
from tests.channels.wecom.platform import Parts, Platform, running_platform

ASK = "下周三到周五请假，老人住院"
POLICY = Path(sample.__file__).parent / "sample_township" / "policy.toml"


@dataclass
class Page:
    """Somebody's window, and the entries of their single chat as they stand."""

    socket: aiohttp.ClientWebSocketResponse
    entries: dict[int, dict[str, Any]] = field(default_factory=dict)
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def read(self) -> None:
        """Take in what comes, for as long as the window is open."""
        async for message in self.socket:
            frame = json.loads(message.data)
            if frame["type"] == "entry" and not frame["entry"]["group"]:
                self.entries[frame["entry"]["id"]] = frame["entry"]

    async def seen(self, words: str) -> dict[str, Any]:
        """Wait for an entry that says this now."""
        async with asyncio.timeout(6):
            while True:
                for entry in self.entries.values():
                    if words in json.dumps(entry["content"], ensure_ascii=False):
                        return entry
                await asyncio.sleep(0.03)

    async def tap(self, entry: dict[str, Any], button: str) -> None:
        """Tap a button there."""
        number = f"page-{next(self.numbers):04}"
        await self.socket.send_json({"type": "tap", "id": number, "entry": entry["id"], "button": button})

    def texts(self) -> list[str]:
        """The plain messages."""
        return [entry["content"]["text"] for entry in self.entries.values() if "title" not in entry["content"]]


@dataclass
class Town:
    """The house, and who sits at the page."""

    house: House
    linf: Page
    liwh: Page


@pytest.fixture(scope="module")
def platform() -> Any:
    with running_platform() as platform:
        yield platform


@pytest.fixture
async def open_town(platform: Platform, memory_store: Store) -> AsyncIterator[Callable[..., Any]]:
    """Opens the township; the page is its preferred platform."""
    async with AsyncExitStack() as stack:

        async def open_one(both: bool) -> Town:
            return await stack.enter_async_context(_town(platform, memory_store, both))

        yield open_one


@asynccontextmanager
async def _town(platform: Platform, store: Store, both: bool) -> AsyncIterator[Town]:
    sample.settle(store, real_time())
    if both:
        text = POLICY.read_text(encoding="utf-8").replace('"几个平台都发" = false', '"几个平台都发" = true')
        store.write(lambda uow: policies.adopt(uow, sample.ORG, text, "chenj", real_time()))
    users = [member.account for member in store.read(lambda uow: people.load_roster(uow, sample.ORG)).members]
    settings = Settings(org=sample.ORG, channels=("workplace", "wecom"), wecom=platform.settings(Parts()))
    async with AsyncExitStack() as stack:
        door = stack.enter_context(house_app.listening("127.0.0.1", 0))
        url = "http://{}:{}".format(*door.getsockname()[:2])
        await asyncio.to_thread(platform.set_up, Parts(), users, url)
        app = house_app.build(settings, store, PACE)
        await stack.enter_async_context(house_app.running(app, door))
        session = await stack.enter_async_context(aiohttp.ClientSession(url, headers={"Origin": url}))
        pages = [await _sit(stack, session, who) for who in ("linf", "liwh")]
        yield Town(House(platform, store, app, url), *pages)


async def _sit(stack: AsyncExitStack, session: aiohttp.ClientSession, who: str) -> Page:
    page = Page(await stack.enter_async_context(session.ws_connect("/workplace/socket")))
    await page.socket.send_json({"type": "hello", "me": who})
    reading = asyncio.create_task(page.read())
    stack.callback(reading.cancel)
    return page


async def test_where_policy_asks_for_both_a_decision_on_one_is_repainted_on_the_other(open_town: Any) -> None:
    town = await open_town(both=True)
    await town.house.say("linf", ASK)
    await town.house.seen("linf", "card", "请核对")
    await town.linf.tap(await town.linf.seen("请核对"), "提交")  # begun on one, handed in on the other
    await town.house.seen("linf", "update", "已提交")
    on_wecom, on_page = await town.house.seen("liwh", "card", "请您审批"), await town.liwh.seen("请您审批")
    await town.house.tap("liwh", "同意", on_wecom["task"])
    await town.house.seen("liwh", "update", "已同意")
    repainted = await town.liwh.seen("已同意")
    assert (repainted["id"], repainted["content"]["buttons"]) == (on_page["id"], [])
    await town.linf.seen("已同意")
    await town.house.seen("linf", "text", "已同意")
    await town.house.settled()
    told = [
        thing for thing in (await town.house.ask("seen"))["seen"] if (thing["to"], thing["kind"]) == ("linf", "text")
    ]
    assert len([thing for thing in told if "已同意" in thing["text"]]) == 1
    assert len([text for text in town.linf.texts() if "已同意" in text]) == 1
    assert town.house.dead() == []


async def test_else_each_thing_comes_once_where_the_person_just_wrote_or_is_preferred(open_town: Any) -> None:
    town = await open_town(both=False)
    await town.house.say("linf", ASK)
    form = await town.house.seen("linf", "card", "请核对")
    await town.house.tap("linf", "提交", form["task"])
    await town.house.seen("linf", "update", "已提交")
    await town.liwh.tap(await town.liwh.seen("请您审批"), "同意")
    await town.liwh.seen("已同意")
    await town.house.seen("linf", "text", "已同意")
    await town.house.settled()
    assert [thing["to"] for thing in (await town.house.ask("seen"))["seen"] if thing["to"] == "liwh"] == []
    assert [entry for entry in town.linf.entries.values() if entry["from"] == ""] == []
    assert town.house.dead() == []
