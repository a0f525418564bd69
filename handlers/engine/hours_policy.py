"""When the office works, summer and winter (考勤制度 第1条; rules M20-1, 1.23)."""

from __future__ import annotations

import re
from datetime import date, time
from itertools import pairwise
from typing import Annotated

from pydantic import BeforeValidator, Field

from handlers.engine.policy_values import Clock, Section, Word

_EVERY_YEAR = re.compile(r"(\d{1,2})-(\d{1,2})")
_LEAP_YEAR = 2024

Begin = date | tuple[int, int]
"""A date; or a month and a day of every year."""


def read_begin(value: object) -> Begin:
    """From which day on: 2027-05-01 once, "05-01" every year."""
    if isinstance(value, date):
        return value
    matched = _EVERY_YEAR.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        month_day = (int(matched[1]), int(matched[2])) if matched else (0, 0)
        date(_LEAP_YEAR, *month_day)
    except ValueError:
        raise ValueError('应当是起始日期；每年都这样的写 "05-01"，只从某一天起的写 2027-05-01，不加引号') from None
    return month_day


class DayHours(Section):
    """When a day's work begins and ends, before and after noon."""

    morning_from: Clock = Field(alias="上午上班")
    morning_until: Clock = Field(alias="上午下班")
    afternoon_from: Clock = Field(alias="下午上班")
    afternoon_until: Clock = Field(alias="下午下班")

    def out_of_order(self) -> tuple[str, str] | None:
        """The first two keys whose times do not follow each other; None where all do."""
        keys = ("上午上班", "上午下班", "下午上班", "下午下班")
        moments = (self.morning_from, self.morning_until, self.afternoon_from, self.afternoon_until)
        for (before, earlier), (key, later) in pairwise(zip(keys, moments, strict=True)):
            if later < earlier or (later == earlier and key != "下午上班"):
                return before, key
        return None

    def at(self, key: str) -> time:
        """The time under this key of the file."""
        times: dict[str, time] = self.model_dump(by_alias=True)
        return times[key]


class Season(DayHours):
    """A timetable that holds from one day on, until the next one begins."""

    name: Word = Field(alias="名称")
    begins: Annotated[Begin, BeforeValidator(read_begin)] = Field(alias="从")

    def since(self, day: date) -> date | None:
        """When it last began, seen from this day; None where it has not begun yet."""
        if isinstance(self.begins, date):
            return self.begins if self.begins <= day else None
        month, of_month = self.begins
        year = day.year if (month, of_month) <= (day.month, day.day) else day.year - 1
        leap_day_less = of_month - 1 if (month, of_month) == (2, 29) and year % 4 else of_month
        return date(year, month, leap_day_less)


class HoursPolicy(DayHours):
    """When the office works (考勤制度 第1条); the seasons go before, each from its day on."""

    seasons: tuple[Season, ...] = Field(alias="换季", default=())

    def on(self, day: date) -> DayHours:
        """The timetable of this day: of the seasons the one that began last, else the ordinary one."""
        begun = [(since, number) for number, season in enumerate(self.seasons) if (since := season.since(day))]
        return self.seasons[max(begun)[1]] if begun else self
