"""One line of the attendance book as it stands, read from its events; nothing of it is ever changed, only added to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from handlers.attendance.timing import ABSENCES, MINUTES, UNDECIDED, Finding
from handlers.engine.days import HALF, Half, HalfDay
from handlers.engine.ledger import HAND, MARKS, Book, Column, Entry, Holds, Ledger
from handlers.engine.wording import say_days

BOOK, PREFIX = "考勤台账", "KQ"

LEDGER = Ledger(
    columns=(
        Column("姓名"),
        Column("单位"),
        Column("日期", Holds.DATE),
        Column("时段"),
        Column("情况"),
        Column("时间"),
        Column("分钟", Holds.NUMBER),
        Column("旷工天数", Holds.NUMBER, summed=True),
        Column("依据"),
    ),
    first_day="日期",
)

ATTENDANCE = Book(BOOK, LEDGER, ("考勤登记簿", "考勤登记"), of_requests=False)

REGISTERED, CORRECTED, DECIDED = "登记", "更正", "核实"
OBJECTED, UPHELD, REFUSED = "异议", "异议采纳", "异议不采纳"
EXCUSED, LATER, OVERDUE, REVIVED = "补办手续", "后有登记", "补假到期", "手续撤销"

_WHOLE, _PARTS = "全天", {Half.MORNING: "上午", Half.AFTERNOON: "下午"}


@dataclass(frozen=True)
class Record:
    """What the book says of one person on one day.

    `halves` are the parts of the day that it is about; `clock` and `minutes` are None where nobody noted them;
    `ground` names what proves it (QJ-2026-0031), `before` what it said earlier, oldest first. `settled_at` is when
    what stands now was written, `objection` what the person said against it while nobody has answered.
    """

    serial: str
    member: str
    name: str
    unit: str
    day: date
    halves: tuple[Half, ...]
    finding: Finding
    clock: time | None = None
    minutes: int | None = None
    ground: str = ""
    before: tuple[str, ...] = ()
    settled_at: datetime | None = None
    touched_at: datetime | None = None
    """When anything was written about it last, objections in."""
    objection: str = ""

    @property
    def part(self) -> str:
        """上午, 下午 or 全天."""
        return _WHOLE if len(self.halves) > 1 else _PARTS[self.halves[0]]

    @property
    def days(self) -> Decimal:
        """How much of a working day it is about."""
        return HALF * len(self.halves)

    @property
    def undecided(self) -> bool:
        """Whether somebody has still to say what it was."""
        return self.finding in UNDECIDED

    @property
    def is_absence(self) -> bool:
        """Whether it is about somebody who did not come at all: then whoever decided answers for it."""
        return self.finding in ABSENCES

    @property
    def moments(self) -> tuple[HalfDay, ...]:
        """The half days that it is about."""
        return tuple(HalfDay(self.day, half) for half in self.halves)

    @property
    def said(self) -> str:
        """迟到15分钟, 疑似旷工（待核实）."""
        return said_of(self.finding, self.minutes)


def said_of(finding: Finding, minutes: int | None) -> str:
    """The finding with its minutes, where anybody noted them."""
    if minutes is None or finding not in MINUTES:
        return finding.value
    if finding is Finding.NOT_EARLY:
        return f"{finding.value}（早到{minutes}分钟）" if minutes else finding.value
    return f"{finding.value}{minutes}分钟"


def to_data(record: Record, hand: str, marks: str = "", reason: str = "") -> Mapping[str, Any]:
    """The columns of the book; a reason stays in the row and is never shown (rules X6)."""
    return {
        "姓名": record.name,
        "单位": record.unit,
        "日期": record.day.isoformat(),
        "时段": record.part,
        "情况": record.finding.value,
        "时间": f"{record.clock:%H:%M}" if record.clock else "",
        "分钟": "" if record.minutes is None else record.minutes,
        "旷工天数": _number(record.days) if record.finding is Finding.UNEXCUSED else "",
        "依据": record.ground,
        MARKS: marks,
        HAND: hand,
        "事由": reason,
    }


def _number(days: Decimal) -> str:
    return say_days(days).removesuffix("天")


def records(entries: Iterable[Entry]) -> tuple[Record, ...]:
    """Every line of the book as it stands, in the order of the numbers."""
    standing: dict[str, Record] = {}
    for entry in entries:
        standing[entry.serial] = _after(entry, standing.get(entry.serial))
    return tuple(standing.values())


def _after(entry: Entry, known: Record | None) -> Record:
    read = _read(entry)
    if known is None:
        return read
    if entry.event == OBJECTED:
        return replace(known, objection=str(entry.data["事由"]), touched_at=entry.at)
    if entry.event == REFUSED:
        return replace(known, objection="", touched_at=entry.at)
    changed = known.said != read.said
    before = (*known.before, known.said) if changed else known.before
    return replace(read, before=before, objection="" if changed else known.objection)


def _read(entry: Entry) -> Record:
    data = entry.data
    part, clock, minutes = str(data["时段"]), str(data["时间"]), data["分钟"]
    return Record(
        entry.serial,
        entry.member,
        str(data["姓名"]),
        str(data["单位"]),
        date.fromisoformat(str(data["日期"])),
        tuple(half for half in Half if part in (_WHOLE, _PARTS[half])),
        Finding(data["情况"]),
        time.fromisoformat(clock) if clock else None,
        None if minutes == "" else int(minutes),
        str(data["依据"]),
        settled_at=entry.at,
        touched_at=entry.at,
    )
