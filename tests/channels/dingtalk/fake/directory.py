"""The fake's tokens, contacts, work notifications and media: what an app has besides its robot."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from tests.channels.dingtalk.fake.errors import json_of, new_api, old_api
from tests.channels.dingtalk.fake.world import Refused, World

ROOT_DEPARTMENT = 1
FILE_BYTES = 20 * 1024 * 1024


class Directory:
    """Tokens, people, departments, work notifications, media."""

    def __init__(self, world: World) -> None:
        self.world = world

    def mount(self, app: web.Application) -> None:
        """Add the addresses."""
        world, post = self.world, app.router.add_post
        post("/v1.0/oauth2/accessToken", new_api(world, self._token, token=False, counted=False))
        app.router.add_get("/gettoken", old_api(world, self._old_token, token=False, counted=False))
        app.router.add_get("/auth/scopes", old_api(world, self._scopes, counted=False))
        for path, call in {
            "v2/user/get": self._user,
            "v2/user/list": self._users,
            "user/listid": self._user_ids,
            "v2/user/getbymobile": self._by_mobile,
            "user/getbyunionid": self._by_unionid,
            "v2/department/get": self._department,
            "v2/department/listsub": self._below,
            "v2/department/listparentbyuser": self._parents,
        }.items():
            post(f"/topapi/{path}", old_api(world, call, counted=False))
        post("/topapi/message/corpconversation/asyncsend_v2", old_api(world, self._work))
        post("/topapi/message/corpconversation/recall", old_api(world, self._recall_work))
        post("/topapi/message/corpconversation/getsendresult", old_api(world, self._work_result))
        post("/topapi/message/corpconversation/status_bar/update", old_api(world, self._status_bar))
        post("/media/upload", old_api(world, self._upload))

    # --- tokens -------------------------------------------------------------------------------------------------------

    async def _token(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        if not self.world.check_app(body.get("appKey"), body.get("appSecret")):
            raise Refused("invalidClientIdOrSecret", "无效的clientId或者clientSecret")
        token, seconds = self.world.give_token()
        return {"accessToken": token, "expireIn": seconds}

    async def _old_token(self, request: web.Request) -> dict[str, Any]:
        if not self.world.check_app(request.query.get("appkey"), request.query.get("appsecret")):
            raise Refused(40089, "不合法的corpid或corpsecret")
        token, seconds = self.world.give_token()
        return {"access_token": token, "expires_in": seconds}

    # --- contacts -----------------------------------------------------------------------------------------------------

    async def _scopes(self, _request: web.Request) -> dict[str, Any]:
        scope = self.world.switches.get("scope", [ROOT_DEPARTMENT])
        return {"auth_org_scopes": {"authed_dept": scope, "authed_user": []}}

    async def _user(self, request: web.Request) -> dict[str, Any]:
        person = self._person((await json_of(request)).get("userid"))
        hidden = {} if self.world.switches.get("mobiles") else {"mobile": ""}
        leads = [{"dept_id": dept, "leader": person.get("leader", False)} for dept in person["dept_id_list"]]
        return {"result": {**person, **hidden, "leader_in_dept": leads, "active": True}}

    async def _users(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        size, cursor = int(body.get("size", 0)), int(body.get("cursor", 0))
        if not 1 <= size <= 100:
            raise Refused(40035, "size 不合法")
        inside = self._inside(body.get("dept_id"))
        page = [{**person, "leader": person.get("leader", False)} for person in inside[cursor : cursor + size]]
        more = cursor + size < len(inside)
        return {"result": {"list": page, "has_more": more, **({"next_cursor": cursor + size} if more else {})}}

    async def _user_ids(self, request: web.Request) -> dict[str, Any]:
        inside = self._inside((await json_of(request)).get("dept_id"))
        return {"result": {"userid_list": [person["userid"] for person in inside]}}

    async def _by_mobile(self, request: web.Request) -> dict[str, Any]:
        return self._found("mobile", (await json_of(request)).get("mobile"))

    async def _by_unionid(self, request: web.Request) -> dict[str, Any]:
        return self._found("unionid", (await json_of(request)).get("unionid"))

    async def _department(self, request: web.Request) -> dict[str, Any]:
        department = self._named((await json_of(request)).get("dept_id"))
        inside = self._inside(department["dept_id"])
        managers = [person["userid"] for person in inside if person.get("leader")]
        return {"result": {"dept_manager_userid_list": managers, **department, "member_count": len(inside)}}

    async def _below(self, request: web.Request) -> dict[str, Any]:
        parent = self._named((await json_of(request)).get("dept_id", ROOT_DEPARTMENT))["dept_id"]
        return {"result": [one for one in self._departments() if one.get("parent_id") == parent]}

    async def _parents(self, request: web.Request) -> dict[str, Any]:
        person = self._person((await json_of(request)).get("userid"))
        lists = []
        for dept in person["dept_id_list"]:
            chain, here = [], dept
            while here:
                chain.append(here)
                here = self._named(here).get("parent_id", 0)
            lists.append({"parent_dept_id_list": chain})
        return {"result": {"parent_list": lists}}

    def _departments(self) -> list[dict[str, Any]]:
        root = {"dept_id": ROOT_DEPARTMENT, "name": "青禾乡", "parent_id": 0}
        return [root, *self.world.setup.get("departments", [])]

    def _named(self, number: Any) -> dict[str, Any]:
        for department in self._departments():
            if department["dept_id"] == number:
                return department
        raise Refused(60003, "部门不存在")

    def _inside(self, number: Any) -> list[dict[str, Any]]:
        self._named(number)
        return [person for person in self._everybody() if number in person["dept_id_list"]]

    def _everybody(self) -> list[dict[str, Any]]:
        return [
            {"dept_id_list": [ROOT_DEPARTMENT], "unionid": f"u-{one['userid']}", **one}
            for one in self.world.setup["people"]
        ]

    def _person(self, userid: Any) -> dict[str, Any]:
        for person in self._everybody():
            if person["userid"] == userid:
                return person
        raise Refused(33012, "无效的USERID")

    def _found(self, name: str, value: Any) -> dict[str, Any]:
        for person in self._everybody():
            if value and person.get(name) == value:
                return {"result": {"userid": person["userid"], "contact_type": 0}}
        raise Refused(60121, "找不到该用户")

    # --- work notifications -------------------------------------------------------------------------------------------

    async def _work(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        self._check_agent(body)
        users = [user for user in str(body.get("userid_list", "")).split(",") if user]
        if not users or len(users) > 100:
            raise Refused(40035, "userid_list 不合法")
        msg = body.get("msg")
        if not isinstance(msg, dict) or len(json.dumps(msg, ensure_ascii=False).encode()) > 2048:
            raise Refused(40035, "msg 不合法")
        words = json.dumps(msg, ensure_ascii=False, sort_keys=True)
        task = next(self.world.numbers)
        day = int((self.world.now() + 8 * 3600) // 86400)
        reached = [
            user for user in users if user in self.world.people() and (user, f"{day} {words}") not in self.world.worked
        ]
        self.world.dropped += len(users) - len(reached)
        for user in reached:
            self.world.worked.add((user, f"{day} {words}"))
            self.world.show(user, "work", "work", text=words, task=task)
        self.world.works[task] = {"users": users, "reached": reached, "at": self.world.now()}
        return {"task_id": task}

    async def _recall_work(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        work = self._work_of(body, "msg_task_id")
        if work["at"] + 86400 < self.world.now():
            raise Refused(-1, "超过可撤回时间")
        for user in work["reached"]:
            self.world.show(user, "recall", "work", task=body["msg_task_id"])
        return {}

    async def _work_result(self, request: web.Request) -> dict[str, Any]:
        work = self._work_of(await json_of(request), "task_id")
        lost = [user for user in work["users"] if user not in self.world.people()]
        return {"send_result": {"invalid_user_id_list": lost, "unread_user_id_list": work["reached"]}}

    async def _status_bar(self, request: web.Request) -> dict[str, Any]:
        body = await json_of(request)
        for user in self._work_of(body, "task_id")["reached"]:
            self.world.show(user, "update", "work", text=str(body.get("status_value", "")))
        return {}

    def _work_of(self, body: dict[str, Any], name: str) -> dict[str, Any]:
        self._check_agent(body)
        if body.get(name) not in self.world.works:
            raise Refused(40035, f"{name} 不合法")
        return self.world.works[body[name]]

    def _check_agent(self, body: dict[str, Any]) -> None:
        if str(body.get("agent_id")) != str(self.world.setup["agent_id"]):
            raise Refused(71006, "agent_id 不合法")

    async def _upload(self, request: web.Request) -> dict[str, Any]:
        form = await request.post()
        part = form.get("media")
        if not isinstance(part, web.FileField) or form.get("type") not in ("file", "image", "voice", "video"):
            raise Refused(40035, "media 不合法")
        data = part.file.read()
        if not data or len(data) > FILE_BYTES:
            raise Refused(40006, "文件大小不合法")
        media_id = self.world.new_id("@media")
        self.world.media[media_id] = (part.filename, data)
        return {"media_id": media_id, "type": form["type"], "created_at": int(self.world.now() * 1000)}
