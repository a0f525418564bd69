"""A sheet over a period: a table for the office, and one line that says what is on it (rules 1.24)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from handlers.engine.days import HALF, Half, HalfDay, Span
from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Line, as_number

LinesOf = Callable[[str], tuple[Line, ...]]
"""The lines of a book by its name, as they stand now."""


@dataclass(frozen=True)
class Period:
    """A month, a quarter or a year: what people call it, its first and its last day."""

    name: str
    first: date
    last: date

    def has(self, day: date | None) -> bool:
        """Whether the day lies in it."""
        return day is not None and self.first <= day <= self.last

    def part_of(self, span: Span) -> Span | None:
        """The part of an absence that lies in it, None where none does."""
        whole = Span(HalfDay(self.first, Half.MORNING), HalfDay(self.last, Half.AFTERNOON))
        if not span.overlaps(whole):
            return None
        return Span(max(span.first, whole.first), min(span.last, whole.last))


@dataclass(frozen=True)
class Sheet:
    """A table of one matter. `said` is its line in the bundle, "" where there is nothing to say."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    said: str

    @property
    def totals(self) -> dict[str, Decimal]:
        """The sums of the summed columns; empty where the table has no rows."""
        numbers = {
            column.name: [as_number(row[place]) or Decimal(0) for row in self.rows]
            for place, column in enumerate(self.columns)
            if column.summed
        }
        return {name: sum(values, Decimal(0)) for name, values in numbers.items()} if self.rows else {}


SheetOf = Callable[[Period, LinesOf, Facts], Sheet]
"""A regulation's sheet over a period, from the books and what the office knows."""


def month_of(day: date) -> Period:
    """The calendar month that the day lies in."""
    first = day.replace(day=1)
    return Period(f"{first.year}年{first.month}月", first, _end(first, 1))


def quarter_of(day: date) -> Period:
    """The quarter that the day lies in."""
    number = (day.month - 1) // 3
    first = date(day.year, 3 * number + 1, 1)
    return Period(f"{first.year}年第{number + 1}季度", first, _end(first, 3))


def year_of(day: date) -> Period:
    """The calendar year that the day lies in."""
    return Period(f"{day.year}年", date(day.year, 1, 1), date(day.year, 12, 31))


def ended_before(day: date) -> tuple[Period, ...]:
    """What ended with the month before this day: the month, and where it was the last, the quarter and the year."""
    last = day.replace(day=1) - timedelta(days=1)
    every = (month_of(last), quarter_of(last), year_of(last))
    return tuple(period for period in every if period.last == last)


def worked_days(span: Span, facts: Facts) -> Decimal:
    """Working days in the span, half days as 0.5; Monday to Friday where nobody has published the year."""
    calendar = facts.calendar.presumed()
    return HALF * sum(1 for half in span.halves() if calendar.is_workday(half.day))


def _end(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return date(index // 12, index % 12 + 1, 1) - timedelta(days=1)
