"""A ledger of the office as an Excel workbook: the book as it stands, and the events that explain each line (明细)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.exports.workbook import Row, Sheet, write_workbook
from handlers.engine.ledger import HAND, STANDING, STATE, Column, Holds, Ledger, Line, Wanted, columns_of, totals
from handlers.engine.matter import Matter
from storage import ledgers
from storage.unit_of_work import UnitOfWork

_TOTALS_LABEL = f"合计（{'、'.join(s.value for s in sorted(STANDING))}）"
_BEFORE = (Column("编号"), Column("申请时间", Holds.MOMENT))
_AFTER = (Column("状态"), Column("审批人"), Column("审批时间", Holds.MOMENT), Column("备注"))
_EVENT = (Column("编号"), Column("时间", Holds.MOMENT), Column("事项"), Column("经办人"), Column("状态"))


@dataclass(frozen=True)
class Order:
    """What somebody wants of one book: which lines, and how period and filter read in the heading."""

    book: str
    wanted: Wanted
    scope: str


@dataclass(frozen=True)
class Made:
    """A workbook and how many lines each of its books has."""

    data: bytes
    lines: int


def ledger_of(book: str, matters: Mapping[str, Matter]) -> Ledger:
    """What the regulation that keeps this book says of its columns."""
    return next((matter.ledger for matter in matters.values() if matter.book == book), Ledger())


def make(
    uow: UnitOfWork,
    org: str,
    office: str,
    matters: Mapping[str, Matter],
    orders: Sequence[Order],
    by: str,
    at: datetime,
) -> Made:
    """The workbook of these books. `office` is the office's name in the titles, `by` who asked for it."""
    sheets: list[Sheet] = []
    details: list[Sheet] = []
    count = 0
    for order in orders:
        ledger = ledger_of(order.book, matters)
        lines = ledgers.lines(uow, org, order.book, ledger, order.wanted)
        count += len(lines)
        note = f"{order.scope}　共{len(lines)}条　导出：{at:%Y-%m-%d %H:%M} {by}".strip()
        sheets.append(book_sheet(f"{office}{order.book}", order.book, note, ledger, lines))
        name = "明细" if len(orders) == 1 else f"{order.book.removesuffix('台账')}明细"
        details.append(detail_sheet(f"{office}{order.book}明细", name, note, ledger, lines))
    return Made(write_workbook((*sheets, *details), at, office), count)


def book_sheet(title: str, name: str, note: str, ledger: Ledger, lines: Sequence[Line]) -> Sheet:
    """One line a request, in the order of the numbers, with totals over what stands."""
    own = columns_of(ledger, lines)
    rows = tuple(Row(_values(line, own), grey=not line.counts) for line in lines)
    return Sheet(name, title, note, (*_BEFORE, *own, *_AFTER), rows, totals(lines, own), _TOTALS_LABEL)


def detail_sheet(title: str, name: str, note: str, ledger: Ledger, lines: Sequence[Line]) -> Sheet:
    """Every event behind every line, so that each number can be worked out again by hand."""
    own = columns_of(ledger, lines)
    rows = tuple(Row(values) for values in _events(lines, own))
    return Sheet(name, title, note, (*_EVENT, *own), rows, {})


def _values(line: Line, own: Iterable[Column]) -> tuple[object, ...]:
    return (
        line.serial,
        line.filed_at.isoformat(),
        *(line.data.get(column.name, "") for column in own),
        line.state,
        line.deciders,
        line.decided_at.isoformat() if line.decided_at else "",
        line.remarks,
    )


def _events(lines: Iterable[Line], own: Sequence[Column]) -> Iterable[tuple[object, ...]]:
    for line in lines:
        for entry in line.events:
            said = (entry.event, entry.data.get(HAND, ""), entry.data.get(STATE, ""))
            yield (entry.serial, entry.at.isoformat(), *said, *(entry.data.get(column.name, "") for column in own))
