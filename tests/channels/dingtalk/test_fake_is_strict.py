"""The fake refuses what the platform refuses, in the platform's words."""

from __future__ import annotations

import json
import time
import urllib.request
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest

from tests.channels.dingtalk.fake.robot import signature
from tests.channels.dingtalk.platform import (
    AGENT,
    CLIENT_ID,
    CLIENT_SECRET,
    TEMPLATE,
    WEBHOOK,
    WEBHOOK_SECRET,
    DingTalk,
)
from tests.channels.dingtalk.sending import a_token, send

TO_PEOPLE, TO_GROUP = "/v1.0/robot/oToMessages/batchSend", "/v1.0/robot/groupMessages/send"
CREATE, UPDATE, OPEN = "/v1.0/card/instances/createAndDeliver", "/v1.0/card/instances", "/v1.0/gateway/connections/open"
WORDS = {"robotCode": CLIENT_ID, "msgKey": "sampleText", "msgParam": '{"content": "您好"}'}
CARD = {
    "cardTemplateId": TEMPLATE,
    "outTrackId": "apv-1",
    "callbackType": "STREAM",
    "cardData": {"cardParamMap": {"title": "请假申请", "status": "pending"}},
    "openSpaceId": "dtv1.card//IM_ROBOT.linf;IM_ROBOT.liwh",
    "imRobotOpenSpaceModel": {"supportForward": False},
    "imRobotOpenDeliverModel": {"spaceType": "IM_ROBOT", "robotCode": CLIENT_ID},
}


@pytest.fixture
def town(dingtalk: DingTalk) -> DingTalk:
    """A new world of two people."""
    dingtalk.set_up(["linf", "liwh"])
    return dingtalk


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        (TO_PEOPLE, {**WORDS, "userIds": []}, "invalidParameter.userIds.empty"),
        (TO_PEOPLE, {**WORDS, "userIds": [f"u{n}" for n in range(21)]}, "invalidParameter.userIds.overMax"),
        (TO_PEOPLE, {**WORDS, "userIds": ["linf"], "robotCode": "other"}, "invalidParameter.robotCode.auth"),
        (TO_PEOPLE, {**WORDS, "userIds": ["linf"], "msgKey": "sampleDance"}, "invalidParameter.msgKey.invalid"),
        (TO_PEOPLE, {**WORDS, "userIds": ["linf"], "msgParam": {"content": "x"}}, "invalidParameter.msgParam.invalid"),
        (
            TO_PEOPLE,
            {**WORDS, "userIds": ["linf"], "msgParam": json.dumps({"content": "x" * 15000})},
            "invalidParameter.msgParam.tooLong",
        ),
        (TO_GROUP, {**WORDS, "openConversationId": "cidNowhere"}, "invalid.openConversationId"),
        (CREATE, {**CARD, "cardTemplateId": "another.schema"}, "param.templateNotExist"),
        (CREATE, {**CARD, "outTrackId": "x" * 65}, "param.invalid"),
        (CREATE, {**CARD, "cardData": {"cardParamMap": {"count": 3}}}, "param.invalid"),
        (CREATE, {**CARD, "cardData": {"cardParamMap": {"title": "长" * 342}}}, "param.invalid"),
        (CREATE, {**CARD, "openSpaceId": "IM_ROBOT.linf"}, "param.openSpaceIdInvalid"),
        (CREATE, {**CARD, "imRobotOpenSpaceModel": {}}, "param.openSpaceModelInvalid"),
    ],
)
def test_a_send_is_refused_in_the_platforms_words(town: DingTalk, path: str, body: dict[str, Any], code: str) -> None:
    status, answer = send(town, "POST", path, body)
    assert (status, answer["code"]) == (400, code)
    assert town.seen() == []


