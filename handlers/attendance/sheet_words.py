"""The month's attendance in words: to each their own lines, to the office the figures (M20-3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from handlers.attendance.month import Missed, Row, Sheet
from handlers.attendance.record import Record
from handlers.attendance.timing import Finding
from handlers.attendance.words import line
from handlers.engine.wording import say_day, say_days

OFFICE_ONLY = "全体的考勤表由党政办掌握；查自己的请说“我的考勤”，也可以写月份，例如“我10月考勤明细”。"
OWN_ONLY = "别人的考勤只有党政办和班子成员可以查；查自己的请说“我的考勤”。"
NOT_KEPT = "村委会人员和主要领导的考勤不在这里登记，没有考勤明细。"
_NONE = "没有迟到、早退和待核实的记录"
_MOST = 30


def month_called(first: date, last: date, today: date) -> str:
    """11月; 12月（截至1日）; 2026年1月至12月; 12月1日（周二） for a day alone."""
    year = f"{first.year}年" if first.year != today.year else ""
    if first.day != 1 or first.year != last.year:
        return say_day(first, today) if first == last else f"{say_day(first, today)}至{say_day(last, first)}"
    if first.month != last.month:
        return f"{first.year}年{first.month}月至{last.month}月"
    whole = last.month != (last + timedelta(days=1)).month
    return f"{year}{first.month}月" + ("" if whole else f"（截至{last.day}日）")


def own(row: Row, first: date, last: date, today: date, whose: str = "您") -> str:
    """The figures, then every line."""
    shown = [line(record, today) for record in row.records]
    lines = [f"{whose}{month_called(first, last, today)}考勤：{figures(row)}。"]
    if len(shown) > _MOST:
        lines.append(f"共{len(shown)}条，下面是最近{_MOST}条：")
    lines += shown[-_MOST:] or [f"{_NONE}。"]
    return "\n".join(lines)


def to_the_person(row: Row, first: date, last: date, until: str, today: date) -> str:
    """On the first working day of the month, to each their own; nobody has to answer."""
    tail = "没有异议的不用回复。" if row.records else "不用回复。"
    told = f"有不同意见的，请在{until}前回复“异议 编号 理由”，{tail}" if row.records else tail
    return f"{own(row, first, last, today)}\n{told}"


def figures(row: Row) -> str:
    """应出勤21天，出勤20天，请假1天（事假1天），外出2天，值班3班，例会未到1次."""
    waits = f"（含待核实{say_days(row.undecided)}）" if row.undecided else ""
    parts = [f"应出勤{say_days(row.workdays)}", f"出勤{say_days(row.attended)}{waits}"]
    if row.leave:
        kinds = "、".join(f"{kind}{say_days(days)}" for kind, days in row.leave.items())
        parts.append(f"请假{say_days(row.leave_days)}（{kinds}）")
    parts += [f"外出{say_days(row.outings)}"] if row.outings else []
    parts += [f"旷工{say_days(row.unexcused)}"] if row.unexcused else []
    parts += [f"值班{row.served}班"] if row.served else []
    parts += [f"带班{row.led}班"] if row.led else []
    parts += _gathered("例会", row.meetings) + _gathered("学习", row.studies)
    return "，".join(parts)


def _gathered(name: str, missed: Missed) -> list[str]:
    absent = [f"{name}未到{missed.absent}次"] if missed.absent else []
    return absent + ([f"{name}迟到{missed.late}次"] if missed.late else [])


def to_the_office(sheet: Sheet, until: str, today: date) -> str:
    """What went out, the figures, and what is still open; the table follows when it is asked for."""
    month = month_called(sheet.first, sheet.last, today)
    lines = [
        f"{month}考勤月表：{len(sheet.rows)}人，应出勤{say_days(sheet.workdays)}。{over_all(totals(sheet))}。",
        *_standing_out(sheet),
        *_open(sheet.open, today),
        f"每人的明细已分别私发，异议期到{until}。要表格请回复“{sheet.first.month}月考勤月表”。",
    ]
    return "\n".join(lines)


def _standing_out(sheet: Sheet) -> list[str]:
    """Who has lines of which kind; for the office alone."""
    named = {
        finding: [f"{row.name}{times}次" for row in sheet.rows if (times := row.times(finding))]
        for finding in (Finding.LATE, Finding.LEFT_EARLY, Finding.NOT_EARLY, Finding.LEFT_BEFORE)
    }
    return [f"{finding.value}：{'、'.join(names)}" for finding, names in named.items() if names]


def _open(records: Sequence[Record], today: date) -> list[str]:
    said = [f"{r.name}{say_day(r.day, today)}{_waits_for(r)}（{r.serial}）" for r in records]
    return [f"还没有办完的{len(said)}条：{'、'.join(said)}"] if said else []


def _waits_for(record: Record) -> str:
    return record.said if record.undecided else "异议待答复"


def totals(sheet: Sheet) -> dict[str, str]:
    """What may be public: figures over all, no name and no reason (M20-3, X6)."""
    leave = sum((row.leave_days for row in sheet.rows), Decimal(0))
    outings = sum((row.outings for row in sheet.rows), Decimal(0))
    unexcused = sum((row.unexcused for row in sheet.rows), Decimal(0))
    away = sum(1 for row in sheet.rows if row.leave)
    return {
        "迟到": f"{sheet.times(Finding.LATE)}人次",
        "早退": f"{sheet.times(Finding.LEFT_EARLY)}人次",
        "请假": f"{away}人{say_days(leave)}",
        "外出": say_days(outings),
        "旷工": say_days(unexcused),
    }


def over_all(figures_: Mapping[str, str]) -> str:
    """迟到3人次，早退1人次，请假4人6.5天，外出12天，旷工0天."""
    return "，".join(f"{name}{value}" for name, value in figures_.items())


def unknown_year(first: date, why: str) -> str:
    """The days cannot be counted: said to the office, nothing is guessed."""
    return f"{first.month}月考勤月表没有发出：{why}。录入后请回复“现在发 考勤月表”。"


def sent_already(first: date) -> str:
    """Sent once, and not to everybody again."""
    return f"{first.month}月考勤月表已经发过，没有再发给每个人。要表格请回复“{first.month}月考勤月表”。"
