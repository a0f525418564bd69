"""Half days, spans of them, and how they are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from handlers.engine.calendar import Calendar, UnknownYearError

HALF = Decimal("0.5")
LONGEST_GAP = timedelta(days=16)


class Half(StrEnum):
    """A part of a day that an absence can begin or end with."""

    MORNING = "am"
    AFTERNOON = "pm"


@dataclass(frozen=True, order=True)
class HalfDay:
    """One half of one day; sorts as time does («am» before «pm»)."""

    day: date
    half: Half

    def next(self) -> HalfDay:
        """The half day that follows."""
        if self.half is Half.MORNING:
            return HalfDay(self.day, Half.AFTERNOON)
        return HalfDay(self.day + timedelta(days=1), Half.MORNING)

    def previous(self) -> HalfDay:
        """The half day before."""
        if self.half is Half.AFTERNOON:
            return HalfDay(self.day, Half.MORNING)
        return HalfDay(self.day - timedelta(days=1), Half.AFTERNOON)


@dataclass(frozen=True)
class Span:
    """From a first to a last half day, both included."""

    first: HalfDay
    last: HalfDay

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("结束时间早于开始时间，请核对日期")

    @classmethod
    def whole_days(cls, first: date, last: date) -> Span:
        """Whole days from first to last, both included."""
        return cls(HalfDay(first, Half.MORNING), HalfDay(last, Half.AFTERNOON))

    def overlaps(self, other: Span) -> bool:
        """Whether a half day lies in both."""
        return self.first <= other.last and other.first <= self.last

    def covers(self, moment: HalfDay) -> bool:
        """Whether this half day lies in it."""
        return self.first <= moment <= self.last

    def hull(self, other: Span) -> Span:
        """The shortest span that holds both."""
        return Span(min(self.first, other.first), max(self.last, other.last))

    def halves(self) -> Iterator[HalfDay]:
        """Its half days in order."""
        moment = self.first
        while moment <= self.last:
            yield moment
            moment = moment.next()


def calendar_days(span: Span) -> Decimal:
    """Natural days, rest days in, a half day as 0.5: what the three-day line is counted in (rules M20-5)."""
    days = Decimal((span.last.day - span.first.day).days + 1)
    if span.first.half is Half.AFTERNOON:
        days -= HALF
    if span.last.half is Half.MORNING:
        days -= HALF
    return days


def working_days(span: Span, calendar: Calendar) -> Decimal:
    """Days that the office works within the span: what is taken from a balance counted in working days.

    Raises UnknownYearError where the calendar does not know a day of it.
    """
    return HALF * sum(1 for moment in span.halves() if calendar.is_workday(moment.day))


def rest_between(earlier: Span, later: Span, calendar: Calendar) -> bool:
    """Whether nothing but rest lies between two spans, so that they are one continuous absence.

    A day between them whose year nobody has published counts as rest on Saturday and Sunday only; the weekdays of
    such a year are worked as far as anyone can say (rules M20-5, rows «Fri-Mon» and «Mon-Tue, then Wed»).
    """
    if later.first <= earlier.last.next():
        return True
    if later.first.day - earlier.last.day > LONGEST_GAP:
        return False
    gap = Span(earlier.last.next(), later.first.previous())
    return all(_rests(moment.day, calendar) for moment in gap.halves())


def continuous(span: Span, others: Iterable[Span], calendar: Calendar) -> Span:
    """The whole continuous absence that `span` is part of: adjoining ones included, from first to last.

    A long absence must not be cut into pieces to stay under the line (rules M20-5, M20-8).
    """
    whole = span
    waiting = sorted(others, key=lambda other: other.first)
    grown = True
    while grown:
        grown = False
        for other in waiting:
            joined = whole.hull(other)
            if joined != whole and _adjoin(whole, other, calendar):
                whole, grown = joined, True
    return whole


def _adjoin(one: Span, other: Span, calendar: Calendar) -> bool:
    earlier, later = sorted((one, other), key=lambda span: span.first)
    return rest_between(earlier, later, calendar)


def _rests(day: date, calendar: Calendar) -> bool:
    try:
        return not calendar.is_workday(day)
    except UnknownYearError:
        return day.weekday() >= 5
