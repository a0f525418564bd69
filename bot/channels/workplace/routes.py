"""What a browser asks for: the page, its socket, files up and down; and who is turned away at the door.

The workplace has no login: whoever reaches it may be anyone. So a foreign web page must not reach it through somebody's
browser: a request must name this house as its Host (an IP address, localhost or a configured name: a foreign name that
was made to point here is none of them), and one that can change something must come from a page of this same Host.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.channels.workplace.files import clean_name, saved_as
from bot.channels.workplace.frames import FILE_LIMIT, FRAME_LIMIT, TEXT_LIMIT, done, people_json, printable, refused
from bot.channels.workplace.room import RefusedError, Room
from bot.channels.workplace.session import Session
from handlers.engine.content import File

PAGE = Path(__file__).parent / "page"
HEARTBEAT = 20.0
"""Seconds after which a silent window is asked whether it is still there."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_PLAIN_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")

_QUIET = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class Routes:
    """The handlers of the workplace's addresses."""

    def __init__(self, room: Room, session: Session, hosts: Collection[str]) -> None:
        self._room = room
        self._session = session
        self._hosts = frozenset({"localhost", *hosts})
        self._assets = {path.name: path for path in PAGE.iterdir()}

    def mount(self, app: web.Application) -> None:
        """Add the addresses to an application."""
        app.router.add_get("/", self._at_home(self.page))
        app.router.add_get("/workplace/page/{name}", self._at_home(self.asset))
        app.router.add_get("/workplace/people", self._at_home(self.people))
        app.router.add_get("/workplace/socket", self._from_own_page(self.socket))
        app.router.add_post("/workplace/files", self._from_own_page(self.upload))
        app.router.add_get("/workplace/files/{entry:[0-9]{1,15}}", self._at_home(self.download))

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page itself; everything it needs comes from this Host and nowhere else."""
        headers = {**_QUIET, "Content-Security-Policy": content_policy(request.host)}
        return web.FileResponse(self._assets["index.html"], headers=headers)

    async def asset(self, request: web.Request) -> web.StreamResponse:
        """A style sheet or a module of the page."""
        path = self._assets.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound(text="没有这个文件")
        return web.FileResponse(path, headers=_QUIET)

    async def people(self, request: web.Request) -> web.StreamResponse:
        """Whom one may choose to be."""
        return web.json_response(people_json(await self._room.people()), headers=_QUIET)

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """The live connection of one window."""
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=FRAME_LIMIT)
        await socket.prepare(request)
        await self._session.run(socket)
        return socket

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """A file that somebody sends into a chat."""
        asked = request.query
        page_id = asked.get("id", "")
        if not _is_page_id(page_id) or len(asked.get("text", "")) > TEXT_LIMIT:
            return web.json_response(refused(page_id[:40], "上传的内容不合规范，请刷新页面后重试"), status=400)
        data = await _body(request)
        if data is None:
            return web.json_response(refused(page_id, "文件超过20 MB，请压缩或拆分后再发"), status=413)
        file = File(clean_name(asked.get("name", "")), "", printable(asked.get("text", "")).strip())
        try:
            await self._room.require_person(asked.get("me", ""))
            await self._room.send_file(asked.get("me", ""), asked.get("group", ""), page_id, file, data)
        except RefusedError as error:
            return web.json_response(refused(page_id, str(error)), status=404)
        return web.json_response(done(page_id))

    async def download(self, request: web.Request) -> web.StreamResponse:
        """The file in an entry, saved and never opened in the page."""
        try:
            name, data = await self._room.bytes_of(request.query.get("me", ""), int(request.match_info["entry"]))
        except RefusedError as error:
            raise web.HTTPNotFound(text=str(error)) from error
        headers = {**_QUIET, "Content-Disposition": saved_as(name), "Content-Security-Policy": "sandbox"}
        return web.Response(body=data, content_type="application/octet-stream", headers=headers)

    def _at_home(self, handler: Handler) -> Handler:
        async def checked(request: web.Request) -> web.StreamResponse:
            if not is_own_host(request.host, self._hosts):
                raise web.HTTPForbidden(text="工作台不接受以这个域名访问，请用本机地址打开")
            return await handler(request)

        return checked

    def _from_own_page(self, handler: Handler) -> Handler:
        async def checked(request: web.Request) -> web.StreamResponse:
            if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
                raise web.HTTPForbidden(text="工作台只接受自己页面发来的请求")
            return await handler(request)

        return self._at_home(checked)


def is_own_host(host: str, names: Collection[str]) -> bool:
    """Whether a Host header names this house: an IP address, or one of the names."""
    if not _PLAIN_HOST.fullmatch(host):
        return False
    name = urlsplit(f"//{host}").hostname or ""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return name in names
    return True


def content_policy(host: str) -> str:
    """The page may load and call only what comes from its own Host, and be framed only by itself (split view)."""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"connect-src 'self' ws://{host} wss://{host}; "
        "frame-src 'self'; frame-ancestors 'self'; form-action 'none'; base-uri 'none'"
    )


def _is_page_id(page_id: str) -> bool:
    return 8 <= len(page_id) <= 40 and page_id.isascii() and page_id.replace("-", "").isalnum()


async def _body(request: web.Request) -> bytes | None:
    """The body, or None as soon as it is known to be too large."""
    if (request.content_length or 0) > FILE_LIMIT:
        return None
    data = bytearray()
    async for chunk in request.content.iter_any():
        data += chunk
        if len(data) > FILE_LIMIT:
            return None
    return bytes(data)
