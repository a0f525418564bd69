"""Whether somebody came in time and stayed until the end (考勤制度 第1条; rules M20-1, M20-2, N12, N13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from handlers.engine.attendance_policy import AttendancePolicy
from handlers.engine.days import Half
from handlers.engine.hours_policy import DayHours

_MINUTE = timedelta(minutes=1)
_ANY_DAY = date(2000, 1, 1)


class Finding(StrEnum):
    """What the book says of somebody's day; the value is the word that people read."""

    LATE = "迟到"
    NOT_EARLY = "未提前到岗"
    LEFT_EARLY = "早退"
    LEFT_BEFORE = "提前离岗"
    SUSPECTED = "疑似旷工（待核实）"
    UNEXCUSED = "旷工"
    JUSTIFIED = "有正当理由"
    SLIP_DUE = "待补假"
    ON_LEAVE = "已请假"
    OUT = "外出"
    NORMAL = "正常"


MINUTES = frozenset({Finding.LATE, Finding.NOT_EARLY, Finding.LEFT_EARLY, Finding.LEFT_BEFORE})
"""The findings that are a matter of minutes."""
ARRIVALS = frozenset({Finding.LATE, Finding.NOT_EARLY})
UNDECIDED = frozenset({Finding.SUSPECTED, Finding.SLIP_DUE})
"""A person has still to say what it was."""
ABSENCES = frozenset({Finding.SUSPECTED, Finding.UNEXCUSED, Finding.JUSTIFIED, Finding.SLIP_DUE})
"""The findings about somebody who did not come at all: only the decider settles them."""


@dataclass(frozen=True)
class Measured:
    """A finding, and by how many whole minutes: after the beginning of work, or before its end."""

    finding: Finding
    minutes: int


def arrived(at: time, half: Half, hours: DayHours, policy: AttendancePolicy) -> Measured | None:
    """Coming at this time; None for whoever came early enough.

    The regulation asks for ten minutes before work begins and knows no 迟到: after the beginning it is 迟到, between
    the two a note only (M20-1). Exactly ten minutes before is early enough, exactly at the beginning is not late.
    """
    opens = hours.morning_from if half is Half.MORNING else hours.afternoon_from
    after = _moment(at) - _moment(opens)
    if after > timedelta():
        return Measured(Finding.LATE, max(1, after // _MINUTE))
    early = -after
    if early >= policy.early_minutes * _MINUTE:
        return None
    return Measured(Finding.NOT_EARLY, early // _MINUTE)


def left(at: time, half: Half, hours: DayHours, policy: AttendancePolicy) -> Measured | None:
    """Leaving at this time; None for whoever stayed until the end.

    Ten minutes before the end and more is 早退, exactly ten included; less is 提前离岗, which the article forbids and
    does not call 早退 (M20-2).
    """
    closes = hours.morning_until if half is Half.MORNING else hours.afternoon_until
    before = _moment(closes) - _moment(at)
    if before <= timedelta():
        return None
    early = before >= policy.left_early_minutes * _MINUTE
    return Measured(Finding.LEFT_EARLY if early else Finding.LEFT_BEFORE, max(1, before // _MINUTE))


def late_by(minutes: int) -> Measured:
    """So many minutes after the beginning of work."""
    return Measured(Finding.LATE, minutes)


def left_by(minutes: int, policy: AttendancePolicy) -> Measured:
    """So many minutes before the end of work."""
    early = minutes >= policy.left_early_minutes
    return Measured(Finding.LEFT_EARLY if early else Finding.LEFT_BEFORE, minutes)


def session(half: Half, hours: DayHours) -> tuple[time, time]:
    """When work begins and ends in this half of the day."""
    if half is Half.MORNING:
        return hours.morning_from, hours.morning_until
    return hours.afternoon_from, hours.afternoon_until


def session_minutes(half: Half, hours: DayHours) -> int:
    """How long work lasts in this half of the day."""
    begins, ends = session(half, hours)
    return (_moment(ends) - _moment(begins)) // _MINUTE


def _moment(clock: time) -> datetime:
    return datetime.combine(_ANY_DAY, clock)
