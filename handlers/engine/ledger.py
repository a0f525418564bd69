"""A book (台账) as paper knows it: its columns, one line a request as it stands, and the events behind each line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from handlers.engine.request import State, Verdict

STATE, HAND, MARKS = "状态", "经办", "备注"
"""What the house writes into every entry beside the regulation's own columns."""

STANDING = frozenset({State.APPROVED, State.ANNULLING, State.FINISHED, State.RECORDED})
"""The states whose lines count in a total: what was refused, taken back or annulled adds nothing."""

_OWN = frozenset({STATE, HAND, MARKS})
_NEVER_SHOWN = frozenset({"事由"})
"""A reason never leaves the request, whatever a regulation may have written (rules X6)."""


class Holds(StrEnum):
    """What a column holds. Money is kept in fen and shown in yuan."""

    TEXT = "text"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    FEN = "fen"


@dataclass(frozen=True)
class Column:
    """A column of the paper book; `summed` where the book has a total under it."""

    name: str
    holds: Holds = Holds.TEXT
    summed: bool = False


@dataclass(frozen=True)
class Ledger:
    """What a regulation says of its book: the columns in the order of the paper book.

    `first_day` and `last_day` name the date columns between which a line lies, so that «11月» means the leaves taken
    in November, not those asked for; without them it is the day of filing. `register` names the Word form of the
    whole book (用印登记簿), "" where there is none.
    """

    columns: tuple[Column, ...] = ()
    first_day: str = ""
    last_day: str = ""
    register: str = ""


@dataclass(frozen=True)
class Entry:
    """One event in a book: of which request and person, what happened, and the columns of the printed form."""

    book: str
    serial: str
    member: str
    event: str
    data: Mapping[str, Any]
    at: datetime


@dataclass(frozen=True)
class Line:
    """One request as it stands in the book; everything on it follows from its events, oldest first."""

    events: tuple[Entry, ...]

    @property
    def serial(self) -> str:
        """The number of the request."""
        return self.events[0].serial

    @property
    def member(self) -> str:
        """Whose it is now (account): a duty shift may have changed hands."""
        return self.events[-1].member

    @property
    def filed_at(self) -> datetime:
        """When it was written into the book first."""
        return self.events[0].at

    @property
    def data(self) -> Mapping[str, Any]:
        """The columns as the newest event left them."""
        return self.events[-1].data

    @property
    def state(self) -> str:
        """Where the request stands, as people are told it."""
        return str(self.data.get(STATE, ""))

    @property
    def counts(self) -> bool:
        """Whether it counts in a total; an entry of a book without states always does."""
        return not self.state or self.state in STANDING

    @property
    def decided(self) -> tuple[Entry, ...]:
        """The events that decided it, undone ones and those before a new submission left out."""
        found: tuple[Entry, ...] = ()
        for entry in self.events:
            if entry.event == Verdict.RESUBMIT:
                found = ()
            elif entry.event == Verdict.UNDO:
                found = found[:-1]
            elif entry.event in _DECIDES and entry.data.get(STATE) != State.ANNULLED and not _keeps(entry, found):
                found = (*found, entry)
        return found

    @property
    def deciders(self) -> str:
        """Who decided it: names in order."""
        return "、".join(dict.fromkeys(str(entry.data.get(HAND, "")) for entry in self.decided))

    @property
    def decided_at(self) -> datetime | None:
        """When the last of them did."""
        return self.decided[-1].at if self.decided else None

    @property
    def remarks(self) -> str:
        """Oral, late, annulled, and which columns were changed after the decision."""
        return "；".join(part for part in (str(self.data.get(MARKS, "")), self.amended) if part)

    @property
    def amended(self) -> str:
        """The columns that say something else than when it was approved (更正); "" where none does."""
        then = next((e.data for e in self.events if e.data.get(STATE) in STANDING), {})
        now = self.data
        changed = (n for n in then if n not in _OWN and then[n] and now.get(n) not in ("", None, then[n]))
        said = "，".join(f"{name}由{then[name]}改为{now[name]}" for name in changed)
        return f"更正：{said}" if said else ""

    def days(self, ledger: Ledger) -> tuple[date, date]:
        """The first and the last day on which it lies."""
        first = as_day(self.data.get(ledger.first_day)) or self.filed_at.date()
        return first, as_day(self.data.get(ledger.last_day)) or first


