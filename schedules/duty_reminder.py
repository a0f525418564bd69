"""The evening before a shift: a word to whoever is on duty and in charge (rules M19-3, 1.24)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers.duty import watch
from schedules.engine import Desk
from storage import duty


class DutyReminder:
    """值班前一天提醒."""

    name = "duty_reminder"
    title = "值班提醒"
    grace: timedelta | None = timedelta(hours=2)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time, every day: the day before a shift may be a rest day."""
        moment = datetime.combine(after.date(), desk.facts.policy.duty.reminder_time, after.tzinfo)
        return moment if moment > after else moment + timedelta(days=1)

    def fire(self, desk: Desk, due: datetime) -> None:
        """One message to each of tomorrow's people."""
        first = datetime.combine(due.date() + timedelta(days=1), time(), due.tzinfo)
        slots = duty.beginning(desk.uow, desk.org, first, first + timedelta(days=1))
        for account, words in watch.reminders(slots, desk.facts).items():
            if desk.facts.directory.member(account) is not None:
                desk.out.say(account, words)
