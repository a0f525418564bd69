"""On the morning of a month's first meeting the office gets what the group may read of the last month (M20-3, N14)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.attendance import publishing
from handlers.attendance.window import end_of_workday_after
from handlers.engine.gathering import Gathering, Series
from schedules.attendance_month import month_before, sheet
from schedules.engine import Desk
from schedules.gatherings import next_due
from storage import attendance_sheets

PURPOSE = "attend_publish"


class AttendancePublication:
    """考勤公布."""

    name = "attendance_publication"
    title = "考勤公布"
    grace: timedelta | None = timedelta(days=2)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time on the day of the next meeting."""
        return next_due(desk, (Series.MEETING,), after, lambda gathering: _when(desk, gathering))

    def fire(self, desk: Desk, due: datetime) -> None:
        """A card while last month's sheet is out and nobody has said what becomes of it: nothing else by itself."""
        first, last = month_before(desk.facts.today)
        out = attendance_sheets.get(desk.uow, desk.org, first)
        contact = desk.facts.contact()
        if out is None or out.settled_at is not None or not contact:
            return
        until = end_of_workday_after(out.sent_at, desk.facts.policy.attendance.objection_workdays, desk.facts)
        found = sheet(desk.uow, desk.org, first, last, desk.facts)
        card = publishing.card(found, until, desk.facts.now)
        desk.out.show(contact, card, PURPOSE, context={"month": first.isoformat()})


def _when(desk: Desk, gathering: Gathering) -> datetime | None:
    if gathering.at is None:
        return None
    return datetime.combine(gathering.at.date(), desk.facts.policy.attendance.publication_time, gathering.at.tzinfo)
