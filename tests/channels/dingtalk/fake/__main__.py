"""A fake DingTalk as a process of its own: `python -m tests.channels.dingtalk.fake`, ruled over loopback (/_/…)."""

from __future__ import annotations

import asyncio
import base64
from dataclasses import asdict
from typing import Any

from aiohttp import web

from tests.channels.dingtalk.fake.callbacks import Callbacks
from tests.channels.dingtalk.fake.cards import Cards, tap_content
from tests.channels.dingtalk.fake.directory import Directory
from tests.channels.dingtalk.fake.gateway import CARDS, MESSAGES, Gateway, Push
from tests.channels.dingtalk.fake.robot import Robot
from tests.channels.dingtalk.fake.world import SESSION_SECONDS, Card, World
from tests.channels.fake_control import mount_commands, serve

BOT = "$:LWCP_v1:$bot"
TAP_SECONDS = 2.0


class Control:
    """What a test may ask of the fake."""

    def __init__(self) -> None:
        self.world = World()
        self.gateway = Gateway(self.world)
        self.callbacks = Callbacks(self.world)
        self.cards = Cards(self.world)
        self.last: dict[str, Any] = {}

    def app(self) -> web.Application:
        """The whole fake."""
        app = web.Application(client_max_size=32 * 1024 * 1024)
        for part in (self.gateway, self.cards, Robot(self.world), Directory(self.world)):
            part.mount(app)
        app.router.add_get("/files/{code}", self._file)
        mount_commands(app, self)
        return app

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=self.world.files[request.match_info["code"]])

    # --- the world ----------------------------------------------------------------------------------------------------

    async def on_setup(self, said: dict[str, Any]) -> Any:
        """A new world."""
        await self.gateway.cut()
        self.world.__init__(setup=said)  # type: ignore[misc]
        self.gateway.pushes.clear()
        self.gateway.opened = self.gateway.pings = 0
        return {}

    async def on_switch(self, said: dict[str, Any]) -> Any:
        self.world.switches.update(said)
        self.world.switches = {name: value for name, value in self.world.switches.items() if value is not None}
        return {}

    async def on_people(self, said: dict[str, Any]) -> Any:
        self.world.setup["people"] = said["people"]
        self.world.setup["departments"] = said.get("departments", self.world.setup.get("departments", []))
        return {}

    async def on_quota(self, said: dict[str, Any]) -> Any:
        """So many calls (`api`) or messages (`ws`) are left this month."""
        quota = self.world.setup.setdefault("quota", {})
        for kind, left in said.items():
            quota[kind] = self.world.used[kind] + left
        return {}

    async def on_ahead(self, said: dict[str, Any]) -> Any:
        self.world.ahead += said["seconds"]
        return {}

    async def on_kill_tokens(self, _said: dict[str, Any]) -> Any:
        self.world.tokens.clear()
        return {}

    async def on_seen(self, said: dict[str, Any]) -> Any:
        cards = {track: asdict(card) for track, card in self.world.cards.items()}
        return {
            "seen": self.world.seen[said.get("after", 0) :],
            "cards": cards,
            "refused": self.world.refused,
            "calls": dict(self.world.calls),
            "used": dict(self.world.used),
            "dropped": self.world.dropped,
        }

    async def on_line(self, _said: dict[str, Any]) -> Any:
        alive = [one.number for one in self.gateway.connections if not one.leaving]
        return {"opened": self.gateway.opened, "open": len(alive), "pings": self.gateway.pings, "numbers": alive}

    async def on_acks(self, said: dict[str, Any]) -> Any:
        push = self.gateway.pushes.get(said["message_id"])
        return _told(push) if push else {}

    # --- what the platform does to its connections --------------------------------------------------------------------

    async def on_ping(self, said: dict[str, Any]) -> Any:
        await self.gateway.system("ping", {"opaque": said.get("opaque", "o-1")}, said.get("message_id", ""))
        return {}

    async def on_system(self, said: dict[str, Any]) -> Any:
        await self.gateway.system(said["topic"], said.get("data", {}), said.get("message_id", ""))
        return {}

    async def on_disconnect(self, said: dict[str, Any]) -> Any:
        await self.gateway.disconnect(said.get("reason", "persistent connection is timeout"), said.get("which"))
        return {}

    async def on_cut(self, _said: dict[str, Any]) -> Any:
        await self.gateway.cut()
        return {}

    async def on_deaf(self, said: dict[str, Any]) -> Any:
        """Deliver nothing more on the connections that are open now, which go on answering pings."""
        for connection in self.gateway.connections:
            connection.deaf = said.get("deaf", True)
        return {}

    async def on_raw_frame(self, said: dict[str, Any]) -> Any:
        for connection in self.gateway.connections:
            await connection.socket.send_str(said["raw"])
        return {}

    # --- what people do -----------------------------------------------------------------------------------------------

    async def on_say(self, said: dict[str, Any]) -> Any:
        """Somebody writes to the bot, alone or in a group."""
        return await self._message(said, {"msgtype": "text", "text": {"content": f" {said['text']}"}})

    async def on_file(self, said: dict[str, Any]) -> Any:
        """Somebody sends a file in the single chat."""
        data = base64.b64decode(said["data"]) if "data" in said else f"内容：{said['name']}".encode()
        code = self.world.new_id("download")
        self.world.files[code] = data
        content = {"downloadCode": code, "fileName": said["name"], "spaceId": "1", "fileId": "2"}
        return await self._message(said, {"msgtype": "file", "content": content})

    async def on_send(self, said: dict[str, Any]) -> Any:
        """Somebody sends anything else: the parts of the message that tell what it is."""
        return await self._message(said, said["parts"])

    async def on_event(self, said: dict[str, Any]) -> Any:
        """Something happened in the organisation."""
        headers = {
            "eventId": self._id("event", said, lambda: self.world.new_id("e")),
            "eventType": said["type"],
            "eventCorpId": self.world.setup["corp_id"],
            "eventBornTime": str(int(self.world.now() * 1000)),
        }
        push = await self.gateway.push("EVENT", "*", said["data"], headers=headers, seconds=said.get("wait", 2.0))
        return _told(push)

    async def on_tap(self, said: dict[str, Any]) -> Any:
        """Somebody taps a button of a card; `params` is what the template gives that button."""
        card = self.world.cards.get(said["track"])
        if card is None or (said["user"] not in card.holders and not said.get("stale")):
            return {"error": "no such card"}
        body = {
            "type": "actionCallback",
            "outTrackId": card.track,
            "corpId": self.world.setup["corp_id"],
            "userId": said["user"],
            "userIdType": 1,
            "content": tap_content(said.get("actions", ["button"]), said["params"]),
        }
        if card.callback_type == "HTTP":
            outcome = await self.callbacks.tap(self.world.routes[card.route], body)
            self.cards.answered(card, said["user"], outcome.answer)
            return asdict(outcome)
        if not card.callback_type:
            return {"pushed": False}
        return await self._stream_tap(said, card, body)

    async def _stream_tap(self, said: dict[str, Any], card: Card, body: dict[str, Any]) -> Any:
        message_id = self._id("tap", said, lambda: self.world.new_id("f"))
        waiting = [True]

        def end() -> None:
            if waiting:
                waiting.clear()
                card.answering -= 1

        def on_ack(data: dict[str, Any]) -> None:
            end()
            self.cards.answered(card, said["user"], data.get("response"))

        card.answering += 1
        self.world.spend("ws")
        push = await self.gateway.push("CALLBACK", CARDS, body, message_id, on_ack=on_ack, seconds=TAP_SECONDS)
        end()
        if push and not push.acks and not self._is_misled():
            self.world.refused.append({"call": "ack", "code": "late", "words": f"a tap on {card.track}"})
        return _told(push)

    def _is_misled(self) -> bool:
        """Whether we ourselves keep the client from answering."""
        return bool(self.world.switches.get("deaf")) or any(one.deaf for one in self.gateway.connections)

    async def _message(self, said: dict[str, Any], parts: dict[str, Any]) -> Any:
        body = self._body(said) | parts
        if not self.world.spend("ws"):
            body = {name: value for name, value in body.items() if name not in parts}
            body |= {"msgtype": parts["msgtype"], "errorCode": 20001, "errorMessage": "本月用量已用完"}
        if self.world.setup.get("callback"):
            return asdict(await self.callbacks.message(body))
        message_id = self._id("frame", said, lambda: self.world.new_id("f"))
        times = said.get("times", 1)
        push = await self.gateway.push("CALLBACK", MESSAGES, body, message_id, seconds=said.get("wait", 2.0))
        for _ in range(times - 1):
            await self.gateway.push("CALLBACK", MESSAGES, body, message_id, seconds=said.get("wait", 2.0))
        return _told(push) | {"session": body["sessionWebhook"].removeprefix(self.world.setup["base"])}

    def _body(self, said: dict[str, Any]) -> dict[str, Any]:
        user, group, now = said["user"], said.get("group", ""), self.world.now()
        person = self.world.people().get(user, {})
        session, corp = self.world.new_id("s"), self.world.setup["corp_id"]
        self.world.sessions[session] = {"to": group or user, "until": now + SESSION_SECONDS}
        body: dict[str, Any] = {
            "msgId": self._id("message", said, lambda: self.world.new_id("msg")),
            "createAt": int(now * 1000),
            "conversationType": "2" if group else "1",
            "conversationId": group or f"cid-single-{user}",
            "senderId": f"$:LWCP_v1:${user}",
            "senderNick": person.get("name", user),
            "senderCorpId": corp,
            "isAdmin": False,
            "chatbotCorpId": corp,
            "chatbotUserId": BOT,
            "sessionWebhook": f"{self.world.setup['base']}/robot/sendBySession?session={session}",
            "sessionWebhookExpiredTime": int((now + SESSION_SECONDS) * 1000),
            "robotCode": self.world.setup["robot_code"],
            "senderPlatform": "Android",
        }
        if user in self.world.people():
            body["senderStaffId"] = user
        if group:
            title = self.world.setup["groups"].get(group, "")
            body |= {"conversationTitle": title, "isInAtList": True, "atUsers": [{"dingtalkId": BOT}]}
        return body

    def _id(self, kind: str, said: dict[str, Any], make: Any) -> str:
        """A new id, or with `again` the one of the last time."""
        if not said.get("again"):
            self.last[kind] = said.get("message_id") if kind in ("frame", "tap") and said.get("message_id") else make()
        return str(self.last[kind])


def _told(push: Push | None) -> dict[str, Any]:
    """How a push ended."""
    if push is None:
        return {"pushed": False}
    return {
        "pushed": True,
        "message_id": push.message_id,
        "sent": push.sent,
        "connections": push.connections,
        "acks": push.acks,
        "seconds": push.seconds,
    }


if __name__ == "__main__":
    asyncio.run(serve(Control().app()))
