"""How dates, days and moments are said to people: once in the house, so that they read the same everywhere."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

_WEEKDAYS = "一二三四五六日"
_HALVES = {"am": "上午", "pm": "下午"}


def say_weekday(day: date) -> str:
    """The weekday alone: 周三."""
    return f"周{_WEEKDAYS[day.weekday()]}"


def say_day(day: date, today: date | None = None) -> str:
    """A date with its weekday: 12月2日（周三）; the year only where it is not that of `today`."""
    year = f"{day.year}年" if today is not None and day.year != today.year else ""
    return f"{year}{day.month}月{day.day}日（{say_weekday(day)}）"


def say_span(first_day: date, first_half: str, last_day: date, last_half: str, today: date | None = None) -> str:
    """From a first to a last half day ("am"/"pm"), both included; whole days say no half.

    The last day says its year only where that is not the first day's.

    12月4日（周五）; 12月4日（周五）下午; 12月2日（周三）至12月4日（周五）; 12月2日（周三）下午至12月3日（周四）上午.
    """
    if first_day == last_day:
        half = "" if (first_half, last_half) == ("am", "pm") else _HALVES[first_half]
        return say_day(first_day, today) + half
    first = say_day(first_day, today) + ("" if first_half == "am" else _HALVES[first_half])
    last = say_day(last_day, first_day) + ("" if last_half == "pm" else _HALVES[last_half])
    return f"{first}至{last}"


def say_days(days: Decimal) -> str:
    """A number of days: 3天, 2.5天."""
    whole = days.to_integral_value()
    return f"{whole if days == whole else days.normalize():f}天"


def say_clock(moment: datetime) -> str:
    """The time of day: 08:37."""
    return f"{moment:%H:%M}"


def say_moment(moment: datetime, today: date) -> str:
    """A moment in the office's zone: 今天10:12, else 12月2日（周三）10:12."""
    if moment.date() == today:
        return f"今天{say_clock(moment)}"
    return say_day(moment.date(), today) + say_clock(moment)


def say_date_time(moment: datetime, today: date) -> str:
    """A moment on what is read long after, a card or a list: 12月2日（周三）10:12, never 今天."""
    return f"{say_day(moment.date(), today)}{say_clock(moment)}"
