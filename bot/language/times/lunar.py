"""Days of the lunar calendar and the solar terms, as dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache

Occurrence = Callable[[int], date | None]


@lru_cache(maxsize=16)
def _months(year: int) -> Mapping[int, tuple[date, int]]:
    """The months of a lunar year: first day and number of days; a leap month is negative."""
    from lunar_python import LunarYear, Solar

    found: dict[int, tuple[date, int]] = {}
    for month in LunarYear.fromYear(year).getMonths():
        if month.getYear() == year:
            noon = Solar.fromJulianDay(month.getFirstJulianDay())
            found[month.getMonth()] = date(noon.getYear(), noon.getMonth(), noon.getDay()), month.getDayCount()
    return found


def lunar_day(year: int, month: int, day: int) -> date | None:
    """The date of a day of a lunar year (leap months are not meant); None where that month has no such day."""
    first, days = _months(year).get(month, (None, 0))
    return first + timedelta(days=day - 1) if first is not None and 1 <= day <= days else None


@lru_cache(maxsize=16)
def _terms(year: int) -> Mapping[str, date]:
    """The solar terms of the lunar year that holds the middle of this one.

    The table begins with the 冬至 before it; the one at its end has a key of its own.
    """
    from lunar_python import Solar

    terms = Solar.fromYmd(year, 6, 15).getLunar().getJieQiTable()
    return {name: date(term.getYear(), term.getMonth(), term.getDay()) for name, term in terms.items()}


def solar_term(year: int, name: str) -> date | None:
    """The date of a solar term (清明, 冬至 ...) in a year of the common calendar."""
    found = (_terms(year).get(key) for key in (name, {"冬至": "DONG_ZHI"}.get(name, name)))
    return next((day for day in found if day is not None and day.year == year), None)


def new_years_eve(year: int) -> date | None:
    """除夕 of the lunar year: the day before the next one's first."""
    first = lunar_day(year + 1, 1, 1)
    return first - timedelta(days=1) if first else None


def next_occurrence(occurrence: Occurrence, today: date) -> date | None:
    """The first occurrence today or later."""
    days = (occurrence(year) for year in (today.year - 1, today.year, today.year + 1, today.year + 2))
    return next((day for day in days if day is not None and day >= today), None)


def last_occurrence(occurrence: Occurrence, today: date) -> date | None:
    """The last occurrence today or earlier."""
    days = (occurrence(year) for year in (today.year + 1, today.year, today.year - 1, today.year - 2))
    return next((day for day in days if day is not None and day <= today), None)


def next_lunar_day_of_any_month(today: date, day: int) -> date | None:
    """初五, no month named: the first month's from 40 days before the Spring Festival on, else the next one."""
    festival = next_occurrence(lambda year: lunar_day(year, 1, day), today)
    if festival is not None and (festival - today).days <= 40 + day:
        return festival
    coming = [
        found
        for year in (today.year - 1, today.year)
        for month in range(1, 13)
        if (found := lunar_day(year, month, day)) is not None and found >= today
    ]
    return min(coming, default=None)
