"""The office's clock on the page: shown in every window, moved forward by anyone."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.channels.port import OfficePort
from bot.channels.workplace.frames import Advance, clock_json
from bot.channels.workplace.windows import Windows
from handlers.engine.calendar import Calendar, UnknownYearError

START_OF_WORK = time(8)
LOOK_EVERY = 0.5
"""Seconds between two looks at the office's clock."""


class Clock:
    """Tells the windows when the office's minute changes, and moves the office's clock for them."""

    def __init__(self, office: OfficePort, calendar: Calendar, windows: Windows) -> None:
        self._office = office
        self._calendar = calendar
        self._windows = windows
        self._shown: dict[str, Any] = {}

    def frame(self) -> dict[str, Any]:
        """The clock as it stands, for a window."""
        now = self._office.now().replace(second=0, microsecond=0)
        return clock_json(now, day_hint(self._calendar, now.date()))

    async def move(self, wish: Advance) -> None:
        """Move the clock. Raises ValueError with the house's sentence where it cannot be moved there."""
        await self._office.advance(self._target(wish))
        self.tell()

    def tell(self) -> None:
        """Show the clock in every window, if it has changed."""
        frame = self.frame()
        if frame != self._shown:
            self._shown = frame
            self._windows.show(frame)

    async def run(self) -> None:
        """Keep the windows' clocks right until cancelled."""
        while True:
            self.tell()
            await asyncio.sleep(LOOK_EVERY)

    def _target(self, wish: Advance) -> datetime:
        now = self._office.now()
        if wish.minutes is not None:
            return now + timedelta(minutes=wish.minutes)
        if wish.to is not None:
            return wish.to.replace(tzinfo=now.tzinfo)
        if wish.workday:
            return datetime.combine(self._calendar.next_workday(now.date()), START_OF_WORK, now.tzinfo)
        raise ValueError("请说明时钟要拨到什么时候")


def day_hint(calendar: Calendar, day: date) -> str:
    """What kind of day it is, in a word; "" where the year's holidays are not known."""
    try:
        if calendar.is_workday(day):
            return "调休上班" if day.weekday() >= 5 else "工作日"
        return calendar.holiday(day) or "休息日"
    except UnknownYearError:
        return ""
