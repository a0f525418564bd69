"""Which date is meant: a day as said, seen from the moment of saying."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.times import holidays
from bot.language.times.atoms import Day
from bot.language.times.lunar import (
    last_occurrence,
    lunar_day,
    new_years_eve,
    next_lunar_day_of_any_month,
    next_occurrence,
)
from handlers.engine.calendar import Calendar, UnknownYearError


@dataclass(frozen=True, slots=True)
class View:
    """From where a day is looked at.

    `after`: the first half of a range, which the second half does not precede. `past`: the words speak of what was.
    """

    today: date
    calendar: Calendar
    after: date | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """The day or days meant. `kind`: day, period (exactly these days), vague (somewhere in them).

    `others` are dates that the words could mean as well; `unknown_year` where no holiday table covers the answer.
    """

    first: date
    last: date
    kind: str = "day"
    others: tuple[date, ...] = ()
    unknown_year: bool = False


def meant(day: Day, view: View) -> Meant | None:
    """The date or dates that a day's words mean, or None where there is no such day (2月30日)."""
    return _FORMS[day.form](day, view)


def _one(day: date | None) -> Meant | None:
    return Meant(day, day) if day else None


def _relative(day: Day, view: View) -> Meant | None:
    return _one(view.today + timedelta(days=day.number))


def _pair(day: Day, view: View) -> Meant:
    first = view.today + timedelta(days=day.number)
    return Meant(first, first + timedelta(days=1), "period")


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekday(day: Day, view: View) -> Meant | None:
    if day.number == 7:
        return _weekend(day, view)
    if day.shift is not None:
        return _weekday_of_week(day.number, day.shift, view)
    if view.after is not None:
        return _one(view.after + timedelta(days=(day.number - view.after.weekday()) % 7))
    away = (day.number - view.today.weekday()) % 7
    if view.past:
        return _one(view.today - timedelta(days=7 - away))
    found = view.today + timedelta(days=away)
    return Meant(found, found, others=(found + timedelta(days=7),) if away == 0 else ())


def _weekday_of_week(weekday: int, shift: int, view: View) -> Meant:
    found = monday_of(view.today) + timedelta(days=7 * shift + weekday)
    doubtful = view.today.weekday() == 6 and shift == 1
    return Meant(found, found, others=(found + timedelta(days=7),) if doubtful else ())


def _weekend(day: Day, view: View) -> Meant:
    shift = day.shift if day.shift is not None else -1 if view.past and view.today.weekday() < 5 else 0
    saturday = monday_of(view.today) + timedelta(days=7 * shift + 5)
    return Meant(saturday, saturday + timedelta(days=1), "period")


def _week(day: Day, view: View) -> Meant:
    monday = monday_of(view.today) + timedelta(days=7 * (day.shift or 0))
    return Meant(monday, monday + timedelta(days=6), "week")


def date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _date(day: Day, view: View) -> Meant | None:
    year = day.year if day.shift is None else view.today.year + day.shift
    return _one(date_or_none(year, day.month, day.number))


def _month_day(day: Day, view: View) -> Meant | None:
    return _one(_nearest(lambda year: date_or_none(year, day.month, day.number), view))


def _nearest(occurrence: Callable[[int], date | None], view: View) -> date | None:
    if view.after is not None:
        return next_occurrence(occurrence, view.after)
    return last_occurrence(occurrence, view.today) if view.past else next_occurrence(occurrence, view.today)


def shifted_month(day: date, shift: int) -> tuple[int, int]:
    """(year, month) that many months away."""
    count = day.year * 12 + day.month - 1 + shift
    return count // 12, count % 12 + 1


def _day(day: Day, view: View) -> Meant | None:
    base = view.after or view.today
    if day.shift is not None:
        return _one(date_or_none(*shifted_month(view.today, day.shift), day.number))
    steps = range(0, -4, -1) if view.past and view.after is None else range(4)
    for step in steps:
        found = date_or_none(*shifted_month(base, step), day.number)
        if found and (found <= base if steps.step < 0 else found >= base):
            return _one(found)
    return None


def _ago(day: Day, view: View) -> Meant | None:
    if "月" in day.detail:
        year, month = shifted_month(view.today, day.number)
        return _one(date(year, month, min(view.today.day, months.monthrange(year, month)[1])))
    days = day.number * (1 if day.detail == "天" else 7)
    return _one(view.today + timedelta(days=days)) if abs(days) < 3650 else None