def newest(line: Line) -> Mapping[str, Any]:
    """The columns as the newest event left them."""
    return line.data


@dataclass(frozen=True)
class Book:
    """A book of the office (请假台账, 值班台账): what people call it, and how it reads on paper.

    `also` are its everyday names. Where nobody files a request for what stands in it (duty, attendance),
    `of_requests` is false: its lines have no state and nobody decided them. `stands` says what the columns of a line
    show, from its events.
    """

    name: str
    ledger: Ledger = Ledger()
    also: tuple[str, ...] = ()
    of_requests: bool = True
    stands: Callable[[Line], Mapping[str, Any]] = newest


_DECIDES = frozenset({Verdict.APPROVE, Verdict.REJECT, Verdict.CONFIRM, Verdict.DENY})


def _keeps(entry: Entry, before: tuple[Entry, ...]) -> bool:
    """A refusal to annul leaves the approval as it was."""
    return entry.event == Verdict.REJECT and entry.data.get(STATE) in STANDING and bool(before)


@dataclass(frozen=True)
class Wanted:
    """Which lines of a book are wanted; what is left out ("" or None) narrows nothing.

    `since` and `until` are days, both included; `member` is an account; `event` one that happened to the request.
    """

    since: date | None = None
    until: date | None = None
    member: str = ""
    unit: str = ""
    event: str = ""
    state: str = ""

    def takes(self, line: Line, ledger: Ledger) -> bool:
        """Whether the line is wanted."""
        first, last = line.days(ledger)
        return (
            (self.since is None or last >= self.since)
            and (self.until is None or first <= self.until)
            and self.member in ("", line.member)
            and (not self.unit or self.unit in str(line.data.get("单位", "")).split("、"))
            and self.state in ("", line.state)
            and (not self.event or any(entry.event == self.event for entry in line.events))
        )


def lines(entries: Iterable[Entry]) -> tuple[Line, ...]:
    """One line a request, in the order of their numbers."""
    by_serial: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        by_serial[entry.serial] = (*by_serial.get(entry.serial, ()), entry)
    return tuple(Line(events) for _, events in sorted(by_serial.items(), key=lambda item: _order(item[0])))


def _order(serial: str) -> tuple[str, int, int]:
    parts = serial.split("-")
    if len(parts) != 3 or not (parts[1].isdecimal() and parts[2].isdecimal()):
        return serial, 0, 0
    return parts[0], int(parts[1]), int(parts[2])


def columns_of(ledger: Ledger, found: Iterable[Line]) -> tuple[Column, ...]:
    """The columns to show: as declared, then whatever else was written, its kind read from its values."""
    declared = {column.name: column for column in ledger.columns}
    for line in found:
        for entry in line.events:
            for name, value in entry.data.items():
                if name not in _OWN and name not in _NEVER_SHOWN and name not in declared:
                    declared[name] = Column(name, _kind(value))
    return tuple(column for name, column in declared.items() if name not in _NEVER_SHOWN)


def totals(found: Iterable[Line], columns: Iterable[Column]) -> dict[str, Decimal]:
    """The sum of every summed column over the lines that count, in the column's own unit (days, km, fen)."""
    counting = tuple(line for line in found if line.counts)
    return {
        column.name: sum((as_number(line.data.get(column.name)) or Decimal(0) for line in counting), Decimal(0))
        for column in columns
        if column.summed
    }


def as_day(value: object) -> date | None:
    """The date that an entry's value says, None where it says none."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def as_moment(value: object) -> datetime | None:
    """The moment that an entry's value says, None where it says none."""
    try:
        return datetime.fromisoformat(str(value))
    except ValueError:
        return None


def as_number(value: object) -> Decimal | None:
    """The number that an entry's value says, None where it says none (待定, "")."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _kind(value: object) -> Holds:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Holds.NUMBER
    text = str(value)
    if len(text) == 10 and as_day(text):
        return Holds.DATE
    return Holds.MOMENT if len(text) > 10 and text[10] == "T" and as_moment(text) else Holds.TEXT
