"""From the office's lists to a roster: all of it right, or nothing, with every fault named at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from handlers.engine.absence import DutySlot
from handlers.engine.people import Line as OfficeLine
from handlers.engine.people import Member, Unit
from handlers.engine.roster import EVERYBODY, Group, Place, Room, Roster, Seal, Vehicle
from storage import roster_sheets as sheets
from storage import roster_values as values
from storage.roster_sheets import Fault, Line
from storage.roster_values import Cells

COLUMNS = {
    "单位": ("单位", "类别", "条线", "分管领导", "负责人"),
    "花名册": ("账号", "姓名", "单位", "职务", "角色", "参加工作时间", "在职"),
    "代理": ("账号", "代理人"),
    "群": ("群", "成员单位"),
    "印章": ("印章", "保管人", "审批人"),
    "车辆": ("车牌", "车型", "座位", "驾驶员", "状态"),
    "地点": ("地点", "别名", "类别"),
    "会议室": ("会议室", "座位", "设备"),
    "值班": ("日期", "班次", "开始", "结束", "带班领导", "值班员"),
}
OPTIONAL = frozenset({"值班"})


class RosterFaultsError(Exception):
    """The lists cannot be taken over. `faults` has every one; `str()` is one line a fault."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass
class _Reading:
    """The lists while they are read: what the later ones may refer to, and what is wrong so far."""

    tables: dict[str, list[Line]]
    cells: Cells = field(default_factory=Cells)
    accounts: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()

    def unique(self, table: str, *columns: str) -> list[Line]:
        """The rows of a list; one that repeats the key of an earlier one is a fault."""
        seen: dict[tuple[str, ...], int] = {}
        for line in self.tables[table]:
            key = tuple(line[column] for column in columns)
            if all(key) and key in seen:
                self.cells.note(line, f"“{' '.join(key)}”与第{seen[key]}行重复", "请只保留一行")
            seen.setdefault(key, line.row)
        return self.tables[table]

    def account(self, line: Line, column: str) -> str:
        """A cell that names somebody in service, or nobody."""
        return self.cells.one_of(line, column, self.accounts, "花名册的在职人员")


def read_folder(folder: Path) -> Roster:
    """The roster in a folder of CSV or Excel files, or in one Excel workbook with a sheet a list.

    Raises RosterFaultsError with every fault that was found: missing files and columns, bad cells, duplicates,
    references to nobody.
    """
    tables, faults = _tables(folder)
    if faults:
        raise RosterFaultsError(faults)
    reading = _Reading(tables)
    roster = _roster(reading)
    if reading.cells.faults:
        raise RosterFaultsError(reading.cells.faults)
    return roster


def _tables(place: Path) -> tuple[dict[str, list[Line]], list[Fault]]:
    if not place.exists():
        return {}, [Fault(str(place), 0, "没有这个文件夹或文件", "请检查路径")]
    tables: dict[str, list[Line]] = {}
    faults: list[Fault] = []
    try:
        found = list(sheets.find(place))
    except sheets.UnreadableError as unreadable:
        return {}, [unreadable.fault]
    faults += _wrong_files(place, found)
    for name, file in found:
        if name in COLUMNS:
            tables[name], wrong = _table(name, file, place.is_file())
            faults += wrong
    return {name: tables.get(name, []) for name in COLUMNS}, faults


def _table(name: str, file: Path, whole_workbook: bool) -> tuple[list[Line], list[Fault]]:
    try:
        return sheets.lines(sheets.read(name, file, whole_workbook), COLUMNS[name])
    except sheets.UnreadableError as unreadable:
        return [], [unreadable.fault]


def _wrong_files(place: Path, found: Sequence[tuple[str, Path]]) -> Iterable[Fault]:
    names = [name for name, _ in found]
    for name in [name for name in COLUMNS if name not in OPTIONAL and name not in names]:
        ending = "" if place.is_file() else ".csv"
        yield Fault(str(place), 0, f"缺少「{name}{ending}」", f"请补上，第一行为：{','.join(COLUMNS[name])}")
    for name, file in found:
        if name not in COLUMNS:
            yield Fault(file.name, 0, f"不认识“{name}”这张表", f"请改名或移走，能用的有：{'、'.join(COLUMNS)}")
        elif names.count(name) > 1:
            yield Fault(file.name, 0, f"“{name}”有两份", "请只保留一份")


