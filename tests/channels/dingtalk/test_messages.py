"""What people write and tap on DingTalk, and what they see of it: by stream, by HTTP, and without a card template."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from bot.channels.dingtalk.wording import OPTIONS_CHANGED, UNNAMED, USED_UP, gap_words
from storage import accounts, requests
from storage.instants import ZONE
from storage.tables import outbox as outbox_rows
from tests.channels.dingtalk.house import ASK, House, OpenHouse, serial_on
from tests.channels.dingtalk.looks import buttons_of
from tests.channels.dingtalk.platform import EVERYBODY, EVERYBODY_ID


async def _approved(house: House) -> str:
    """A leave from the sentence in the group to the leader's tap; its number."""
    await house.say("linf", ASK, EVERYBODY_ID)
    await house.seen(EVERYBODY_ID, "text", "@林芳 已收到")
    form = await house.seen("linf", "card", "请核对")
    await house.tap("linf", "提交", form)
    await house.seen("linf", "update", "已提交")
    card = await house.seen("liwh", "card", "请您审批")
    answered = await house.tap("liwh", "同意", card)
    shown = await house.seen("liwh", "update", "已同意")
    assert buttons_of(shown["card"]) == []
    assert len(answered["acks"]) == 1
    assert "已同意" in answered["acks"][0]["data"]["response"]["cardData"]["cardParamMap"]["text"]
    await house.seen("linf", "text", "已同意")
    return serial_on(card)


async def test_a_leave_from_the_group_to_the_leaders_phone(house: House) -> None:
    serial = await _approved(house)
    await house.settled()
    assert await house.refused() == []
    assert house.dead() == []
    seen = [line for line in await house.all_seen() if line.startswith(("linf", "liwh"))]
    assert sorted(seen) == ["linf card", "linf text", "linf update", "linf update", "liwh card", "liwh update"]
    assert serial.startswith("QJ-")


async def test_the_same_by_http(open_house: OpenHouse) -> None:
    house: House = await open_house(by_http=True)
    told = await house.say("linf", ASK)
    assert told["statuses"] == [200]
    assert told["answer"] == {"msgtype": "empty"}
    form = await house.seen("linf", "card", "请核对")
    tapped = await house.tap("linf", "提交", form)
    assert tapped["statuses"] == [200]
    await house.seen("linf", "update", "已提交")
    card = await house.seen("liwh", "card", "请您审批")
    await house.tap("liwh", "驳回", card, input="人手不够")
    await house.seen("liwh", "update", "未同意")
    await house.seen("linf", "text", "人手不够")
    await house.settled()
    assert await house.refused() == []


async def test_without_a_template_the_same_goes_in_words_that_can_be_tapped(open_house: OpenHouse) -> None:
    house: House = await open_house(card_template_id="")
    await house.say("linf", ASK)
    form = await house.seen("linf", "markdown", "请核对")
    assert "[提交](dtmd://dingtalkclient/sendMessage?content=%E6%8F%90%E4%BA%A4)" in form["text"]
    await house.say("linf", "提交")  # what a tap on the link writes
    await house.seen("linf", "recall")
    card = await house.seen("liwh", "markdown", "请您审批")
    assert "content=%E5%90%8C%E6%84%8F%201)" in card["text"]
    await house.say("liwh", "同意 1")
    await house.seen("liwh", "recall")
    await house.seen("liwh", "text", "已同意")
    await house.seen("linf", "text", "已同意")
    await house.settled()
    assert await house.refused() == []


async def test_a_template_that_is_not_there_does_not_stop_an_approval(open_house: OpenHouse) -> None:
    house: House = await open_house(card_template_id="00000000-0000-0000-0000-000000000000.schema")
    await house.say("linf", ASK)
    await house.seen("linf", "markdown", "请核对")
    assert house.dead() == []


async def test_a_redelivered_message_and_tap_act_once(house: House) -> None:
    await house.say("linf", ASK)
    form = await house.seen("linf", "card", "请核对")
    again = await house.say("linf", ASK, again=True)
    assert len(again["acks"]) >= 1, "a redelivery is acknowledged like the first"
    await house.tap("linf", "提交", form)
    await house.seen("linf", "update", "已提交")
    await house.seen("liwh", "card", "请您审批")
    repeated = await house.ask("tap", user="linf", track=form["track"], params={"action": "提交"}, again=True)
    assert "已提交" in str(repeated["acks"][-1]["data"]), "and answered with the card as it stands"
    await house.settled()
    assert await house.all_seen() == ["linf card", "linf update", "liwh card", "wangq card"]


