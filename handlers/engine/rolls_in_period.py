"""Meetings and studies of a month, quarter or year, by the rolls' books (rules M01-5, M18-5, 1.24)."""

from __future__ import annotations

from collections import Counter

from handlers.engine.facts import Facts
from handlers.engine.gathering import Series
from handlers.engine.ledger import Column, Holds
from handlers.engine.roll_call import Mark
from handlers.engine.sheet import LinesOf, Period, Sheet

_MARKS = (Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.ABSENT)
_COLUMNS = (
    Column("日期", Holds.DATE),
    Column("种类"),
    Column("应到", Holds.NUMBER),
    *(Column(mark.value, Holds.NUMBER) for mark in _MARKS),
)


def sheet(period: Period, lines_of: LinesOf, facts: Facts) -> Sheet:
    """A line for each that was called, as corrected since; heads only, no names."""
    marks: dict[tuple[str, str], Counter[str]] = {}
    for series in Series:
        for line in lines_of(f"{series.value}点名台账"):
            day = str(line.data.get("日期", ""))
            if period.first.isoformat() <= day <= period.last.isoformat():
                marks.setdefault((day, series.value), Counter())[str(line.data.get("情况", ""))] += 1
    rows = tuple(
        (day, name, sum(found.values()), *(found[mark.value] for mark in _MARKS))
        for (day, name), found in sorted(marks.items())
    )
    counted = Counter(name for _, name in marks)
    held = "、".join(f"{name}{count}次" for name, count in counted.items())
    return Sheet("例会学习", _COLUMNS, rows, f"点名：{held}" if held else "")
