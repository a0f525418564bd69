"""One window's conversation with the house: frames in, effects and answers out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from bot.channels.port import OfficePort
from bot.channels.workplace import frames
from bot.channels.workplace.clock import Clock
from bot.channels.workplace.frames import Advance, BadFrameError, Frame, Hello, History, Read, Say, TapOn
from bot.channels.workplace.room import BOT, RefusedError, Room, Snapshot
from bot.channels.workplace.windows import Window, Windows
from handlers.engine.calendar import UnknownYearError
from handlers.engine.content import Receiver

WAITING_FRAMES = 50
"""Frames of one window that may wait for the one being worked on; reading pauses beyond that."""

_logger = logging.getLogger(__name__)


class Session:
    """The first frame says who sits here; from then on every frame is done in the order in which it came."""

    def __init__(self, office: OfficePort, org: str, room: Room, clock: Clock, windows: Windows) -> None:
        self._office = office
        self._org = org
        self._room = room
        self._clock = clock
        self._windows = windows

    async def run(self, socket: web.WebSocketResponse) -> None:
        """Serve this window until it goes away."""
        window = Window(socket)
        waiting: asyncio.Queue[WSMessage] = asyncio.Queue(WAITING_FRAMES)
        worker = asyncio.create_task(self._work(window, waiting))
        try:
            async for message in socket:
                await waiting.put(message)
        finally:
            self._windows.remove(window)
            worker.cancel()
            await window.close()

    async def _work(self, window: Window, waiting: asyncio.Queue[WSMessage]) -> None:
        while True:
            message = await waiting.get()
            if message.type is not WSMsgType.TEXT:
                window.send(frames.refused("", "页面发来的内容不合规范，没有处理，请刷新页面后重试"))
                continue
            await self._take(window, message.data)

    async def _take(self, window: Window, raw: str) -> None:
        try:
            frame = frames.parse(raw)
        except BadFrameError as error:
            window.send(frames.refused(frames.page_id(raw), str(error)))
            return
        page_id = getattr(frame, "id", "")
        try:
            await self._do(window, frame)
        except RefusedError as error:
            window.send(frames.refused(page_id, str(error)))
        except Exception:
            _logger.exception("frame %s from %s was not taken in", frame.type, window.account)
            window.send(frames.refused(page_id, "服务器没能办成这件事，请稍后重试"))
        else:
            if page_id:
                window.send(frames.done(page_id))

    async def _do(self, window: Window, frame: Frame) -> None:
        if isinstance(frame, Hello):
            await self._hello(window, frame)
            return
        if not window.account:
            raise RefusedError("请先选择身份")
        doing: dict[type[Any], Callable[[Window, Any], Awaitable[None]]] = {
            Say: self._say,
            TapOn: self._tap,
            Read: self._read,
            History: self._history,
            Advance: self._advance,
        }
        await doing[type(frame)](window, frame)

    async def _hello(self, window: Window, frame: Hello) -> None:
        await self._room.require_person(frame.me)
        async with self._room.still():
            snapshot = await self._room.snapshot(frame.me, frame.since)
            window.account = frame.me
            window.send(await self._welcome(frame.me, snapshot))
            self._windows.add(window)
        if any(state.read_up_to is None for state in snapshot.chats if state.chat == Receiver(frame.me)):
            await self._room.greet(frame.me)

    async def _welcome(self, account: str, snapshot: Snapshot) -> dict[str, Any]:
        people = await self._room.people()
        groups = await self._office.groups(self._org)
        missed = snapshot.missed
        return {
            "type": "welcome",
            "bot": BOT,
            "me": account,
            "people": frames.people_json(people),
            "groups": [[g.name, list(g.accounts)] for g in groups if account in g.accounts],
            "chats": [frames.chat_json(state) for state in snapshot.chats],
            "revision": snapshot.revision,
            "missed": None if missed is None else [frames.entry_json(entry) for entry in missed],
            "clock": self._clock.frame(),
        }

    async def _say(self, window: Window, frame: Say) -> None:
        await self._room.say(window.account, frame.group, frame.id, frame.text)

    async def _tap(self, window: Window, frame: TapOn) -> None:
        tapped = (frame.button, frame.input.strip(), frame.choice)
        await self._room.tap(window.account, frame.id, frame.entry, tapped)

    async def _read(self, window: Window, frame: Read) -> None:
        chat = await self._room.chat(window.account, frame.group)
        unread = await self._room.mark_read(window.account, chat, frame.entry)
        told = {"type": "read", "group": frame.group, "entry": frame.entry, "unread": unread}
        self._windows.show(told, [window.account], but=window)

    async def _history(self, window: Window, frame: History) -> None:
        chat = await self._room.chat(window.account, frame.group)
        async with self._room.still():
            entries, more = await self._room.history(chat, frame.before)
            shown = [frames.entry_json(entry) for entry in entries]
            window.send({"type": "history", "group": frame.group, "entries": shown, "more": more})

    async def _advance(self, window: Window, frame: Advance) -> None:
        try:
            await self._clock.move(frame)
        except (ValueError, UnknownYearError) as error:
            raise RefusedError(str(error)) from error
