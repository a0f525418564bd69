"""What leaves by the app and the webhook robots: tokens, faults, repetitions, repainting, limits."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest

from bot import sample
from bot.channels.pacer import Pacer
from bot.channels.port import DeliveryDelayedError
from bot.channels.tokens import CredentialError
from bot.channels.wecom import facts
from bot.channels.wecom.api import Api, Http
from bot.clock import real_time
from handlers.engine.content import Card, Outgoing, OutgoingKind, Receiver, Text
from storage import platform_cards
from storage.outward import Outward
from storage.store import Store
from tests.channels.wecom.house import House, OpenHouse, buttons_on, words_on
from tests.channels.wecom.platform import CORP, EVERYBODY, EVERYBODY_ID, OFFICE, SECRET, Parts, Platform

ASK = "下周三到周五请假，老人住院"


def tell(house: House, to: str, words: str) -> None:
    """The office has something to say."""
    house.store.write(lambda uow: Outward(uow, sample.ORG, real_time()).say(to, words))
    house.app.deliverer.wake()


def tell_group(house: House, group: str, words: str) -> None:
    house.store.write(lambda uow: Outward(uow, sample.ORG, real_time()).say_in_group(group, words))
    house.app.deliverer.wake()


async def calls(house: House, name: str) -> int:
    return int((await house.ask("seen"))["calls"].get(name, 0))


# --- tokens -----------------------------------------------------------------------------------------------------------


async def test_one_token_serves_everything_that_leaves(house: House) -> None:
    for number in range(8):
        tell(house, ("linf", "liwh", "wangq", "chenj")[number % 4], f"第{number}条")
    await house.settled()
    assert len(await house.all_seen()) == 8
    assert await calls(house, "gettoken") == 1


@pytest.mark.parametrize("code", [40014, 42001])
async def test_a_token_that_the_platform_ended_early_is_renewed_and_nothing_is_lost(house: House, code: int) -> None:
    tell(house, "linf", "先")
    await house.seen("linf", "text", "先")
    await house.ask("kill_token", code=code)
    tell(house, "linf", "后")
    await house.seen("linf", "text", "后")
    assert await calls(house, "gettoken") == 2


def api(platform: Platform, store: Store, secret: str = SECRET) -> Api:
    return Api(Http(), platform.url, store, sample.ORG, CORP, "app", secret)


async def test_many_processes_ask_for_a_token_once(platform: Platform, store: Store) -> None:
    """Each Api stands for a process: all they share is the database."""
    platform.set_up(Parts(), ["linf"], "http://127.0.0.1:1")
    platform.ask("switch", slow=0.2)
    found = await asyncio.gather(*(api(platform, store).token() for _ in range(6)))
    platform.ask("switch", slow=None)
    assert len(set(found)) == 1
    assert platform.ask("seen")["calls"]["gettoken"] == 1


async def test_a_token_in_the_database_is_of_no_use_without_the_secret(platform: Platform, store: Store) -> None:
    platform.set_up(Parts(), ["linf"], "http://127.0.0.1:1")
    token = await api(platform, store).token()
    stored = store.read(lambda uow: uow.connection.exec_driver_sql("SELECT value FROM platform_tokens").scalar())
    assert token not in str(stored)
    assert SECRET not in str(stored)


async def test_a_wrong_secret_is_not_tried_again_and_again(
    platform: Platform, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever goes on trying is blocked by address for an hour."""
    platform.set_up(Parts(), ["linf"], "http://127.0.0.1:1")
    with caplog.at_level(logging.DEBUG):
        for _ in range(8):
            with pytest.raises(CredentialError, match="40001"):
                await api(platform, store, "wrong-secret-99").token()
    assert platform.ask("seen")["calls"]["gettoken"] == 1
    assert "wrong-secret-99" not in caplog.text


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("switch", [{"busy_times": 2}, {"html": 1}, {"untrusted_ip": 1}])
async def test_what_the_platform_cannot_take_now_arrives_later(
    house: House, switch: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.wecom.faults.SET_UP_WAIT_SECONDS", 0.2)
    await house.ask("switch", **switch)
    tell(house, "linf", "会到的")
    await asyncio.sleep(0.3)
    await house.ask("switch", **dict.fromkeys(switch))
    await house.seen("linf", "text", "会到的")
    assert len(await house.all_seen()) == 1


async def test_an_answer_lost_on_the_way_does_not_say_it_twice(house: House) -> None:
    await house.ask("switch", lose_answer_once="message/send")
    tell(house, "linf", "只说一遍")
    await house.settled()
    assert await calls(house, "message/send") == 2
    assert await house.all_seen() == ["linf text"]


async def test_a_card_whose_answer_was_lost_is_one_card(house: House) -> None:
    await house.ask("switch", lose_answer_once="message/send")
    await house.say("linf", ASK)
    await house.settled()
    assert await calls(house, "message/send") == 2
    assert await house.all_seen() == ["linf card"]


async def test_the_same_words_meant_twice_are_said_twice(house: House) -> None:
    for _ in range(2):
        tell(house, "linf", "这张卡片已经失效，请看最新的一条。")
        await house.settled()
    assert await house.all_seen() == ["linf text", "linf text"]


async def test_long_words_come_in_pieces_none_of_which_is_refused(house: House) -> None:
    words = "\n".join(f"第{number}行，" + "请按时报送材料" * 5 for number in range(60))
    tell(house, "linf", words)
    await house.settled()
    told = await house.ask("seen")
    assert len(told["seen"]) > 1
    assert "\n".join(thing["text"] for thing in told["seen"]) == words
    assert told["refused"] == []


async def test_what_people_write_becomes_no_link(house: House) -> None:
    tell(house, "linf", '理由：<a href="http://evil">点我</a>')
    assert "<a " not in words_on(await house.seen("linf", "text"))


def test_more_than_the_platform_delivers_in_a_minute_is_put_off() -> None:
    clock = [0.0]
    pacer = Pacer(facts.APP_RATES, lambda: clock[0])
    for _ in range(30):
        pacer.step("linf")
    with pytest.raises(DeliveryDelayedError) as delay:
        pacer.step("linf")
    assert delay.value.retry_after == 60
    pacer.step("liwh")
    clock[0] = 60.0
    pacer.step("linf")


async def test_nothing_is_dropped_in_silence(open_house: OpenHouse) -> None:
    house = await open_house()
    for number in range(33):
        tell(house, "linf", f"第{number}条")
    await asyncio.sleep(2)
    told = await house.ask("seen")
    assert (len(told["seen"]), told["dropped"]) == (30, 0)


async def test_no_secret_reaches_the_log(open_house: OpenHouse, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        house = await open_house(Parts(webhooks=True))
        await house.ask("switch", busy_times=1)
        tell(house, "linf", "一句")
        tell_group(house, EVERYBODY, "一句")
        tell(house, "nobody-there", "一句")
        await house.settled()
    token = await house.channel._doors().app._api.token()  # type: ignore[union-attr]
    for secret in (SECRET, "key-all", token):
        assert secret not in caplog.text
        assert all(secret not in letter.error for letter in house.dead())


# --- repainting -------------------------------------------------------------------------------------------------------


async def decided_by_tap(house: House) -> dict[str, object]:
    """A leave that 李文华 has on the phone; the applicant's receipt."""
    await house.say("linf", ASK)
    form = await house.seen("linf", "card", "请核对")
    await house.tap("linf", "提交", form["task"])
    await house.seen("linf", "update", "已提交")
    return await house.seen("liwh", "card", "请您审批")


async def test_a_card_older_than_72_hours_is_answered_with_the_truth(house: House) -> None:
    card = await decided_by_tap(house)
    await house.ask("age_codes", seconds=73 * 3600)
    await house.say("liwh", "同意 1")
    assert "已同意" in words_on(await house.seen("liwh", "text", "已同意"))
    assert buttons_on(next(c for c in (await house.ask("seen"))["cards"] if c["task"] == card["task"])) != []
    assert "已同意" in words_on(await house.seen("linf", "card", "QJ-2026-0001"))


async def test_a_tap_on_a_card_decided_elsewhere_is_answered_with_the_truth(house: House) -> None:
    card = await decided_by_tap(house)
    await house.say("liwh", "同意 1")
    await house.seen("liwh", "update", "已同意")
    await house.tap("liwh", "驳回", str(card["task"]), stale=True)
    await house.settled()
    assert not any("未同意" in words_on(thing) for thing in (await house.ask("seen"))["seen"])


async def test_somebody_elses_tap_on_a_card_decides_nothing(house: House) -> None:
    card = await decided_by_tap(house)
    await house.tap("zhangy", "同意", str(card["task"]), card_of="liwh")
    assert "不是发给您的" in words_on(await house.seen("zhangy", "text"))
    await house.settled()
    assert not any("已同意" in words_on(thing) for thing in (await house.ask("seen"))["seen"])


async def test_a_card_without_any_code_left_is_sent_afresh_where_it_can_be_acted_upon(house: House) -> None:
    card = await decided_by_tap(house)
    assert card
    house.store.write(lambda uow: uow.connection.exec_driver_sql("DELETE FROM platform_codes"))
    await house.say("liwh", "退回 1 请写明时间")
    fresh = await house.seen("linf", "card", "退回修改")
    assert "修改" in buttons_on(fresh)
    assert "退回" in words_on(await house.seen("liwh", "text"))


async def test_an_update_delivered_twice_after_a_crash_shows_no_second_card(house: House) -> None:
    await decided_by_tap(house)
    row = 900
    shown = Card("某事 QJ-2026-0001", "可以修改", buttons=())
    posted = platform_cards.Posted(f"K2_{row}_x", "K2", "app", "liwh", row, "m")
    house.store.write(lambda uow: platform_cards.note(uow, sample.ORG, "wecom", posted, real_time()))
    again = Outgoing(row, sample.ORG, Receiver("liwh"), OutgoingKind.UPDATE, shown, "", "K2", {"attempts": 2})
    before = await house.all_seen()
    assert await house.channel.deliver(again) == "m"
    assert await house.all_seen() == before


# --- groups -----------------------------------------------------------------------------------------------------------


async def test_a_group_with_a_webhook_robot_gets_its_pushes_by_it(open_house: OpenHouse) -> None:
    house = await open_house(Parts(webhooks=True))
    tell_group(house, EVERYBODY, "今天下午三点开会。")
    tell_group(house, OFFICE, "请接班。")
    assert (await house.seen(EVERYBODY, "text"))["via"] == "webhook"
    assert (await house.seen(OFFICE, "text"))["via"] == "webhook"


async def test_pushes_keep_off_the_full_hour(open_house: OpenHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    house = await open_house(Parts(webhooks=True), avoid_full_hours=True)
    full = real_time().replace(minute=30, second=10)
    monkeypatch.setattr("bot.channels.wecom.posting.real_time", lambda: full)
    push = Outgoing(1, sample.ORG, Receiver(EVERYBODY_ID, True), OutgoingKind.TEXT, Text("开会"))
    with pytest.raises(DeliveryDelayedError) as delay:
        await house.channel.deliver(push)
    assert delay.value.retry_after == pytest.approx(50, abs=1)
    monkeypatch.setattr("bot.channels.wecom.posting.real_time", lambda: full + timedelta(minutes=1))
    await house.channel.deliver(push)


async def test_a_group_that_nobody_can_reach_is_told_among_the_dead_letters(house: House) -> None:
    tell_group(house, OFFICE, "请接班。")
    await house.settled()
    assert ["没有消息推送机器人" in letter.error for letter in house.dead()] == [True]
