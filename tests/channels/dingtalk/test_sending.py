"""Out to DingTalk: few calls, no loss, no repetition in groups, and every way round what does not work."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

from bot import sample
from bot.channels.dingtalk.usage import CALLS, MESSAGES, Quota, Usage
from bot.clock import real_time
from handlers.engine.content import Button, Card
from storage import platform_usage
from storage.outward import Outward
from storage.store import Store
from tests.channels.dingtalk.house import ASK, House, OpenHouse
from tests.channels.dingtalk.looks import buttons_of
from tests.channels.dingtalk.platform import CLIENT_SECRET, EVERYBODY, EVERYBODY_ID, WEBHOOK, WEBHOOK_SECRET

BATCH, GROUP = "/v1.0/robot/oToMessages/batchSend", "/v1.0/robot/groupMessages/send"


def _say(house: House, *to: str, text: str = "明天上午九点开会") -> None:
    def saying(uow: Any) -> None:
        for user in to:
            Outward(uow, sample.ORG, real_time()).say(user, text)

    house.store.write(saying)
    house.app.deliverer.wake()


async def _calls(house: House, path: str) -> int:
    return int((await house.ask("seen"))["calls"].get(path, 0))


async def test_the_same_words_to_forty_people_are_two_calls(house: House) -> None:
    people = [person.account for person in await house.app.service.people(sample.ORG)][:40]
    _say(house, *people)
    await house.settled()
    assert sorted(await house.all_seen()) == sorted(f"{user} text" for user in people)
    assert await _calls(house, BATCH) <= 4, "claimed in a few batches, sent twenty at a time"


async def test_who_cannot_be_reached_gets_a_work_notification_and_the_others_get_theirs(house: House) -> None:
    await house.ask("people", people=[{"userid": user, "name": user} for user in ("linf", "liwh")])
    _say(house, "linf", "liwh", "gaof")
    await house.seen("linf", "text")
    await house.seen("liwh", "text")
    await house.settled()
    assert house.dead() == []
    assert await _calls(house, "/topapi/message/corpconversation/asyncsend_v2") == 1


async def test_without_an_agent_id_they_are_named_among_the_dead_letters(open_house: OpenHouse) -> None:
    house: House = await open_house(agent_id=0)
    await house.ask("people", people=[{"userid": "linf", "name": "林芳"}])
    _say(house, "linf", "gaof")
    await house.seen("linf", "text")
    await house.settled()
    assert [letter.outgoing.to.name for letter in house.dead()] == ["gaof"]
    assert "可见范围" in house.dead()[0].error


async def test_who_is_flow_controlled_gets_it_later(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.dingtalk.facts.RATE_WAIT_SECONDS", 0.3)
    await house.ask("switch", flow_controlled=["liwh"])
    _say(house, "linf", "liwh")
    await house.seen("linf", "text")
    await house.ask("switch", flow_controlled=None)
    await house.seen("liwh", "text")
    await house.settled()
    assert sorted(await house.all_seen()) == ["linf text", "liwh text"]


@pytest.mark.parametrize("status", [500, 504, 429])
async def test_what_the_platform_cannot_take_now_arrives_later(
    house: House, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.dingtalk.facts.RATE_WAIT_SECONDS", 0.3)
    await house.ask("switch", busy_times=2, busy_status=status)
    _say(house, "linf")
    await house.seen("linf", "text")
    assert house.dead() == []


async def test_a_token_that_the_platform_ended_early_is_renewed(house: House) -> None:
    _say(house, "linf")
    await house.seen("linf", "text")
    await house.ask("kill_tokens")
    _say(house, "liwh")
    await house.seen("liwh", "text")
    assert await _calls(house, "/v1.0/oauth2/accessToken") == 2


async def test_a_card_whose_answer_was_lost_is_one_card(house: House) -> None:
    await house.ask("switch", lose_answer_once="/v1.0/card/instances/createAndDeliver")
    await house.say("linf", ASK)
    form = await house.seen("linf", "card", "请核对")
    await house.settled()
    await house.tap("linf", "提交", form)
    await house.seen("linf", "update", "已提交")
    assert (await house.all_seen()).count("linf card") == 1


async def test_a_group_message_whose_answer_was_lost_is_not_sent_again(house: House) -> None:
    await house.ask("switch", lose_answer_once=GROUP)
    house.store.write(lambda uow: Outward(uow, sample.ORG, real_time()).say_in_group(EVERYBODY, "今晚有雨"))
    house.app.deliverer.wake()
    await house.seen(EVERYBODY_ID, "text", "今晚有雨")
    await house.settled()
    assert await house.all_seen() == [f"{EVERYBODY_ID} text"]
    assert "为免重复没有再发" in house.dead()[0].error


async def test_a_group_without_the_apps_robot_gets_its_pushes_by_its_own(open_house: OpenHouse) -> None:
    signed = {"webhooks": {EVERYBODY: WEBHOOK}, "webhook_secrets": {EVERYBODY: WEBHOOK_SECRET}}
    house: House = await open_house(groups={}, **signed)
    house.store.write(lambda uow: Outward(uow, sample.ORG, real_time()).say_in_group(EVERYBODY, "今晚有雨"))
    house.app.deliverer.wake()
    assert (await house.seen(EVERYBODY_ID, "text", "今晚有雨"))["via"] == "webhook"
    assert await house.refused() == []


async def test_a_group_that_nobody_can_reach_is_told_among_the_dead_letters(open_house: OpenHouse) -> None:
    house: House = await open_house(groups={EVERYBODY: "cidNowhere=="})
    house.store.write(lambda uow: Outward(uow, sample.ORG, real_time()).say_in_group(EVERYBODY, "今晚有雨"))
    house.app.deliverer.wake()
    await asyncio.sleep(0.3)
    await house.settled()
    assert "机器人不在这个群里" in house.dead()[0].error


async def test_a_card_in_a_group_can_be_tapped_by_anybody_in_it(house: House) -> None:
    card = Card("签到", "请签到。", buttons=(Button("签到"),))
    house.store.write(lambda uow: Outward(uow, sample.ORG, real_time()).show_in_group(EVERYBODY, card, "nothing"))
    house.app.deliverer.wake()
    shown = await house.seen(EVERYBODY_ID, "card", "请签到")
    assert buttons_of(shown["card"]) == ["签到"]


async def test_a_platform_that_shuts_us_out_is_left_alone_and_then_gets_everything(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.dingtalk.facts.PUNISHED_SECONDS", 0.6)
    monkeypatch.setattr("bot.channels.dingtalk.facts.RATE_WAIT_SECONDS", 0.3)
    await house.ask("switch", punish=True)
    _say(house, "linf")
    await asyncio.sleep(0.4)
    before = sum((await house.ask("seen"))["calls"].values())
    await asyncio.sleep(0.2)
    assert sum((await house.ask("seen"))["calls"].values()) == before
    await house.ask("switch", punish=None)
    await house.seen("linf", "text")


async def test_what_cannot_be_sent_for_want_of_quota_waits_and_is_not_lost(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.dingtalk.facts.QUOTA_WAIT_SECONDS", 0.3)
    await house.ask("quota", api=0)
    _say(house, "linf")
    await asyncio.sleep(0.5)
    assert await house.all_seen_now() == []
    await house.ask("quota", api=100)
    await house.seen("linf", "text")
    assert house.dead() == []


async def test_an_ordinary_leave_costs_few_calls_and_messages(house: House) -> None:
    await house.say("linf", "下周三请假一天，老人住院")
    await house.tap("linf", "提交", await house.seen("linf", "card", "请核对"))
    await house.tap("wangq", "同意", await house.seen("wangq", "card", "请您审批"))
    await house.seen("linf", "text", "已同意")
    await house.settled()
    used = (await house.ask("seen"))["used"]
    assert used == {"ws": 3, "api": 6}, "one sentence, two taps; two cards, three repaints, one result"


async def test_the_months_use_is_counted_and_the_office_warned_in_time(memory_store: Store) -> None:
    warned: list[str] = []

    async def warn(words: str) -> None:
        warned.append(words)

    usage = Usage(memory_store, sample.ORG, Quota(10, 10), real_time, warn)
    for step, expected in ((6, 0), (1, 1), (1, 1), (1, 2), (1, 3), (5, 3)):
        for _ in range(step):
            usage.count(CALLS)
        await usage.write_down()
        assert len(warned) == expected
    usage.count(MESSAGES)
    await usage.write_down()
    month = f"{real_time():%Y-%m}"
    assert memory_store.read(lambda uow: platform_usage.used(uow, sample.ORG, "dingtalk", month, CALLS)) == 15
    assert memory_store.read(lambda uow: platform_usage.used(uow, sample.ORG, "dingtalk", month, MESSAGES)) == 1
    assert "已用70%（7/10）" in warned[0]
    assert "已用完（10/10）" in warned[2]


async def test_no_secret_reaches_the_log(open_house: OpenHouse, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        house: House = await open_house(webhooks={EVERYBODY: WEBHOOK}, webhook_secrets={EVERYBODY: WEBHOOK_SECRET})
        await house.say("linf", ASK)
        await house.seen("linf", "card", "请核对")
        await house.ask("switch", open_fails=True)
        await house.ask("cut")
        await asyncio.sleep(0.3)
        await house.ask("switch", open_fails=None)
    for secret in (CLIENT_SECRET, WEBHOOK_SECRET, "ticket=", "session=", "access_token=", "老人住院"):
        assert secret not in caplog.text, secret
