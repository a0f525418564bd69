"""The stream's frames and the robot's signature, as the platform writes them and as nobody should."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.dingtalk.frames import FrameError, answer, later, read
from bot.channels.dingtalk.signature import is_signed, is_within, signature

TIME, SECRET, SIGN = "1577262236757", "this is a secret", "DJrE6qdyVGCQz9z5r2MDuNcNAhwYnuAkyj13cx169CA="
HOUR = 3_600_000


def _frame(kind: str, topic: str, data: object) -> str:
    return json.dumps({"type": kind, "headers": {"topic": topic, "messageId": "m1"}, "data": json.dumps(data)})


def test_the_signature_is_the_platforms() -> None:
    assert signature(TIME, SECRET) == SIGN
    assert is_signed(TIME, SIGN, SECRET)


@pytest.mark.parametrize(
    ("timestamp", "given", "secret"),
    [
        (TIME, SIGN[:-2] + "B=", SECRET),
        ("1577262236758", SIGN, SECRET),
        (TIME, SIGN, "other"),
        (TIME, "签", SECRET),
        (TIME, "", ""),
    ],
)
def test_another_signature_is_none(timestamp: str, given: str, secret: str) -> None:
    assert not is_signed(timestamp, given, secret)


@pytest.mark.parametrize(
    ("away", "expected"), [(0, True), (HOUR, True), (-HOUR, True), (HOUR + 1, False), (-HOUR - 1, False)]
)
def test_a_call_is_taken_up_to_an_hour_away(away: int, expected: bool) -> None:
    assert is_within(TIME, int(TIME) + away, HOUR) is expected


@pytest.mark.parametrize("timestamp", ["", "-1", "1e9", "１５７７２６２２３６７５７", " 1577262236757", "9" * 17])
def test_what_is_no_time_is_outside_the_window(timestamp: str) -> None:
    assert not is_within(timestamp, int(TIME), HOUR)


def test_a_ping_gets_its_own_data_back() -> None:
    told = json.loads(answer(read(_frame("SYSTEM", "ping", {"opaque": "op-1"}))))
    assert (told["code"], told["headers"]["messageId"], json.loads(told["data"])) == (200, "m1", {"opaque": "op-1"})


def test_a_disconnect_without_an_id_ends_the_connection() -> None:
    frame = read('{"type":"SYSTEM","headers":{"topic":"disconnect"},"data":"{\\"reason\\":\\"expired\\"}"}')
    assert frame.ends_the_connection
    assert frame.message_id == ""


def test_what_is_not_stored_is_asked_for_again_only_where_the_platform_listens() -> None:
    told = later(read(_frame("EVENT", "*", {})))
    assert told is not None
    assert json.loads(json.loads(told)["data"])["status"] == "LATER"
    assert later(read(_frame("CALLBACK", "/v1.0/im/bot/messages/get", {}))) is None


@given(
    st.one_of(
        st.text(),
        st.recursive(
            st.none() | st.integers() | st.text(),
            lambda s: st.lists(s) | st.dictionaries(st.sampled_from(["type", "headers", "data", "topic"]), s),
        ).map(json.dumps),
    )
)
@settings(max_examples=2000, deadline=None)
def test_any_text_is_a_frame_or_refused_without_its_content(text: str) -> None:
    try:
        read(text)
    except FrameError as fault:
        assert str(fault) in {
            "no headers",
            "unknown type",
            "data is no text",
            *(f"{w} is no {k}" for w in ("frame", "data") for k in ("JSON", "object")),
        }
