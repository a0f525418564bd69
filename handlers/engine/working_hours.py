"""Time as the office works it: working hours between moments, quiet nights, and when something may be sent.

Moments carry the office's own zone or none at all; the wall clock of the moment is the office's. Days come from the
calendar, and UnknownYearError passes through: no working time is guessed for a year nobody has published.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Protocol

from handlers.engine.calendar import Calendar, each_day

_DAY = timedelta(days=1)


class DayHours(Protocol):
    """When the office works on one working day."""

    @property
    def morning_from(self) -> time: ...
    @property
    def morning_until(self) -> time: ...
    @property
    def afternoon_from(self) -> time: ...
    @property
    def afternoon_until(self) -> time: ...


class Hours(Protocol):
    """The office's timetable, which may change with the season."""

    def on(self, day: date) -> DayHours:
        """The hours of this day."""
        ...


class QuietHours(Protocol):
    """From when in the evening until when in the morning nobody is disturbed."""

    @property
    def quiet_from(self) -> time: ...
    @property
    def quiet_until(self) -> time: ...


def worked_between(start: datetime, end: datetime, hours: Hours, calendar: Calendar) -> timedelta:
    """Working time from start to end; nothing where end is not after start (rules X4)."""
    total = timedelta()
    for day in each_day(start.date(), end.date()):
        for opens, closes in _sessions(day, start.tzinfo, hours, calendar):
            total += max(timedelta(), min(end, closes) - max(start, opens))
    return total


def after_working(start: datetime, duration: timedelta, hours: Hours, calendar: Calendar) -> datetime:
    """The earliest moment at which this much working time has passed since start.

    Raises ValueError for a negative duration. Nothing to wait for is over at once, at night too.
    """
    if duration < timedelta():
        raise ValueError(f"负的工作时长：{duration}")
    if not duration:
        return start
    day = start.date()
    while True:
        for opens, closes in _sessions(day, start.tzinfo, hours, calendar):
            begins = max(start, opens)
            if closes - begins >= duration:
                return begins + duration
            duration -= max(timedelta(), closes - begins)
        day += _DAY


def is_working(moment: datetime, hours: Hours, calendar: Calendar) -> bool:
    """Whether the office is at work at this moment; the closing minute itself is not."""
    return any(opens <= moment < closes for opens, closes in _sessions(moment.date(), moment.tzinfo, hours, calendar))


def is_quiet(moment: datetime, quiet: QuietHours) -> bool:
    """Whether nobody may be disturbed now; the last quiet minute is the one before `quiet_until` (rules X9)."""
    clock = moment.time()
    if quiet.quiet_from <= quiet.quiet_until:
        return quiet.quiet_from <= clock < quiet.quiet_until
    return clock >= quiet.quiet_from or clock < quiet.quiet_until


def next_allowed(moment: datetime, quiet: QuietHours) -> datetime:
    """This moment where people may be disturbed, else the end of the quiet hours it lies in."""
    if not is_quiet(moment, quiet):
        return moment
    ends = _at(moment.date(), quiet.quiet_until, moment.tzinfo)
    return ends if ends > moment else ends + _DAY


def next_working(moment: datetime, hours: Hours, calendar: Calendar) -> datetime:
    """This moment where the office is at work, else when it next begins."""
    day = moment.date()
    while True:
        for opens, closes in _sessions(day, moment.tzinfo, hours, calendar):
            if moment < closes:
                return max(moment, opens)
        day += _DAY


def _sessions(day: date, zone: tzinfo | None, hours: Hours, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """Morning and afternoon of the day where it is worked."""
    if calendar.is_workday(day):
        today = hours.on(day)
        yield _at(day, today.morning_from, zone), _at(day, today.morning_until, zone)
        yield _at(day, today.afternoon_from, zone), _at(day, today.afternoon_until, zone)


def _at(day: date, clock: time, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, clock, tzinfo=zone)
