"""Somebody at a window, as patient as the page: what was not acknowledged is sent again, under the same id."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import aiohttp

from tests.faults.program import Program

PATIENCE = 30.0
"""Seconds after which the test gives up."""


@dataclass
class Person:
    """`acknowledged` are the message ids whose effect the program has promised."""

    program: Program
    account: str
    acknowledged: list[str] = field(default_factory=list)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _session: aiohttp.ClientSession | None = None
    _socket: aiohttp.ClientWebSocketResponse | None = None

    async def __aenter__(self) -> Person:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._session
        await self._session.close()

    async def say(self, text: str, group: str = "") -> None:
        """Write something."""
        await self._do({"type": "say", "group": group, "text": text})

    async def tap(self, button: str, words: str = "") -> None:
        """Tap this button on the newest card in the single chat that bears it."""
        entry = await self._card_with(button)
        await self._do({"type": "tap", "entry": entry, "button": button, "input": words})

    async def move_clock(self, to: str) -> None:
        """Move the clock to this local time. That it is there already is as good."""
        await self._do({"type": "advance", "to": to})

    async def is_told(self, words: str, group: str = "") -> None:
        """Wait until a message that is no card and has these words in it stands in the chat."""
        await self._find(lambda entry: "title" not in entry["content"] and words in entry["content"]["text"], group)

    async def _card_with(self, button: str) -> int:
        return await self._find(lambda entry: any(label == button for label, _ in entry["content"].get("buttons", ())))

    async def _find(self, wanted: Callable[[dict[str, Any]], bool], group: str = "") -> int:
        """The newest entry that is wanted, as soon as there is one."""
        async with asyncio.timeout(PATIENCE):
            while True:
                answer = await self._exchange({"type": "history", "group": group}, "history", "")
                found = [int(entry["id"]) for entry in answer["entries"] if wanted(entry)]
                if found:
                    return found[-1]
                await asyncio.sleep(0.02)

    async def _do(self, frame: dict[str, Any]) -> None:
        page_id = f"{self.account}-{next(self._ids):08}"
        answer = await self._exchange({**frame, "id": page_id}, "done", page_id)
        if answer["type"] == "refused":
            assert "时钟只能向前拨" in answer["text"], answer
        elif frame["type"] != "advance":
            self.acknowledged.append(f"{self.account}:{page_id}")

    async def _exchange(self, frame: dict[str, Any], kind: str, page_id: str) -> dict[str, Any]:
        """Send it until it is answered, whatever happens to the program meanwhile."""
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    socket = await self._connected()
                    await socket.send_json(frame)
                    return await self._answer(socket, kind, page_id)
                except (aiohttp.ClientError, ConnectionError):
                    self._socket = None
                    await asyncio.to_thread(self.program.revive)

    async def _answer(self, socket: aiohttp.ClientWebSocketResponse, kind: str, page_id: str) -> dict[str, Any]:
        async for message in socket:
            frame: dict[str, Any] = message.json()
            if frame["type"] in (kind, "refused") and frame.get("id", "") == page_id:
                return frame
        raise ConnectionError("the window was cut off")

    async def _connected(self) -> aiohttp.ClientWebSocketResponse:
        if self._socket is None or self._socket.closed:
            assert self._session
            headers = {"Origin": self.program.url.rstrip("/")}
            self._socket = await self._session.ws_connect(f"{self.program.url}workplace/socket", headers=headers)
            await self._socket.send_json({"type": "hello", "me": self.account})
        return self._socket
