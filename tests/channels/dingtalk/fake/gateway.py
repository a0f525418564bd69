"""The fake's stream: tickets used once, several connections, frames acknowledged or sent again, and ways to die."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.channels.dingtalk.fake.errors import json_of, new_api
from tests.channels.dingtalk.fake.world import Refused, World

MESSAGES = "/v1.0/im/bot/messages/get"
CARDS = "/v1.0/card/instances/callback"
TICKET_SECONDS = 90
CLOSES_AFTER = 10.0
"""So long after a disconnect frame the server closes the socket, on which nothing came any more."""


@dataclass(eq=False)
class Connection:
    """One open socket and what it asked for. A `deaf` one is up and answers pings, and nothing is sent on it."""

    socket: web.WebSocketResponse
    number: str
    topics: set[tuple[str, str]]
    deaf: bool = False
    leaving: bool = False

    def wants(self, kind: str, topic: str) -> bool:
        """Whether frames of this topic go to it."""
        return not self.leaving and (kind, topic) in self.topics


@dataclass
class Push:
    """One frame on its way, and how it ended."""

    message_id: str
    at: float
    sent: int = 0
    connections: list[str] = field(default_factory=list)
    acks: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0
    acked: asyncio.Event = field(default_factory=asyncio.Event)
    on_ack: Callable[[dict[str, Any]], None] | None = None


class Gateway:
    """The stream's server."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.connections: list[Connection] = []
        self.pushes: dict[str, Push] = {}
        self.opened = 0
        self.pings = 0
        self._later: set[asyncio.Task[None]] = set()

    def mount(self, app: web.Application) -> None:
        """Add its two addresses."""
        opening = new_api(self.world, self._open, token=False, counted=False)
        app.router.add_post("/v1.0/gateway/connections/open", opening)
        app.router.add_get("/connect", self._connect)

    # --- frames to the client -----------------------------------------------------------------------------------------

    async def push(
        self,
        kind: str,
        topic: str,
        data: dict[str, Any],
        message_id: str = "",
        headers: dict[str, str] | None = None,
        on_ack: Callable[[dict[str, Any]], None] | None = None,
        seconds: float = 0.0,
    ) -> Push | None:
        """Send a frame to one of the connections that asked for it; None where there is none: it is lost then.

        Waits up to so many seconds for its acknowledgement. What is not acknowledged comes again as the switches say.
        """
        push = Push(message_id or self.world.new_id("f"), self.world.now(), on_ack=on_ack)
        self.pushes[push.message_id] = push
        frame_headers = {"topic": topic, "messageId": push.message_id, **(headers or {})}
        if not await self._send(push, kind, topic, frame_headers, data):
            return None
        if times := int(self.world.switches.get("redeliver_times", 0)):
            self._soon(self._again(push, times, kind, topic, frame_headers, data))
        if seconds:
            try:
                await asyncio.wait_for(push.acked.wait(), seconds)
            except TimeoutError:
                return push
        return push

    async def system(self, topic: str, data: dict[str, Any], message_id: str = "", which: int | None = None) -> None:
        """A SYSTEM frame to one connection, or to all."""
        for connection in [self.connections[which]] if which is not None else list(self.connections):
            headers = {"topic": topic, "connectionId": connection.number}
            if message_id:
                self.pushes[message_id] = Push(message_id, self.world.now())
                headers["messageId"] = message_id
            await self._write(connection, "SYSTEM", headers, data)

    async def disconnect(self, reason: str, which: int | None = None) -> None:
        """Say goodbye as the platform does: a frame, silence, and the end of the socket some seconds later."""
        closes_after = float(self.world.switches.get("closes_after", CLOSES_AFTER))
        for connection in [self.connections[which]] if which is not None else list(self.connections):
            await self._write(connection, "SYSTEM", {"topic": "disconnect"}, {"reason": reason})
            connection.leaving = True
            self._soon(self._close_later(connection, closes_after))

    async def cut(self) -> None:
        """Drop every connection as a network failure would."""
        for connection in list(self.connections):
            request_transport = connection.socket._req.transport if connection.socket._req else None
            if request_transport:
                request_transport.abort()
        self.connections.clear()

    async def _send(self, push: Push, kind: str, topic: str, headers: dict[str, str], data: dict[str, Any]) -> bool:
        wanting = [connection for connection in self.connections if connection.wants(kind, topic)]
        if not wanting:
            return False
        chosen = random.choice(wanting)
        push.sent += 1
        push.connections.append(chosen.number)
        await self._write(chosen, kind, {**headers, "connectionId": chosen.number}, data)
        return True

    async def _write(self, connection: Connection, kind: str, headers: dict[str, str], data: dict[str, Any]) -> None:
        if connection.deaf or self.world.switches.get("deaf"):
            return
        frame = {
            "specVersion": "1.0",
            "type": kind,
            "headers": {
                "contentType": "application/json",
                "time": str(int(self.world.now() * 1000)),
                "appId": "c0ffee00-0000-0000-0000-000000000001",
                **headers,
            },
            "data": json.dumps(data, ensure_ascii=False),
        }
        try:
            await connection.socket.send_str(json.dumps(frame, ensure_ascii=False))
        except (ConnectionError, RuntimeError):
            self._forget(connection)

    async def _again(
        self, push: Push, times: int, kind: str, topic: str, headers: dict[str, str], data: dict[str, Any]
    ) -> None:
        for _ in range(times):
            await asyncio.sleep(float(self.world.switches.get("redeliver_after", 0.5)))
            if push.acked.is_set() and not self.world.switches.get("redeliver_acked"):
                return
            await self._send(push, kind, topic, headers, data)

    async def _close_later(self, connection: Connection, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await connection.socket.close()

    def _soon(self, coroutine: Any) -> None:
        task = asyncio.ensure_future(coroutine)
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    # --- the client's side --------------------------------------------------------------------------------------------

    async def _open(self, request: web.Request) -> dict[str, Any]:
        if self.world.switches.get("open_fails"):
            raise Refused("ServiceUnavailable", "gateway", 503)
        if "application/json" not in request.headers.get("Accept", ""):
            raise Refused("param.invalid", "Accept must be application/json")
        body = await json_of(request)
        if not self.world.check_app(body.get("clientId"), body.get("clientSecret")):
            raise Refused("authFailed", "鉴权失败", 401)
        wanted = body.get("subscriptions")
        if not isinstance(wanted, list) or not wanted:
            raise Refused("param.invalid", "subscriptions")
        topics = []
        for one in wanted:
            if one.get("type") not in ("EVENT", "CALLBACK") or not one.get("topic"):
                raise Refused("param.invalid", "subscription")
            topics.append([one["type"], one["topic"]])
        ticket = secrets.token_hex(16)
        self.world.tickets[ticket] = {"until": self.world.now() + TICKET_SECONDS, "topics": topics}
        return {"endpoint": self.world.setup["base"].replace("http", "ws", 1) + "/connect", "ticket": ticket}

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        number = request.query.get("ticket", "")
        ticket = self.world.tickets.pop(number, None)
        if ticket is None or ticket["until"] <= self.world.now():
            self.world.refused.append({"call": "/connect", "code": 403, "words": "ticket unknown, used or old"})
            return web.Response(status=403)
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        connection = Connection(socket, number, {(kind, topic) for kind, topic in ticket["topics"]})
        self.connections.append(connection)
        self.opened += 1
        try:
            async for message in socket:
                if message.type is WSMsgType.PING and not self.world.switches.get("no_pong"):
                    self.pings += 1
                    await socket.pong(message.data)
                elif message.type is WSMsgType.TEXT:
                    self._heard(message.data)
        finally:
            self._forget(connection)
        return socket

    def _forget(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)

    def _heard(self, raw: str) -> None:
        """Take an acknowledgement. Raise nothing: what is wrong with it is written down."""
        try:
            ack = json.loads(raw)
            data = json.loads(ack["data"]) if ack.get("data") else {}
            message_id, code = ack["headers"].get("messageId"), int(ack["code"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            self.world.refused.append({"call": "ack", "code": 400, "words": f"not an ack: {error}"})
            return
        push = self.pushes.get(message_id)
        if push is None:
            if message_id:
                self.world.refused.append({"call": "ack", "code": 404, "words": f"nobody asked: {message_id}"})
            return
        first = not push.acks
        push.acks.append({"code": code, "message": ack.get("message"), "data": data})
        push.seconds = push.seconds or self.world.now() - push.at
        if push.on_ack and first:
            push.on_ack(data)
        if code == 200 and data.get("status") != "LATER":
            push.acked.set()
