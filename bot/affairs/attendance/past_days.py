"""Which past day words mean: attendance looks back, so «周五» is the last Friday and «27号» the last 27th."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.numbers import SMALL, whole
from handlers.engine.calendar import each_day

_NEAR = {
    "今天": 0,
    "今日": 0,
    "当天": 0,
    "昨天": 1,
    "昨日": 1,
    "前天": 2,
    "大前天": 3,
    "明天": -1,
    "明日": -1,
    "后天": -2,
}
_WEEKDAYS = {word: number for number, word in enumerate("一二三四五六日")} | {"天": 6}
_LONGEST = 40


def _pattern(n: int) -> str:
    """One day, its groups numbered so that two can stand in one pattern."""
    return (
        rf"(?:(?P<near{n}>大前天|今天|今日|当天|昨天|昨日|前天|明天|明日|后天)"
        rf"|(?P<weeks{n}>上上|上|本|这)?个?(?:周|星期|礼拜)(?P<weekday{n}>[一二三四五六日天])"
        rf"|(?:(?P<year{n}>\d{{4}})[年./-])?(?P<month{n}>{SMALL})[月./-](?P<day{n}>{SMALL})[日号]?(?![\d:点分])"
        rf"|(?P<alone{n}>{SMALL})[日号])"
    )


_ONE = re.compile(rf"{_pattern(1)}(?:[（(]周[一二三四五六日天][）)])?")
_SPAN = re.compile(rf"从?{_pattern(1)}\s*(?:至|到|-|—|~)\s*{_pattern(2)}")


@dataclass(frozen=True)
class Days:
    """From the first to the last day that was named, both included."""

    first: date
    last: date

    def each(self) -> Iterator[date]:
        """Every day in order."""
        return each_day(self.first, self.last)


def past_days(words: str, today: date) -> tuple[Days | None, str]:
    """The days that are named and the words without them; None where none are. Raises ValueError, in Chinese, for a
    day that there is not."""
    if match := _SPAN.search(words):
        first = _day(match, 1, today, None)
        last = _day(match, 2, today, first)
        if not first <= last <= first + timedelta(days=_LONGEST):
            raise ValueError(f"“{match[0]}”先后不对，或者超过{_LONGEST}天")
        return Days(first, last), _without(words, match)
    if match := _ONE.search(words):
        day = _day(match, 1, today, None)
        return Days(day, day), _without(words, match)
    return None, words


def _without(words: str, match: re.Match[str]) -> str:
    return words[: match.start()] + words[match.end() :]


def _day(match: re.Match[str], n: int, today: date, after: date | None) -> date:
    said = {name: match[f"{name}{n}"] for name in ("near", "weeks", "weekday", "year", "month", "day", "alone")}
    if said["near"]:
        return today - timedelta(days=_NEAR[said["near"]])
    if said["weekday"]:
        return _weekday(said["weeks"] or "", _WEEKDAYS[said["weekday"]], today)
    try:
        if said["alone"]:
            return _alone(whole(said["alone"]), today, after)
        return _of_month(said["year"], whole(said["month"]), whole(said["day"]), today)
    except ValueError:
        raise ValueError(f"没有“{match[0]}”这一天") from None


def _weekday(weeks: str, weekday: int, today: date) -> date:
    monday = today - timedelta(days=today.weekday())
    day = monday + timedelta(days=weekday)
    if weeks in ("上", "上上"):
        return day - timedelta(days=7 * len(weeks))
    return day if weeks or day <= today else day - timedelta(days=7)


def _alone(day: int, today: date, after: date | None) -> date:
    if after is not None:
        return after.replace(day=day)
    if day <= today.day:
        return today.replace(day=day)
    return (today.replace(day=1) - timedelta(days=1)).replace(day=day)


def _of_month(year: str | None, month: int, day: int, today: date) -> date:
    if year:
        return date(int(year), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year <= today + timedelta(days=31) else date(today.year - 1, month, day)
