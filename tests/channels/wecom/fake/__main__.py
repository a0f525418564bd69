"""The fake as a process: `python -m tests.channels.wecom.fake` prints its address, then obeys the paths under /_/.

| path | body | does |
| --- | --- | --- |
| /_/setup | JSON | who is there (see world.World.setup) |
| /_/also_visible | {"user"} | one more person who may use the app |
| /_/hide | {"users", "gone"?} | these are outside of the app's visible range; those have left altogether |
| /_/contacts | {"contacts", "departments"} | the corporation's contacts, as its interface gives them |
| /_/activate | {"places"} | the bot was written to in these chats before |
| /_/switch | JSON | misbehave from now on; null takes a switch back |
| /_/ahead | {"seconds"} | the platform's clock runs ahead |
| /_/age_codes | {"seconds"} | every code that repaints a card is older than it was |
| /_/kill_token | {"code": 40014 or 42001} | the token in use is refused from now on |
| /_/check | {"door"} | the address check of the admin page |
| /_/say | {"door", "user", "group"?, "text", "again"?} | somebody writes; `again` sends the same message once more |
| /_/tap | {"user", "task", "key", "choices"?, "again"?} | somebody taps a button of a card they have |
| /_/enter | {"door", "user"} | somebody opens the single chat |
| /_/media | {"user", "door"} | somebody sends a picture |
| /_/file | {"user", "name", "data"?, "url"?} | somebody sends a file in the bot's single chat |
| /_/seen | {"after"} | what people saw since, the cards as they stand, what was refused and called |
| /_/raw_frame | {"raw"} | whoever is connected gets these words as a frame |
| /_/cut, /_/line | – | cut the long connection; how often it was opened and kicked |
"""

from __future__ import annotations

import asyncio
import base64
import secrets
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from aiohttp import web

from tests.channels.fake_control import mount_commands, serve
from tests.channels.wecom.fake.api import Api
from tests.channels.wecom.fake.callbacks import Callbacks, Outcome, sealed_file
from tests.channels.wecom.fake.line import Line
from tests.channels.wecom.fake.world import World


