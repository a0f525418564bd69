"""The two addresses that DingTalk calls where an office prefers that to the stream: robot messages, and taps.

A robot's call is signed with the app's secret, a tap's with a secret of its own that we gave when we registered the
address. The signature does not cover the body; an address that nobody can guess and TLS are part of the protection.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from bot.channels.dingtalk.signature import is_signed, is_within
from bot.channels.refusals import ForgedError, MalformedError, RefusedError, read_body
from bot.clock import real_time

_logger = logging.getLogger(__name__)

Take = Callable[[Mapping[str, Any]], Awaitable[dict[str, Any]]]
"""Takes a call in; what is answered once it is committed. `stamp` in it tells this call from another of the same words.
Raises RefusedError."""


class CallbackDoors:
    """Checked, read, taken in, acknowledged. A refused call changes nothing and leaves one line in the log."""

    def __init__(self, app_secret: str, tolerance_seconds: int, on_message: Take, on_tap: Take) -> None:
        self._app_secret = app_secret
        self._tolerance = tolerance_seconds * 1000
        self._on_message = on_message
        self._on_tap = on_tap

    def mount(self, app: web.Application, robot_path: str, card_path: str) -> None:
        """Add the addresses to an application that has not started yet."""
        app.router.add_post(robot_path, self._message)
        app.router.add_post(card_path, self._tap)

    async def _message(self, request: web.Request) -> web.Response:
        return await self._answered(request, self._check_robot, self._on_message)

    async def _tap(self, request: web.Request) -> web.Response:
        return await self._answered(request, self._check_card, self._on_tap)

    async def _answered(self, request: web.Request, check: Callable[[web.Request], None], take: Take) -> web.Response:
        try:
            check(request)
            raw = (await read_body(request)).decode("utf-8", "strict")
            stamp = request.headers.get("x-ddpaas-signature-timestamp", "")
            return web.json_response(await take({**_object(raw), "stamp": stamp}))
        except UnicodeDecodeError:
            refusal: RefusedError = MalformedError("not UTF-8")
        except RefusedError as fault:
            refusal = fault
        _logger.warning("dingtalk: refused a call from %s (%s)", request.remote, refusal)
        return web.Response(status=refusal.status)

    def _check_robot(self, request: web.Request) -> None:
        stamp, given = request.headers.get("timestamp", ""), request.headers.get("sign", "")
        if not is_signed(stamp, given, self._app_secret):
            raise ForgedError("the signature is wrong")
        self._check_time(stamp)

    def _check_card(self, request: web.Request) -> None:
        stamp = request.headers.get("x-ddpaas-signature-timestamp", "")
        given = request.headers.get("x-ddpaas-signature", "")
        signed = hmac.new(card_secret(self._app_secret).encode(), stamp.encode("utf-8", "replace"), hashlib.sha256)
        expected = base64.b64encode(signed.digest())
        if not hmac.compare_digest(expected, given.encode("utf-8", "replace")):
            raise ForgedError("the signature is wrong")
        self._check_time(stamp)

    def _check_time(self, stamp: str) -> None:
        if not is_within(stamp, int(real_time().timestamp() * 1000), self._tolerance):
            raise ForgedError("of another time than this machine's clock")


def card_secret(app_secret: str) -> str:
    """The secret with which taps are signed: made of the app's, so that every process has the same."""
    return hashlib.sha256(b"taps of " + app_secret.encode()).hexdigest()


def _object(raw: str) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        raise MalformedError("no JSON") from None
    if not isinstance(value, dict):
        raise MalformedError("no object")
    return value