async def test_somebody_else_cannot_tap_it(house: House) -> None:
    await house.say("linf", ASK)
    form = await house.seen("linf", "card", "请核对")
    await house.tap("gaof", "提交", form, stale=True)
    await house.seen("gaof", "text", "这张卡片不是发给您的")
    assert house.store.read(lambda uow: requests.get(uow, "qinghe", "QJ-2026-0001")) is None


async def test_a_card_whose_options_have_changed_is_chosen_anew(house: House) -> None:
    await house.say("linf", "下周三上午9点用车去县里开会，2个人，12点回")
    await house.tap("linf", "提交", await house.seen("linf", "card", "请核对"))
    card = await house.seen("qianj", "card", "派车")
    card["card"]["version"] = "00000000"
    await house.tap("qianj", "派车", card, choice={"index": 0})
    await house.seen("qianj", "text", OPTIONS_CHANGED)
    await house.settled()
    assert "chenj card" not in await house.all_seen()


async def test_a_stranger_is_answered_at_the_address_of_their_own_message(house: House) -> None:
    await house.say("newcomer", "你好")
    told = await house.seen("newcomer", "text", UNNAMED)
    assert told["via"] == "session"
    assert house.dead() == []
    assert await house.refused() == [], "a sealed id is nobody's user id: nothing is sent to it"


async def test_somebody_without_a_user_id_is_answered_in_the_group(house: House) -> None:
    await house.say("newcomer", "下周三请假一天", EVERYBODY_ID)
    await house.seen(EVERYBODY_ID, "text", UNNAMED)
    await house.settled()
    assert house.dead() == []
    assert await house.all_seen() == [f"{EVERYBODY_ID} text"]


async def test_an_answer_never_goes_to_an_address_outside_of_the_platform(house: House) -> None:
    parts = {"msgtype": "text", "text": {"content": "你好"}, "sessionWebhook": "http://169.254.169.254/steal"}
    await house.ask("send", user="newcomer", parts=parts)
    await house.settled()
    assert [letter.outgoing.to.name for letter in house.dead()] == ["$:LWCP_v1:$newcomer"]


async def test_a_group_is_known_by_its_name_when_it_first_calls_the_robot(open_house: OpenHouse) -> None:
    house: House = await open_house(groups={})
    await house.say("linf", "我的假还有几天", EVERYBODY_ID)
    bound = house.store.read(lambda uow: accounts.member_of(uow, "qinghe", "dingtalk", EVERYBODY_ID))
    assert bound == EVERYBODY


async def test_files_are_fetched_and_kept(house: House) -> None:
    await house.ask("file", user="linf", name="名单.docx")
    await house.seen("linf", "text", "名单.docx")


async def test_a_recording_is_its_recognised_words(house: House) -> None:
    parts = {"msgtype": "audio", "content": {"duration": 3000, "downloadCode": "x", "recognition": "我的假还有几天"}}
    await house.ask("send", user="linf", parts=parts)
    await house.seen("linf", "text", "年休假")


async def test_words_between_pictures_are_read(house: House) -> None:
    rich = [{"text": "我的假"}, {"type": "picture", "downloadCode": "x"}, {"text": "还有几天"}]
    await house.ask("send", user="linf", parts={"msgtype": "richText", "content": {"richText": rich}})
    await house.seen("linf", "text", "年休假")


async def test_a_message_without_its_words_is_answered_once_a_day(house: House) -> None:
    await house.ask("quota", ws=0)
    await house.say("linf", ASK)
    await house.say("linf", ASK)
    await house.seen("linf", "text", USED_UP)
    await house.settled()
    assert await house.all_seen() == ["linf text"]


def test_the_office_is_told_of_a_gap_in_words_for_everybody() -> None:
    since = datetime(2026, 12, 1, 10, 2, tzinfo=ZONE)
    assert gap_words(since, since + timedelta(minutes=3)) == (
        "钉钉连接在12月1日10:02至10:05之间中断，现已恢复。这段时间里发给机器人的消息可能没有收到："
        "没有得到回音的，请再说一遍；已经收到的，可以用“我的申请”查到。"
    )
    assert "12月1日10:02至12月2日08:00" in gap_words(since, since + timedelta(hours=21, minutes=58))


async def test_whoever_is_at_work_in_the_office_gets_it(house: House) -> None:
    now = house.app.service.now()
    await house.channel._on_gap(now - timedelta(minutes=3), now)
    waiting = house.store.read(lambda uow: uow.rows(select(outbox_rows.c.receiver, outbox_rows.c.content), {}))
    assert [(row.receiver, "现已恢复" in row.content["text"]) for row in waiting] == [("chenj", True)]
