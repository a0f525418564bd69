"""Until when something can be said or handed in: the end of work of the n-th working day after (rules X12, M20-3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine.facts import Facts


def end_of_workday_after(since: datetime, workdays: int, facts: Facts) -> datetime:
    """The end of work of the n-th working day after this moment's day, the day itself not counted.

    In a year whose holidays nobody has published Monday to Friday are presumed worked.
    """
    day = since.date()
    for _ in range(workdays):
        day = facts.calendar.presumed().next_workday(day)
    return datetime.combine(day, facts.policy.hours.on(day).afternoon_until, since.tzinfo)


def workdays_since(since: datetime, facts: Facts) -> int:
    """How many working days have begun after this moment's day, today's in."""
    first = since.date() + timedelta(days=1)
    return sum(1 for _ in facts.calendar.presumed().workdays(first, facts.today))


def objection_until(settled_at: datetime, sheet_at: datetime | None, facts: Facts) -> datetime | None:
    """Until when somebody may object to a line: so many working days after the month's sheet, or after the line was
    written where that was later. None while the sheet has not gone out: then there is no end yet."""
    if sheet_at is None:
        return None
    return end_of_workday_after(max(settled_at, sheet_at), facts.policy.attendance.objection_workdays, facts)
