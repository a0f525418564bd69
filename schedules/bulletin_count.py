"""The bulletin is behind its number: the office is told on the 10th, the 20th and the 25th (rules M08-6)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers.information import bulletin
from schedules.engine import Desk

_DAYS = (10, 20, 25)
_AT = time(8, 41)


class BulletinCount:
    """简报期数提醒."""

    name = "bulletin_count"
    title = "简报期数提醒"
    grace: timedelta | None = timedelta(days=1)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The next of the three days."""
        day = after.date()
        while True:
            moment = datetime.combine(day, _AT, after.tzinfo)
            if day.day in _DAYS and moment > after:
                return moment
            day += timedelta(days=1)

    def fire(self, desk: Desk, due: datetime) -> None:
        """One line to the office, where the plan is not met."""
        words = bulletin.warning(desk.facts)
        contact = desk.facts.contact()
        if words and contact:
            desk.out.say(contact, words)
