"""The inside of a fake platform's process: what a test may ask of it, and how it is served."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

Command = Callable[[dict[str, Any]], Awaitable[Any]]


def mount_commands(app: web.Application, control: object) -> None:
    """Everything called `on_…` is a command under /_/."""
    for name in (name for name in dir(control) if name.startswith("on_")):
        app.router.add_post(f"/_/{name.removeprefix('on_')}", _handler(getattr(control, name)))


def _handler(command: Command) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        return web.json_response(await command(await request.json()))

    return handle


async def serve(app: web.Application) -> None:
    """Listen on any free port, say which, and end with whoever started it."""
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    sys.stdout.write(f"http://127.0.0.1:{port}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
