"""The smart bot by long connection: kept for ever, one process at a time, nothing lost and nothing done twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from bot.channels.heard import Heard, Words
from bot.channels.wecom.connection import BotConnection, Patience
from storage.store import Store
from tests.channels.wecom.house import House, OpenHouse, buttons_on, words_on
from tests.channels.wecom.platform import BOT_ID, BOT_SECRET, EVERYBODY_ID, Parts, Platform
from tests.channels.wecom.test_sending import tell, tell_group

ASK = "下周三到周五请假，老人住院"
HASTY = Patience(first=0.1, longest=0.3, refused=0.5, taken_over=(0.6, 0.8), lease=0.1, ping=0.1, ack=0.4, take_in=3)


async def line(house: House) -> dict[str, int]:
    return dict(await house.ask("line"))


async def connected(ask: Callable[[], Any], most: float = 5) -> None:
    """Wait until somebody is connected."""
    async with asyncio.timeout(most):
        while not (await ask())["open"]:
            await asyncio.sleep(0.02)


@pytest.fixture
async def bot(open_house: OpenHouse) -> House:
    """The township with the long connection alone."""
    house: House = await open_house(Parts(app=False, line=True))
    await until_ready(house)
    return house


async def until_ready(house: House) -> None:
    async with asyncio.timeout(5):
        while house.channel.bot_state != "connected":
            await asyncio.sleep(0.02)


async def test_a_leave_goes_from_the_group_to_the_leaders_tap(bot: House) -> None:
    """The default of an office without a public address: cards in single chats, words in groups."""
    for who in ("linf", "liwh", "wangq"):
        await bot.say(who, "您好", door="bot")
    await bot.say("linf", f"@小助手 {ASK}", door="bot", group=EVERYBODY_ID)
    assert "@林芳 已收到" in words_on(await bot.seen(EVERYBODY_ID, "text"))
    form = await bot.seen("linf", "card", "请核对")
    await bot.tap("linf", "提交", form["task"])
    assert buttons_on(await bot.seen("linf", "update", "已提交")) == ["撤回", "催办"]
    card = await bot.seen("liwh", "card", "请您审批")
    await bot.tap("liwh", "同意", card["task"])
    assert buttons_on(await bot.seen("liwh", "update", "已同意")) == []
    await bot.seen("linf", "text", "已同意")
    assert (await bot.ask("seen"))["refused"] == []


async def test_who_opens_the_chat_is_greeted_within_the_window(bot: House) -> None:
    await bot.ask("enter", door="bot", user="linf")
    await bot.seen("linf", "text")
    assert (await bot.ask("seen"))["refused"] == []


async def test_a_repeated_frame_has_no_effect(bot: House) -> None:
    await bot.say("linf", "我的申请", door="bot")
    await bot.seen("linf", "text")
    await bot.say("linf", "我的申请", door="bot", again=True)
    await asyncio.sleep(0.3)
    assert await bot.all_seen() == ["linf text"]


async def test_what_is_meant_for_somebody_who_never_wrote_waits_until_they_do(bot: House) -> None:
    tell(bot, "chenj", "给您的第一句")
    await asyncio.sleep(0.5)
    assert await bot.all_seen_now() == []
    assert bot.dead() == []
    await bot.say("chenj", "您好", door="bot")
    await bot.seen("chenj", "text", "给您的第一句")


async def test_a_device_without_cards_gets_the_words(bot: House) -> None:
    await bot.ask("switch", no_cards=1)
    await bot.say("linf", ASK, door="bot")
    assert "请回复“提交”" in words_on(await bot.seen("linf", "text", "请核对"))


async def test_what_leaves_during_a_break_arrives_after_it(bot: House) -> None:
    await bot.say("linf", "您好", door="bot")
    await bot.ask("cut")
    tell(bot, "linf", "断线时说的")
    await bot.seen("linf", "text", "断线时说的", seconds=10)


async def test_an_unacknowledged_card_is_not_shown_twice(bot: House) -> None:
    await bot.ask("switch", drop_ack_once="aibot_send_msg")
    await bot.say("linf", ASK, door="bot")
    await bot.seen("linf", "card", "请核对")
    await asyncio.sleep(6)
    assert await bot.all_seen() == ["linf card"]


async def test_a_group_in_which_nobody_spoke_to_the_bot_gets_its_pushes_by_the_webhook(open_house: OpenHouse) -> None:
    house = await open_house(Parts(app=False, line=True, webhooks=True))
    await until_ready(house)
    tell_group(house, "青禾乡干部职工大群", "开会")
    assert (await house.seen("青禾乡干部职工大群", "text"))["via"] == "webhook"


# --- the connection itself ------------------------------------------------------------------------------------------


class Ear:
    """Takes in what a connection hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.failing = 0

    async def take(self, heard: Heard) -> None:
        if self.failing:
            self.failing -= 1
            raise OSError("the database is away")
        assert isinstance(heard, Words)
        self.heard.append(heard.text)


