"""The hours that somebody must be on duty, and whether a roster covers each once (值班制度 第1条; rules M19-1, N11).

Working hours are covered by the office itself: what is left, nights and rest days, is duty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

from handlers.engine.absence import DutySlot
from handlers.engine.calendar import Calendar, each_day
from handlers.engine.hours_policy import HoursPolicy

DAY: Final = "白班"
NIGHT: Final = "夜班"


@dataclass(frozen=True)
class Shift:
    """A stretch of duty that has nobody yet: the day it begins on, 白班 or 夜班, from and until when."""

    day: date
    kind: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Gap:
    """Hours with nobody on duty."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Double:
    """Hours with more than one person on duty."""

    start: datetime
    end: datetime
    one: DutySlot
    other: DutySlot


def shifts(first: date, last: date, calendar: Calendar, hours: HoursPolicy, zone: tzinfo) -> tuple[Shift, ...]:
    """The shifts that begin from the first to the last day: every night, and by day where the office does not work.

    A Saturday that is a make-up workday is a workday. Raises UnknownYearError where nobody knows the holidays.
    """
    return tuple(shift for day in each_day(first, last) for shift in _of_day(day, calendar, hours, zone))


def _of_day(day: date, calendar: Calendar, hours: HoursPolicy, zone: tzinfo) -> tuple[Shift, ...]:
    after = day + timedelta(days=1)
    morning, evening = _at(day, hours.on(day).morning_from, zone), _at(day, hours.on(day).afternoon_until, zone)
    night = Shift(day, NIGHT, evening, _at(after, hours.on(after).morning_from, zone))
    return (night,) if calendar.is_workday(day) else (Shift(day, DAY, morning, evening), night)


def _at(day: date, clock: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock, zone)


def gaps(slots: Sequence[DutySlot], wanted: Sequence[Shift]) -> tuple[Gap, ...]:
    """Every stretch of the wanted shifts in which no slot lies, in order; one stretch where shifts adjoin."""
    found: list[Gap] = []
    for shift in wanted:
        since = shift.start
        for slot in sorted(slots, key=lambda slot: slot.start):
            if since >= shift.end or slot.start >= shift.end:
                break
            if slot.end <= since:
                continue
            if slot.start > since:
                found.append(Gap(since, slot.start))
            since = max(since, slot.end)
        if since < shift.end:
            found.append(Gap(since, shift.end))
    return _joined(found)


def _joined(found: Sequence[Gap]) -> tuple[Gap, ...]:
    joined: list[Gap] = []
    for gap in found:
        if joined and joined[-1].end == gap.start:
            joined[-1] = Gap(joined[-1].start, gap.end)
        else:
            joined.append(gap)
    return tuple(joined)


def doubles(slots: Sequence[DutySlot]) -> tuple[Double, ...]:
    """Every slot that begins while another still runs, beside the one that runs longest, in order."""
    found: list[Double] = []
    longest: DutySlot | None = None
    for slot in sorted(slots, key=lambda slot: (slot.start, slot.end)):
        if longest is not None and slot.start < longest.end:
            found.append(Double(slot.start, min(slot.end, longest.end), longest, slot))
        longest = slot if longest is None or slot.end > longest.end else longest
    return tuple(found)
