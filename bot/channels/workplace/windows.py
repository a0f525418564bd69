"""The browser windows that are open now, and what is on its way to each of them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

from aiohttp import web

WAITING_FRAMES = 500
"""A window that lets more than this many frames wait is cut off; it reconnects and asks for what it missed."""


class Window:
    """One open page: who sits at it, and the frames that wait to be sent there, in their order."""

    def __init__(self, socket: web.WebSocketResponse, account: str = "") -> None:
        self.account = account
        self._socket = socket
        self._waiting: asyncio.Queue[str] = asyncio.Queue(WAITING_FRAMES)
        self._sender = asyncio.create_task(self._send_all())

    def send(self, frame: Mapping[str, Any]) -> None:
        """Queue a frame, or cut the window off where it does not keep up."""
        try:
            self._waiting.put_nowait(json.dumps(frame, ensure_ascii=False))
        except asyncio.QueueFull:
            self._sender.cancel()

    async def close(self) -> None:
        """Stop sending and close the socket."""
        self._sender.cancel()
        await self._socket.close()

    async def _send_all(self) -> None:
        try:
            while True:
                await self._socket.send_str(await self._waiting.get())
        except (ConnectionError, RuntimeError):
            return
        finally:
            with suppress(ConnectionError, RuntimeError):
                await self._socket.close()


class Windows:
    """All open windows of an org."""

    def __init__(self) -> None:
        self._open: set[Window] = set()

    def add(self, window: Window) -> None:
        """From now on this window gets what concerns its person."""
        self._open.add(window)

    def remove(self, window: Window) -> None:
        """The window is gone."""
        self._open.discard(window)

    def show(
        self, frame: Mapping[str, Any], accounts: Collection[str] | None = None, but: Window | None = None
    ) -> None:
        """Send a frame to every window of these people (of everybody, where none are named), except `but`."""
        for window in tuple(self._open):
            if window is not but and (accounts is None or window.account in accounts):
                window.send(frame)

    async def close(self) -> None:
        """Close every window."""
        for window in tuple(self._open):
            await window.close()