def _month_of(day: Day, view: View) -> tuple[int, int]:
    """The month that is named (12月底), shifted (下月初), or the present one."""
    if day.month:
        base = view.after or view.today
        year = base.year
        if view.past and day.month > base.month:
            year -= 1
        elif not view.past and day.month < base.month:
            year += 1
        return year, day.month if day.month <= 12 else 12
    return shifted_month(view.after or view.today, day.shift or 0)


def _last_of(year: int, month: int) -> date:
    return date(year, month, months.monthrange(year, month)[1])


def _edge(day: Day, view: View) -> Meant | None:
    year, month = _month_of(day, view)
    if day.detail == "last":
        return _one(_last_of(year, month))
    first = 1 if day.detail == "first" else 11
    return Meant(date(year, month, first), date(year, month, first + 9), "vague")


def _head(day: Day, view: View) -> Meant | None:
    first = date(*_month_of(day, view), 1)
    return _spread(first, first + timedelta(days=day.number - 1)) if 1 <= day.number <= 28 else None


def _week_head(day: Day, view: View) -> Meant | None:
    monday = monday_of(view.today) + timedelta(days=7 * (day.shift or 0))
    return _spread(monday, monday + timedelta(days=day.number - 1)) if 1 <= day.number <= 7 else None


def _tail(day: Day, view: View) -> Meant | None:
    year, month = _month_of(day, view)
    last, count = _last_of(year, month), day.number or 1
    if day.detail == "day":
        return _spread(last - timedelta(days=min(count, last.day) - 1), last)
    days = [last - timedelta(days=n) for n in range(last.day)]
    worked, sure = _worked_days(days, view.calendar)
    if len(worked) < count:
        return None
    found = _spread(worked[count - 1], worked[0])
    return Meant(found.first, found.last, found.kind, unknown_year=not sure)


def _worked_days(days: list[date], calendar: Calendar) -> tuple[list[date], bool]:
    """Those of the days that are worked, and whether that is known; in an unpublished year Monday to Friday."""
    try:
        return [day for day in days if calendar.is_workday(day)], True
    except UnknownYearError:
        return [day for day in days if day.weekday() < 5], False


def _spread(first: date, last: date) -> Meant:
    return Meant(first, last, "day" if first == last else "period")


def _nth_weekday(day: Day, view: View) -> Meant | None:
    year, month = _month_of(day, view)
    days = [date(year, month, n) for n in range(1, _last_of(year, month).day + 1)]
    matching = [found for found in days if found.weekday() == day.number]
    return _one(matching[day.year - 1]) if day.year <= len(matching) else None


def _third(day: Day, view: View) -> Meant:
    year, month = _month_of(day, view)
    first = date(year, month, 1 + 10 * day.number)
    last = _last_of(year, month) if day.number == 2 else first + timedelta(days=9)
    return Meant(first, last, "third")


def _year_edge(day: Day, view: View) -> Meant:
    year = view.today.year + (day.shift or 0)
    if day.detail == "last":
        return Meant(date(year, 12, 31), date(year, 12, 31), "vague")
    return Meant(date(year, 1, 1), date(year, 1, 31), "vague")


def _month(day: Day, view: View) -> Meant:
    year, month = _month_of(day, view)
    return Meant(date(year, month, 1), _last_of(year, month), "month")


def _next_day(day: Day, view: View) -> Meant | None:
    return _one((view.after or view.today) + timedelta(days=day.number))


def _make_up_day(_: Day, view: View) -> Meant | None:
    """补班那天: the next Saturday or Sunday that is worked (the last one, in words about the past)."""
    try:
        for away in range(1 if view.past else 0, 120):
            day = view.today + timedelta(days=-away if view.past else away)
            if view.calendar.is_make_up_workday(day):
                return _one(day)
    except UnknownYearError:
        return None
    return None


def _same_day(_: Day, view: View) -> Meant | None:
    return _one(view.after or view.today)


def _lunar_or_eve(year: int, day: Day) -> date | None:
    """腊月三十 is the last day of the year, also in a year whose last month has only twenty-nine."""
    found = lunar_day(year, day.month, day.number)
    return new_years_eve(year) if found is None and (day.month, day.number) == (12, 30) else found


