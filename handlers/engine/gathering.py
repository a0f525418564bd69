"""Gatherings that come round by the week: the Monday meeting and the Sunday study (会议制度 三, 学习制度 第2项).

A gathering is known by its series and the day on which it would stand by the week; a holiday or the office may move it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.policy import GatheringPolicy


class Series(StrEnum):
    """Which of the two; the value is what people call it."""

    MEETING = "例会"
    STUDY = "学习"

    @property
    def weekday(self) -> int:
        """The day of the week, Monday being 0."""
        return 0 if self is Series.MEETING else 6


class Standing(StrEnum):
    """What has become of one gathering."""

    PLANNED = "planned"
    ASKED = "asked"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Gathering:
    """One meeting or study: `planned` is its day by the week, `at` when it is really held (None: it is not held)."""

    series: Series
    planned: date
    at: datetime | None
    standing: Standing = Standing.PLANNED
    settled: bool = False
    """Whether the office itself has said when it is held, or that it is not."""
    headcount: int | None = None
    remark: str = ""
    """Why the headcount does not agree with the list, in the office's words."""
    closed_at: datetime | None = None
    """When its roll was closed; None while it is not."""

    @property
    def held(self) -> bool:
        """Whether it takes place."""
        return self.at is not None


def planned_days(series: Series, first: date, last: date) -> Iterator[date]:
    """Every day of the series from first to last, both included."""
    day = first + timedelta(days=(series.weekday - first.weekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(days=7)


def by_default(series: Series, planned: date, policy: GatheringPolicy, calendar: Calendar, zone: tzinfo) -> Gathering:
    """How it stands where nobody has said anything else.

    A meeting whose Monday is not worked is held on the first working day after it, unless the next one is due by then:
    of two Mondays within one holiday only the last is made up for. A study that falls on a public holiday is not held;
    on a make-up working day it is (rules M01-5, M18-1). Of a year that nobody has published the usual day is presumed,
    and the office is asked.
    """
    known = calendar.presumed()
    if series is Series.MEETING:
        day = planned if known.is_workday(planned) else known.next_workday(planned)
        if day >= planned + timedelta(days=7):
            return Gathering(series, planned, None)
        return Gathering(series, planned, datetime.combine(day, policy.start, zone))
    if _holiday(planned, calendar):
        return Gathering(series, planned, None)
    return Gathering(series, planned, datetime.combine(planned, policy.start, zone))


def exception(series: Series, planned: date, calendar: Calendar) -> str:
    """Why the office has to be asked about it, "" for an ordinary week."""
    try:
        if series is Series.MEETING:
            if calendar.is_workday(planned):
                return ""
            return f"这一天{holiday}放假" if (holiday := calendar.holiday(planned)) else "这一天是调休休息日"
        if calendar.is_make_up_workday(planned):
            return "这一天调休补班"
        return f"这一天{holiday}放假" if (holiday := calendar.holiday(planned)) else ""
    except UnknownYearError as unknown:
        return f"{unknown.year}年的放假安排还没有录入，不能确定这一天是否上班"


def _holiday(day: date, calendar: Calendar) -> str:
    try:
        return calendar.holiday(day)
    except UnknownYearError:
        return ""


def last_workday_before(day: date, calendar: Calendar) -> date:
    """The last working day before this one; Monday to Friday of a year that nobody has published."""
    known = calendar.presumed()
    day -= timedelta(days=1)
    while not known.is_workday(day):
        day -= timedelta(days=1)
    return day
