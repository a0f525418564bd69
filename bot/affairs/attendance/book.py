"""The attendance book (考勤台账): what stands in it, and how a line is added to it. Nothing in it is ever changed."""

from __future__ import annotations

from dataclasses import replace

from bot.turn import Turn
from handlers.attendance.record import BOOK, PREFIX, REGISTERED, Record, records, to_data
from handlers.engine import serial as serials
from handlers.engine.ledger import HAND, MARKS
from storage import counters, ledgers
from storage.ledgers import Entry


def hold(turn: Turn) -> None:
    """Nobody else writes in the book before this transaction ends."""
    turn.uow.lock("attendance", turn.org)


def standing(turn: Turn, member: str = "") -> tuple[Record, ...]:
    """Every line as it stands, only this person's where an account is given."""
    return records(ledgers.read(turn.uow, turn.org, BOOK, member))


def by_serial(turn: Turn, serial: str) -> Record | None:
    """The line of this number."""
    return next(iter(records(ledgers.entries(turn.uow, turn.org, BOOK, serial))), None)


def before(turn: Turn, serial: str, event: str) -> Record | None:
    """How the line stood before the last event of this kind; None where there was none."""
    events = ledgers.entries(turn.uow, turn.org, BOOK, serial)
    last = max((n for n, entry in enumerate(events) if entry.event == event), default=0)
    return next(iter(records(events[:last])), None)


def named(turn: Turn, words: str) -> Record | None:
    """The line that somebody means: KQ-2026-0003, KQ3, 3 of this year."""
    spoken = serials.spoken(words)
    if spoken is None or spoken.prefix not in ("", PREFIX):
        return None
    return by_serial(turn, serials.make(PREFIX, spoken.year or turn.now.year, spoken.number))


def registered_by(turn: Turn, serial: str) -> str:
    """Who wrote the first row of this line; "" where there is none."""
    return next((str(entry.data.get(HAND, "")) for entry in ledgers.entries(turn.uow, turn.org, BOOK, serial)), "")


def enter(turn: Turn, record: Record, note: str) -> Record:
    """A new line with its number; the office's note stays in the row (rules X6)."""
    number = counters.next_number(turn.uow, turn.org, PREFIX, turn.now.year)
    numbered = replace(record, serial=serials.make(PREFIX, turn.now.year, number), settled_at=turn.now)
    write(turn, numbered, REGISTERED, reason=note)
    return numbered


def write(turn: Turn, record: Record, event: str, marks: str = "", reason: str = "") -> None:
    """One more row about this line: what happened, and how it stands after it; earlier remarks stay beside the new."""
    earlier = ledgers.entries(turn.uow, turn.org, BOOK, record.serial)[-1:]
    remarks = [str(entry.data.get(MARKS, "")) for entry in earlier]
    data = to_data(record, turn.member.name, "；".join(filter(None, (*remarks, marks))), reason)
    ledgers.write(turn.uow, turn.org, Entry(BOOK, record.serial, record.member, event, data, turn.now))
    turn.record(f"attendance {event}", record.serial)
