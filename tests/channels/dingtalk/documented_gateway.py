"""DingTalk's gateway as its documentation describes it: the open call, a ticket a connection, frames and acks."""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.channels.dingtalk.documented_api import CLIENT, CORP, SECRET, Card, Interface, Json, error

MESSAGES, TAPS = "/v1.0/im/bot/messages/get", "/v1.0/card/instances/callback"
GROUP, GROUP_ID = "青禾乡干部职工大群", "cidGroupOfAll=="
SLOWEST_ACK = 2.0
"""Seconds within which the documentation wants a tap answered; we hold every frame to it."""


@dataclass
class Connection:
    """One WebSocket."""

    socket: web.WebSocketResponse
    topics: set[tuple[str, str]]
    opened: float
    closed: float = 0.0
    told_to_go: bool = False


@dataclass
class Push:
    """A frame on its way, and the ack of it."""

    frame: Json
    connection: Connection
    sent: float
    done: threading.Event = field(default_factory=threading.Event)
    ack: Json = field(default_factory=dict)
    acked: float = 0.0

    def answer(self, code: int = 200, seconds: float = SLOWEST_ACK) -> Any:
        """What the ack says, once it is there and of the documented shape."""
        assert self.done.wait(seconds + 3), f"no ack of {self.frame}"
        assert self.acked - self.sent < seconds, f"acknowledged only after {self.acked - self.sent:.2f} s"
        assert set(self.ack) == {"code", "headers", "message", "data"}, self.ack
        assert self.ack["code"] == code, self.ack
        assert self.ack["headers"]["contentType"] == "application/json"
        assert isinstance(self.ack["message"], str)
        assert isinstance(self.ack["data"], str), "data is a text that holds JSON"
        return json.loads(self.ack["data"])


