"""DingTalk's interface as its documentation describes it, written by somebody who knows nothing else: the new interface
and the old one on two ports, tokens, sends, cards. What a careful platform would mind is kept as a complaint.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

CLIENT, SECRET, CORP, AGENT = "dingdocumented01", "the-secret-of-the-app", "dingcorp0001", 3000000001
TEMPLATE = "11111111-2222-3333-4444-555555555555.schema"
MESSAGE_FIELDS = {
    "sampleText": {"content"},
    "sampleMarkdown": {"title", "text"},
    "sampleActionCard": {"title", "text", "singleTitle", "singleURL"},
    "sampleFile": {"mediaId", "fileName", "fileType"},
}
BY_KEY = {"updateCardDataByKey": True, "updatePrivateDataByKey": True}

Json = dict[str, Any]


@dataclass
class Arrival:
    """Something that reached a person or a group."""

    to: str
    way: str
    words: str
    body: Json
    key: str = ""

    def __repr__(self) -> str:
        return f"<{self.way} to {self.to}: {self.words[:60]!r}>"


@dataclass
class Card:
    """A card as it is kept: what all see, and what one person's screen shows beside it."""

    track: str
    to: list[str]
    public: dict[str, str]
    callback: str
    screen: dict[str, dict[str, str]] = field(default_factory=dict)

    def seen_by(self, user: str) -> dict[str, str]:
        """What this person's screen shows."""
        return self.public | self.screen.get(user, {})

    def buttons(self) -> list[str]:
        """The labels of the buttons that show."""
        return [label for n in range(1, 9) if (label := self.public.get(f"button{n}", ""))]


def lines_break(markdown: str) -> bool:
    """Whether every line break of it shows: a single one needs blanks on both sides."""
    return not re.search(r"(?<![\n ])\n(?!\n)|(?<!\n)\n(?![\n ])", markdown)


def error(code: str, status: int = 400) -> web.Response:
    """A refusal of the new interface."""
    return web.json_response({"code": code, "message": code, "requestid": secrets.token_hex(8)}, status=status)