@pytest.fixture
async def world(platform: Platform) -> AsyncIterator[Platform]:
    await asyncio.to_thread(platform.set_up, Parts(app=False, line=True), ["linf"], "http://127.0.0.1:1")
    yield platform
    await asyncio.to_thread(platform.ask, "switch", half_open=None, drop_acks=None)


@pytest.fixture
async def connect(world: Platform, memory_store: Store) -> AsyncIterator[Callable[..., BotConnection]]:
    """Opens a connection as one more process of ours would."""
    opened: list[BotConnection] = []

    def open_one(ear: Ear | None = None, secret: str = BOT_SECRET, patience: Patience = HASTY) -> BotConnection:
        url = world.url.replace("http", "ws", 1) + "/line"
        take = (ear or Ear()).take
        connection = BotConnection(memory_store, "qinghe", url, BOT_ID, secret, take, patience)
        connection.start()
        opened.append(connection)
        return connection

    yield open_one
    for connection in opened:
        await connection.close()


async def ask(world: Platform, path: str, **said: Any) -> Any:
    return await asyncio.to_thread(world.ask, path, **said)


async def state_is(connection: BotConnection, words: str, seconds: float = 5) -> None:
    async with asyncio.timeout(seconds):
        while words not in connection.state:
            await asyncio.sleep(0.02)


async def test_two_processes_of_ours_never_kick_each_other(
    world: Platform, connect: Callable[..., BotConnection]
) -> None:
    first, second = connect(), connect()
    await asyncio.sleep(1.5)
    assert sorted([first.state, second.state]) == ["another process holds the connection", "connected"]
    told = await ask(world, "line")
    assert (told["subscribed"], told["kicked"]) == (1, 0)
    holder, other = (first, second) if first.state == "connected" else (second, first)
    await holder.close()
    await state_is(other, "connected")
    assert (await ask(world, "line"))["kicked"] == 0


async def test_kicked_by_a_stranger_it_waits_long_before_it_comes_back(
    world: Platform, connect: Callable[..., BotConnection], empty_store: Store
) -> None:
    """A program of somebody else's with the same bot: both would kick each other for ever."""
    ours = connect()
    await state_is(ours, "connected")
    url = world.url.replace("http", "ws", 1) + "/line"
    stranger = BotConnection(empty_store, "elsewhere", url, BOT_ID, BOT_SECRET, Ear().take, HASTY)
    stranger.start()
    await state_is(ours, "taken over")
    await asyncio.sleep(0.3)
    assert (await ask(world, "line"))["kicked"] == 1
    await stranger.close()
    await state_is(ours, "connected")


async def test_a_wrong_secret_is_told_and_tried_slowly(world: Platform, connect: Callable[..., BotConnection]) -> None:
    wrong = connect(secret="wrong")
    await state_is(wrong, "refused: 853000")
    await asyncio.sleep(0.6)
    assert (await ask(world, "seen"))["calls"]["aibot_subscribe"] <= 3


async def test_a_dead_link_is_noticed_and_replaced(world: Platform, connect: Callable[..., BotConnection]) -> None:
    connection = connect()
    await state_is(connection, "connected")
    await ask(world, "switch", half_open=1)
    await state_is(connection, "not connected")
    await ask(world, "switch", half_open=None)
    await state_is(connection, "connected")


async def test_a_platform_that_comes_and_goes_is_followed_for_ever(
    world: Platform, connect: Callable[..., BotConnection]
) -> None:
    connection = connect()
    for _ in range(6):
        await state_is(connection, "connected")
        await ask(world, "cut")
        await asyncio.sleep(0.05)
    await state_is(connection, "connected")


async def test_what_cannot_be_taken_in_is_tried_again_and_each_persons_words_keep_their_order(
    world: Platform, connect: Callable[..., BotConnection]
) -> None:
    ear = Ear()
    ear.failing = 3
    await state_is(connect(ear), "connected")
    for number in range(6):
        await ask(world, "say", door="bot", user="linf", text=str(number))
    async with asyncio.timeout(6):
        while len(ear.heard) < 6:
            await asyncio.sleep(0.02)
    assert ear.heard == [str(number) for number in range(6)]


NONSENSE = [
    "",
    "[]",
    "{}",
    '{"headers":1}',
    '{"headers":{},"cmd":"x","body":3}',
    "{" * 9_000,
    '{"headers":{"req_id":{}}}',
]


@pytest.mark.parametrize("raw", NONSENSE)
async def test_frames_of_nonsense_break_nothing(
    world: Platform, connect: Callable[..., BotConnection], raw: str
) -> None:
    ear = Ear()
    await state_is(connect(ear), "connected")
    await ask(world, "raw_frame", raw=raw)
    await ask(world, "say", door="bot", user="linf", text="还在")
    async with asyncio.timeout(3):
        while ear.heard != ["还在"]:
            await asyncio.sleep(0.02)
