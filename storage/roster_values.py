"""The single cells of the office's lists: what may stand in them, and what is said where something else does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeVar

from handlers.engine.people import Line as OfficeLine
from handlers.engine.people import Role
from storage.instants import ZONE
from storage.roster_sheets import Fault, Line

T = TypeVar("T")

LONG_AGO = datetime(1900, 1, 1, tzinfo=ZONE)
FAR_AWAY = datetime(2999, 1, 1, tzinfo=ZONE)
APPROVERS = frozenset({*(f"{line}主要领导" for line in OfficeLine), *Role})
_MONTH = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(0?[1-9]|1[0-2])(?:\s*月|[-/.]\d{1,2}.*)?")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_CLOCK = re.compile(r"(次日)?\s*(\d{1,2})[:：](\d\d)(?:[:：]00)?")


class Cells:
    """Reads the cells of one row after the other and notes what is wrong with each."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def note(self, line: Line, what: str, remedy: str) -> None:
        """Something is wrong with this row."""
        self.faults.append(line.fault(what, remedy))

    def required(self, line: Line, column: str) -> str:
        """A cell that must not be empty."""
        if not line[column]:
            self.note(line, f"「{column}」是空的", "请填写")
        return line[column]

    def listed(self, line: Line, column: str) -> tuple[str, ...]:
        """A cell with several values, separated by semicolons."""
        return tuple(part.strip() for part in re.split(r"[;；、]", line[column]) if part.strip())

    def parsed(self, line: Line, column: str, parse: Callable[[str], T | None], default: T, remedy: str) -> T:
        """A cell that has to be of a form; the default stands in where it is not, and the fault is noted."""
        value = parse(line[column])
        if value is None:
            self.note(line, f"「{column}」填的是“{line[column]}”", remedy)
            return default
        return value

    def one_of(self, line: Line, column: str, known: frozenset[str], table: str) -> str:
        """A cell that names something from another list, or nothing."""
        value = line[column]
        if value and value not in known:
            self.note(line, f"「{column}」里的“{value}”在{table}中找不到", f"请改正，或先在{table}中加上")
        return value


def roles(cells: Cells, line: Line, column: str) -> frozenset[str]:
    """The roles that a person holds, in the words that the program knows."""
    named = cells.listed(line, column)
    for name in named:
        if name not in frozenset(Role):
            cells.note(line, f"不认识角色“{name}”", f"请改为：{'、'.join(Role)}")
    return frozenset(named)


def month(text: str) -> date | None:
    """The first day of a month written as 2004-09, 2004/9, 2004年9月, or as a full date."""
    match = _MONTH.fullmatch(text)
    return date(int(match[1]), int(match[2]), 1) if match else None


def whole_number(text: str) -> int | None:
    """A number of seats: 1 or more."""
    return int(text) if text.isdecimal() and int(text) > 0 else None


def yes_or_no(text: str) -> bool | None:
    """是 or 否."""
    return {"是": True, "否": False}.get(text)


def day(text: str) -> date | None:
    """A full date: 2026-12-01, 2026/12/1 or 2026年12月1日."""
    match = _DAY.fullmatch(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def moment(on: date, text: str) -> datetime | None:
    """A time of that day, written 08:30; 次日08:30 is that of the next day, 24:00 its end."""
    match = _CLOCK.fullmatch(text)
    if not match or int(match[2]) > 24 or int(match[3]) > 59:
        return None
    start = datetime(on.year, on.month, on.day, tzinfo=ZONE)
    return start + timedelta(days=1 if match[1] else 0, hours=int(match[2]), minutes=int(match[3]))