@dataclass
class Interface:
    """Both interfaces, and everything that was called and arrived."""

    api: str = ""
    oapi: str = ""
    calls: list[tuple[float, str, Json]] = field(default_factory=list)
    arrived: list[Arrival] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    cards: dict[str, Card] = field(default_factory=dict)
    tapping: Counter[str] = field(default_factory=Counter)
    sessions: dict[str, str] = field(default_factory=dict)
    """session -> the person or the group whose chat it is"""
    token: str = ""
    registered: dict[str, Json] = field(default_factory=dict)
    refuse_next: list[tuple[str, web.Response]] = field(default_factory=list)
    unreachable: set[str] = field(default_factory=set)
    slowed_down: set[str] = field(default_factory=set)
    """People whom the next send does not reach because too much was sent to them."""
    shut: bool = False
    recalled: list[str] = field(default_factory=list)
    looked_at: set[str] = field(default_factory=set)
    """Cards that a test has taken up."""

    def complain(self, what: str) -> None:
        """A careful platform would mind."""
        self.complaints.append(what)

    def mind(self, holds: object, what: str, about: object = "") -> None:
        """Complains where it does not hold."""
        if not holds:
            self.complain(f"{what}: {about}")

    # -- what tests ask ------------------------------------------------------------------------------------------------

    def called(self, path: str) -> list[Json]:
        """The bodies of the calls of this path so far."""
        return [body for _, name, body in list(self.calls) if name == path]

    def of(self, to: str, *words: str, way: str = "") -> list[Arrival]:
        """What reached this person or group with all of these words."""
        return [
            arrival
            for arrival in list(self.arrived)
            if arrival.to == to and way in ("", arrival.way) and all(word in arrival.words for word in words)
        ]

    def wait(self, to: str, *words: str, way: str = "", seconds: float = 15) -> Arrival:
        """The last that reached them with these words, as soon as there is one."""
        self.until(lambda: self.of(to, *words, way=way), seconds, f"{words} for {to}")
        return self.of(to, *words, way=way)[-1]

    def until(self, holds: Callable[[], object], seconds: float = 15, what: str = "") -> None:
        """Waits until it holds."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"{what} is missing; {self.arrived[-12:]}; complaints: {self.complaints}"
            time.sleep(0.02)

    # -- the doors -----------------------------------------------------------------------------------------------------

    async def new(self, request: web.Request) -> web.StreamResponse:
        """A call of api.dingtalk.com."""
        body = await self._body(request)
        path = request.path.removeprefix("/v1.0")
        if path == "/oauth2/accessToken":
            if (body.get("appKey"), body.get("appSecret")) != (CLIENT, SECRET):
                return error("invalidClientIdOrSecret")
            self.token = self.token or secrets.token_hex(16)
            return web.json_response({"accessToken": self.token, "expireIn": 7200})
        if (refusal := self._refusal(path)) is not None:
            return refusal
        given = request.headers.get("x-acs-dingtalk-access-token")
        self.mind(given, "a call without a token", path)
        self.mind("access_token" not in request.query, "a token in the query of the new interface", path)
        if not given or given != self.token:
            return error("InvalidAuthentication")
        answers: dict[tuple[str, str], Callable[[Json], web.Response]] = {
            ("POST", "/robot/oToMessages/batchSend"): self._to_people,
            ("POST", "/robot/groupMessages/send"): self._to_group,
            ("POST", "/robot/otoMessages/batchRecall"): self._recall,
            ("POST", "/robot/groupMessages/recall"): self._recall,
            ("POST", "/card/instances/createAndDeliver"): self._create,
            ("PUT", "/card/instances"): self._update,
            ("POST", "/card/callbacks/register"): self._register,
        }
        answer = answers.get((request.method, path))
        self.mind(answer, "no such call", f"{request.method} {path}")
        return answer(body) if answer else error("InvalidAction.NotFound", 404)

    async def old(self, request: web.Request) -> web.StreamResponse:
        """A call of oapi.dingtalk.com."""
        body = await self._body(request)
        path = request.path
        self.mind("x-acs-dingtalk-access-token" not in request.headers or path.startswith("/robot/"), "header", path)
        if (refusal := self._refusal(path)) is not None:
            return refusal
        if path == "/robot/sendBySession":
            return self._by_session(request.query.get("session", ""), body)
        if request.query.get("access_token") != self.token:
            return web.json_response({"errcode": 40014, "errmsg": "不合法的access_token"})
        if path == "/topapi/message/corpconversation/asyncsend_v2":
            return self._work_notification(body)
        self.mind(path.startswith("/topapi/"), "no such call", path)
        return web.json_response({"errcode": 60011, "errmsg": "没有调用该接口的权限"})

    async def _body(self, request: web.Request) -> Json:
        raw = await request.read()
        self.mind(request.method == "GET" or request.content_type == "application/json", "content type", request.path)
        body = json.loads(raw) if raw else {}
        self.calls.append((time.monotonic(), request.path.removeprefix("/v1.0"), body))
        return dict(body)

    def _refusal(self, path: str) -> web.Response | None:
        if self.shut:
            return web.Response(text="<html>busy</html>", content_type="text/html", status=503)
        for number, (name, response) in enumerate(self.refuse_next):
            if name == path:
                del self.refuse_next[number]
                return response
        return None

    # -- messages ------------------------------------------------------------------------------------------------------

    def _by_session(self, session: str, body: Json) -> web.Response:
        to = self.sessions.get(session)
        if to is None:
            return web.json_response({"errcode": 300001, "errmsg": "session 不存在"})
        kind = body.get("msgtype", "")
        said = body.get(kind, {})
        self.mind(kind in ("text", "markdown"), "a kind that cannot answer", body)
        wanted = {"text": {"content"}, "markdown": {"title", "text"}}.get(kind, set())
        self.mind(wanted <= set(said) and all(isinstance(v, str) and v for v in said.values()), "fields", body)
        at = body.get("at", {})
        self.mind(set(at) <= {"atMobiles", "atUserIds", "isAtAll"}, "an unknown way to mention", at)
        for user in at.get("atUserIds", []):
            self.mind(kind == "text" or f"@{user}" in said["text"], "a mention that cannot be seen", body)
        self.mind(len(json.dumps(body, ensure_ascii=False).encode()) < 15000, "too long", body)
        self.arrived.append(Arrival(to, "session", "\n".join(map(str, said.values())), body))
        return web.json_response({"errcode": 0, "errmsg": "ok"})

    def _message(self, body: Json) -> str:
        self.mind(body.get("robotCode") == CLIENT, "robotCode", body)
        param = body.get("msgParam")
        self.mind(isinstance(param, str) and len(param.encode()) <= 15000, "msgParam is a JSON text", body)
        said = json.loads(param or "{}")
        self.mind(set(said) == MESSAGE_FIELDS.get(body.get("msgKey", "")), "fields of msgKey", body)
        self.mind(all(isinstance(value, str) and value for value in said.values()), "values are texts", said)
        self.mind(body.get("msgKey") != "sampleMarkdown" or lines_break(said["text"]), "lines run together", said)
        return "\n".join(map(str, said.values()))

    def _to_people(self, body: Json) -> web.Response:
        words, users = self._message(body), body.get("userIds", [])
        self.mind(set(body) == {"robotCode", "userIds", "msgKey", "msgParam"}, "fields", body)
        self.mind(0 < len(users) <= 20 and len(set(users)) == len(users), "one to twenty people", users)
        key = secrets.token_hex(6)
        slow = [user for user in users if user in self.slowed_down]
        gone = [user for user in users if user in self.unreachable]
        self.mind(not [user for user in users if user.startswith("$")], "a sealed id is nobody's user id", users)
        self.slowed_down -= set(slow)
        for user in users:
            if user not in slow and user not in gone:
                self.arrived.append(Arrival(user, "robot", words, body, key))
        return web.json_response(
            {"processQueryKey": key, "invalidStaffIdList": gone, "flowControlledStaffIdList": slow}
        )

    def _to_group(self, body: Json) -> web.Response:
        key = secrets.token_hex(6)
        self.arrived.append(Arrival(body.get("openConversationId", ""), "robot", self._message(body), body, key))
        return web.json_response({"processQueryKey": key})

    def _recall(self, body: Json) -> web.Response:
        keys = body.get("processQueryKeys", [])
        self.mind(body.get("robotCode") == CLIENT and 0 < len(keys) <= 20, "recall", body)
        self.mind(set(keys) <= {arrival.key for arrival in self.arrived}, "recall of what was never sent", keys)
        self.recalled += keys
        return web.json_response({"successResult": keys, "failedResult": {}})

    def _work_notification(self, body: Json) -> web.Response:
        msg = body.get("msg", {})
        self.mind(str(body.get("agent_id")) == str(AGENT), "agent_id", body)
        self.mind(isinstance(msg, dict) and len(json.dumps(msg, ensure_ascii=False).encode()) <= 2048, "msg", msg)
        said = msg.get(msg.get("msgtype", ""), {})
        self.mind(said, "msg names its kind", msg)
        for user in body.get("userid_list", "").split(","):
            self.arrived.append(Arrival(user, "work", json.dumps(said, ensure_ascii=False), body))
        return web.json_response({"errcode": 0, "errmsg": "ok", "task_id": 1, "request_id": "r"})

    # -- cards ---------------------------------------------------------------------------------------------------------

    def values(self, data: object, about: str) -> dict[str, str]:
        """The variables of a card, all of them texts within their limits."""
        known = data if isinstance(data, dict) else {}
        self.mind(set(known) == {"cardParamMap"}, f"{about}: cardParamMap", data)
        values = known.get("cardParamMap", {})
        for name, value in values.items():
            self.mind(isinstance(value, str), f"{about}: {name} is no text", value)
            fits = len(name.encode()) <= 100 and len(str(value).encode()) <= 1024
            self.mind(fits, f"{about}: {name} is too long", value)
            self.mind(not name.startswith(("text", "body")) or lines_break(value), "lines run together", value)
        return dict(values)

    def _create(self, body: Json) -> web.Response:
        track, spaces = body.get("outTrackId", ""), body.get("openSpaceId", "")
        if body.get("cardTemplateId") != TEMPLATE:
            return error("param.templateNotExist")
        if track in self.cards:
            return error("param.cardAlreadyExist")
        self.mind(0 < len(track) <= 64, "outTrackId", track)
        by_http = body.get("callbackType") == "HTTP" and body.get("callbackRouteKey") in self.registered
        self.mind(body.get("callbackType") == "STREAM" or by_http, "a tap would go nowhere", body)
        self.mind(spaces.startswith("dtv1.card//") and len(spaces) <= 1000, "openSpaceId", spaces)
        self.mind(body.get("userIdType", 1) == 1, "userIdType", body)
        to, results = [], []
        for space in spaces.removeprefix("dtv1.card//").split(";"):
            kind, _, whom = space.partition(".")
            name = {"IM_ROBOT": "imRobot", "IM_GROUP": "imGroup"}.get(kind, "?")
            model, deliver = body.get(f"{name}OpenSpaceModel", {}), body.get(f"{name}OpenDeliverModel", {})
            self.mind(isinstance(model.get("supportForward"), bool), "supportForward is required", body)
            self.mind(deliver.get("robotCode") == CLIENT, "the deliver model names the robot", body)
            self.mind(kind != "IM_ROBOT" or deliver.get("spaceType") == "IM_ROBOT", "spaceType", deliver)
            reached = whom not in self.unreachable
            to += [whom] if reached else []
            why = {} if reached else {"errorMsg": "spaceId is illegal"}
            results.append({"spaceType": kind, "spaceId": whom, "success": reached, "carrierId": "c" + track} | why)
        public = self.values(body.get("cardData"), "a new card")
        self.cards[track] = Card(track, to, public, body.get("callbackRouteKey", ""))
        for whom in to:
            self.arrived.append(Arrival(whom, "card", "\n".join(public.values()), body, track))
        return web.json_response({"success": True, "result": {"outTrackId": track, "deliverResults": results}})

    def _update(self, body: Json) -> web.Response:
        card = self.cards.get(body.get("outTrackId", ""))
        if card is None:
            return error("param.cardNotExist")
        self.mind(not self.tapping[card.track], "a card is updated while its tap is not answered", card.track)
        self.mind(body.get("cardUpdateOptions") == BY_KEY, "an update that wipes what it does not name", body)
        card.public |= self.values(body.get("cardData"), "an update")
        for user, data in body.get("privateData", {}).items():
            card.screen.setdefault(user, {}).update(self.values(data, "an update's privateData"))
        for whom in card.to:
            self.arrived.append(Arrival(whom, "update", "\n".join(card.public.values()), body, card.track))
        return web.json_response({"success": True, "result": True})

    def answered(self, card: Card, user: str, response: Json) -> None:
        """What the answer to a tap does: it changes the screen of the person who tapped, and no other."""
        self.mind(set(response) <= {"cardUpdateOptions", "cardData", "userPrivateData"}, "an answer's fields", response)
        self.mind(not response or response.get("cardUpdateOptions") == BY_KEY, "an answer that wipes", response)
        for name in ("cardData", "userPrivateData"):
            if name in response:
                card.screen.setdefault(user, {}).update(self.values(response[name], f"an answer's {name}"))

    def _register(self, body: Json) -> web.Response:
        wanted = {"callbackRouteKey", "callbackUrl", "apiSecret"}
        self.mind(wanted <= set(body) and all(body[name] for name in wanted), "a registration", body)
        self.registered[body["callbackRouteKey"]] = body
        return web.json_response(
            {"success": True, "result": {"callbackUrl": body["callbackUrl"], "apiSecret": body["apiSecret"]}}
        )


def signed(key: str, message: str) -> str:
    """A signature as the documentation computes it."""
    return base64.b64encode(hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()).decode()
