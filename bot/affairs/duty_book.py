"""The roster on paper: its line in the book (值班台账), and as a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from bot.exports.workbook import MEDIA_TYPE, Row, Sheet, write_workbook
from bot.turn import Turn
from handlers.duty.book import COLUMNS, DUTY, line_in_hours, line_of, serial_in_hours, serial_of
from handlers.duty.swapping import Swap
from handlers.duty.words import Counted
from handlers.engine.absence import DutySlot
from handlers.engine.ledger import HAND, Column, Holds
from storage import ledgers
from storage.blobs import Blob
from storage.ledgers import Entry


def write(turn: Turn, slots: Sequence[DutySlot], event: str, more: Mapping[str, str] | None = None) -> None:
    """A line for each slot: what happened, and who has it now."""
    for slot in slots:
        data = {**line_of(slot, turn.facts.directory), HAND: turn.member.name, **(more or {})}
        ledgers.write(turn.uow, turn.org, Entry(DUTY.name, serial_of(slot), slot.member, event, data, turn.now))


def write_in_hours(turn: Turn, day: date, event: str, more: Mapping[str, str]) -> None:
    """What was noted in working hours, when the whole office is on duty (值班制度 第1条)."""
    data = {**line_in_hours(day), HAND: turn.member.name, **more}
    ledgers.write(turn.uow, turn.org, Entry(DUTY.name, serial_in_hours(day), turn.account, event, data, turn.now))


def send_file(turn: Turn, to: str, title: str, slots: Sequence[DutySlot]) -> None:
    """The roster as a workbook, one shift a line."""
    rows = [Row(tuple(line_of(slot, turn.facts.directory).values())) for slot in slots]
    note = f"共{len(rows)}班　制表：{turn.now:%Y-%m-%d %H:%M} {turn.member.name}"
    data = write_workbook([Sheet("值班表", title, note, COLUMNS, rows, {})], turn.now, turn.member.name)
    turn.out.file(to, Blob(f"{title}.xlsx", MEDIA_TYPE, data), title)


_COUNTS = (
    Column("姓名"),
    Column("合计", Holds.NUMBER),
    Column("夜班", Holds.NUMBER),
    Column("周末", Holds.NUMBER),
    Column("节假日", Holds.NUMBER),
)


def send_counts(turn: Turn, title: str, staff: Sequence[Counted], leaders: Sequence[Counted]) -> None:
    """The year's counts as a workbook: a sheet for those on duty (shifts), one for those in charge (days)."""
    note = f"已排的班次都算在内。周末的夜班既算周末又算夜班；节假日不再算周末。　制表：{turn.now:%Y-%m-%d %H:%M}"
    sheets = [
        Sheet(part, f"{title}（{part}）", note, _COUNTS, [Row(_cells(one)) for one in counted], {})
        for part, counted in (("值班", staff), ("带班", leaders))
    ]
    blob = Blob(f"{title}.xlsx", MEDIA_TYPE, write_workbook(sheets, turn.now, turn.member.name))
    turn.out.file(turn.account, blob, title)


def _cells(one: Counted) -> tuple[object, ...]:
    return one.name, one.year.total, one.year.nights, one.year.weekends, one.year.holidays


def to_data(slot: DutySlot) -> list[str]:
    """A slot as a card remembers it."""
    return [slot.start.isoformat(), slot.end.isoformat(), slot.kind, slot.leader, slot.member]


def from_data(data: Sequence[str]) -> DutySlot:
    """The slot that a card remembers."""
    start, end, kind, leader, member = data
    return DutySlot(datetime.fromisoformat(start), datetime.fromisoformat(end), kind, leader, member)


def from_swap(swap: Swap) -> dict[str, Any]:
    """A swap as a card remembers it."""
    return {
        "giver": swap.giver,
        "taker": swap.taker,
        "leading": swap.leading,
        "given": [to_data(slot) for slot in swap.given],
        "taken": [to_data(slot) for slot in swap.taken],
    }


def to_swap(data: Mapping[str, Any]) -> Swap:
    """The swap that a card remembers."""
    return Swap(
        str(data["giver"]),
        str(data["taker"]),
        bool(data["leading"]),
        tuple(from_data(slot) for slot in data["given"]),
        tuple(from_data(slot) for slot in data["taken"]),
    )
