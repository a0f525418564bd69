"""The fake is as strict as the platform: what it would let pass, no test could find."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.channels.wecom.platform import AGENT, BOT_ID, BOT_SECRET, CORP, SECRET, Parts, Platform

CARD: dict[str, Any] = {
    "card_type": "button_interaction",
    "main_title": {"title": "一"},
    "button_list": [{"text": "同意", "key": "同意"}],
}


class Peer:
    """A program before the fake that is none of ours."""

    def __init__(self, session: aiohttp.ClientSession, platform: Platform) -> None:
        self.session, self.platform, self.token = session, platform, ""

    async def ask(self, path: str, **said: Any) -> Any:
        """A command for the fake."""
        return await asyncio.to_thread(self.platform.ask, path, **said)

    async def call(self, name: str, **body: Any) -> dict[str, Any]:
        """A call of the interface with a token."""
        if not self.token:
            query = {"corpid": CORP, "corpsecret": SECRET}
            async with self.session.get("/cgi-bin/gettoken", params=query) as response:
                self.token = (await response.json())["access_token"]
        address = f"/cgi-bin/{name}?access_token={self.token}"
        async with self.session.post(address, json=body) as response:
            return dict(await response.json())

    async def card(self, task: str, user: str = "linf", **more: Any) -> dict[str, Any]:
        """A card to somebody."""
        body = {"touser": user, "agentid": AGENT, "msgtype": "template_card", "template_card": CARD | {"task_id": task}}
        return await self.call("message/send", **body, **more)

    async def update(self, code: str) -> int:
        """Another look for it."""
        body = {"userids": ["linf"], "agentid": AGENT, "response_code": code, "template_card": CARD}
        return int((await self.call("message/update_template_card", **body))["errcode"])


class Socket:
    """A long connection of that program."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, cmd: str, req_id: str, **body: Any) -> int:
        """A frame; the code of its answer."""
        await self.socket.send_json({"cmd": cmd, "headers": {"req_id": req_id}, "body": body})
        while True:
            frame = await self.heard()
            if frame.get("headers", {}).get("req_id") == req_id and "errcode" in frame:
                return int(frame["errcode"])

    async def heard(self) -> dict[str, Any]:
        """The next frame."""
        return dict(json.loads((await self.socket.receive(3)).data))

    async def subscribe(self, secret: str = BOT_SECRET) -> int:
        """Become the bot."""
        return await self.send("aibot_subscribe", "s", bot_id=BOT_ID, secret=secret)


@pytest.fixture
async def peer(platform: Platform) -> AsyncIterator[Peer]:
    """A program before a new world."""
    await asyncio.to_thread(platform.set_up, Parts(), ["linf", "liwh"], "http://127.0.0.1:9")
    async with aiohttp.ClientSession(platform.url) as session:
        yield Peer(session, platform)


async def test_a_code_repaints_once_and_for_72_hours(peer: Peer) -> None:
    code = (await peer.card("t1"))["response_code"]
    assert [await peer.update(code), await peer.update(code)] == [0, 42017]
    old = (await peer.card("t2"))["response_code"]
    await peer.ask("age_codes", seconds=72 * 3600 + 1)
    assert await peer.update(old) == 42017


async def test_a_name_of_a_card_is_good_once(peer: Peer) -> None:
    assert [(await peer.card(task))["errcode"] for task in ("t1", "t1", "with space", "")] == [0, 42014, 42014, 42014]


async def test_the_same_request_within_the_interval_reaches_nobody_again(peer: Peer) -> None:
    said = {"touser": "linf", "agentid": AGENT, "msgtype": "text", "text": {"content": "一"}}
    for check in (1, 1, 0, 0):
        await peer.call("message/send", **said, enable_duplicate_check=check)
    assert len((await peer.ask("seen"))["seen"]) == 3
    await peer.ask("ahead", seconds=1801)
    peer.token = ""
    await peer.call("message/send", **said, enable_duplicate_check=1)
    assert len((await peer.ask("seen"))["seen"]) == 4


async def test_more_than_thirty_a_minute_or_a_thousand_an_hour_are_dropped_in_silence(peer: Peer) -> None:
    said = {"touser": "linf", "agentid": AGENT, "msgtype": "text", "text": {"content": "一"}}
    codes = {(await peer.call("message/send", **said))["errcode"] for _ in range(31)}
    assert (codes, (await peer.ask("seen"))["dropped"]) == ({0}, 1)
    for _ in range(33):
        await peer.ask("ahead", seconds=61)
        for _ in range(30):
            await peer.call("message/send", **said)
    told = await peer.ask("seen")
    assert (len(told["seen"]), told["dropped"]) == (1000, 21)


async def test_outside_of_the_range_and_beyond_the_limits_is_refused(peer: Peer) -> None:
    assert (await peer.card("t1", user="nobody"))["errcode"] == 81013
    assert (await peer.card("t2", user="linf|nobody"))["invaliduser"] == "nobody"
    long = {"touser": "linf", "agentid": AGENT, "msgtype": "text", "text": {"content": "长" * 700}}
    assert (await peer.call("message/send", **long))["errcode"] == 45002


async def test_a_bot_must_subscribe_and_only_once_at_a_time(peer: Peer) -> None:
    async with peer.session.ws_connect("/line") as one, peer.session.ws_connect("/line") as other:
        first, second = Socket(one), Socket(other)
        assert await first.send("aibot_send_msg", "r", chatid="linf") == 846609
        assert await first.subscribe("wrong") == 853000
        assert await first.subscribe() == 0
        assert await second.subscribe() == 0
        kicked = await first.heard()
        assert kicked["body"]["event"]["eventtype"] == "disconnected_event"
        assert "from" not in kicked["body"]
        assert await first.send("ping", "p") == 0, "still acknowledged, and deaf"
        assert (await one.receive(3)).type is aiohttp.WSMsgType.CLOSE


async def test_an_answer_has_its_window(peer: Peer) -> None:
    markdown = {"msgtype": "markdown", "markdown": {"content": "答"}}
    async with peer.session.ws_connect("/line") as one:
        socket = Socket(one)
        await socket.subscribe()
        await peer.ask("say", door="bot", user="linf", text="问")
        req_id = (await socket.heard())["headers"]["req_id"]
        assert await socket.send("aibot_respond_msg", req_id, **markdown) == 0
        stream = {"msgtype": "stream", "stream": {"id": "1", "finish": True, "content": "答"}}
        assert await socket.send("aibot_respond_msg", req_id, **stream) == 0
        await peer.ask("ahead", seconds=361)
        assert await socket.send("aibot_respond_msg", req_id, **stream) == 846608
        await peer.ask("ahead", seconds=24 * 3600)
        assert await socket.send("aibot_respond_msg", req_id, **markdown) == 846605
        assert await socket.send("aibot_respond_msg", "another", **markdown) == 846605
        assert await socket.send("aibot_respond_update_msg", req_id, template_card=CARD) == 846605


async def test_a_half_open_socket_swallows_everything(peer: Peer) -> None:
    async with peer.session.ws_connect("/line") as one:
        socket = Socket(one)
        await socket.subscribe()
        await peer.ask("switch", half_open=True)
        with pytest.raises(TimeoutError):
            await socket.send("ping", "p")
