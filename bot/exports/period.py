"""Which days a book is wanted for, as people say it: 本月, 上季度, 11月, 2026年, 11月1日至11月15日."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_DIGITS = {word: number for number, word in enumerate((*"一二三四五六七八九十", "十一", "十二"), start=1)}
_NUMBER = r"\d{1,2}|十[一二]|[一二三四五六七八九十]"
_DAY = rf"(?:(\d{{4}})[年./-])?({_NUMBER})[月./-](\d{{1,2}})[日号]?"


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included."""

    since: date
    until: date

    def said(self) -> str:
        """2026年11月1日至2026年11月30日."""
        return f"{_said(self.since)}至{_said(self.until)}" if self.since != self.until else _said(self.since)


def whole_year(year: int) -> Period:
    """The calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def read_period(words: str, today: date) -> tuple[Period | None, str]:
    """The days that are named and the words without them; None where none are. Raises ValueError for 2月30日.

    A month without a year is the last one that has begun: in January, «11月» is the November before.
    """
    for pattern, meant in _WAYS:
        if match := pattern.search(words):
            return meant(match, today), words[: match.start()] + words[match.end() :]
    return None, words


def _from_to(match: re.Match[str], today: date) -> Period:
    until_year, until_month, until_day = match[4], match[5], int(match[6])
    until_number = _number(until_month) if until_month else _number(match[2])
    end_year = int(until_year) if until_year else _year(match[1], _number(match[2]), today)
    since = date(_year(match[1] or until_year, _number(match[2]), today), _number(match[2]), int(match[3]))
    until = date(end_year, until_number, until_day)
    if until < since and not until_year:
        until = until.replace(year=until.year + 1)
    if until < since:
        raise ValueError("结束日期早于开始日期")
    return Period(since, until)


def _one_day(match: re.Match[str], today: date) -> Period:
    day = date(_year(match[1], _number(match[2]), today), _number(match[2]), int(match[3]))
    return Period(day, day)


def _year_month(match: re.Match[str], today: date) -> Period:
    return _month(int(match[1]), _number(match[2]))


def _bare_month(match: re.Match[str], today: date) -> Period:
    month = _number(match[1])
    return _month(_year(None, month, today), month)


def _year_said(match: re.Match[str], today: date) -> Period:
    named = {"今年": 0, "本年": 0, "本年度": 0, "全年": 0, "去年": -1, "上年": -1, "前年": -2}
    return whole_year(today.year + named[match[0]]) if match[0] in named else whole_year(int(match[1]))


def _month_said(match: re.Match[str], today: date) -> Period:
    back = 1 if match[0].startswith("上") else 0
    return _month(*_months_back(today, back))


def _quarter_said(match: re.Match[str], today: date) -> Period:
    """本季度, 上季度, 第三季度, 2026年三季度."""
    if match[2]:
        year = int(match[1]) if match[1] else today.year
        return _quarter(year, _number(match[2]))
    year, month = _months_back(today, 3 if "上" in match[0] else 0)
    return _quarter(year, (month + 2) // 3)


def _week_said(match: re.Match[str], today: date) -> Period:
    monday = today - timedelta(days=today.weekday() + (7 if match[0].startswith("上") else 0))
    return Period(monday, monday + timedelta(days=6))


def _day_said(match: re.Match[str], today: date) -> Period:
    day = today - timedelta(days=1 if match[0] == "昨天" else 0)
    return Period(day, day)


_FROM_TO = re.compile(rf"{_DAY}\s*(?:至|到|—|~|～|-)\s*(?:(?:(\d{{4}})[年./-])?({_NUMBER})[月./-])?(\d{{1,2}})[日号]?")
_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Period]], ...] = (
    (_FROM_TO, _from_to),
    (re.compile(rf"(\d{{4}})[年./-]({_NUMBER})[月./-](\d{{1,2}})[日号]?"), _one_day),
    (re.compile(rf"()({_NUMBER})月(\d{{1,2}})[日号]"), _one_day),
    (re.compile(r"(?:(\d{4})年)?第?([一二三四1-4])季度?"), _quarter_said),
    (re.compile(r"(?:本|这个?|上个?|当)季度?()()"), _quarter_said),
    (re.compile(rf"(\d{{4}})[年./-]({_NUMBER})月?份?(?!\d)"), _year_month),
    (re.compile(r"(?:本|这个?|当|上个?)月份?"), _month_said),
    (re.compile(rf"(?<![\d十])({_NUMBER})月份?(?!\d)"), _bare_month),
    (re.compile(r"(\d{4})年度?|今年|本年度?|全年|去年|上年|前年"), _year_said),
    (re.compile(r"(?:本|这个?|上个?)(?:周|星期)"), _week_said),
    (re.compile(r"今天|今日|昨天"), _day_said),
)


def _number(words: str) -> int:
    return _DIGITS[words] if words in _DIGITS else int(words)


def _year(said: str | None, month: int, today: date) -> int:
    if said:
        return int(said)
    return today.year if month <= today.month else today.year - 1


def _month(year: int, month: int) -> Period:
    if not 1 <= month <= 12:
        raise ValueError(f"没有{month}月")
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _months_back(today: date, back: int) -> tuple[int, int]:
    index = today.year * 12 + today.month - 1 - back
    return index // 12, index % 12 + 1


def _quarter(year: int, quarter: int) -> Period:
    return Period(_month(year, quarter * 3 - 2).since, _month(year, quarter * 3).until)


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
