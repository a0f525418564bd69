"""Somebody else's DingTalk, written from the platform's documentation alone, before a real `dzb serve` with cards over
Stream. Nothing of this folder's fake, of the channel or of its names is used here.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.dingtalk.documented_api import TEMPLATE, error
from tests.channels.dingtalk.documented_gateway import GROUP_ID, MESSAGES, TAPS, Platform
from tests.channels.dingtalk.documented_office import Office, serving

CREATE = "/card/instances/createAndDeliver"


@pytest.fixture(scope="module")
def office(documented_township: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """With a card template."""
    folder = tmp_path_factory.mktemp("cards")
    with serving(documented_township, folder, DZB_DINGTALK_CARD_TEMPLATE_ID=TEMPLATE) as office:
        yield office


@pytest.fixture
def dingtalk(office: Office) -> Iterator[Platform]:
    """The platform, which must find nothing to mind."""
    office.platform.connected()
    yield office.platform
    complaints, office.platform.complaints = office.platform.complaints, []
    assert complaints == []


def test_it_opens_a_connection_and_subscribes(dingtalk: Platform) -> None:
    assert len(dingtalk.opens) == 1
    (opened,) = dingtalk.opens
    assert dingtalk.connected().topics == {("EVENT", "*"), ("CALLBACK", MESSAGES), ("CALLBACK", TAPS)}
    assert all(set(one) == {"type", "topic"} for one in opened["subscriptions"])


def test_a_ping_is_echoed(dingtalk: Platform) -> None:
    assert dingtalk.push("SYSTEM", "ping", {"opaque": "op-1"}).answer() == {"opaque": "op-1"}
    assert dingtalk.push("SYSTEM", "KEEPALIVE", {"any": "thing"}).answer() == {"any": "thing"}


def test_a_leave_from_the_sentence_to_the_leaders_tap(dingtalk: Platform) -> None:
    before = len(dingtalk.calls)
    dingtalk.say("linf", "下周三请假一天，老人住院")
    check = dingtalk.card("linf", "请核对")
    dingtalk.tap("linf", check, "提交")
    dingtalk.wait("linf", "已提交", way="update")
    card = dingtalk.card("wangq", "请您审批")
    assert card.buttons() == ["同意", "驳回", "转办", "加签", "退回"]
    assert "老人住院" in "".join(card.public.values())
    dingtalk.tap("wangq", card, "同意")
    assert "已同意" in "".join(card.seen_by("wangq").values()), "at once on the screen that was tapped"
    assert "同意" not in [card.seen_by("wangq").get(f"button{n}", "") for n in range(1, 9)]
    dingtalk.wait("wangq", "已同意", way="update")
    assert card.buttons() == []
    dingtalk.wait("linf", "已同意")
    assert len(dingtalk.called("/oauth2/accessToken")) == 1, "one token serves for all of it"
    dingtalk.until(lambda: len(dingtalk.calls) - before == 1 + 6, what="the token and six calls, as the guide says,")


def test_the_same_in_the_group(dingtalk: Platform) -> None:
    dingtalk.say("caoy", "下周五请假一天，办事", group=True)
    said = dingtalk.wait(GROUP_ID, "已收到", way="session")
    assert said.body["at"]["atUserIds"] == ["caoy"]
    dingtalk.tap("caoy", dingtalk.card("caoy", "请核对"), "提交")
    dingtalk.tap("yangl", dingtalk.card("yangl", "请您审批"), "同意")
    dingtalk.wait("caoy", "已同意", way="robot")
    assert not dingtalk.of(GROUP_ID, "办事"), "reasons are nobody's business in the group"


def test_what_is_written_on_the_card_goes_with_the_refusal(dingtalk: Platform) -> None:
    dingtalk.say("panl", "下周四请假一天，办事")
    dingtalk.tap("panl", dingtalk.card("panl", "请核对"), "提交")
    card = dingtalk.card("wangq", "请您审批", "潘磊")
    assert card.public["has_input"] == "true"
    assert card.public["hint"]
    dingtalk.tap("wangq", card, "驳回", input="当天有检查，请改期")
    dingtalk.wait("panl", "未同意", "当天有检查，请改期")


def test_somebody_elses_tap_changes_nothing(dingtalk: Platform) -> None:
    dingtalk.say("hep", "下周二请假一天，办事")
    card = dingtalk.card("hep", "请核对")
    before = dict(card.public)
    dingtalk.tap("gaof", card, "提交")
    dingtalk.wait("gaof", "这张卡片不是发给您的")
    assert card.public == before
    dingtalk.tap("hep", card, "提交")
    dingtalk.wait("hep", "已提交", way="update")


def test_a_tap_that_comes_again_is_answered_the_same(dingtalk: Platform) -> None:
    dingtalk.say("caoy", "下周一请假一天，办事")
    card = dingtalk.card("caoy", "请核对")
    data = dingtalk.tap_data("caoy", card, "取消")
    first = dingtalk.push("CALLBACK", TAPS, data, "tap-0001").answer()
    time.sleep(1)
    count = len(dingtalk.arrived)
    assert dingtalk.push("CALLBACK", TAPS, data, "tap-0001").answer() == first
    time.sleep(0.5)
    assert len(dingtalk.arrived) == count


def test_a_redelivered_message_acts_once(dingtalk: Platform) -> None:
    data = dingtalk.message("gaof", "我的假还有几天")
    before = len(dingtalk.of("gaof"))
    for message_id in ("push-0001", "push-0001", "push-0002"):
        dingtalk.push("CALLBACK", MESSAGES, data, message_id).answer()
    dingtalk.wait("gaof", "年休假")
    time.sleep(1)
    assert len(dingtalk.of("gaof")) == before + 1


def test_a_frame_is_acknowledged_only_when_it_is_kept(dingtalk: Platform, office: Office) -> None:
    lock = sqlite3.connect(office.database, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    push = dingtalk.push("CALLBACK", MESSAGES, dingtalk.message("gaof", "本周值班"))
    time.sleep(0.8)
    assert not push.done.is_set()
    lock.execute("ROLLBACK")
    push.answer(seconds=5)
    lock.close()


def test_a_stranger_is_told_how_to_be_added(dingtalk: Platform) -> None:
    dingtalk.say("new0001", "你好")
    assert "党政办" in dingtalk.wait("new0001", "花名册").words
    dingtalk.say("outsider", "你好", senderStaffId=None)
    assert "党政办" in dingtalk.wait("outsider", way="session").words
    dingtalk.say("outsider2", "你好", senderStaffId="")
    dingtalk.wait("outsider2", way="session")
    dingtalk.say("outsider3", "你好", group=True, senderStaffId=None)
    dingtalk.wait(GROUP_ID, "账号")


def test_a_session_of_another_house_is_not_called(dingtalk: Platform) -> None:
    forged = f"{dingtalk.api}/v1.0/robot/sendBySession?session=forged"
    dingtalk.say("gaof", "我的申请", sessionWebhook=forged)
    dingtalk.wait("gaof", "申请", way="robot")
    old = len(dingtalk.of("gaof", way="robot"))
    dingtalk.say("gaof", "我的申请", sessionWebhookExpiredTime=int(time.time() * 1000) - 1)
    dingtalk.until(lambda: len(dingtalk.of("gaof", way="robot")) > old)


def test_a_session_that_died_early_is_replaced_by_a_send(dingtalk: Platform) -> None:
    data = dingtalk.message("hep", "我的假还有几天")
    dingtalk.sessions.clear()
    dingtalk.push("CALLBACK", MESSAGES, data).answer()
    dingtalk.wait("hep", "年休假", way="robot")


def test_a_token_that_died_early_is_renewed_and_the_call_tried_once_more(dingtalk: Platform) -> None:
    tokens, cards = len(dingtalk.called("/oauth2/accessToken")), len(dingtalk.called(CREATE))
    dingtalk.token = ""
    dingtalk.say("huangy", "下周三请假一天，办事")
    dingtalk.card("huangy", "请核对")
    assert len(dingtalk.called("/oauth2/accessToken")) == tokens + 1
    assert len(dingtalk.called(CREATE)) == cards + 2


def test_too_many_calls_a_second_are_waited_out(dingtalk: Platform) -> None:
    dingtalk.refuse_next.append((CREATE, error("Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", 403)))
    before = len([1 for _, name, _ in dingtalk.calls if name == CREATE])
    dingtalk.say("huangy", "下周四请假一天，看牙")
    dingtalk.card("huangy", "请核对", "看牙")
    first, second = [at for at, name, _ in dingtalk.calls if name == CREATE][before:]
    assert second - first >= 1, "the platform asks for a second of rest"


def test_who_cannot_be_reached_by_the_robot_gets_a_work_notification(dingtalk: Platform) -> None:
    dingtalk.sessions.clear()
    dingtalk.unreachable.add("gaof")
    data = dingtalk.message("gaof", "我的假还有几天")
    dingtalk.sessions.clear()
    dingtalk.push("CALLBACK", MESSAGES, data).answer()
    dingtalk.wait("gaof", "年休假", way="work")
    dingtalk.unreachable.clear()


def test_events_are_acknowledged_as_events(dingtalk: Platform) -> None:
    headers = {"eventType": "chat_update_title", "eventCorpId": "dingcorp0001", "eventBornTime": "1769991234567"}
    for _ in range(2):
        data = {"chatId": "chat1", "openConversationId": "cidOther==", "title": "新名字"}
        said = dingtalk.push("EVENT", "*", data, eventId="event-1", **headers).answer()
        assert said["status"] == "SUCCESS"
    left = headers | {"eventType": "user_leave_org", "eventId": "event-2"}
    assert dingtalk.push("EVENT", "*", {"userId": ["nobody"]}, **left).answer()["status"] == "SUCCESS"


def test_what_nobody_handles_is_said_so(dingtalk: Platform) -> None:
    dingtalk.push("CALLBACK", "/v1.0/graph/api/invoke", {"some": "thing"}).answer(404)
    dingtalk.send(dingtalk.connected(), "this is no JSON")
    dingtalk.send(dingtalk.connected(), json.dumps({"type": "NEW", "headers": {}, "data": "x"}))
    assert dingtalk.push("SYSTEM", "ping", {"opaque": "op-2"}).answer() == {"opaque": "op-2"}
    assert len(dingtalk.connections) == 1


def test_a_message_without_content_for_want_of_quota_is_kept_and_the_office_told(dingtalk: Platform) -> None:
    more = {"errorCode": "20001", "errorMessage": "Webhook & Stream quota", "msgtype": None, "text": None}
    dingtalk.push("CALLBACK", MESSAGES, dingtalk.message("linf", "", **more)).answer()
    dingtalk.until(lambda: [a for a in dingtalk.arrived if "用完" in a.words], what="the alarm")


def test_the_connection_is_replaced_before_the_old_one_ends(dingtalk: Platform) -> None:
    old = dingtalk.connected()
    running = dingtalk.push("CALLBACK", MESSAGES, dingtalk.message("gaof", "我的申请"))
    dingtalk.go_away(old)
    running.answer()
    dingtalk.until(lambda: old.closed, 11, "the end of the old connection")
    new = dingtalk.connected()
    assert new.opened < old.closed
    assert len(dingtalk.opens) == len(dingtalk.connections) == 2
    dingtalk.say("gaof", "我的假还有几天")
