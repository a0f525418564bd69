"""Two `dzb serve` on one PostgreSQL: one holds the bot's connection, and the other one sends through it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.channels.port import DeliveryDelayedError, DeliveryRefusedError
from bot.channels.wecom.api import ApiError
from bot.channels.wecom.relay import Relay
from storage.store import Store
from tests.channels.wecom.house import House, buttons_on, running_house, words_on
from tests.channels.wecom.platform import EVERYBODY_ID, Parts, Platform
from tests.databases import PostgresqlServer


@pytest.fixture
def address(postgresql_server: PostgresqlServer) -> str:
    """A PostgreSQL database with this program's tables."""
    return postgresql_server.migrated_database()


@pytest.fixture
async def two(platform: Platform, address: str) -> AsyncIterator[tuple[House, House]]:
    """The one that is connected, and one more, each with a store of its own."""
    parts = Parts(app=False, line=True)
    async with AsyncExitStack() as stack:
        stores = [Store.open(address) for _ in range(2)]
        for store in stores:
            stack.callback(store.close)
        first = await stack.enter_async_context(running_house(platform, stores[0], parts))
        async with asyncio.timeout(10):
            while first.channel.bot_state != "connected":
                await asyncio.sleep(0.02)
        other = await stack.enter_async_context(running_house(platform, stores[1], parts, settled=True))
        await first.say("linf", "您好", door="bot")
        await first.seen("linf", "text")
        yield first, other


async def test_the_other_process_sends_through_the_one_that_is_connected(two: tuple[House, House]) -> None:
    first, other = two
    assert other.channel.bot_state != "connected"
    line = other.channel._connection
    assert line is not None
    await line.send("linf", False, {"msgtype": "markdown", "markdown": {"content": "从另一个进程来"}})
    assert "从另一个进程来" in words_on(await first.seen("linf", "text", "从另一个进程来"))
    with pytest.raises(ApiError, match="93006"):
        await line.send("gaof", False, {"msgtype": "markdown", "markdown": {"content": "没有说过话"}})
    assert (await first.ask("line"))["kicked"] == 0


async def test_a_whole_leave_while_only_the_unconnected_process_delivers(two: tuple[House, House]) -> None:
    """Everything that leaves goes out by the process without a connection; even a tapped card is repainted in time."""
    first, other = two
    await first.app.deliverer.stop()
    for who in ("liwh", "wangq"):
        await first.say(who, "您好", door="bot")
        await first.seen(who, "text")
    await first.say("linf", "@小助手 下周三到周五请假，老人住院", door="bot", group=EVERYBODY_ID)
    form = await first.seen("linf", "card", "请核对", seconds=10)
    await first.tap("linf", "提交", form["task"])
    assert buttons_on(await first.seen("linf", "update", "已提交", seconds=10)) == ["撤回", "催办"]
    card = await first.seen("liwh", "card", "请您审批", seconds=10)
    await first.tap("liwh", "同意", card["task"])
    await first.seen("liwh", "update", "已同意", seconds=10)
    await first.seen("linf", "text", "已同意", seconds=10)
    assert (await first.ask("seen"))["refused"] == []
    assert other.dead() == []


async def test_when_the_holder_ends_the_other_takes_over(platform: Platform, address: str) -> None:
    parts = Parts(app=False, line=True)
    stores = [Store.open(address) for _ in range(2)]
    async with AsyncExitStack() as stack:
        async with running_house(platform, stores[0], parts) as first:
            await first.say("linf", "您好", door="bot")
            other = await stack.enter_async_context(running_house(platform, stores[1], parts, settled=True))
        async with asyncio.timeout(10):
            while other.channel.bot_state != "connected":
                await asyncio.sleep(0.05)
        await other.say("linf", "我的假还有几天", door="bot")
        await other.seen("linf", "text", "年休假")
        assert (await other.ask("line"))["kicked"] == 0
    for store in stores:
        store.close()


@pytest.mark.parametrize(
    "fault", [ApiError(40058, "bad"), DeliveryDelayedError("later", 7.0), DeliveryRefusedError("never"), OSError("x")]
)
async def test_what_goes_wrong_there_goes_wrong_here(address: str, fault: Exception) -> None:
    store = Store.open(address)
    relay = Relay(store, "qinghe", "bot x", 5)

    async def fail(_what: object) -> bool:
        raise fault

    serving = asyncio.create_task(relay.serve(fail))
    expected = DeliveryDelayedError if isinstance(fault, OSError) else type(fault)
    with pytest.raises(expected):
        await relay.ask({"do": "send"})
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    store.close()


async def test_where_nobody_answers_it_is_tried_later_and_done_by_nobody(address: str) -> None:
    store = Store.open(address)
    with pytest.raises(DeliveryDelayedError):
        await Relay(store, "qinghe", "bot y", 0.3).ask({"do": "send"})
    done: list[object] = []

    async def do(what: object) -> bool:
        done.append(what)
        return True

    serving = asyncio.create_task(Relay(store, "qinghe", "bot y", 1).serve(do))
    await asyncio.sleep(0.5)
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    store.close()
    assert done == []
