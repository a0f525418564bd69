"""The self-built app: spoken to, tapped, and what people see of it."""

from __future__ import annotations

from tests.channels.wecom.house import House, OpenHouse, buttons_on, serial_on, words_on
from tests.channels.wecom.platform import Parts, Platform

ASK = "下周三到周五请假，老人住院"
DECIDE = ["同意", "驳回", "转办", "加签", "退回"]


async def test_the_address_is_accepted_by_the_admin_page(house: House) -> None:
    assert await house.ask("check", door="app") == {"said": "ok"}


async def test_a_leave_goes_from_words_to_the_leaders_tap(house: House) -> None:
    assert (await house.say("linf", ASK))["statuses"] == [200]
    form = await house.seen("linf", "card", "请核对")
    assert buttons_on(form) == ["提交", "修改", "取消"]
    await house.tap("linf", "提交", form["task"])
    receipt = await house.seen("linf", "update", "已提交")
    assert buttons_on(receipt) == ["撤回", "催办"]
    decision = await house.seen("liwh", "card", "请您审批")
    assert buttons_on(decision) == DECIDE
    assert serial_on(decision) == serial_on(receipt)
    await house.tap("liwh", "同意", decision["task"])
    assert buttons_on(await house.seen("liwh", "update", "已同意")) == []
    await house.seen("linf", "update", "已同意")
    await house.seen("linf", "text", "已同意")
    assert (await house.ask("seen"))["refused"] == []


async def test_a_redelivered_message_has_no_effect(house: House) -> None:
    await house.say("linf", ASK)
    await house.seen("linf", "card", "请核对")
    assert (await house.say("linf", ASK, again=True))["statuses"] == [200]
    assert await house.all_seen() == ["linf card"]


async def test_a_redelivered_tap_has_no_effect(house: House) -> None:
    await house.say("linf", ASK)
    form = await house.seen("linf", "card", "请核对")
    await house.tap("linf", "提交", form["task"])
    await house.seen("liwh", "card")
    before = await house.all_seen()
    await house.tap("linf", "提交", form["task"], again=True, stale=True)
    assert await house.all_seen() == before


async def test_a_stranger_is_told_how_to_be_added(platform: Platform, house: House) -> None:
    await house.ask("also_visible", user="newcomer")
    await house.say("NewComer", "请假")
    assert "党政办" in words_on(await house.seen("newcomer", "text"))


async def test_who_is_outside_of_the_visible_range_ends_among_the_dead_letters(house: House) -> None:
    assert (await house.say("nobody", "请假"))["statuses"] == [200]
    await house.settled()
    assert [(letter.outgoing.to.name, "可见范围" in letter.error) for letter in house.dead()] == [("nobody", True)]


async def test_a_picture_is_answered_with_what_to_do_instead(house: House) -> None:
    await house.ask("media", door="app", user="linf")
    assert "文字" in words_on(await house.seen("linf", "text"))


async def test_who_is_given_the_app_is_greeted_once(house: House) -> None:
    await house.ask("enter", door="app", user="linf")
    await house.seen("linf", "text")
    await house.ask("enter", door="app", user="linf")
    assert await house.all_seen() == ["linf text"]


async def test_an_app_that_nobody_can_answer_sends_words_in_the_place_of_cards(open_house: OpenHouse) -> None:
    house = await open_house(Parts(app_hears=False, bot_callback=True))
    await house.say("linf", ASK, door="bot")
    assert "请回复“提交”" in words_on(await house.seen("linf", "text", "请核对"))
    assert (await house.ask("seen"))["refused"] == []
