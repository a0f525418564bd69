"""On the first working day of a month everybody gets their own lines of the last one (考勤制度 第2条; M20-3)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from handlers.attendance import sheet_words as words
from handlers.attendance.window import end_of_workday_after
from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.wording import say_date_time
from schedules.attendance_month import month_before, sheet
from schedules.engine import Desk
from storage import attendance_sheets


class AttendanceSheet:
    """考勤月表."""

    name = "attendance_sheet"
    title = "考勤月表"
    grace: timedelta | None = timedelta(days=10)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time on the first working day of this month, else of the next."""
        first = after.date().replace(day=1)
        due = _first_workday(first, desk, after)
        return due if due > after else _first_workday((first + timedelta(days=32)).replace(day=1), desk, after)

    def fire(self, desk: Desk, due: datetime) -> None:
        """One message to each, one to the office; where the days cannot be counted only the office hears why."""
        first, last = month_before(desk.facts.today)
        contact = desk.facts.contact()
        try:
            found = sheet(desk.uow, desk.org, first, last, desk.facts)
        except UnknownYearError as unknown:
            if contact:
                desk.out.say(contact, words.unknown_year(first, str(unknown)))
            return
        if not attendance_sheets.put_out(desk.uow, desk.org, first, desk.facts.now):
            if contact:
                desk.out.say(contact, words.sent_already(first))
            return
        until = _until(desk)
        in_service = desk.facts.directory.members
        for row in (row for row in found.rows if row.account in in_service):
            desk.out.say(row.account, words.to_the_person(row, first, last, until, desk.facts.today))
        if contact:
            desk.out.say(contact, words.to_the_office(found, until, desk.facts.today))


def _until(desk: Desk) -> str:
    workdays = desk.facts.policy.attendance.objection_workdays
    return say_date_time(end_of_workday_after(desk.facts.now, workdays, desk.facts), desk.facts.today)


def _first_workday(first: date, desk: Desk, like: datetime) -> datetime:
    known: Calendar = desk.facts.calendar.presumed()
    day = first
    while not known.is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, desk.facts.policy.attendance.sheet_time, like.tzinfo)