def _lunar(day: Day, view: View) -> Meant | None:
    if day.month:
        return _one(_nearest(lambda year: _lunar_or_eve(year, day), view))
    return _one(next_lunar_day_of_any_month(view.after or view.today, day.number))


# --- holidays ---------------------------------------------------------------------------------------------------------


def _holiday(day: Day, view: View) -> Meant | None:
    today = view.after or view.today
    past = view.past and view.after is None
    if day.name != holidays.ANY and day.detail in _BY_FESTIVAL:
        found = holidays.festival(day.name, today, past)
        return _BY_FESTIVAL[day.detail](found, day.number) if found else None
    rest = holidays.break_of(day.name, today, past, view.calendar)
    if rest is None:
        return None
    found_days = _BY_BREAK[day.detail](rest, day.number, view.calendar)
    if found_days is None or rest.sure:
        return found_days
    return Meant(found_days.first, found_days.last, found_days.kind, unknown_year=True)


def _shift(days: int) -> timedelta:
    return timedelta(days=days)


_BY_FESTIVAL: dict[str, Callable[[date, int], Meant]] = {
    "day": lambda day, _: Meant(day, day),
    "bare": lambda day, _: Meant(day, day),
    "nth day": lambda day, n: Meant(day + _shift(n - 1), day + _shift(n - 1)),
    "days before": lambda day, n: Meant(day - _shift(n), day - _shift(n)),
}


def _workday_after(rest: holidays.Break, n: int, calendar: Calendar) -> Meant:
    day, sure = rest.last, True
    for _ in range(n):
        day += _shift(1)
        while True:
            worked, known = _worked_days([day], calendar)
            sure = sure and known
            if worked:
                break
            day += _shift(1)
    return Meant(day, day, unknown_year=not sure)


def _last_workday_before(rest: holidays.Break, _: int, calendar: Calendar) -> Meant:
    worked, sure = _worked_days([rest.first - _shift(n) for n in range(1, 8)], calendar)
    day = worked[0] if worked else rest.first - _shift(1)
    return Meant(day, day, unknown_year=not sure)


def _vague_after(rest: holidays.Break, _: int, calendar: Calendar) -> Meant:
    first = _workday_after(rest, 1, calendar).first
    return Meant(first, first + _shift(6), "vague")


def _vague_before(rest: holidays.Break, _: int, calendar: Calendar) -> Meant:
    last = _last_workday_before(rest, 1, calendar).first
    return Meant(last - _shift(6), last, "vague_before")


_BY_BREAK: dict[str, Callable[[holidays.Break, int, Calendar], Meant | None]] = {
    "day": lambda rest, n, _: Meant(rest.first, rest.last, "period"),
    "break": lambda rest, n, _: Meant(rest.first, rest.last, "period"),
    "workday after": _workday_after,
    "first workday after": lambda rest, n, calendar: _workday_after(rest, 1, calendar),
    "day after": lambda rest, n, calendar: _workday_after(rest, 1, calendar) if n == 1 else _one(rest.last + _shift(n)),
    "last workday before": _last_workday_before,
    "days before break": lambda rest, n, _: _one(rest.first - _shift(n)),
    "days before": lambda rest, n, _: _one(rest.first - _shift(n)),
    "last days": lambda rest, n, _: _spread(rest.last - _shift(n - 1), rest.last),
    "nth day of break": lambda rest, n, _: _one(rest.first + _shift(n - 1)),
    "nth day": lambda rest, n, _: _one(rest.first + _shift(n - 1)),
    "after": _vague_after,
    "before": _vague_before,
}

_FORMS: dict[str, Callable[[Day, View], Meant | None]] = {
    "relative": _relative,
    "pair": _pair,
    "weekday": _weekday,
    "week": _week,
    "date": _date,
    "month_day": _month_day,
    "day": _day,
    "ago": _ago,
    "edge": _edge,
    "head": _head,
    "week_head": _week_head,
    "tail": _tail,
    "nth_weekday": _nth_weekday,
    "third": _third,
    "year_edge": _year_edge,
    "month": _month,
    "next": _next_day,
    "makeup": _make_up_day,
    "same": _same_day,
    "lunar": _lunar,
    "holiday": _holiday,
}
