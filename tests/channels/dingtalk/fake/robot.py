"""The fake's robot: to people, to groups, by session, by custom webhook, recall, files."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

from tests.channels.dingtalk.fake.errors import json_of, new_api, old_api
from tests.channels.dingtalk.fake.world import Post, Refused, World

PARAM_BYTES = 15000
RECALL_SECONDS = 24 * 3600
WEBHOOK_PER_MINUTE, WEBHOOK_BLOCK = 20, 600
NEEDED = {
    "sampleText": ("content",),
    "sampleMarkdown": ("title", "text"),
    "sampleImageMsg": ("photoURL",),
    "sampleLink": ("title", "text", "messageUrl"),
    "sampleActionCard": ("title", "text", "singleTitle", "singleURL"),
    "sampleActionCard2": ("title", "text", "actionTitle1", "actionURL1", "actionTitle2", "actionURL2"),
    "sampleActionCard6": ("title", "text", "buttonTitle1", "buttonUrl1", "buttonTitle2", "buttonUrl2"),
    "sampleFile": ("mediaId", "fileName", "fileType"),
}


class Robot:
    """Everything that the robot can do but cards."""

    def __init__(self, world: World) -> None:
        self.world = world

    def mount(self, app: web.Application) -> None:
        """Add the addresses."""
        world, post = self.world, app.router.add_post
        post("/v1.0/robot/oToMessages/batchSend", new_api(world, self._to_people))
        post("/v1.0/robot/groupMessages/send", new_api(world, self._to_group))
        post("/v1.0/robot/otoMessages/batchRecall", new_api(world, self._recall))
        post("/v1.0/robot/groupMessages/recall", new_api(world, self._recall))
        post("/v1.0/robot/messageFiles/download", new_api(world, self._download))
        post("/robot/sendBySession", old_api(world, self._by_session, token=False, counted=False))
        post("/robot/send", old_api(world, self._by_webhook, token=False, counted=False))

    async def _to_people(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        self._check_robot(body)
        users = body.get("userIds")
        if not isinstance(users, list) or not users:
            raise Refused("invalidParameter.userIds.empty")
        if len(users) > 20:
            raise Refused("invalidParameter.userIds.overMax")
        what = self._checked(body)
        invalid = [user for user in users if user not in self.world.people()]
        slowed = [user for user in users if user in self.world.switches.get("flow_controlled", [])]
        reached = [user for user in users if user not in invalid and user not in slowed]
        if not reached and not slowed:
            raise Refused("staffId.notExisted", "员工不存在")
        for user in reached:
            self.world.show(user, via="robot", **what)
        key = self._posted(reached, group=False) if reached else ""
        return {"processQueryKey": key, "invalidStaffIdList": invalid, "flowControlledStaffIdList": slowed}

    async def _to_group(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        self._check_robot(body)
        place = body.get("openConversationId")
        if not place:
            raise Refused("miss.openConversationId")
        if place not in self.world.setup["groups"]:
            raise Refused("invalid.openConversationId")
        if place in self.world.switches.get("disbanded", []):
            raise Refused("group.disbanded")
        self.world.show(place, via="robot", **self._checked(body))
        return {"processQueryKey": self._posted([place], group=True)}

    async def _recall(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        self._check_robot(body)
        keys = body.get("processQueryKeys")
        if not isinstance(keys, list) or not 1 <= len(keys) <= 20:
            raise Refused("miss.param.processQueryKeys")
        group = request.path.endswith("groupMessages/recall")
        done, failed = [], {}
        for key in keys:
            post = self.world.posts.get(key)
            if post is None or post.group != group or (group and body.get("openConversationId") not in post.to):
                failed[key] = "消息不存在"
            elif post.at + RECALL_SECONDS < self.world.now():
                failed[key] = "超过可撤回时间"
            else:
                if not post.recalled:
                    post.recalled = True
                    for to in post.to:
                        self.world.show(to, "recall", "robot", key=key)
                done.append(key)
        return {"successResult": done, "failedResult": failed}

    async def _download(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        self._check_robot(body)
        if body.get("downloadCode") not in self.world.files:
            raise Refused("unknownError", "downloadCode invalid", 500)
        return {"downloadUrl": f"{self.world.setup['base']}/files/{body['downloadCode']}"}

    async def _by_session(self, request: web.Request) -> dict[str, Any]:
        session = self.world.sessions.get(request.query.get("session", ""))
        if session is None or session["until"] <= self.world.now():
            raise Refused(300001, "session 不存在")
        if not self.world.spend("ws"):
            raise Refused(90020, "本月 Webhook 用量已用完")
        what = webhook_words(await json_of(request))
        for user in what["at"]:  # a person who is called is shown by name
            name = self.world.people().get(user, {}).get("name", user)
            what["text"] = what["text"].replace(f"@{user}", f"@{name}")
        self.world.show(session["to"], via="session", **what)
        return {}

    async def _by_webhook(self, request: web.Request) -> dict[str, Any]:
        token = parse_qs(request.query_string).get("access_token", [""])[0]
        robot = self.world.setup.get("webhooks", {}).get(token)
        if robot is None:
            raise Refused(300001, "token is not exist")
        if robot.get("secret"):
            self._check_signature(request, robot["secret"])
        if self.world.blocked_until.get(token, 0) > self.world.now():
            raise Refused(410100, "发送速度太快而限流")
        if self.world.too_fast(f"webhook {token}", WEBHOOK_PER_MINUTE, 60):
            self.world.blocked_until[token] = self.world.now() + WEBHOOK_BLOCK
            raise Refused(410100, "发送速度太快而限流")
        body = await json_of(request)
        what = webhook_words(body)
        if body.get("msgUuid") in self.world.webhook_ids:
            return {}
        if not self.world.spend("ws"):
            raise Refused(90020, "本月 Webhook 用量已用完")
        self.world.webhook_ids.update([body["msgUuid"]] if body.get("msgUuid") else [])
        self.world.show(robot["group"], via="webhook", **what)
        return {}

    def _check_signature(self, request: web.Request, secret: str) -> None:
        at, sign = request.query.get("timestamp", ""), request.query.get("sign", "")
        if not at.isdecimal() or abs(int(at) / 1000 - self.world.now()) > 3600:
            raise Refused(310000, "invalid timestamp")
        if not hmac.compare_digest(sign, signature(secret, at)):
            raise Refused(310000, "sign not match")

    def _check_robot(self, body: dict[str, Any]) -> None:
        if body.get("robotCode") != self.world.setup["robot_code"]:
            raise Refused("invalidParameter.robotCode.auth")
        if self.world.switches.get("bot_stopped"):
            raise Refused("bot.stopped")

    def _checked(self, body: dict[str, Any]) -> dict[str, Any]:
        key, param = body.get("msgKey"), body.get("msgParam")
        if key not in NEEDED:
            raise Refused("invalidParameter.msgKey.invalid")
        if not isinstance(param, str):
            raise Refused("invalidParameter.msgParam.invalid")
        if len(param.encode()) > PARAM_BYTES:
            raise Refused("invalidParameter.msgParam.tooLong")
        try:
            fields = json.loads(param)
            missing = [name for name in NEEDED[key] if not isinstance(fields[name], str) or not fields[name].strip()]
        except (ValueError, KeyError, TypeError):
            raise Refused("invalidParameter.msgParam.invalid") from None
        if missing:
            raise Refused("invalidParameter.msgParam.invalid", missing[0])
        if key == "sampleFile":
            if fields["mediaId"] not in self.world.media:
                raise Refused("invalidParameter.msgParam.invalid", "mediaId")
            return {"kind": "file", "text": fields["fileName"]}
        kind = {"sampleText": "text", "sampleMarkdown": "markdown"}.get(key, "link")
        return {"kind": kind, "title": fields.get("title", ""), "text": fields.get("content") or fields.get("text", "")}

    def _posted(self, to: list[str], group: bool) -> str:
        post = Post(self.world.new_id("key"), to, group, self.world.now())
        self.world.posts[post.key] = post
        return post.key


def signature(secret: str, at: str) -> str:
    """What the platform and a custom webhook sign with."""
    return base64.b64encode(hmac.digest(secret.encode(), f"{at}\n{secret}".encode(), hashlib.sha256)).decode()


def webhook_words(body: dict[str, Any]) -> dict[str, Any]:
    """A body in the shape of the webhooks, as it is read. Raises Refused."""
    kind = body.get("msgtype")
    what = body.get(kind) if isinstance(kind, str) else None
    if kind not in ("text", "markdown", "link", "actionCard") or not isinstance(what, dict):
        raise Refused(400105, "unsupported msgtype")
    words = what.get("content") if kind == "text" else what.get("text")
    if not isinstance(words, str) or not words.strip() or (kind != "text" and not what.get("title")):
        raise Refused(40035, "缺少参数")
    if len(json.dumps(body, ensure_ascii=False).encode()) > 20000:
        raise Refused(460101, "message too long")
    at = body.get("at") or {}
    mentioned = at.get("atUserIds") or []
    unseen = [user for user in mentioned if kind == "markdown" and f"@{user}" not in words]
    seen = [*(user for user in mentioned if user not in unseen), *(["所有人"] if at.get("isAtAll") else [])]
    kinds = {"text": "text", "markdown": "markdown"}
    return {"kind": kinds.get(kind, "link"), "title": what.get("title", ""), "text": words, "at": seen}
