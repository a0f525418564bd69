"""On the last working day of a quarter the office gets the draft of the information notice (rules M08-5, 1.24)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers.engine.calendar import Calendar
from handlers.information.quarter import draft, quarter_of
from schedules.engine import Desk

PURPOSE = "quarter_notice"
_AT = time(15, 13)


class QuarterNotice:
    """季度信息通报."""

    name = "quarter_notice"
    title = "季度信息通报"
    grace: timedelta | None = timedelta(days=2)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The last working day of this quarter, else of the next."""
        due = _last_workday(after, desk.facts.calendar)
        if due > after:
            return due
        _, last = quarter_of(after.date())
        return _last_workday(datetime.combine(last + timedelta(days=1), _AT, after.tzinfo), desk.facts.calendar)

    def fire(self, desk: Desk, due: datetime) -> None:
        """A card with the draft to the office's contact."""
        if contact := desk.facts.contact():
            desk.out.show(contact, draft(desk.facts), PURPOSE)


def _last_workday(moment: datetime, calendar: Calendar) -> datetime:
    _, day = quarter_of(moment.date())
    while not calendar.presumed().is_workday(day):
        day -= timedelta(days=1)
    return datetime.combine(day, _AT, moment.tzinfo)
