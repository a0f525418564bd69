"""The book of duty (值班台账): a line a shift, whatever happened to it (rules M19)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.duty.hours import DAY, NIGHT
from handlers.duty.wording import hours_of
from handlers.engine.absence import DutySlot
from handlers.engine.ledger import Book, Column, Holds, Ledger, Line
from handlers.engine.people import Directory
from handlers.engine.wording import say_weekday

COLUMNS = (
    Column("日期", Holds.DATE),
    Column("星期"),
    Column("班次"),
    Column("时间"),
    Column("带班领导"),
    Column("值班员"),
)
"""The roster's own columns."""

_HAPPENED = ("变动", "接班", "值班记录", "交班")
"""What the events of a shift add to its line, each under the ones before."""


def _stands(line: Line) -> Mapping[str, Any]:
    """The shift as it is now, with everything that happened to it."""
    told = {name: [str(e.data[name]) for e in line.events if e.data.get(name)] for name in _HAPPENED}
    return {**line.data, **{name: "\n".join(said) for name, said in told.items()}}


DUTY = Book(
    "值班台账",
    Ledger((*COLUMNS, *(Column(name) for name in _HAPPENED)), "日期", "日期"),
    also=("值班登记簿", "值班登记"),
    of_requests=False,
    stands=_stands,
)


def serial_of(slot: DutySlot) -> str:
    """The number of a shift in the book: ZB-20261205-2; 1 by day, 2 by night, else the clock at which it begins."""
    usual = {DAY: "1", NIGHT: "2"}
    return f"ZB-{slot.start:%Y%m%d}-{usual.get(slot.kind) or f'{slot.start:%H%M}'}"


def serial_in_hours(day: date) -> str:
    """The number of the day's working hours in the book: ZB-20261204-0."""
    return f"ZB-{day:%Y%m%d}-0"


def line_in_hours(day: date) -> Mapping[str, Any]:
    """Working hours, in which the whole office is on duty."""
    return {"日期": day.isoformat(), "星期": say_weekday(day), "班次": "上班时间", "值班员": "全体在班"}


def line_of(slot: DutySlot, directory: Directory) -> Mapping[str, Any]:
    """Which shift it is, and who has it."""
    day = slot.start.date()
    return {
        "日期": day.isoformat(),
        "星期": say_weekday(day),
        "班次": slot.kind,
        "时间": hours_of(slot.start, slot.end),
        "带班领导": directory.name(slot.leader),
        "值班员": directory.name(slot.member),
    }