class Platform(Interface):
    """The whole of DingTalk, as one office sees it."""

    def __init__(self) -> None:
        super().__init__()
        self.tickets: dict[str, tuple[float, set[tuple[str, str]]]] = {}
        self.connections: list[Connection] = []
        self.pushes: dict[str, Push] = {}
        self.opens: list[Json] = []
        self.acks_seconds: list[float] = []
        self.loop = asyncio.new_event_loop()
        self._runners: list[web.AppRunner] = []

    # -- the gateway ---------------------------------------------------------------------------------------------------

    async def open(self, request: web.Request) -> web.Response:
        """The open call."""
        body = await request.json()
        self.opens.append(body)
        self.mind(request.content_type == "application/json", "the content type of the open call", request.headers)
        self.mind("application/json" in request.headers.get("Accept", ""), "XML would be answered", request.headers)
        self.mind("x-acs-dingtalk-access-token" not in request.headers, "the open call takes no token")
        self.mind(set(body) <= {"clientId", "clientSecret", "subscriptions", "ua", "localIp", "extras"}, "fields", body)
        if (body.get("clientId"), body.get("clientSecret")) != (CLIENT, SECRET):
            return error("invalidClientIdOrSecret", 401)
        topics = {(one["type"], one["topic"]) for one in body["subscriptions"]}
        ticket = f"{secrets.token_hex(8)}+/{len(self.opens)}=&"
        self.tickets[ticket] = (time.monotonic(), topics)
        return web.json_response({"endpoint": f"{self.api.replace('http', 'ws', 1)}/connect", "ticket": ticket})

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """A WebSocket with its ticket."""
        given, topics = self.tickets.pop(request.query.get("ticket", ""), (0.0, set()))
        self.mind(topics, "a ticket that is unknown or used", request.query_string)
        if not topics or time.monotonic() - given > 90:
            return web.Response(status=403)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket, topics, time.monotonic())
        self.connections.append(connection)
        async for message in socket:
            self.mind(message.type is WSMsgType.TEXT, "frames are texts", message)
            self._acked(connection, json.loads(message.data))
        connection.closed = time.monotonic()
        return socket

    def _acked(self, connection: Connection, ack: Json) -> None:
        push = self.pushes.get(ack.get("headers", {}).get("messageId", ""))
        if push is None:
            self.mind(connection.told_to_go, "an ack of nothing", ack)
            return
        self.mind(push.connection is connection, "an ack on another connection", ack)
        self.mind(not push.done.is_set(), "a second ack", ack)
        push.ack, push.acked = ack, time.monotonic()
        self.tapping[json.loads(push.frame["data"]).get("outTrackId", "")] -= 1
        self.acks_seconds.append(push.acked - push.sent)
        push.done.set()

    # -- what the platform does ----------------------------------------------------------------------------------------

    def connected(self) -> Connection:
        """A connection over which pushes go."""
        self.until(lambda: [c for c in self.connections if not c.closed and not c.told_to_go], what="a connection")
        return [c for c in self.connections if not c.closed and not c.told_to_go][-1]

    def push(self, kind: str, topic: str, data: Json, message_id: str = "", **headers: str) -> Push:
        """Sends a frame; its ack comes later."""
        connection = self.connected()
        if kind != "SYSTEM" and topic in (MESSAGES, TAPS, "*"):
            assert (kind, topic) in connection.topics, "never subscribed"
        message_id = message_id or secrets.token_hex(10)
        all_headers = {
            "topic": topic,
            "messageId": message_id,
            "contentType": "application/json",
            "time": str(int(time.time() * 1000)),
            "appId": "c0ffee00-0000-0000-0000-000000000001",
            "connectionId": "7d1e5a40-0000-0000-0000-000000000002",
        }
        frame = {"specVersion": "1.0", "type": kind, "headers": all_headers | headers}
        frame["data"] = json.dumps(data, ensure_ascii=False)
        self.tapping[data.get("outTrackId", "")] += 1
        push = self.pushes[message_id] = Push(frame, connection, time.monotonic())
        self.send(connection, json.dumps(frame, ensure_ascii=False))
        return push

    def send(self, connection: Connection, text: str) -> None:
        """A raw text frame."""
        asyncio.run_coroutine_threadsafe(connection.socket.send_str(text), self.loop).result(5)

    def go_away(self, connection: Connection) -> None:
        """The notice of the end: nothing more comes here, and in ten seconds the socket is closed."""
        connection.told_to_go = True
        headers = {"topic": "disconnect", "contentType": "application/json", "time": str(int(time.time() * 1000))}
        reason = json.dumps({"reason": "connection is expired"})
        self.send(connection, json.dumps({"specVersion": "1.0", "type": "SYSTEM", "headers": headers, "data": reason}))
        self.loop.call_soon_threadsafe(
            self.loop.call_later, 10, lambda: asyncio.ensure_future(connection.socket.close())
        )

    def message(self, user: str, words: str, group: bool = False, **more: Any) -> Json:
        """A robot message as the documentation shows it; `None` takes a field away."""
        session = secrets.token_hex(8)
        self.sessions[session] = GROUP_ID if group else user
        now = int(time.time() * 1000)
        data = {
            "msgtype": "text",
            "text": {"content": f" {words}" if group else words},
            "msgId": f"msg{secrets.token_hex(9)}==",
            "createAt": now,
            "conversationType": "2" if group else "1",
            "conversationId": GROUP_ID if group else f"cidSingle{user}==",
            "senderId": f"$:LWCP_v1:${user}",
            "senderNick": "示例人员",
            "senderCorpId": CORP,
            "senderStaffId": user,
            "isAdmin": False,
            "chatbotCorpId": CORP,
            "chatbotUserId": "$:LWCP_v1:$bot",
            "isInAtList": group,
            "sessionWebhook": f"{self.oapi}/robot/sendBySession?session={session}",
            "sessionWebhookExpiredTime": now + 5_400_000,
            "robotCode": CLIENT,
            "senderPlatform": "Mac",
        }
        if group:
            data |= {"conversationTitle": GROUP, "atUsers": [{"dingtalkId": "$:LWCP_v1:$bot"}]}
        return {name: value for name, value in (data | more).items() if value is not None}

    def say(self, user: str, words: str, group: bool = False, **more: Any) -> None:
        """Somebody writes to the bot, who takes it."""
        assert self.push("CALLBACK", MESSAGES, self.message(user, words, group, **more)).answer() == {"response": None}

    def card(self, user: str, *words: str) -> Card:
        """The next card of this person with these words on it that nobody has looked at yet."""

        def fresh() -> list[str]:
            return [a.key for a in self.of(user, *words, way="card") if a.key not in self.looked_at]

        self.until(fresh, what=f"a card {words} for {user}")
        track = fresh()[0]
        self.looked_at.add(track)
        return self.cards[track]

    def tap_data(self, user: str, card: Card, label: str, **params: Any) -> Json:
        """A tap of the button with this label, its parameters as the guide has them configured."""
        shown = card.seen_by(user)
        number = next(n for n in range(1, 9) if shown.get(f"button{n}") == label)
        given = {"action": shown[f"button{number}"], "version": shown["version"], "input": ""} | params
        content = {"cardPrivateData": {"actionIds": [f"button{number}"], "params": given}}
        data = {"type": "actionCallback", "outTrackId": card.track, "corpId": CORP, "userId": user}
        return data | {"content": json.dumps(content, ensure_ascii=False), "extension": "{}", "userIdType": 1}

    def tap(self, user: str, card: Card, label: str, **params: Any) -> Json:
        """Somebody taps; what the answer shows on their screen."""
        said = self.push("CALLBACK", TAPS, self.tap_data(user, card, label, **params)).answer()
        self.mind(set(said) == {"response"}, "the answer of a tap", said)
        self.answered(card, user, said["response"])
        return dict(said["response"])

    # -- its life ------------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Listens on two ports."""
        new, old = web.Application(), web.Application()
        new.router.add_post("/v1.0/gateway/connections/open", self.open)
        new.router.add_get("/connect", self.connect)
        new.router.add_route("*", "/v1.0/{rest:.*}", self.new)
        old.router.add_route("*", "/{rest:.*}", self.old)
        for name, app in (("api", new), ("oapi", old)):
            runner = web.AppRunner(app, shutdown_timeout=0.2)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            self._runners.append(runner)
            setattr(self, name, "http://{}:{}".format(*runner.addresses[0]))

    async def stop(self) -> None:
        """Closes both."""
        for runner in self._runners:
            await runner.cleanup()


@contextmanager
def running() -> Iterator[Platform]:
    """The platform, in a thread of its own."""
    platform = Platform()
    thread = threading.Thread(target=platform.loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(platform.start(), platform.loop).result(5)
    yield platform
    asyncio.run_coroutine_threadsafe(platform.stop(), platform.loop).result(10)
    platform.loop.call_soon_threadsafe(platform.loop.stop)
    thread.join(5)