def _roster(reading: _Reading) -> Roster:
    """Units and people first: everything else refers to them."""
    reading.units = frozenset(line["单位"] for line in reading.tables["单位"])
    reading.accounts = frozenset(line["账号"] for line in reading.tables["花名册"] if line["在职"] != "否")
    people = [(_member(reading, line), line) for line in reading.unique("花名册", "账号")]
    return Roster(
        units=_each(reading, _unit, "单位", "单位"),
        members=tuple(member for member, line in people if line["在职"] != "否"),
        former=tuple(member for member, line in people if line["在职"] == "否"),
        stand_ins=_stand_ins(reading),
        groups=_each(reading, _group, "群", "群"),
        seals=_each(reading, _seal, "印章", "印章"),
        vehicles=_each(reading, _vehicle, "车辆", "车牌"),
        places=_each(reading, _place, "地点", "地点"),
        rooms=_each(reading, _room, "会议室", "会议室"),
        duty=_each(reading, _duty_slot, "值班", "日期", "开始", "值班员"),
    )


def _each(
    reading: _Reading, parse: Callable[[_Reading, Line], values.T], table: str, *key: str
) -> tuple[values.T, ...]:
    return tuple([parse(reading, line) for line in reading.unique(table, *key)])


def _unit(reading: _Reading, line: Line) -> Unit:
    cells = reading.cells
    return Unit(
        cells.required(line, "单位"),
        cells.required(line, "类别"),
        cells.one_of(line, "条线", frozenset(OfficeLine), "党委、政府"),
        reading.account(line, "分管领导"),
        reading.account(line, "负责人"),
    )


def _member(reading: _Reading, line: Line) -> Member:
    cells = reading.cells
    cells.required(line, "单位")
    cells.parsed(line, "在职", values.yes_or_no, True, "请填“是”或“否”")
    since = "请写成 2004-09 这样的年月，不清楚就留空"
    return Member(
        cells.required(line, "账号"),
        cells.required(line, "姓名"),
        cells.one_of(line, "单位", reading.units, "单位表"),
        line["职务"],
        values.roles(cells, line, "角色"),
        cells.parsed(line, "参加工作时间", values.month, date.min, since) if line["参加工作时间"] else None,
    )


def _stand_ins(reading: _Reading) -> dict[str, tuple[str, ...]]:
    """Everyone's stand-ins in the order of the list: the first is asked first."""
    found: dict[str, tuple[str, ...]] = {}
    for line in reading.unique("代理", "账号", "代理人"):
        reading.cells.required(line, "账号")
        reading.cells.required(line, "代理人")
        account, stand_in = reading.account(line, "账号"), reading.account(line, "代理人")
        if account and account == stand_in:
            reading.cells.note(line, "代理人是本人", "请改为另一个人")
        found[account] = (*found.get(account, ()), stand_in)
    return found


def _group(reading: _Reading, line: Line) -> Group:
    reading.cells.required(line, "成员单位")
    scope = reading.cells.one_of(line, "成员单位", reading.units | {EVERYBODY}, f"单位表（或“{EVERYBODY}”）")
    return Group(reading.cells.required(line, "群"), scope)


def _seal(reading: _Reading, line: Line) -> Seal:
    reading.cells.required(line, "保管人")
    reading.cells.required(line, "审批人")
    approver = reading.cells.one_of(line, "审批人", values.APPROVERS, "党委主要领导、政府主要领导和各种角色")
    return Seal(reading.cells.required(line, "印章"), reading.account(line, "保管人"), approver)


def _vehicle(reading: _Reading, line: Line) -> Vehicle:
    cells = reading.cells
    return Vehicle(
        cells.required(line, "车牌"),
        cells.required(line, "车型"),
        cells.parsed(line, "座位", values.whole_number, 1, "请填整数"),
        reading.account(line, "驾驶员"),
        cells.required(line, "状态"),
    )


def _place(reading: _Reading, line: Line) -> Place:
    return Place(reading.cells.required(line, "地点"), reading.cells.listed(line, "别名"), line["类别"])


def _room(reading: _Reading, line: Line) -> Room:
    seats = reading.cells.parsed(line, "座位", values.whole_number, 1, "请填整数")
    return Room(reading.cells.required(line, "会议室"), seats, reading.cells.listed(line, "设备"))


def _duty_slot(reading: _Reading, line: Line) -> DutySlot:
    cells = reading.cells
    on = cells.parsed(line, "日期", values.day, date(2000, 1, 1), "请写成 2026-12-01")
    start = cells.parsed(line, "开始", partial(values.moment, on), values.LONG_AGO, "请写成 08:30")
    end = cells.parsed(line, "结束", partial(values.moment, on), values.FAR_AWAY, "请写成 17:30 或 次日08:30")
    if end <= start:
        cells.note(line, "结束不晚于开始", "过了零点的请写成“次日08:30”")
    for column in ("班次", "带班领导", "值班员"):
        cells.required(line, column)
    return DutySlot(start, end, line["班次"], reading.account(line, "带班领导"), reading.account(line, "值班员"))
