"""How far days without leave are from the law's lines, as information only (公务员法 第88条; rules M20-7).

«旷工或者因公外出、请假期满无正当理由逾期不归连续超过十五天，或者一年内累计超过三十天的»: the office decides what
follows, the bot counts what a person has decided. Working days are counted, rest days between two of them do not
break the row; how the law counts a row is not said there, so the natural days are told too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.attendance.record import Record
from handlers.attendance.timing import Finding
from handlers.engine.attendance_policy import LAW_RUNNING, LAW_YEAR, AttendancePolicy
from handlers.engine.calendar import Calendar
from handlers.engine.days import Half, HalfDay, Span, calendar_days, rest_between
from handlers.engine.wording import say_day, say_days

ARTICLE = "公务员法第88条"


@dataclass(frozen=True)
class Counted:
    """Days without leave: the longest row in working days and in natural days (with its first and last day), all of the
    year, and what is undecided."""

    running: Decimal
    natural: Decimal
    span: Span | None
    year: Decimal
    undecided: Decimal


def counted(records: Iterable[Record], year: int, calendar: Calendar) -> Counted:
    """One person's counters. The row may begin in the year before and counts with the days it has there."""
    found = list(records)
    without = sorted(m for r in found if r.finding is Finding.UNEXCUSED for m in r.moments)
    rows = [row for row in _rows(without, calendar) if row[-1].day.year == year]
    longest = max(rows, key=len, default=[])
    undecided = sum((r.days for r in found if r.undecided and r.day.year == year), Decimal(0))
    span = Span(longest[0], longest[-1]) if longest else None
    return Counted(
        _days(longest),
        calendar_days(span) if span else Decimal(0),
        span,
        _days([m for m in without if m.day.year == year]),
        undecided,
    )


def _rows(moments: Iterable[HalfDay], calendar: Calendar) -> list[list[HalfDay]]:
    rows: list[list[HalfDay]] = []
    for moment in moments:
        if rows and rest_between(Span(rows[-1][-1], rows[-1][-1]), Span(moment, moment), calendar):
            rows[-1].append(moment)
        else:
            rows.append([moment])
    return rows


def _days(moments: list[HalfDay]) -> Decimal:
    return Decimal(len(moments)) / len(Half)


def crossed(before: Counted, after: Counted, policy: AttendancePolicy) -> bool:
    """Whether one of the policy's lines has been reached by what was just decided; the row in natural days, which come
    sooner."""
    running = any(before.natural < line <= after.natural for line in policy.running_told)
    return running or any(before.year < line <= after.year for line in policy.year_told)


def said(name: str, count: Counted, year: int, today: date) -> str:
    """The counters in the law's words; nothing follows from them by themselves."""
    row = ""
    if count.span is not None:
        days = f"{say_day(count.span.first.day, today)}至{say_day(count.span.last.day, today)}"
        row = f"连续最长{say_days(count.running)}（{days}，连休息日{say_days(count.natural)}），"
    waiting = f"；另有待核实{say_days(count.undecided)}，没有计入" if count.undecided else ""
    return (
        f"{name}{year}年已认定旷工：{row}全年累计{say_days(count.year)}{waiting}。"
        f"{ARTICLE}：旷工连续超过十五天，或者一年内累计超过三十天的，予以辞退。{_reached(count)}"
        "以上只供参考，怎样处理由领导决定。"
    )


def _reached(count: Counted) -> str:
    if count.running > LAW_RUNNING or count.year > LAW_YEAR:
        return "现在已经超过。"
    if count.natural > LAW_RUNNING:
        return "按工作日没有超过，连休息日计已经超过，请组织（人事）部门核对怎样计算。"
    return "现在没有超过。"