def test_a_token_belongs_in_the_header_of_one_api_and_the_query_of_the_other(town: DingTalk) -> None:
    token = a_token(town)
    assert a_token(town) == token
    assert send(town, "POST", TO_PEOPLE, {**WORDS, "userIds": ["linf"]}, token="")[1]["code"] == "InvalidAuthentication"
    person = {"userid": "linf"}
    assert send(town, "POST", "/topapi/v2/user/get", person)[1]["errcode"] == 40014
    found = send(town, "POST", f"/topapi/v2/user/get?access_token={token}", person)[1]
    assert (found["errcode"], found["result"]["name"]) == (0, "linf")
    town.ask("ahead", seconds=7201)
    assert send(town, "POST", f"/topapi/v2/user/get?access_token={token}", person)[1]["errcode"] == 40014


def test_who_is_unknown_or_slowed_is_told_in_a_good_answer(town: DingTalk) -> None:
    town.ask("switch", flow_controlled=["liwh"])
    status, answer = send(town, "POST", TO_PEOPLE, {**WORDS, "userIds": ["linf", "liwh", "nobody"]})
    assert (status, answer["invalidStaffIdList"], answer["flowControlledStaffIdList"]) == (200, ["nobody"], ["liwh"])
    assert [thing["to"] for thing in town.seen()] == ["linf"]


def test_twenty_a_second_and_not_one_more_than_the_months_quota(town: DingTalk) -> None:
    town.ask("quota", api=2)
    body = {**WORDS, "userIds": ["linf"]}
    answers = [send(town, "POST", TO_PEOPLE, body, token)[1].get("code") for token in [a_token(town)] * 3]
    assert answers == [None, None, "Forbidden.AccessDenied.ApiCountLimitForOrg"]
    town.set_up(["linf"])
    town.ask("switch", qps=3)
    token = a_token(town)
    answers = [send(town, "POST", TO_PEOPLE, body, token)[1].get("code") for _ in range(4)]
    assert answers[-1] == "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"
    assert len(town.seen()) == 3


def test_an_update_without_by_key_wipes_the_card_and_is_seen_by_everybody(town: DingTalk) -> None:
    assert send(town, "POST", CREATE, CARD)[0] == 200
    assert send(town, "POST", CREATE, CARD)[1]["code"] == "param.cardAlreadyExist"
    change = {"outTrackId": "apv-1", "cardData": {"cardParamMap": {"status": "agree"}}}
    by_key = {"cardUpdateOptions": {"updateCardDataByKey": True}}
    assert send(town, "PUT", UPDATE, change | by_key)[0] == 200
    updates = [(thing["to"], thing["card"]) for thing in town.seen() if thing["kind"] == "update"]
    assert updates == [(user, {"title": "请假申请", "status": "agree"}) for user in ("linf", "liwh")]
    assert send(town, "PUT", UPDATE, change)[0] == 200
    assert town.seen()[-1]["card"] == {"status": "agree"}


def test_a_recall_takes_a_message_away_for_a_day(town: DingTalk) -> None:
    keys = [send(town, "POST", TO_PEOPLE, {**WORDS, "userIds": ["linf"]})[1]["processQueryKey"] for _ in range(2)]
    recall = {"robotCode": CLIENT_ID, "processQueryKeys": keys[:1]}
    assert send(town, "POST", "/v1.0/robot/otoMessages/batchRecall", recall)[1]["successResult"] == keys[:1]
    town.ask("ahead", seconds=86401)
    recall["processQueryKeys"] = keys[1:]
    assert list(send(town, "POST", "/v1.0/robot/otoMessages/batchRecall", recall)[1]["failedResult"]) == keys[1:]
    assert [(thing["to"], thing["kind"]) for thing in town.seen()][2:] == [("linf", "recall")]


def test_the_same_work_notification_twice_a_day_is_dropped_without_a_word(town: DingTalk) -> None:
    body = {"agent_id": AGENT, "userid_list": "linf", "msg": {"msgtype": "text", "text": {"content": "请审批"}}}
    path = f"/topapi/message/corpconversation/asyncsend_v2?access_token={a_token(town)}"
    assert [send(town, "POST", path, body)[1]["errcode"] for _ in range(2)] == [0, 0]
    told = town.ask("seen")
    assert (len(told["seen"]), told["dropped"]) == (1, 1)


