"""How the platform answers: two shapes of error, tokens, rates, quotas, and the ways in which it misbehaves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.channels.dingtalk.fake.world import QPS, Refused, World

Call = Callable[[web.Request], Awaitable[dict[str, Any]]]
Handler = Callable[[web.Request], Awaitable[web.Response]]


async def json_of(request: web.Request) -> dict[str, Any]:
    """The body, which must be a JSON object."""
    try:
        body = json.loads(await request.text())
    except ValueError:
        raise Refused("param.invalid", "body is not JSON") from None
    if not isinstance(body, dict):
        raise Refused("param.invalid", "body is not an object")
    return body


def new_api(world: World, call: Call, *, token: bool = True, counted: bool = True) -> Handler:
    """A call of api.dingtalk.com: the token in its header, errors as HTTP statuses."""

    async def answer(request: web.Request) -> web.Response:
        try:
            if bad := await _misbehaving(world, request):
                return bad
            if token and not world.is_token(request.headers.get("x-acs-dingtalk-access-token", "")):
                raise Refused("InvalidAuthentication", "不合法的access_token")
            _limit(world, request.path, counted, ("QpsLimitForAppkeyAndApi", "ApiCountLimitForOrg"))
            said = await call(request)
        except Refused as refusal:
            _note(world, request, refusal)
            body = {"code": str(refusal.code), "message": refusal.words, "requestid": world.new_id("R")}
            return web.json_response(body, status=refusal.status)
        return _maybe_lost(world, request) or web.json_response(said)

    return answer


def old_api(world: World, call: Call, *, token: bool = True, counted: bool = True) -> Handler:
    """A call of oapi.dingtalk.com: the token in the query, errors as errcode."""

    async def answer(request: web.Request) -> web.Response:
        try:
            if bad := await _misbehaving(world, request):
                return bad
            if token and not world.is_token(request.query.get("access_token", "")):
                raise Refused(40014, "不合法的access_token")
            _limit(world, request.path, counted, (90018, 90020))
            said = {"errcode": 0, "errmsg": "ok"} | await call(request)
        except Refused as refusal:
            _note(world, request, refusal)
            code = refusal.code if isinstance(refusal.code, int) else 40035
            said = {"errcode": code, "errmsg": refusal.words}
        lost = _maybe_lost(world, request)
        return lost or web.json_response(said | {"request_id": world.new_id("r")})

    return answer


def _limit(world: World, path: str, counted: bool, codes: tuple[str | int, str | int]) -> None:
    """Twenty a second for each call, and the month's quota."""
    too_fast, used_up = (f"Forbidden.AccessDenied.{code}" if isinstance(code, str) else code for code in codes)
    if world.too_fast(f"qps {path}", world.switches.get("qps", QPS), 1.0):
        raise Refused(too_fast, "您的应用调用该接口超过qps限制", 403)
    if counted and not world.spend("api"):
        raise Refused(used_up, "您的组织本月调用次数已用完", 403)


async def _misbehaving(world: World, request: web.Request) -> web.Response | None:
    world.calls[request.path] += 1
    switches = world.switches
    if delay := switches.get("slow"):
        await asyncio.sleep(float(delay))
    if switches.get("html"):
        return web.Response(status=200, text="<html>punish</html>", content_type="text/html")
    if switches.get("punish"):
        return web.json_response({"status": 1111, "wait": 5, "source": "x5", "punish": "deny", "uuid": "u"})
    if (left := switches.get("busy_times", 0)) and not request.path.endswith("/accessToken"):
        switches["busy_times"] = left - 1
        status = int(switches.get("busy_status", 500))
        body = {"code": "system.busy", "message": "system busy", "errcode": -1, "errmsg": "系统繁忙"}
        return web.json_response(body, status=status if request.path.startswith("/v1.0") else 200)
    return None


def _maybe_lost(world: World, request: web.Request) -> web.Response | None:
    """The call was carried out and its answer never comes."""
    if world.switches.get("lose_answer_once") != request.path:
        return None
    del world.switches["lose_answer_once"]
    assert request.transport
    request.transport.close()
    return web.Response()


def _note(world: World, request: web.Request, refusal: Refused) -> None:
    world.refused.append({"call": request.path, "code": refusal.code, "words": refusal.words})
