"""The workplace as a channel: what the house delivers stands in a conversation, and every window sees it at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress

from aiohttp import web

from bot.channels.port import OfficePort
from bot.channels.workplace.clock import Clock
from bot.channels.workplace.log import FileStore, MessageLog
from bot.channels.workplace.room import Room
from bot.channels.workplace.routes import Routes
from bot.channels.workplace.session import Session
from bot.channels.workplace.windows import Windows
from handlers.engine.calendar import Calendar
from handlers.engine.content import Outgoing


def _nothing_is_marked(text: str) -> bool:
    return False


class WorkplaceChannel:
    """A child of the Channel port for one org; for demonstration only, as it has no login.

    `is_marked` tells classified material by its marks, so that the shown conversation does not keep what the house
    refuses (保密制度 第5、6条). `hosts` are further names under which the page may be opened.
    """

    name = "workplace"

    def __init__(
        self,
        office: OfficePort,
        org: str,
        log: MessageLog,
        files: FileStore,
        *,
        calendar: Calendar | None = None,
        is_marked: Callable[[str], bool] = _nothing_is_marked,
        hosts: Collection[str] = (),
    ) -> None:
        self._office = office
        self._windows = Windows()
        self._room = Room(office, org, log, files, self._windows, is_marked=is_marked)
        self._clock = Clock(office, calendar or Calendar(), self._windows)
        session = Session(office, org, self._room, self._clock, self._windows)
        self._routes = Routes(self._room, session, hosts)
        self._ticking: asyncio.Task[None] | None = None

    def mount(self, app: web.Application) -> None:
        """Add the page and its socket to an application that has not started yet."""
        self._routes.mount(app)

    async def deliver(self, outgoing: Outgoing) -> str:
        """Show it, once however often it is delivered; the returned id is that of the newest entry it stands in."""
        return str((await self._room.show(outgoing, self._office.now())).id)

    async def start(self) -> None:
        """Let the clocks of the windows run."""
        self._ticking = asyncio.create_task(self._clock.run())

    async def close(self) -> None:
        """Stop the clocks and close every window; they reconnect when the house is back."""
        if self._ticking:
            self._ticking.cancel()
            with suppress(asyncio.CancelledError):
                await self._ticking
        await self._windows.close()
