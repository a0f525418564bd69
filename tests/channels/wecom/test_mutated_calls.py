"""Two thousand calls over HTTP, each with something wrong in it: none is taken in, none breaks the house."""

from __future__ import annotations

import json
import random
import time
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.channels.heard import Heard
from bot.channels.wecom.doors import app_door, bot_door
from bot.channels.wecom.envelope import Envelope
from tests.channels.wecom.platform import AES_KEY, BOT_AES_KEY, BOT_TOKEN, CORP, TOKEN

CALLS = 2_000
APP, BOT = Envelope(TOKEN, AES_KEY, CORP), Envelope(BOT_TOKEN, BOT_AES_KEY, "")
INNER = {
    "app": f"<xml><ToUserName>{CORP}</ToUserName><FromUserName>linf</FromUserName><CreateTime>1</CreateTime>"
    "<MsgType>text</MsgType><Content>你好</Content><MsgId>{}</MsgId></xml>",
    "bot": '{{"msgid":"m{}","chattype":"single","from":{{"userid":"linf"}},"msgtype":"text",'
    '"text":{{"content":"你好"}}}}',
}


def right(door: str, number: int) -> tuple[dict[str, str], bytes]:
    """A call as the platform makes it."""
    at, nonce = str(int(time.time())), str(number)
    sealed = (APP if door == "app" else BOT).seal(INNER[door].format(number), at, nonce)
    query = {"msg_signature": sealed.stamp.signature, "timestamp": at, "nonce": nonce}
    if door == "app":
        return query, f"<xml><ToUserName>{CORP}</ToUserName><Encrypt>{sealed.encrypted}</Encrypt></xml>".encode()
    return query, json.dumps({"encrypt": sealed.encrypted}).encode()


def wrong(chance: random.Random, query: dict[str, str], body: bytes) -> tuple[dict[str, str], bytes]:
    """The same call with one thing wrong, so that it must not be believed."""
    at = chance.randrange(len(body))
    inside = body.index(b"Encrypt>") + 9 if b"<Encrypt>" in body else body.index(b": ") + 4
    sealed_at = chance.randrange(inside, inside + 100)
    other = bytes([body[sealed_at] ^ 1 if chr(body[sealed_at] ^ 1).isalnum() else ord("A") + (body[sealed_at] == 65)])
    key = chance.choice(list(query))
    ways: list[tuple[dict[str, str], bytes]] = [
        (query, body[:at]),
        (query, body[:sealed_at] + other + body[sealed_at + 1 :]),
        (query, chance.randbytes(chance.randrange(400))),
        (query, b""),
        (query, body[:inside] + b"\xff\xfe" + body[inside:]),
        ({name: value for name, value in query.items() if name != key}, body),
        (query | {key: value_of(chance)}, body),
        (query | {"timestamp": str(int(time.time()) - chance.choice([-700, 700, 86_400]))}, body),
        (query | {"nonce": query["nonce"] + "0"}, body),
    ]
    return chance.choice(ways)


def value_of(chance: random.Random) -> str:
    """Something else for a part of the address."""
    return chance.choice(["", "-1", "0", "9" * 400, "＊", "\x00", "NaN", "é" * 9, "' OR 1=1", "1e9"])


async def test_no_call_with_something_wrong_is_taken_in() -> None:
    taken: list[Heard] = []

    async def take(heard: Heard, sealed: str) -> dict[str, Any] | None:
        taken.append(heard)
        return None

    pages = web.Application()
    app_door("/wecom/app", APP, 600, take).mount(pages)
    bot_door("/wecom/bot", BOT, 600, take).mount(pages)
    chance, statuses = random.Random(20261201), set()
    async with TestServer(pages) as server, aiohttp.ClientSession() as session:
        for number in range(CALLS):
            door = chance.choice(["app", "bot"])
            query, body = wrong(chance, *right(door, number))
            async with session.post(server.make_url(f"/wecom/{door}?{urlencode(query)}"), data=body) as response:
                assert await response.read() == b""
                statuses.add(response.status)
            assert not taken, (query, body)
        for door in ("app", "bot"):
            query, body = right(door, CALLS)
            async with session.post(server.make_url(f"/wecom/{door}?{urlencode(query)}"), data=body) as response:
                assert response.status == 200
    assert (statuses, len(taken)) == ({400, 403}, 2)
