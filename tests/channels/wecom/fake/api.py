"""The fake's /cgi-bin: tokens, messages, cards, webhooks, contacts, with the platform's own codes."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.channels.wecom.fake.world import INTERACTIVE, LIMITS, Refused, World

Call = Callable[[web.Request], Awaitable[dict[str, Any]]]


class Api:
    """Every call answers HTTP 200 with errcode, unless a switch says otherwise."""

    def __init__(self, world: World) -> None:
        self.world = world

    def mount(self, app: web.Application) -> None:
        """Add the addresses."""
        add = app.router.add_route
        add("GET", "/cgi-bin/gettoken", self._answering(self._gettoken, token=False))
        add("POST", "/cgi-bin/message/send", self._answering(self._send))
        add("POST", "/cgi-bin/message/update_template_card", self._answering(self._update))
        add("POST", "/cgi-bin/media/upload", self._answering(self._upload))
        add("POST", "/cgi-bin/webhook/send", self._answering(self._webhook, token=False))
        add("POST", "/cgi-bin/aibot/response", self._answering(self._bot_response, token=False))
        add("GET", "/cgi-bin/user/list", self._answering(self._user_list))
        add("GET", "/cgi-bin/user/get", self._answering(self._user_get))
        add("GET", "/cgi-bin/department/list", self._answering(self._department_list))
        add("GET", "/cgi-bin/department/simplelist", self._answering(self._departments))
        add("GET", "/cgi-bin/department/get", self._answering(self._department))
        add("GET", "/cgi-bin/agent/get", self._answering(self._agent))
        add("GET", "/cgi-bin/getcallbackip", self._answering(self._callback_ip))

    def _answering(self, call: Call, token: bool = True) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            name = request.path.removeprefix("/cgi-bin/")
            self.world.calls[name] += 1
            if (bad := self._misbehaving(name)) is not None:
                return bad
            if delay := self.world.switches.get("slow"):
                await asyncio.sleep(float(delay))
            try:
                if token:
                    self._check_token(request)
                said = await call(request)
            except Refused as refusal:
                self.world.refused.append({"call": name, "code": refusal.code, "words": refusal.words})
                said = {"errcode": refusal.code, "errmsg": refusal.words}
            if self.world.switches.get("lose_answer_once") == name:
                del self.world.switches["lose_answer_once"]
                assert request.transport
                request.transport.close()
            return web.json_response({"errcode": 0, "errmsg": "ok"} | said)

        return answer

    def _misbehaving(self, name: str) -> web.Response | None:
        switches = self.world.switches
        if switches.get("html"):
            return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
        if switches.get("untrusted_ip") and name != "gettoken":
            return web.json_response(
                {"errcode": 60020, "errmsg": "not allow to access from your ip, from ip: 10.1.2.3"}
            )
        left = switches.get("busy_times", 0)
        if left and name != "gettoken":
            switches["busy_times"] = left - 1
            return web.json_response({"errcode": -1, "errmsg": "system busy"})
        if random.random() < switches.get("busy_chance", 0):
            return web.json_response({"errcode": -1, "errmsg": "system busy"})
        return None

    def _check_token(self, request: web.Request) -> None:
        given = request.query.get("access_token", "")
        if not given:
            raise Refused(41001, "access_token missing")
        if given in self.world.dead_tokens or given not in self.world.tokens:
            raise Refused(40014, "invalid access_token")
        if self.world.tokens[given] <= self.world.now():
            raise Refused(42001, "access_token expired")

    async def _gettoken(self, request: web.Request) -> dict[str, Any]:
        app = self.world.setup["app"]
        if self.world.wrong_secrets >= 5:
            raise Refused(45009, "api freq out of limit")
        if request.query.get("corpid") != self.world.setup["corp_id"]:
            raise Refused(40013, "invalid corpid")
        if request.query.get("corpsecret") not in (app["secret"], self.world.setup.get("contacts_secret")):
            self.world.wrong_secrets += 1
            raise Refused(40001, "invalid credential")
        living = [t for t, ends in self.world.tokens.items() if ends > self.world.now()]
        living = [token for token in living if token not in self.world.dead_tokens]
        token = living[0] if living else secrets.token_urlsafe(60)
        self.world.tokens.setdefault(token, self.world.now() + 7200)
        return {"access_token": token, "expires_in": int(self.world.tokens[token] - self.world.now())}

    async def _send(self, request: web.Request) -> dict[str, Any]:
        body = await _json(request)
        app = self.world.setup["app"]
        if body.get("agentid") != app["agent_id"]:
            raise Refused(301002, "not allow operate another agent")
        wanted = [user for user in str(body.get("touser", "")).split("|") if user]
        if not wanted:
            raise Refused(82001, "no receiver")
        reached = [user.lower() for user in wanted if user.lower() in self._visible()]
        lost = [user.lower() for user in wanted if user.lower() not in self._visible()]
        if not reached:
            raise Refused(81013, "all receivers invalid")
        kind = str(body.get("msgtype", ""))
        content = body.get(kind)
        if not isinstance(content, dict):
            raise Refused(40008, "invalid msgtype")
        msgid = self.world.new_id("msg")
        answer: dict[str, Any] = {"msgid": msgid, "invaliduser": "|".join(lost)}
        if kind == "template_card":
            return answer | self._send_card(body, content, reached)
        if kind == "text" and len(str(content.get("content", "")).encode()) > LIMITS["app"]["text"]:
            raise Refused(45002, "content too long")
        if not self._repeated(body):
            for user in reached:
                self._deliver(user, kind, content)
        return answer

    def _deliver(self, user: str, kind: str, content: dict[str, Any]) -> None:
        if self.world.drops(user):
            return
        text = content.get("content") or self.world.media.get(str(content.get("media_id")), "")
        self.world.show(user, kind, "app", text=text)

    def _send_card(self, body: dict[str, Any], card: dict[str, Any], reached: list[str]) -> dict[str, Any]:
        self.world.check_card(card, "app")
        interactive = card["card_type"] in INTERACTIVE
        if interactive and not self.world.setup["app"].get("callback"):
            raise Refused(42018, "callback url not set")
        if self._repeated(body):
            return {}
        task = self.world.use_task(card, "app")
        for user in reached:
            if not self.world.drops(user):
                self.world.put_card(user, "app", task, card)
        return {"response_code": self.world.new_code(task)} if interactive else {}

    def _repeated(self, body: dict[str, Any]) -> bool:
        """The very same request within the interval reaches nobody again."""
        if not body.get("enable_duplicate_check"):
            return False
        said = json.dumps(body, sort_keys=True)
        now, interval = self.world.now(), int(body.get("duplicate_check_interval", 1800))
        before = self.world.bodies.get(said)
        self.world.bodies[said] = now
        return before is not None and now - before < interval

    async def _update(self, request: web.Request) -> dict[str, Any]:
        body = await _json(request)
        code = self.world.codes.get(str(body.get("response_code", "")))
        users = body.get("userids")
        if not isinstance(users, list) or not users:
            raise Refused(40058, "userids missing")
        if code is None or code.used or self.world.now() - code.at > 72 * 3600:
            raise Refused(42017, "response_code invalid or used")
        card = body.get("template_card")
        self.world.check_card(card, "app")
        assert isinstance(card, dict)
        code.used = True
        lost = []
        for user in map(str.lower, users):
            try:
                self.world.repaint(user, code.task, card, "app")
            except Refused:
                lost.append(user)
        return {"invaliduser": lost}

    async def _upload(self, request: web.Request) -> dict[str, Any]:
        form = await request.post()
        media = form.get("media")
        if not isinstance(media, web.FileField):
            raise Refused(41005, "media missing")
        if len(media.file.read()) <= 5:
            raise Refused(40006, "media too small")
        media_id = self.world.new_id("media")
        self.world.media[media_id] = media.filename
        return {"media_id": media_id, "type": "file", "created_at": int(self.world.now())}

    async def _webhook(self, request: web.Request) -> dict[str, Any]:
        group = self.world.setup.get("webhooks", {}).get(request.query.get("key", ""))
        if group is None:
            raise Refused(93000, "invalid webhook url")
        if self.world.too_fast(f"webhook {group}", 20):
            raise Refused(45009, "api freq out of limit")
        body = await _json(request)
        kind = str(body.get("msgtype"))
        content = str((body.get(kind) or {}).get("content", ""))
        most = {"text": 2048, "markdown": 4096}.get(kind, 0)
        if len(content.encode()) > most:
            raise Refused(40058, f"exceed max length {most}")
        self.world.show(group, "text", "webhook", text=content)
        return {}

    async def _bot_response(self, request: web.Request) -> dict[str, Any]:
        """The one-time address that came with a bot's callback."""
        told = self.world.answers.get(request.query.get("response_code", ""))
        if told is None or told["used"] or self.world.now() - told["at"] > 3600:
            raise Refused(40058, "response_code invalid or used")
        body = await _json(request)
        kind = body.get("msgtype")
        if kind not in ("markdown", "template_card") or (kind == "template_card" and told["group"]):
            raise Refused(40008, "invalid msgtype")
        told["used"] = True
        show_bot_body(self.world, told["place"], bool(told["group"]), body)
        return {}

    async def _user_list(self, request: web.Request) -> dict[str, Any]:
        if self.world.switches.get("no_contacts"):
            raise Refused(60011, "no privilege to access")
        department = int(request.query.get("department_id", "0"))
        users = [user for user in self.world.setup.get("contacts", []) if user["userid"].lower() in self._visible()]
        return {"userlist": [user for user in users if department in user.get("department", [1])]}

    async def _user_get(self, request: web.Request) -> dict[str, Any]:
        wanted = request.query.get("userid", "").lower()
        for user in self.world.setup.get("contacts", []):
            if user["userid"].lower() == wanted:
                if wanted not in self._visible():
                    raise Refused(60011, "no privilege to access")
                return dict(user)
        raise Refused(60111, "userid not found")

    def _all_departments(self) -> list[dict[str, Any]]:
        return list(self.world.setup.get("departments", [{"id": 1, "name": "青禾乡", "parentid": 0, "order": 1}]))

    async def _department_list(self, _request: web.Request) -> dict[str, Any]:
        if self.world.switches.get("no_department_list"):
            raise Refused(48002, "api forbidden")
        return {"department": self._all_departments()}

    async def _departments(self, _request: web.Request) -> dict[str, Any]:
        bare = [{key: each.get(key, 1) for key in ("id", "parentid", "order")} for each in self._all_departments()]
        return {"department_id": bare}

    async def _department(self, request: web.Request) -> dict[str, Any]:
        wanted = request.query.get("id")
        found = next((each for each in self._all_departments() if str(each["id"]) == wanted), None)
        if found is None:
            raise Refused(60003, "department not found")
        return {"department": found}

    async def _agent(self, request: web.Request) -> dict[str, Any]:
        if int(request.query.get("agentid", "0")) != self.world.setup["app"]["agent_id"]:
            raise Refused(40056, "invalid agentid")
        users = [{"userid": user} for user in sorted(self._visible())]
        return {"agentid": self.world.setup["app"]["agent_id"], "name": "办公助手", "allow_userinfos": {"user": users}}

    async def _callback_ip(self, _request: web.Request) -> dict[str, Any]:
        return {"ip_list": ["127.0.0.*"]}

    def _visible(self) -> set[str]:
        return {user.lower() for user in self.world.setup["app"]["visible"]}


def show_bot_body(world: World, place: str, is_group: bool, body: dict[str, Any]) -> None:
    """What the bot sent stands in the chat. Raises Refused for what the platform would not take."""
    kind = body.get("msgtype")
    if kind == "template_card":
        card = body.get("template_card")
        world.check_card(card, "bot")
        assert isinstance(card, dict)
        world.put_card(place, "bot", world.use_task(card, "bot"), card)
        return
    content = (body.get(str(kind)) or {}).get("content")
    if kind not in ("markdown", "text", "stream") or not isinstance(content, str) or not content:
        raise Refused(40008, "invalid msgtype")
    if len(content.encode()) > LIMITS["bot"]["text"]:
        raise Refused(40058, "content too long")
    world.show(place, "text", "bot", text=content)


async def _json(request: web.Request) -> dict[str, Any]:
    raw = await request.read()
    try:
        body = json.loads(raw)
    except ValueError:
        raise Refused(40058, "Warning: wrong json format.") from None
    if not isinstance(body, dict):
        raise Refused(40058, "not an object")
    return body