def test_a_session_ends_after_ninety_minutes(town: DingTalk) -> None:
    session = town.ask("say", user="linf", text="在吗", wait=0.1)["session"]
    reply = {"msgtype": "text", "text": {"content": "在"}}
    assert send(town, "POST", "/robot/sendBySession?session=other", reply)[1]["errcode"] == 300001
    assert send(town, "POST", session, reply)[1]["errcode"] == 0
    town.ask("ahead", seconds=5400)
    assert send(town, "POST", session, reply)[1]["errcode"] == 300001
    assert [(thing["to"], thing["text"]) for thing in town.seen()] == [("linf", "在")]


def test_a_webhook_wants_its_signature_and_blocks_who_writes_too_fast(town: DingTalk) -> None:
    def hook(at: str, sign: str) -> int:
        path = f"/robot/send?access_token={WEBHOOK}&timestamp={at}&sign={quote(sign, safe='')}"
        return int(send(town, "POST", path, {"msgtype": "text", "text": {"content": "通知"}})[1]["errcode"])

    at = str(int(time.time() * 1000))
    assert hook(at, "wrong") == 310000
    old = str(int(time.time() * 1000) - 3_700_000)
    assert hook(old, signature(WEBHOOK_SECRET, old)) == 310000
    town.ask("switch", qps=100)
    assert [hook(at, signature(WEBHOOK_SECRET, at)) for _ in range(21)] == [0] * 20 + [410100]
    town.ask("ahead", seconds=120)
    assert hook(at, signature(WEBHOOK_SECRET, at)) == 410100
    assert len(town.seen()) == 20


def test_the_signature_is_the_documented_one() -> None:
    assert signature("this is a secret", "1577262236757") == "DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA="


# --- the stream -------------------------------------------------------------------------------------------------------


def opened(town: DingTalk, secret: str = CLIENT_SECRET, topic: str = "/v1.0/im/bot/messages/get") -> Any:
    """Open a connection's ticket."""
    body = {"clientId": CLIENT_ID, "clientSecret": secret, "subscriptions": [{"type": "CALLBACK", "topic": topic}]}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    request = urllib.request.Request(town.url + OPEN, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def address(told: dict[str, str]) -> str:
    """Where the ticket leads."""
    return f"{told['endpoint']}?ticket={told['ticket']}"


def test_a_wrong_secret_is_an_unauthorised_one(town: DingTalk) -> None:
    with pytest.raises(urllib.error.HTTPError, match="401"):
        opened(town, "wrong")


async def test_a_ticket_opens_one_connection_within_ninety_seconds(town: DingTalk) -> None:
    used, old = opened(town), opened(town)
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(address(used)):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await session.ws_connect(address(used))
        town.ask("ahead", seconds=91)
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(address(old))


async def test_what_nobody_acknowledges_comes_again_on_one_of_the_connections(town: DingTalk) -> None:
    town.ask("switch", redeliver_times=3, redeliver_after=0.05)
    async with aiohttp.ClientSession() as session:
        lines = [await session.ws_connect(address(opened(town))) for _ in range(2)]
        told = town.ask("say", user="linf", text="在吗", wait=0.4)
        assert (told["sent"], told["acks"]) == (4, [])
        assert set(told["connections"]) <= set(town.ask("line")["numbers"])
        for line in lines:
            await line.close()


async def test_after_a_goodbye_nothing_comes_on_a_socket_that_still_stands(town: DingTalk) -> None:
    town.ask("switch", closes_after=0.3)
    async with aiohttp.ClientSession() as session, session.ws_connect(address(opened(town))) as line:
        town.ask("disconnect")
        assert json.loads((await line.receive()).data)["headers"]["topic"] == "disconnect"
        assert town.ask("say", user="linf", text="在吗", wait=0.1)["pushed"] is False
        assert not line.closed
        assert (await line.receive(timeout=2)).type is aiohttp.WSMsgType.CLOSE


async def test_a_deaf_line_answers_pings_and_delivers_nothing(town: DingTalk) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(address(opened(town)), autoping=False) as line:
        town.ask("deaf")
        assert town.ask("say", user="linf", text="在吗", wait=0.1)["pushed"]
        await line.ping(b"there?")
        assert (await line.receive(timeout=2)).type is aiohttp.WSMsgType.PONG