class Control:
    """What a test may ask of the fake."""

    def __init__(self) -> None:
        self.world = World()
        self.callbacks = Callbacks(self.world)
        self.line = Line(self.world)
        self.last: dict[str, Any] = {}

    def app(self) -> web.Application:
        """The whole fake."""
        app = web.Application()
        Api(self.world).mount(app)
        self.line.mount(app)
        app.router.add_get("/files/{id}", self._serve_file)
        mount_commands(app, self)
        return app

    async def on_setup(self, said: dict[str, Any]) -> Any:
        """A new world."""
        await self.line.cut()
        self.world.__init__(setup=said)  # type: ignore[misc]
        self.line.subscribed = self.line.kicked = 0
        return {}

    async def on_switch(self, said: dict[str, Any]) -> Any:
        self.world.switches.update(said)
        self.world.switches = {name: value for name, value in self.world.switches.items() if value is not None}
        return {}

    async def on_also_visible(self, said: dict[str, Any]) -> Any:
        self.world.setup["app"]["visible"].append(said["user"])
        return {}

    async def on_hide(self, said: dict[str, Any]) -> Any:
        visible = self.world.setup["app"]["visible"]
        visible[:] = [user for user in visible if user not in said["users"]]
        gone = said.get("gone", [])
        self.world.setup["contacts"] = [u for u in self.world.setup["contacts"] if u["userid"] not in gone]
        return {}

    async def on_contacts(self, said: dict[str, Any]) -> Any:
        self.world.setup |= {"contacts": said["contacts"], "departments": said["departments"]}
        return {}

    async def on_activate(self, said: dict[str, Any]) -> Any:
        self.world.activated.update(said["places"])
        return {}

    async def on_ahead(self, said: dict[str, Any]) -> Any:
        self.world.ahead += said["seconds"]
        return {}

    async def on_age_codes(self, said: dict[str, Any]) -> Any:
        for code in self.world.codes.values():
            code.at -= said["seconds"]
        return {}

    async def on_kill_token(self, said: dict[str, Any]) -> Any:
        for token in self.world.tokens:
            if said["code"] == 42001:
                self.world.tokens[token] = 0
            else:
                self.world.dead_tokens.add(token)
        return {}

    async def on_check(self, said: dict[str, Any]) -> Any:
        return {"said": await self.callbacks.check_url(said["door"])}

    async def on_say(self, said: dict[str, Any]) -> Any:
        user, group = said["user"], said.get("group", "")
        if said["door"] == "app":
            message_id = self._id("said", said, lambda: str(7 * 10**18 + next(self.world.numbers)))
            fields = {"MsgType": "text", "Content": said["text"], "MsgId": message_id}
            return asdict(await self.callbacks.app(user, fields))
        self.world.activated.add(group or user.lower())
        body = self._bot_body(said, user, group, "message") | {"msgtype": "text", "text": {"content": said["text"]}}
        return await self._by_bot("message", body, user)

    async def on_tap(self, said: dict[str, Any]) -> Any:
        user, task = said["user"].lower(), said["task"]
        card = self.world.cards.get((said.get("card_of", user), task))
        if card is None:
            return {"error": "no such card"}
        keys = [button["key"] for button in card.body.get("button_list", [])]
        keys += [action["key"] for action in card.body.get("action_menu", {}).get("action_list", [])]
        if said["key"] not in keys and not said.get("stale"):
            return {"error": f"no such button, there are {keys}"}
        if card.door == "app":
            return asdict(await self._app_tap(said, user, task))
        event = {"card_type": "button_interaction", "event_key": said["key"], "task_id": task}
        event["selected_items"] = {"selected_item": _selected(said.get("choices", []))}
        body = self._bot_body(said, user, "", "tap") | {
            "msgtype": "event",
            "create_time": int(self.world.now()),
            "event": {"eventtype": "template_card_event", "template_card_event": event},
        }
        return await self._by_bot("tap", body, user, task)

    async def _app_tap(self, said: dict[str, Any], user: str, task: str) -> Outcome:
        code = self._id("code", said, lambda: self.world.new_code(task))
        at = self._id("at", said, lambda: str(int(self.world.now())))
        fields = {
            "MsgType": "event",
            "CreateTime": at,
            "Event": "template_card_event",
            "EventKey": said["key"],
            "TaskId": task,
            "CardType": "button_interaction",
            "ResponseCode": code,
        }
        if choices := said.get("choices"):
            options = "".join(f"<OptionId><![CDATA[{choice}]]></OptionId>" for choice in choices)
            item = f"<QuestionKey>choice</QuestionKey><OptionIds>{options}</OptionIds>"
            fields["SelectedItems"] = f"<SelectedItem>{item}</SelectedItem>"
        return await self.callbacks.app(user, fields)

    async def on_enter(self, said: dict[str, Any]) -> Any:
        user = said["user"]
        if said["door"] == "app":
            fields = {"MsgType": "event", "Event": "subscribe"}
            return asdict(await self.callbacks.app(user, fields))
        body = self._bot_body(said, user, "", "enter") | {
            "msgtype": "event",
            "create_time": int(self.world.now()),
            "event": {"eventtype": "enter_chat"},
        }
        return await self._by_bot("enter", body, user)

    async def on_media(self, said: dict[str, Any]) -> Any:
        user = said["user"]
        if said["door"] == "app":
            message_id = str(7 * 10**18 + next(self.world.numbers))
            fields = {"MsgType": "image", "PicUrl": "http://x/y", "MediaId": "m1", "MsgId": message_id}
            return asdict(await self.callbacks.app(user, fields))
        body = self._bot_body(said, user, "", "media") | {"msgtype": "image", "image": {"url": "https://x/y"}}
        return await self._by_bot("message", body, user)

    async def on_file(self, said: dict[str, Any]) -> Any:
        """Somebody sends a file in the bot's single chat: it lies sealed at an address of ours."""
        key, file_id = secrets.token_bytes(32), self.world.new_id("file")
        data = base64.b64decode(said["data"]) if "data" in said else f"内容：{said['name']}".encode()
        self.world.files[file_id] = (said["name"], sealed_file(data, key))
        url = said.get("url") or f"{self.world.setup['base']}/files/{file_id}"
        file = {"url": url, "aeskey": base64.b64encode(key).decode().rstrip("=")}
        body = self._bot_body(said, said["user"], "", "file") | {"msgtype": "file", "file": file}
        self.world.activated.add(said["user"].lower())
        return await self._by_bot("message", body, said["user"])

    async def _serve_file(self, request: web.Request) -> web.Response:
        name, data = self.world.files[request.match_info["id"]]
        disposition = f"attachment; filename*=UTF-8''{quote(name)}"
        return web.Response(body=data, headers={"Content-Disposition": disposition})

    async def on_seen(self, said: dict[str, Any]) -> Any:
        cards = [{"user": card.user, "task": card.task, "door": card.door, "card": card.body} for card in self._cards()]
        return {
            "seen": self.world.seen[said.get("after", 0) :],
            "cards": cards,
            "refused": self.world.refused,
            "calls": dict(self.world.calls),
            "dropped": self.world.dropped,
        }

    async def on_cut(self, _said: dict[str, Any]) -> Any:
        await self.line.cut()
        return {}

    async def on_raw_frame(self, said: dict[str, Any]) -> Any:
        assert self.line.current
        await self.line.current.send_str(said["raw"])
        return {}

    async def on_line(self, _said: dict[str, Any]) -> Any:
        open_now = len(self.line.sockets)
        return {"subscribed": self.line.subscribed, "kicked": self.line.kicked, "open": open_now}

    def _cards(self) -> list[Any]:
        return list(self.world.cards.values())

    def _bot_body(self, said: dict[str, Any], user: str, group: str, kind: str) -> dict[str, Any]:
        body: dict[str, Any] = {
            "msgid": self._id(f"bot {kind}", said, lambda: self.world.new_id("CAIQ")),
            "aibotid": self.world.setup["bot"]["bot_id"],
            "chattype": "group" if group else "single",
            "from": {"userid": user},
        }
        if group:
            body["chatid"] = group
        if self.world.setup["bot"].get("callback") and kind != "enter":
            code = self.world.new_id("answer")
            place = group or user.lower()
            self.world.answers[code] = {"place": place, "group": group, "at": self.world.now(), "used": False}
            body["response_url"] = f"{self.world.setup['base']}/cgi-bin/aibot/response?response_code={code}"
        return body

    async def _by_bot(self, kind: str, body: dict[str, Any], user: str, task: str = "") -> Any:
        if self.world.setup["bot"].get("callback"):
            return asdict(await self.callbacks.bot(body))
        return {"pushed": await self.line.push(kind, body, user.lower(), task)}

    def _id(self, kind: str, said: dict[str, Any], make: Callable[[], str]) -> str:
        """A new id, or with `again` the one of the last time."""
        if not said.get("again"):
            self.last[kind] = make()
        return str(self.last[kind])


def _selected(choices: list[str]) -> list[dict[str, Any]]:
    return [{"question_key": "choice", "option_ids": {"option_id": choices}}] if choices else []


if __name__ == "__main__":
    asyncio.run(serve(Control().app()))
