"""The days as they really are: worked, rest day, or of a year that nobody has published yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache


class UnknownYearError(LookupError):
    """The holiday table of a year is neither in the library nor in the office's own policy.

    The office is asked for it; a day of such a year is never guessed (rules M20-5, last row; M01-5).
    """

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的放假调休安排还没有录入，请党政办先在制度文件的“放假安排”里补上")
        self.year = year


_FIXED_BY_LAW = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Holidays of every year by the sun's calendar, whatever the notice arranges around them (全国年节及纪念日放假办法)."""


@dataclass(frozen=True)
class Calendar:
    """Working days of the office.

    `days` is the office's own table and wins over everything: date -> (is it worked?, name of the holiday or "").
    Years the table covers completely are named in `complete_years`, so that an ordinary Tuesday of such a year is
    known to be worked although no row names it. All other years come from the `chinese_calendar` library.
    """

    days: Mapping[date, tuple[bool, str]] = field(default_factory=dict)
    complete_years: frozenset[int] = frozenset()
    presumes: bool = False

    def presumed(self) -> Calendar:
        """The same, where Monday to Friday of a year that nobody has published count as worked, save what is always
        a holiday.

        For when to remind people and when to look after something: a reminder too many is better than none. Never
        for anybody's days.
        """
        return replace(self, presumes=True)

    def knows(self, day: date) -> bool:
        """Whether this day's state is known without guessing."""
        return day in self.days or day.year in self.complete_years or _library_knows(day.year)

    def is_workday(self, day: date) -> bool:
        """Whether the office works on this day, make-up workdays (调休补班日) included.

        Raises UnknownYearError where no table covers the day.
        """
        if day in self.days:
            return self.days[day][0]
        if day.year in self.complete_years:
            return day.weekday() < 5
        if _library_knows(day.year):
            return _library_workday(day)
        if self.presumes:
            return day.weekday() < 5 and (day.month, day.day) not in _FIXED_BY_LAW
        raise UnknownYearError(day.year)

    def holiday(self, day: date) -> str:
        """Name of the public holiday that this rest day belongs to («国庆节»), or "" where it is none."""
        if day in self.days:
            worked, name = self.days[day]
            return "" if worked else name
        if day.year in self.complete_years:
            return ""
        if _library_knows(day.year):
            return _library_holiday(day)
        raise UnknownYearError(day.year)

    def is_make_up_workday(self, day: date) -> bool:
        """Whether this is a Saturday or Sunday that is worked (调休补班日)."""
        return day.weekday() >= 5 and self.is_workday(day)

    def workdays(self, first: date, last: date) -> Iterator[date]:
        """The working days from first to last, both included."""
        return (day for day in each_day(first, last) if self.is_workday(day))

    def next_workday(self, day: date) -> date:
        """The first working day after this one."""
        day += timedelta(days=1)
        while not self.is_workday(day):
            day += timedelta(days=1)
        return day


def each_day(first: date, last: date) -> Iterator[date]:
    """Every date from first to last, both included; none where last lies before first."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


_HOLIDAY_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


@lru_cache(maxsize=64)
def _library_knows(year: int) -> bool:
    from chinese_calendar.constants import holidays

    return any(day.year == year for day in holidays)


@lru_cache(maxsize=4096)
def _library_workday(day: date) -> bool:
    from chinese_calendar import is_workday

    return bool(is_workday(day))


@lru_cache(maxsize=4096)
def _library_holiday(day: date) -> str:
    from chinese_calendar import get_holiday_detail

    rest, name = get_holiday_detail(day)
    return _HOLIDAY_NAMES.get(name, name) if rest and name else ""
