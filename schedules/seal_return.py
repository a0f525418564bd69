"""A seal that is outside: reminders at its planned return, an hour later, then to the leaders, until it is back."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine.request import Request, State
from handlers.engine.working_hours import next_allowed
from handlers.seal import taking_out
from schedules.engine import Desk
from storage import requests

_AHEAD = timedelta(days=31)


class SealReturnReminder:
    """印章归还提醒."""

    name = "seal_return"
    title = "印章归还提醒"
    grace: timedelta | None = timedelta(hours=12)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The next reminder of any seal that is outside."""
        coming = (
            reminder.at
            for request in _outside(desk)
            for reminder in taking_out.reminders(request, desk.facts, max(after, desk.facts.now) + _AHEAD)
        )
        return min((at for at in coming if at > after), default=None)

    def fire(self, desk: Desk, due: datetime) -> None:
        """Say what is due at this moment; at night the first thing in the morning."""
        awake = next_allowed(desk.facts.now, desk.facts.policy.reminders)
        for request in _outside(desk):
            for reminder in taking_out.reminders(request, desk.facts, due):
                if reminder.at == due:
                    for account in reminder.to:
                        desk.out.say(account, reminder.words, request.serial, not_before=awake)


def _outside(desk: Desk) -> tuple[Request, ...]:
    return requests.running(desk.uow, desk.org, "YY", (State.APPROVED,))
