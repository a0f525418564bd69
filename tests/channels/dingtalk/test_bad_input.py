"""Forged, replayed, truncated, oversized, mutated: refused with the right status, nothing changed, nothing told."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import time
from typing import Any

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.dingtalk import frames
from bot.channels.dingtalk.callback_doors import card_secret
from bot.channels.dingtalk.card_tap import read_tap
from bot.channels.dingtalk.robot_message import RobotMessages
from bot.channels.dingtalk.signature import signature
from bot.channels.heard import CardTap, Heard
from bot.channels.refusals import RefusedError
from storage import requests
from tests.channels.dingtalk.house import ASK, House, OpenHouse
from tests.channels.dingtalk.platform import CLIENT_SECRET, CORP

MESSAGE: dict[str, Any] = {
    "msgtype": "text",
    "text": {"content": " 请假一天"},
    "msgId": "msg1",
    "createAt": 1769991234000,
    "conversationType": "1",
    "conversationId": "cid",
    "senderId": "$:LWCP_v1:$x",
    "senderStaffId": "linf",
    "senderCorpId": CORP,
    "chatbotCorpId": CORP,
    "sessionWebhook": "https://oapi.dingtalk.com/robot/sendBySession?session=1",
    "content": {"richText": [{"text": "a"}], "downloadCode": "x", "fileName": "y"},
    "atUsers": [{"dingtalkId": "z"}],
}
TAP: dict[str, Any] = {
    "type": "actionCallback",
    "outTrackId": "K1_1_ab",
    "corpId": CORP,
    "userId": "linf",
    "content": json.dumps({"cardPrivateData": {"actionIds": ["a"], "params": {"action": "同意", "input": "好"}}}),
}
READER = RobotMessages("stream", "小助手", "https://oapi.dingtalk.com", CORP)


def _headers(secret: str = CLIENT_SECRET, ago: float = 0) -> dict[str, str]:
    at = str(int((time.time() - ago) * 1000))
    return {"timestamp": at, "sign": signature(at, secret)}


def _card_headers(secret: str = CLIENT_SECRET, ago: float = 0) -> dict[str, str]:
    at = str(int((time.time() - ago) * 1000))
    signed = base64.b64encode(hmac.digest(card_secret(secret).encode(), at.encode(), hashlib.sha256)).decode()
    return {"x-ddpaas-signature-timestamp": at, "x-ddpaas-signature": signed}


def _raw(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False).encode()


CALLS: dict[str, tuple[str, bytes, dict[str, str], int]] = {
    "no signature": ("robot", _raw(MESSAGE), {}, 403),
    "another secret": ("robot", _raw(MESSAGE), _headers("other"), 403),
    "of yesterday": ("robot", _raw(MESSAGE), _headers(ago=86_400), 403),
    "a time that is none": (
        "robot",
        _raw(MESSAGE),
        {"timestamp": "soon", "sign": signature("soon", CLIENT_SECRET)},
        403,
    ),
    "no JSON": ("robot", b"{", _headers(), 400),
    "no object": ("robot", b"[1]", _headers(), 400),
    "not UTF-8": ("robot", b"\xff\xfe{}", _headers(), 400),
    "too large": ("robot", b" " * 300_000, _headers(), 413),
    "deep": ("robot", b"[" * 100_000, _headers(), 400),
    "no id": ("robot", _raw({**MESSAGE, "msgId": ""}), _headers(), 400),
    "nobody": ("robot", _raw({**MESSAGE, "senderStaffId": "", "senderId": ""}), _headers(), 400),
    "another organisation": ("robot", _raw({**MESSAGE, "chatbotCorpId": "dingother"}), _headers(), 403),
    "a tap without signature": ("card", _raw(TAP), {}, 403),
    "a tap signed as a message": ("card", _raw(TAP), _headers(), 403),
    "a tap of yesterday": ("card", _raw(TAP), _card_headers(ago=86_400), 403),
    "a tap on nothing": ("card", _raw({**TAP, "outTrackId": ""}), _card_headers(), 400),
    "a tap without content": ("card", _raw({**TAP, "content": "x"}), _card_headers(), 400),
    "a tap of another organisation": ("card", _raw({**TAP, "corpId": "dingother"}), _card_headers(), 403),
}


@pytest.fixture
async def by_http(open_house: OpenHouse) -> House:
    """The platform calls us."""
    house: House = await open_house(by_http=True)
    return house


@pytest.mark.parametrize("name", CALLS)
async def test_a_call_that_is_not_believed_changes_nothing(
    by_http: House, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    door, body, headers, status = CALLS[name]
    with caplog.at_level(logging.INFO, "bot"):
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{by_http.url}/dingtalk/{door}", data=body, headers=headers) as response,
        ):
            assert response.status == status
            assert await response.read() == b""
    lines = [record for record in caplog.records if record.name.startswith("bot.channels.dingtalk")]
    assert len(lines) == 1
    assert "请假一天" not in caplog.text
    assert CLIENT_SECRET not in caplog.text
    assert await by_http.all_seen() == []


async def test_a_replay_acts_once(by_http: House) -> None:
    body, headers = _raw({**MESSAGE, "text": {"content": ASK}}), _headers()
    async with aiohttp.ClientSession() as session:
        for _ in range(3):
            async with session.post(f"{by_http.url}/dingtalk/robot", data=body, headers=headers) as response:
                assert response.status == 200
    await by_http.seen("linf", "card", "请核对")
    await by_http.settled()
    assert await by_http.all_seen() == ["linf card"]
    assert by_http.store.read(lambda uow: requests.get(uow, "qinghe", "QJ-2026-0001")) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


@st.composite
def mutated(draw: st.DrawFn, whole: dict[str, Any]) -> dict[str, Any]:
    """What the platform sends, with one to three of its parts gone or of another kind."""
    body = dict(whole)
    for name in draw(st.lists(st.sampled_from(sorted(whole)), min_size=1, max_size=3)):
        if draw(st.booleans()):
            body.pop(name, None)
        else:
            body[name] = draw(JSON)
    return body


@settings(max_examples=1500, deadline=None)
@given(mutated(MESSAGE))
def test_a_message_of_another_shape_is_read_or_refused(body: dict[str, Any]) -> None:
    try:
        assert isinstance(READER.read(body), Heard)
    except RefusedError as refusal:
        assert refusal.status in (400, 403)


@settings(max_examples=1500, deadline=None)
@given(mutated(TAP), st.none() | JSON)
def test_a_tap_of_another_shape_is_read_or_refused(body: dict[str, Any], content: Any) -> None:
    if content is not None:
        body["content"] = content if isinstance(content, dict) else json.dumps(content)
    try:
        assert isinstance(read_tap(body, "stream", "f1", CORP), CardTap)
    except RefusedError as refusal:
        assert refusal.status in (400, 403)


@settings(max_examples=2000, deadline=None)
@given(
    st.text(max_size=200)
    | JSON.map(json.dumps)
    | mutated({"type": "CALLBACK", "headers": {}, "data": "{}"}).map(json.dumps)
)
def test_a_frame_of_another_shape_is_read_or_refused(text: str) -> None:
    try:
        frame = frames.read(text)
    except frames.FrameError:
        return
    json.loads(frames.answer(frame))
