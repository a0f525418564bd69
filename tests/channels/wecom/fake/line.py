"""The fake's long connection: one per bot, the older one kicked; frames checked, acknowledged, and made to suffer."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests.channels.wecom.fake.api import show_bot_body
from tests.channels.wecom.fake.world import Refused, World

NOT_SUBSCRIBED, BAD_SECRET, BAD_REQ_ID, STREAM_OVER = 846609, 853000, 846605, 846608


@dataclass
class Request:
    """A frame of ours that may be answered under its id."""

    kind: str
    at: float
    user: str
    task: str = ""
    used: bool = False
    place: str = ""


class Line:
    """The socket's server."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.current: web.WebSocketResponse | None = None
        self.sockets: set[web.WebSocketResponse] = set()
        self.requests: dict[str, Request] = {}
        self.subscribed = 0
        self.kicked = 0

    def mount(self, app: web.Application) -> None:
        """Add the socket."""
        app.router.add_get("/line", self._serve)

    async def push(self, kind: str, body: dict[str, Any], user: str, task: str = "") -> bool:
        """Send a callback frame to whoever is connected. False where nobody is."""
        if self.current is None or self.current.closed or self.world.switches.get("half_dead"):
            return False
        req_id = self.world.new_id("R")
        self.requests[req_id] = Request(kind, self.world.now(), user, task, place=str(body.get("chatid") or user))
        cmd = "aibot_msg_callback" if kind == "message" else "aibot_event_callback"
        frame = {"cmd": cmd, "headers": {"req_id": req_id, "trace": "x"}, "body": body, "unknown": 1}
        await self.current.send_str(json.dumps(frame, ensure_ascii=False))
        return True

    async def cut(self) -> None:
        """Close every socket as a network failure would."""
        for socket in tuple(self.sockets):
            await socket.close(code=1011)

    async def _serve(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.add(socket)
        try:
            async for message in socket:
                if self.world.switches.get("half_open"):
                    continue
                await self._on_frame(socket, json.loads(message.data))
        finally:
            self.sockets.discard(socket)
            if self.current is socket:
                self.current = None
        return socket

    async def _on_frame(self, socket: web.WebSocketResponse, frame: dict[str, Any]) -> None:
        cmd, headers = frame["cmd"], frame["headers"]
        self.world.calls[cmd] += 1
        code, words = 0, "ok"
        try:
            await self._do(socket, cmd, headers["req_id"], frame.get("body") or {})
        except Refused as refusal:
            code, words = refusal.code, refusal.words
            self.world.refused.append({"call": cmd, "code": code, "words": words})
        if self.world.switches.get("drop_acks") and cmd != "aibot_subscribe":
            return
        if self.world.switches.get("drop_ack_once") == cmd:
            del self.world.switches["drop_ack_once"]
            return
        await socket.send_str(json.dumps({"headers": {"req_id": headers["req_id"]}, "errcode": code, "errmsg": words}))

    async def _do(self, socket: web.WebSocketResponse, cmd: str, req_id: str, body: dict[str, Any]) -> None:
        if cmd == "aibot_subscribe":
            return await self._subscribe(socket, body)
        if cmd == "ping":
            return None
        if socket is not self.current:
            raise Refused(NOT_SUBSCRIBED, "not subscribed")
        doing = {
            "aibot_send_msg": self._send,
            "aibot_respond_update_msg": self._update,
            "aibot_respond_welcome_msg": self._welcome,
            "aibot_respond_msg": self._respond,
        }.get(cmd)
        if doing is None:
            raise Refused(40058, "unknown cmd")
        return doing(req_id, body)

    async def _subscribe(self, socket: web.WebSocketResponse, body: dict[str, Any]) -> None:
        bot = self.world.setup["bot"]
        if (body.get("bot_id"), body.get("secret")) != (bot["bot_id"], bot["secret"]):
            raise Refused(BAD_SECRET, "invalid bot_id or secret")
        self.subscribed += 1
        old, self.current = self.current, socket
        if old is not None and old is not socket and not old.closed:
            self.kicked += 1
            await self._kick(old)

    async def _kick(self, old: web.WebSocketResponse) -> None:
        body = {
            "msgid": self.world.new_id("M"),
            "create_time": int(self.world.now()),
            "aibotid": self.world.setup["bot"]["bot_id"],
            "msgtype": "event",
            "event": {"eventtype": "disconnected_event"},
        }
        frame = {"cmd": "aibot_event_callback", "headers": {"req_id": self.world.new_id("R")}, "body": body}
        await old.send_str(json.dumps(frame))
        delay = float(self.world.switches.get("close_kicked_after", 0.2))
        asyncio.get_running_loop().call_later(delay, lambda: asyncio.ensure_future(old.close()))

    def _send(self, _req_id: str, body: dict[str, Any]) -> None:
        place, is_group = str(body.get("chatid", "")), body.get("chat_type") == 2
        if not is_group:
            place = place.lower()
        if place not in self.world.activated:
            raise Refused(93006, "nobody has written to the bot in this chat")
        if is_group and body.get("msgtype") == "template_card":
            raise Refused(40008, "no template_card to a group")
        if body.get("msgtype") not in ("markdown", "template_card"):
            raise Refused(40008, "invalid msgtype")
        if body.get("msgtype") == "template_card" and self.world.switches.get("no_cards"):
            raise Refused(600039, "device type not support")
        if self.world.too_fast(f"bot {place}", 30, 1000):
            raise Refused(45009, "api freq out of limit")
        show_bot_body(self.world, place, is_group, body)

    def _update(self, req_id: str, body: dict[str, Any]) -> None:
        asked = self._answered(req_id, "tap")
        card = body.get("template_card")
        self.world.check_card(card, "bot")
        assert isinstance(card, dict)
        if body.get("response_type") != "update_template_card" or card.get("task_id") != asked.task:
            raise Refused(40058, "update of another card")
        for user in body.get("userids", [asked.user]):
            self.world.repaint(user.lower(), asked.task, card, "bot")

    def _welcome(self, req_id: str, body: dict[str, Any]) -> None:
        asked = self._answered(req_id, "enter")
        if body.get("msgtype") not in ("text", "template_card"):
            raise Refused(40008, "invalid msgtype")
        show_bot_body(self.world, asked.user, False, body)

    def _respond(self, req_id: str, body: dict[str, Any]) -> None:
        """An answer to a message: for 24 hours, as often as wanted; a stream ends within six minutes."""
        asked = self.requests.get(req_id)
        age = self.world.now() - asked.at if asked else 0
        if asked is None or asked.kind != "message" or age > 24 * 3600:
            raise Refused(BAD_REQ_ID, "invalid req_id")
        if body.get("msgtype") == "stream" and age > 360:
            raise Refused(STREAM_OVER, "stream message update expired")
        if self.world.too_fast(f"bot {asked.place}", 30, 1000):
            raise Refused(45009, "api freq out of limit")
        show_bot_body(self.world, asked.place, asked.place != asked.user, body)

    def _answered(self, req_id: str, kind: str) -> Request:
        asked = self.requests.get(req_id)
        if asked is None or asked.kind != kind or asked.used or self.world.now() - asked.at > 5:
            raise Refused(BAD_REQ_ID, "invalid req_id")
        asked.used = True
        return asked
