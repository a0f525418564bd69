"""One office on WeCom and on DingTalk at once: one ledger, one decision, repainted wherever its card stands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot import app as house_app
from bot import sample
from bot.clock import real_time
from bot.settings import Settings
from storage import people, policies
from storage.store import Store
from tests.channels.dingtalk import house as dingtalk_house
from tests.channels.dingtalk.platform import DingTalk, running_dingtalk
from tests.channels.platform_house import PACE
from tests.channels.wecom import house as wecom_house
from tests.channels.wecom.platform import Parts, Platform, running_platform

ASK = "下周三到周五请假，老人住院"
POLICY = Path(sample.__file__).parent / "sample_township" / "policy.toml"


@dataclass
class Town:
    """The same house, as each platform sees it."""

    wecom: wecom_house.House
    dingtalk: dingtalk_house.House

    async def settled(self) -> None:
        """Wait until nothing is on its way, and nothing was refused."""
        await self.wecom.settled()
        assert await self.dingtalk.refused() == []
        assert self.wecom.dead() == []


@pytest.fixture(scope="module")
def platform() -> Iterator[Platform]:
    with running_platform() as platform:
        yield platform


@pytest.fixture(scope="module")
def dingtalk() -> Iterator[DingTalk]:
    with running_dingtalk() as dingtalk:
        yield dingtalk


@pytest.fixture
async def open_town(platform: Platform, dingtalk: DingTalk, memory_store: Store) -> AsyncIterator[Callable[..., Any]]:
    """Opens the township; WeCom is its preferred platform. `both`: the policy sends everything to every platform."""
    async with AsyncExitStack() as stack:

        async def open_one(both: bool) -> Town:
            store = memory_store
            sample.settle(store, real_time())
            if both:
                text = POLICY.read_text(encoding="utf-8").replace('"几个平台都发" = false', '"几个平台都发" = true')
                store.write(lambda uow: policies.adopt(uow, sample.ORG, text, "chenj", real_time()))
            members = store.read(lambda uow: people.load_roster(uow, sample.ORG)).members
            names = {member.account: member.name for member in members}
            said = Settings(
                org=sample.ORG,
                channels=("wecom", "dingtalk"),
                wecom=platform.settings(Parts()),
                dingtalk=dingtalk.settings(),
            )
            door = stack.enter_context(house_app.listening("127.0.0.1", 0))
            url = "http://{}:{}".format(*door.getsockname()[:2])
            await asyncio.to_thread(platform.set_up, Parts(), list(names), url)
            await asyncio.to_thread(dingtalk.set_up, list(names), "", names)
            app = house_app.build(said, store, PACE)
            await stack.enter_async_context(house_app.running(app, door))
            town = Town(wecom_house.House(platform, store, app, url), dingtalk_house.House(dingtalk, store, app, url))
            async with asyncio.timeout(5):
                while town.dingtalk.channel.stream_state != "connected":
                    await asyncio.sleep(0.01)
            return town

        yield open_one


async def test_what_is_decided_on_one_platform_is_repainted_on_the_other(open_town: Any) -> None:
    town: Town = await open_town(both=True)
    await town.dingtalk.say("linf", ASK)
    await town.wecom.seen("linf", "card", "请核对")
    form = await town.dingtalk.seen("linf", "card", "请核对")
    await town.dingtalk.tap("linf", "提交", form)
    await town.wecom.seen("linf", "update", "已提交")
    on_wecom = await town.wecom.seen("liwh", "card", "请您审批")
    on_dingtalk = await town.dingtalk.seen("liwh", "card", "请您审批")
    await town.wecom.tap("liwh", "同意", on_wecom["task"])
    repainted = await town.dingtalk.seen("liwh", "update", "已同意")
    assert repainted["track"] == on_dingtalk["track"]
    await town.wecom.seen("liwh", "update", "已同意")
    await town.dingtalk.seen("linf", "text", "已同意")
    await town.wecom.seen("linf", "text", "已同意")
    await town.settled()
    late = await town.dingtalk.ask("tap", user="liwh", track=on_dingtalk["track"], params={"action": "驳回"})
    assert "已同意" in str(late["acks"][0]["data"]), "a tap on the other is answered with the truth"


async def test_nobody_is_told_twice_unless_the_office_wants_it(open_town: Any) -> None:
    town: Town = await open_town(both=False)
    await town.dingtalk.say("linf", ASK)
    await town.dingtalk.tap("linf", "提交", await town.dingtalk.seen("linf", "card", "请核对"))
    await town.dingtalk.seen("linf", "update", "已提交")
    card = await town.wecom.seen("liwh", "card", "请您审批")  # the preferred one, as he has written on neither
    await town.wecom.tap("liwh", "同意", card["task"])
    await town.dingtalk.seen("linf", "text", "已同意")
    await town.settled()
    assert [line for line in await town.wecom.all_seen_now() if line.startswith("linf")] == []
    assert [line for line in await town.dingtalk.all_seen_now() if line.startswith("liwh")] == []


async def test_a_leave_asked_for_on_one_is_found_on_the_other(open_town: Any) -> None:
    town: Town = await open_town(both=False)
    await town.wecom.say("linf", ASK)
    form = await town.wecom.seen("linf", "card", "请核对")
    await town.wecom.tap("linf", "提交", form["task"])
    await town.wecom.seen("linf", "update", "已提交")
    await town.dingtalk.say("linf", "我的申请")
    await town.dingtalk.seen("linf", "text", "QJ-")
