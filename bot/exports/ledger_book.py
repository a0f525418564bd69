"""A ledger of the office as an Excel workbook: the book as it stands, and the events that explain each line (明细)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.exports.books import lines_of
from bot.exports.workbook import Row, Sheet, write_workbook
from handlers.engine.ledger import HAND, STANDING, STATE, Book, Column, Holds, Line, Wanted, columns_of, totals
from storage.unit_of_work import UnitOfWork

_TOTALS_LABEL = f"合计（{'、'.join(s.value for s in sorted(STANDING))}）"
_BEFORE = (Column("编号"), Column("申请时间", Holds.MOMENT))
_AFTER = (Column("状态"), Column("审批人"), Column("审批时间", Holds.MOMENT), Column("备注"))
_BESIDE = (Column("编号"),)
_BEHIND = (Column("备注"),)
"""Around the columns of a book that nobody files requests for."""
_EVENT = (Column("编号"), Column("时间", Holds.MOMENT), Column("事项"), Column("经办人"))
_STATE = (Column("状态"),)


@dataclass(frozen=True)
class Order:
    """What somebody wants of one book: which lines, and how period and filter read in the heading."""

    book: Book
    wanted: Wanted
    scope: str


@dataclass(frozen=True)
class Made:
    """A workbook and how many lines each of its books has."""

    data: bytes
    lines: int


def make(uow: UnitOfWork, org: str, office: str, orders: Sequence[Order], by: str, at: datetime) -> Made:
    """The workbook of these books. `office` is the office's name in the titles, `by` who asked for it."""
    sheets: list[Sheet] = []
    details: list[Sheet] = []
    count = 0
    for order in orders:
        book = order.book
        lines = lines_of(uow, org, book, order.wanted)
        count += len(lines)
        note = f"{order.scope}　共{len(lines)}条　导出：{at:%Y-%m-%d %H:%M} {by}".strip()
        sheets.append(book_sheet(f"{office}{book.name}", note, book, lines))
        name = "明细" if len(orders) == 1 else f"{book.name.removesuffix('台账')}明细"
        details.append(detail_sheet(f"{office}{book.name}明细", name, note, book, lines))
    return Made(write_workbook((*sheets, *details), at, office), count)


def book_sheet(title: str, note: str, book: Book, lines: Sequence[Line]) -> Sheet:
    """One line a request, shift or day, in the order of the numbers, with totals over what stands."""
    own = columns_of(book.ledger, lines)
    before, after = (_BEFORE, _AFTER) if book.of_requests else (_BESIDE, _BEHIND)
    rows = tuple(Row(_values(book, line, own), grey=not line.counts) for line in lines)
    return Sheet(book.name, title, note, (*before, *own, *after), rows, totals(lines, own), _TOTALS_LABEL)


def detail_sheet(title: str, name: str, note: str, book: Book, lines: Sequence[Line]) -> Sheet:
    """Every event behind every line, so that each number can be worked out again by hand."""
    own = columns_of(book.ledger, lines)
    state = _STATE if book.of_requests else ()
    rows = tuple(Row(values) for values in _events(book, lines, own))
    return Sheet(name, title, note, (*_EVENT, *state, *own), rows, {})


def _values(book: Book, line: Line, own: Iterable[Column]) -> tuple[object, ...]:
    stands = book.stands(line)
    shown = tuple(stands.get(column.name, "") for column in own)
    if not book.of_requests:
        return (line.serial, *shown, line.remarks)
    decided_at = line.decided_at.isoformat() if line.decided_at else ""
    return (line.serial, line.filed_at.isoformat(), *shown, line.state, line.deciders, decided_at, line.remarks)


def _events(book: Book, lines: Iterable[Line], own: Sequence[Column]) -> Iterable[tuple[object, ...]]:
    for line in lines:
        for entry in line.events:
            said = (entry.event, entry.data.get(HAND, ""))
            state = (entry.data.get(STATE, ""),) if book.of_requests else ()
            shown = (entry.data.get(column.name, "") for column in own)
            yield (entry.serial, entry.at.isoformat(), *said, *state, *shown)
