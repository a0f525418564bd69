"""Bad input at the two addresses: refused with the right status, nothing changed, one log line without content."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.heard import CardTap, Heard, Words
from bot.channels.refusals import MalformedError
from bot.channels.wecom import app_callback, bot_callback, outer
from bot.channels.wecom.envelope import Envelope
from tests.channels.wecom.house import House, OpenHouse
from tests.channels.wecom.platform import AES_KEY, BOT_AES_KEY, BOT_TOKEN, CORP, TOKEN, Parts

SECRET_WORDS = "密电内容七三一"
TEXT = (
    "<xml><ToUserName><![CDATA[{corp}]]></ToUserName><FromUserName><![CDATA[linf]]></FromUserName>"
    "<CreateTime>1780000000</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{words}]]></Content>"
    "<MsgId>7300000000000000001</MsgId><AgentID>1000002</AgentID></xml>"
)
LINES = '<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'

Post = Callable[..., Awaitable[int]]


@pytest.fixture
async def both(open_house: OpenHouse) -> House:
    """A house at which the app and the bot call."""
    house: House = await open_house(Parts(bot_callback=True))
    return house


@pytest.fixture
async def post(both: House) -> AsyncIterator[Post]:
    """Posts a body under a right stamp, unless parts of it are given; the status."""
    app, bot = Envelope(TOKEN, AES_KEY, CORP), Envelope(BOT_TOKEN, BOT_AES_KEY, "")
    async with aiohttp.ClientSession(both.url) as session:

        async def send(body: bytes, door: str = "app", encrypted: str = "", **stamp: str) -> int:
            at, nonce = stamp.get("timestamp", str(int(time.time()))), stamp.get("nonce", "1")
            signature = (app if door == "app" else bot).signature(encrypted, at, nonce)
            query = {"msg_signature": signature, "timestamp": at, "nonce": nonce} | stamp
            async with session.post(f"/wecom/{door}", params=query, data=body) as response:
                assert await response.read() == b""
                return response.status

        yield send


def app_body(encrypted: str) -> bytes:
    return f"<xml><ToUserName>x</ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode()


def sealed(words: str, receive_id: str = CORP) -> str:
    return Envelope(TOKEN, AES_KEY, receive_id).seal(words, "1", "1").encrypted


def bot_sealed(words: str, receive_id: str = "") -> str:
    return Envelope(BOT_TOKEN, BOT_AES_KEY, receive_id).seal(words, "1", "1").encrypted


GOOD = sealed(TEXT.format(corp=CORP, words=SECRET_WORDS))
BOT_GOOD = bot_sealed('{"msgid":"m1","chattype":"single","from":{"userid":"linf"},"msgtype":"text"}')
OTHER = sealed(TEXT.format(corp="ww9", words="x"), "ww9")
LONG = "A" * (300 * 1024)
NOT_XML = sealed("<xml><MsgType>text")
ENTITIES = sealed(f"{LINES}<xml><MsgType>&b;</MsgType></xml>")
NO_ID = sealed("<xml><FromUserName>linf</FromUserName><MsgType>text</MsgType><Content>x</Content></xml>")
BOT_LIST, BOT_TYPES = bot_sealed("[1,2]"), bot_sealed('{"msgid":7,"msgtype":"text","from":"linf"}')
BOT_DEEP = bot_sealed("[" * 50_000)

BAD: dict[str, tuple[int, dict[str, Any]]] = {
    "forged": (403, {"body": app_body(GOOD), "encrypted": "another"}),
    "old": (403, {"body": app_body(GOOD), "encrypted": GOOD, "timestamp": str(int(time.time()) - 3600)}),
    "of the future": (403, {"body": app_body(GOOD), "encrypted": GOOD, "timestamp": str(int(time.time()) + 3600)}),
    "another corporation's": (403, {"body": app_body(OTHER), "encrypted": OTHER}),
    "truncated": (400, {"body": app_body(GOOD)[:-20], "encrypted": GOOD}),
    "cut inside": (400, {"body": app_body(GOOD[:-8]), "encrypted": GOOD[:-8]}),
    "oversized": (413, {"body": app_body(LONG), "encrypted": LONG}),
    "not UTF-8": (400, {"body": b"<xml><Encrypt>\xff\xfe</Encrypt></xml>"}),
    "empty": (400, {"body": b""}),
    "with entities": (400, {"body": LINES.encode() + b"<xml><Encrypt>&b;</Encrypt></xml>"}),
    "with entities inside": (400, {"body": app_body(ENTITIES), "encrypted": ENTITIES}),
    "no XML inside": (400, {"body": app_body(NOT_XML), "encrypted": NOT_XML}),
    "without message id": (400, {"body": app_body(NO_ID), "encrypted": NO_ID}),
    "no time": (400, {"body": app_body(GOOD), "encrypted": GOOD, "timestamp": "now"}),
    "no signature": (400, {"body": app_body(GOOD), "encrypted": GOOD, "msg_signature": ""}),
    "an endless signature": (400, {"body": app_body(GOOD), "encrypted": GOOD, "msg_signature": "f" * 1000}),
    "bot: JSON of another kind": (400, {"body": b'["encrypt"]', "door": "bot"}),
    "bot: another's XML": (403, {"body": app_body(GOOD), "door": "bot"}),
    "bot: XML with a DTD": (400, {"body": LINES.encode() + b"<xml><Encrypt>&b;</Encrypt></xml>", "door": "bot"}),
    "app: JSON without a word": (400, {"body": b'{"encrypt": 7}'}),
    "bot: null": (400, {"body": b'{"encrypt":null}', "door": "bot"}),
    "bot: no object": (400, {"body": json.dumps({"encrypt": BOT_LIST}).encode(), "encrypted": BOT_LIST, "door": "bot"}),
    "bot: types": (400, {"body": json.dumps({"encrypt": BOT_TYPES}).encode(), "encrypted": BOT_TYPES, "door": "bot"}),
    "bot: deep": (400, {"body": json.dumps({"encrypt": BOT_DEEP}).encode(), "encrypted": BOT_DEEP, "door": "bot"}),
    "bot: deep outside": (400, {"body": b'{"a":' * 50_000, "door": "bot"}),
    "bot: forged": (403, {"body": json.dumps({"encrypt": BOT_GOOD}).encode(), "encrypted": "x", "door": "bot"}),
}


@pytest.mark.parametrize("name", BAD)
async def test_bad_input_is_refused_and_changes_nothing(
    name: str, both: House, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    status, said = BAD[name]
    with caplog.at_level(logging.INFO, "bot"):
        assert await post(**said) == status
    lines = [record for record in caplog.records if record.name.startswith("bot.channels.wecom")]
    assert len(lines) == 1, [record.getMessage() for record in lines]
    assert SECRET_WORDS not in caplog.text
    assert TOKEN not in caplog.text
    assert both.store.read(lambda uow: uow.connection.exec_driver_sql("SELECT count(*) FROM inbox").scalar()) == 0
    assert await both.all_seen() == []


async def test_the_good_message_is_taken_in_so_that_the_bad_ones_prove_something(both: House, post: Post) -> None:
    assert await post(app_body(GOOD), encrypted=GOOD) == 200
    assert await post(app_body(GOOD), encrypted=GOOD, nonce="2") == 200
    assert both.store.read(lambda uow: uow.connection.exec_driver_sql("SELECT count(*) FROM inbox").scalar()) == 1


async def test_an_address_check_that_is_forged_gets_no_echo(both: House) -> None:
    query = {"msg_signature": "0" * 40, "timestamp": str(int(time.time())), "nonce": "1", "echostr": GOOD}
    async with aiohttp.ClientSession(both.url) as session, session.get("/wecom/app", params=query) as response:
        assert (response.status, await response.read()) == (403, b"")


async def test_a_message_that_cannot_be_committed_is_not_acknowledged(
    both: House, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(both.app.service, "receive", broken)
    with pytest.raises(AssertionError):  # an error page, not an empty answer
        await post(app_body(GOOD), encrypted=GOOD)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=20,
)
_KNOWN = ["msgid", "aibotid", "msgtype", "create_time", "chatid", "chattype", "from", "text", "event", "mixed", "image"]
_BODY = st.dictionaries(st.sampled_from(_KNOWN), _JSON, max_size=11)
_KINDS = st.sampled_from(["text", "event", "mixed", "image", "voice", "stream", "file", "x"])


@given(st.one_of(_JSON, _BODY), _KINDS)
@settings(max_examples=3_000, suppress_health_check=[HealthCheck.too_slow])
def test_json_with_surprises_is_read_or_refused_but_breaks_nothing(body: Any, kind: str) -> None:
    said = body | {"msgtype": kind, "msgid": "m", "from": {"userid": "linf"}} if isinstance(body, dict) else body
    for message in (json.dumps(body).encode(), json.dumps(said).encode()):
        try:
            assert isinstance(bot_callback.read_bot(message), Heard)
        except MalformedError:
            continue


_TAG = st.sampled_from(
    ["xml", "MsgType", "Event", "FromUserName", "MsgId", "TaskId", "SelectedItems", "OptionIds", "a"]
)
_PIECE = st.one_of(
    _TAG.map("<{}>".format),
    _TAG.map("</{}>".format),
    st.text(max_size=10),
    st.sampled_from(["<![CDATA[text]]>", "<!DOCTYPE a>", "&amp;", "&x;", "<?xml version='1.0'?>", "event", "\x00"]),
)


@given(st.lists(_PIECE, max_size=30))
@settings(max_examples=3_000)
def test_xml_with_surprises_is_read_or_refused_but_breaks_nothing(pieces: list[str]) -> None:
    words = "".join(pieces)
    for body in (words, f"<xml><FromUserName>a</FromUserName>{words}</xml>"):
        try:
            assert isinstance(app_callback.read_app(body.encode("utf-8", "replace")), Heard)
        except MalformedError:
            continue


@given(st.binary(max_size=300))
@settings(max_examples=3_000)
def test_any_bytes_are_read_or_refused_but_break_nothing(body: bytes) -> None:
    readers = (app_callback.read_app, outer.read_encrypted, bot_callback.read_bot)
    for read in readers:
        try:
            read(body)
        except MalformedError:
            continue


def test_taps_of_one_person_in_one_second_are_told_apart() -> None:
    event = (
        "<xml><FromUserName>liwh</FromUserName><CreateTime>1780000000</CreateTime><MsgType>event</MsgType>"
        "<Event>template_card_event</Event><EventKey>同意</EventKey><TaskId>{}</TaskId><ResponseCode>{}</ResponseCode></xml>"
    )
    ids = {app_callback.read_app(event.format(f"K{n}_1_a", f"c{n}").encode()).message_id for n in range(50)}  # type: ignore[union-attr]
    again = app_callback.read_app(event.format("K7_1_a", "c7").encode())
    assert len(ids) == 50
    assert again.message_id in ids  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("changed", "group", "message_id"),
    [
        ({}, "", "bot:m1"),
        ({"msgid": 7300000000000000001}, "", "bot:7300000000000000001"),
        ({"msgid": None, "MsgId": "m2"}, "", "bot:m2"),
        ({"chatid": None, "quote": None, "text": {"content": "你好", "more": [1]}}, "", "bot:m1"),
        ({"create_time": "1780000000"}, "", "bot:m1"),
        ({"chattype": "group", "chatid": "wrAbC"}, "wrAbC", "bot:m1"),
        ({"chattype": None, "chatid": "wrAbC"}, "wrAbC", "bot:m1"),
        ({"from": {"userid": "LinF", "corpid": "ww1"}}, "", "bot:m1"),
    ],
)
def test_what_the_documentation_leaves_open_is_read_either_way(
    changed: dict[str, Any], group: str, message_id: str
) -> None:
    body = {"msgid": "m1", "chattype": "single", "from": {"userid": "linf"}, "msgtype": "text"}
    heard = bot_callback.read_bot(json.dumps(body | {"text": {"content": "你好"}} | changed).encode())
    assert isinstance(heard, Words)
    assert (heard.chat.user, heard.chat.group, heard.message_id, heard.text) == ("linf", group, message_id, "你好")


@pytest.mark.parametrize(
    "tapped",
    [
        {
            "event_key": "同意",
            "task_id": "K1_1_a",
            "selected_items": {"selected_item": [{"option_ids": {"option_id": ["o"]}}]},
        },
        {"eventkey": "同意", "taskid": "K1_1_a", "selecteditems": {"selected_item": {"optionids": {"option_id": "o"}}}},
    ],
)
def test_a_tap_is_read_as_the_table_and_as_the_samples_write_it(tapped: dict[str, Any]) -> None:
    event = {"eventtype": "template_card_event", "template_card_event": tapped}
    heard = bot_callback.read_bot({"msgid": "m1", "from": {"userid": "linf"}, "msgtype": "event", "event": event})
    assert isinstance(heard, CardTap)
    assert (heard.task_id, heard.key, heard.choices) == ("K1_1_a", "同意", ("o",))


async def test_each_door_takes_both_outsides(both: House, post: Post) -> None:
    assert await post(json.dumps({"encrypt": GOOD}).encode(), encrypted=GOOD) == 200
    bot = bot_sealed(
        '{"msgid":"m2","chattype":"single","from":{"userid":"linf"},"msgtype":"event","event":{"eventtype":"x"}}'
    )
    assert await post(app_body(bot), "bot", bot) == 200
