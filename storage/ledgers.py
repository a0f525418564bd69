"""The books (台账): one row an event, never changed; what a request amounts to is read from its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from storage.tables import ledger
from storage.unit_of_work import UnitOfWork

_BOOK = select(ledger).where(ledger.c.org == bindparam("org"), ledger.c.book == bindparam("book")).order_by(ledger.c.id)


@dataclass(frozen=True)
class Entry:
    """One event in a book: of which request and person, what happened, and the columns of the printed form."""

    book: str
    serial: str
    member: str
    event: str
    data: Mapping[str, Any]
    at: datetime


def write(uow: UnitOfWork, org: str, entry: Entry) -> None:
    """Add a row to the book."""
    uow.insert(
        ledger,
        org=org,
        book=entry.book,
        serial=entry.serial,
        member=entry.member,
        event=entry.event,
        data=dict(entry.data),
        at=entry.at.isoformat(),
    )


def read(uow: UnitOfWork, org: str, book: str) -> tuple[Entry, ...]:
    """The whole book in the order in which it was written."""
    rows = uow.rows(_BOOK, {"org": org, "book": book})
    return tuple(
        Entry(row.book, row.serial, row.member, row.event, row.data, datetime.fromisoformat(row.at)) for row in rows
    )
