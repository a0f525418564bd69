"""The smart bot by callback: it can only answer, and it does so in the two ways that the platform leaves it."""

from __future__ import annotations

import pytest

from tests.channels.wecom.house import House, OpenHouse, buttons_on, words_on
from tests.channels.wecom.platform import EVERYBODY_ID, Parts

ASK = "下周三到周五请假，老人住院"


@pytest.fixture
async def bot(open_house: OpenHouse) -> House:
    """The township with the callback bot alone."""
    house: House = await open_house(Parts(app=False, bot_callback=True))
    return house


async def test_the_address_is_accepted_by_the_admin_page(bot: House) -> None:
    assert await bot.ask("check", door="bot") == {"said": "ok"}


async def test_words_are_answered_within_the_callback(bot: House) -> None:
    answered = await bot.say("linf", "我的申请", door="bot")
    assert answered["statuses"] == [200]
    assert answered["seconds"] < 1
    assert await bot.all_seen() == ["linf text"]
    assert (await bot.ask("seen"))["calls"].get("aibot/response", 0) == 0


async def test_a_form_is_shown_and_repainted_by_the_answer_to_its_tap(bot: House) -> None:
    await bot.say("linf", ASK, door="bot")
    form = await bot.seen("linf", "card", "请核对")
    answered = await bot.tap("linf", "取消", form["task"])
    assert answered["seconds"] < 1
    assert buttons_on(await bot.seen("linf", "update")) == []
    assert (await bot.ask("seen"))["refused"] == []


async def test_a_group_is_answered_in_the_group_and_the_rest_waits_for_the_single_chat(bot: House) -> None:
    await bot.say("linf", f"@小助手 {ASK}", door="bot", group=EVERYBODY_ID)
    assert "@林芳 已收到" in words_on(await bot.seen(EVERYBODY_ID, "text"))
    await bot.say("linf", "在吗", door="bot")
    await bot.seen("linf", "card", "请核对", seconds=3)


async def test_with_the_app_beside_it_cards_come_by_the_app(open_house: OpenHouse) -> None:
    house = await open_house(Parts(app=True, bot_callback=True))
    await house.say("linf", f"@小助手 {ASK}", door="bot", group=EVERYBODY_ID)
    assert (await house.seen("linf", "card", "请核对"))["via"] == "app"
    assert (await house.seen(EVERYBODY_ID, "text"))["via"] == "bot"


async def test_a_redelivered_message_is_acknowledged_again_and_does_nothing(bot: House) -> None:
    await bot.say("linf", "我的申请", door="bot")
    assert (await bot.say("linf", "我的申请", door="bot", again=True))["statuses"] == [200]
    assert await bot.all_seen() == ["linf text"]


async def test_who_opens_the_chat_is_greeted_in_the_answer(bot: House) -> None:
    await bot.ask("enter", door="bot", user="linf")
    assert await bot.all_seen() == ["linf text"]


async def test_a_picture_is_answered_with_what_to_do_instead(bot: House) -> None:
    await bot.ask("media", door="bot", user="linf")
    assert "文字" in words_on(await bot.seen("linf", "text"))


async def test_a_strangers_words_are_answered(bot: House) -> None:
    await bot.say("Stranger", "请假", door="bot")
    assert "党政办" in words_on(await bot.seen("stranger", "text"))
