"""Back from leave: 销假 is asked for on the first day back, an owed slip on that day and the next (M20-6, M20-8)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine.request import OWED, Request, State
from handlers.leave import coming_back
from schedules.engine import Desk, next_on_workdays


class LeaveReturnReminder:
    """销假和补假条提醒."""

    name = "leave_return_reminder"
    title = "销假提醒"
    grace: timedelta | None = timedelta(hours=8)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time on working days, shortly after work begins."""
        return next_on_workdays((desk.facts.policy.reminders.return_time,), after, desk.facts.calendar)

    def fire(self, desk: Desk, due: datetime) -> None:
        """A word to each who is due back today, and to the office about slips that were never handed in."""
        missing: list[str] = []
        for request in reversed(desk.facts.recent("QJ")):
            if request.state in (State.APPROVED, State.WAITING):
                _remind(desk, request, missing)
        if missing and (contact := desk.facts.contact()):
            desk.out.say(contact, "\n".join(["以下电话请假逾期没有补假条，请核实：", *missing]))


def _remind(desk: Desk, request: Request, missing: list[str]) -> None:
    reminder = coming_back.reminder(request, desk.about(request.applicant))
    if reminder is None:
        return
    if reminder.overdue and request.form.get("slip") == OWED:
        missing.append(reminder.words)
    else:
        desk.out.say(request.applicant, reminder.words, request.serial)
