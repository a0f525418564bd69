"""The two addresses that WeCom calls: checked, opened, taken in, acknowledged.

A refused call changes nothing and leaves one line in the log, without a word of its content.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.channels.heard import Heard
from bot.channels.refusals import ForgedError, MalformedError, RefusedError, read_body
from bot.channels.wecom import app_callback, bot_callback, outer
from bot.channels.wecom.envelope import Envelope, Sealed, Stamp
from bot.channels.wecom.heard import Door
from bot.clock import real_time

_logger = logging.getLogger(__name__)

STAMP_LIMIT = 256

Take = Callable[[Heard, str], Awaitable[dict[str, Any] | None]]
"""Takes a thing in, given with its sealed text; the body of the answer where the answer says something."""


@dataclass(frozen=True)
class CallbackDoor:
    """One callback address: its key, how its messages are read, and who takes in what it hears."""

    door: Door
    path: str
    envelope: Envelope
    tolerance_seconds: int
    read: Callable[[bytes], Heard]
    take: Take

    def mount(self, app: web.Application) -> None:
        """Add the address to an application that has not started yet."""
        app.router.add_get(self.path, self._check, allow_head=False)
        app.router.add_post(self.path, self._receive)

    def reopened(self, sealed: str) -> Heard:
        """What was taken in before, from its sealed text. Raises RefusedError, where the key is another by now."""
        return self.read(self.envelope.reopen(sealed))

    async def _check(self, request: web.Request) -> web.Response:
        """The platform tries the address before it uses it: the opened text goes back, and nothing else."""
        try:
            # a plus sign that nobody encoded arrives as a space, which base64 never has
            echo = self.envelope.open(request.query.get("echostr", "").replace(" ", "+"), self._stamp(request))
        except RefusedError as refusal:
            return self._refused(request, refusal)
        return web.Response(body=echo, content_type="text/plain")

    async def _receive(self, request: web.Request) -> web.Response:
        try:
            stamp = self._stamp(request)
            body = await read_body(request)
            sealed = outer.read_encrypted(body)
            heard = self.read(self.envelope.open(sealed, stamp))
        except RefusedError as refusal:
            return self._refused(request, refusal)
        answer = await self.take(heard, sealed)
        if not answer:
            return web.Response()
        said, kind = outer.write(self._seal(answer, stamp.nonce), outer.is_xml(body))
        return web.Response(text=said, content_type=kind)

    def _stamp(self, request: web.Request) -> Stamp:
        """What stands in the address. Raises RefusedError where it is none, or of another time."""
        signature, timestamp, nonce = (request.query.get(name, "") for name in ("msg_signature", "timestamp", "nonce"))
        if not (signature and timestamp and nonce) or max(map(len, (signature, timestamp, nonce))) > STAMP_LIMIT:
            raise MalformedError("no signature, timestamp or nonce")
        if not (timestamp.isascii() and timestamp.isdigit()):
            raise MalformedError("no timestamp")
        if abs(int(timestamp) - real_time().timestamp()) > self.tolerance_seconds:
            raise ForgedError("of another time than this machine's clock")
        return Stamp(signature, timestamp, nonce)

    def _seal(self, answer: dict[str, Any], nonce: str) -> Sealed:
        words = json.dumps(answer, ensure_ascii=False)
        return self.envelope.seal(words, str(int(real_time().timestamp())), nonce)

    def _refused(self, request: web.Request, refusal: RefusedError) -> web.Response:
        _logger.warning("wecom %s: refused a call from %s (%s)", self.door, request.remote, refusal)
        return web.Response(status=refusal.status)


def app_door(path: str, envelope: Envelope, tolerance_seconds: int, take: Take) -> CallbackDoor:
    """Where the self-built app calls."""
    return CallbackDoor(Door.APP, path, envelope, tolerance_seconds, app_callback.read_app, take)


def bot_door(path: str, envelope: Envelope, tolerance_seconds: int, take: Take) -> CallbackDoor:
    """Where the smart bot calls."""
    return CallbackDoor(Door.BOT, path, envelope, tolerance_seconds, bot_callback.read_bot, take)
