"""What the books hold of a stretch of days, gathered for the attendance sheet; the month that a sheet is about."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from handlers.attendance import month
from handlers.attendance.month import Known, Sheet
from handlers.attendance.record import BOOK, records
from handlers.engine.facts import Facts
from handlers.engine.gathering import Series
from storage import absences, duty, ledgers
from storage.unit_of_work import UnitOfWork


def sheet(uow: UnitOfWork, org: str, first: date, last: date, facts: Facts) -> Sheet:
    """Everybody whose attendance is kept, from the first to the last day. Raises UnknownYearError."""
    found = known(uow, org, first, last, facts)
    return month.sheet(first, last, month.people(facts, found, first, last), found, facts.calendar)


def known(uow: UnitOfWork, org: str, first: date, last: date, facts: Facts) -> Known:
    """Lines of the attendance book, absences, shifts, and what the rolls say of these days."""
    zone = facts.now.tzinfo
    since = datetime.combine(first, time(), zone)
    until = datetime.combine(last + timedelta(days=1), time(), zone)
    rolls = {series: month.missed(ledgers.read(uow, org, f"{series.value}点名台账"), first, last) for series in Series}
    return Known(
        records(ledgers.read(uow, org, BOOK)),
        absences.within(uow, org, first, last),
        duty.beginning(uow, org, since, until),
        rolls[Series.MEETING],
        rolls[Series.STUDY],
    )


def month_before(day: date) -> tuple[date, date]:
    """First and last day of the month before the one that this day lies in."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last
