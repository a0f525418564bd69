"""How the law counts and what its words include: the one place for it (rules X12)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from handlers.engine.calendar import Calendar

_INCLUDES: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "以上": operator.ge,
    "届满": operator.ge,
    "及以上": operator.ge,
    "以下": operator.le,
    "以内": operator.le,
    "不满": operator.lt,
    "超过": operator.gt,
    "以外": operator.gt,
}


def reaches(value: Decimal, word: str, limit: Decimal) -> bool:
    """Whether «value 天» satisfies «limit 天以上/以内/不满…» as the law reads the word.

    以上、以下、以内、届满 include the number; 不满、超过、以外 do not (民法典 第1259条; rules X12).
    Raises KeyError for a word that the law does not define.
    """
    return _INCLUDES[word](value, limit)


def due_day(start: date, days: int, calendar: Calendar) -> date:
    """The last day of a period of natural days that begins on `start`.

    The first day is not counted (民法典 第201条); a last day that is a rest day or a holiday rolls over to the next
    working day (第203条). Raises UnknownYearError where the calendar does not know the last day, ValueError for
    fewer than one day.
    """
    _at_least_one(days)
    last = start + timedelta(days=days)
    return last if calendar.is_workday(last) else calendar.next_workday(last)


def due_workday(start: date, days: int, calendar: Calendar) -> date:
    """The last day of a period of working days that begins on `start`; the first day is not counted.

    Raises UnknownYearError where the calendar does not know a day of it, ValueError for fewer than one day.
    """
    _at_least_one(days)
    day = start
    for _ in range(days):
        day = calendar.next_workday(day)
    return day


def _at_least_one(days: int) -> None:
    if days < 1:
        raise ValueError(f"期限至少为1天，现在是{days}天")
