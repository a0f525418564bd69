"""Attendance as workbooks for the office: the month, the year, and the basis for the pay list (rules M20-3, M20-7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from bot.exports.workbook import MEDIA_TYPE, Row, Sheet, write_workbook
from bot.turn import Turn
from handlers.attendance import law, month
from handlers.attendance.record import Record
from handlers.attendance.sheet_words import month_called, over_all, totals
from handlers.attendance.timing import Finding
from handlers.engine.ledger import Column, Holds
from handlers.engine.wording import say_days
from storage.blobs import Blob

Send = Callable[[Turn, month.Sheet], None]

_WHO = (Column("姓名"), Column("单位"))
_TIMES = (Finding.LATE, Finding.LEFT_EARLY, Finding.NOT_EARLY, Finding.LEFT_BEFORE)
_LINE = (
    Column("编号"),
    Column("日期", Holds.DATE),
    Column("姓名"),
    Column("单位"),
    Column("时段"),
    Column("情况"),
    Column("时间"),
    Column("依据"),
    Column("更正前"),
    Column("异议"),
)
_PAY_NOTE = "只列天数，供核算工资参考；扣不扣、扣多少由财务人员按规定核定，机器人不计算工资。"


def send_month(turn: Turn, found: month.Sheet) -> None:
    """The month: everybody's figures, and every line behind them."""
    title = f"{_called(turn, found)}考勤表"
    sheets = (
        Sheet("考勤表", title, _note(turn, found), *_figures(found)),
        Sheet("明细", f"{title}（明细）", _note(turn, found), _LINE, [Row(_line(r)) for r in _records(found)], {}),
        Sheet("工资依据", f"{title}（工资依据）", _PAY_NOTE, *_pay(found)),
    )
    _send(turn, title, sheets, f"{title}：{over_all(totals(found))}。每个数的依据见“明细”。")


def send_year(turn: Turn, found: month.Sheet) -> None:
    """The year: everybody's figures, what the law counts, every line."""
    title = f"{found.first.year}年考勤年表"
    sheets = (
        Sheet("年表", title, _note(turn, found), *_figures(found)),
        Sheet("旷工天数", f"{title}（{law.ARTICLE}）", _law_note(), *_law(turn, found)),
        Sheet("明细", f"{title}（明细）", _note(turn, found), _LINE, [Row(_line(r)) for r in _records(found)], {}),
    )
    _send(turn, title, sheets, f"{title}：{over_all(totals(found))}。供年度考核参考，由党政办核定（考勤制度 第2条）。")


def send_pay(turn: Turn, found: month.Sheet) -> None:
    """The basis for the pay list: days only."""
    title = f"{_called(turn, found)}工资考勤依据"
    undecided = sum((row.undecided for row in found.rows), Decimal(0))
    waits = f"另有待核实{say_days(undecided)}，没有计入。" if undecided else ""
    _send(turn, title, (Sheet("工资依据", title, _PAY_NOTE, *_pay(found)),), f"{title}。{waits}{_PAY_NOTE}")


def _send(turn: Turn, title: str, sheets: Sequence[Sheet], text: str) -> None:
    data = write_workbook(sheets, turn.now, turn.member.name)
    turn.record("attendance exported", title)
    turn.out.file(turn.account, Blob(f"{title}.xlsx", MEDIA_TYPE, data), text)


def _called(turn: Turn, found: month.Sheet) -> str:
    called = month_called(found.first, found.last, turn.facts.today)
    return called if "年" in called else f"{found.first.year}年{called}"


def _note(turn: Turn, found: month.Sheet) -> str:
    return f"共{len(found.rows)}人，按花名册顺序，不排名　制表：{turn.now:%Y-%m-%d %H:%M} {turn.member.name}"


def _kinds(found: month.Sheet) -> tuple[str, ...]:
    """The kinds of leave that were taken."""
    return tuple(dict.fromkeys(kind for row in found.rows for kind in row.leave))


Table = tuple[Sequence[Column], Sequence[Row], dict[str, Decimal]]


def _figures(found: month.Sheet) -> Table:
    kinds = _kinds(found)
    names = ("应出勤", "出勤", *(finding.value for finding in _TIMES), "待核实天数", "旷工天数", "请假天数", *kinds)
    more = ("外出天数", "值班班次", "带班班次", "例会未到", "例会迟到", "学习未到", "学习迟到")
    columns = (*_WHO, *(Column(name, Holds.NUMBER) for name in (*names, *more)))
    return columns, [Row(_row(row, kinds)) for row in found.rows], {}


def _row(row: month.Row, kinds: Sequence[str]) -> tuple[object, ...]:
    return (
        row.name,
        row.unit,
        row.workdays,
        row.attended,
        *(row.times(finding) for finding in _TIMES),
        row.undecided,
        row.unexcused,
        row.leave_days,
        *(row.leave.get(kind, Decimal(0)) for kind in kinds),
        row.outings,
        row.served,
        row.led,
        row.meetings.absent,
        row.meetings.late,
        row.studies.absent,
        row.studies.late,
    )


def _records(found: month.Sheet) -> list[Record]:
    return sorted((r for row in found.rows for r in row.records), key=lambda r: (r.day, r.serial))


def _line(record: Record) -> tuple[object, ...]:
    return (
        record.serial,
        record.day.isoformat(),
        record.name,
        record.unit,
        record.part,
        record.said,
        f"{record.clock:%H:%M}" if record.clock else "",
        record.ground,
        "、".join(record.before),
        "待答复" if record.objection else "",
    )


def _pay(found: month.Sheet) -> Table:
    """Everybody with days that a pay list may ask about."""
    kinds = _kinds(found)
    columns = (*_WHO, *(Column(name, Holds.NUMBER) for name in ("旷工天数", "待核实天数", "请假天数", *kinds)))
    rows = [
        Row(
            (
                row.name,
                row.unit,
                row.unexcused,
                row.undecided,
                row.leave_days,
                *(row.leave.get(kind, Decimal(0)) for kind in kinds),
            )
        )
        for row in found.rows
        if row.unexcused or row.undecided or row.leave
    ]
    return columns, rows, {}


def _law_note() -> str:
    return (
        f"{law.ARTICLE}：旷工连续超过十五天，或者一年内累计超过三十天的，予以辞退。只统计已认定的，怎样处理由领导决定。"
    )


def _law(turn: Turn, found: month.Sheet) -> Table:
    """Whoever has days without leave, or days that nobody has decided."""
    names = ("最长连续工作日", "连休息日", "全年累计", "待核实")
    columns = (*_WHO, *(Column(name, Holds.NUMBER) for name in names))
    year, calendar = found.first.year, turn.facts.calendar.presumed()
    counts = [(row, law.counted(row.records, year, calendar)) for row in found.rows]
    rows = [
        Row((row.name, row.unit, count.running, count.natural, count.year, count.undecided))
        for row, count in counts
        if count.year or count.undecided
    ]
    return columns, rows, {}
