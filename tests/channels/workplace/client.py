"""A window without a browser: one socket, and the frames that came over it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp

from bot.incoming import Message
from tests.channels.workplace.fake_office import House

Frame = dict[str, Any]


class Client:
    """One socket, and the frames that came over it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.frames: list[Frame] = []

    async def send(self, **frame: object) -> None:
        await self.socket.send_str(json.dumps(frame))

    async def until(self, wanted: Callable[[Frame], bool]) -> Frame:
        """The next frame that is wanted; all others before it are kept too."""
        async with asyncio.timeout(5):
            while True:
                frame = json.loads((await self.socket.receive()).data)
                self.frames.append(frame)
                if wanted(frame):
                    return frame

    async def answer(self, page_id: str) -> Frame:
        return await self.until(lambda frame: frame.get("id") == page_id and frame["type"] in ("done", "refused"))

    async def welcome(self) -> Frame:
        return await self.until(lambda frame: frame["type"] == "welcome")

    async def refusal(self) -> str:
        return str((await self.until(lambda frame: frame["type"] == "refused"))["text"])

    def texts(self) -> list[str]:
        return [frame["entry"]["content"].get("text") for frame in self.frames if frame["type"] == "entry"]


def said_to(house: House) -> list[str]:
    """The words that reached the house."""
    return [incoming.text for incoming in house.office.taken if isinstance(incoming, Message)]
