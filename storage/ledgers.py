"""The books (台账): one row an event, never changed; what a request amounts to is read from its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from handlers.engine import ledger as paper
from handlers.engine.ledger import Entry, Ledger, Line, Wanted
from storage.tables import ledger
from storage.unit_of_work import UnitOfWork

__all__ = ["Entry", "books", "entries", "lines", "read", "write", "written_since"]

_BOOK = select(ledger).where(ledger.c.org == bindparam("org"), ledger.c.book == bindparam("book")).order_by(ledger.c.id)
_OF_MEMBER = _BOOK.where(ledger.c.member == bindparam("member"))
_SINCE = _BOOK.where(ledger.c.at >= bindparam("since"))
_OF_SERIAL = _BOOK.where(ledger.c.serial == bindparam("serial"))
_NAMES = select(ledger.c.book).where(ledger.c.org == bindparam("org")).distinct().order_by(ledger.c.book)


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


def read(uow: UnitOfWork, org: str, book: str, member: str = "") -> tuple[Entry, ...]:
    """The whole book in the order in which it was written; only this person's rows where an account is given."""
    key = {"org": org, "book": book}
    return _entries(uow.rows(_OF_MEMBER, {**key, "member": member}) if member else uow.rows(_BOOK, key))


def written_since(uow: UnitOfWork, org: str, book: str, since: datetime) -> tuple[Entry, ...]:
    """What was written into the book from this moment on, in order. The newest entry of a number says all of it."""
    return _entries(uow.rows(_SINCE, {"org": org, "book": book, "since": since.isoformat()}))


def entries(uow: UnitOfWork, org: str, book: str, serial: str) -> tuple[Entry, ...]:
    """What happened to the request of this number, in order."""
    return _entries(uow.rows(_OF_SERIAL, {"org": org, "book": book, "serial": serial}))


def lines(
    uow: UnitOfWork, org: str, book: str, as_declared: Ledger, wanted: Wanted, held: Sequence[Entry] = ()
) -> tuple[Line, ...]:
    """The book as it stands: one line a request with the events behind it, in the order of the numbers.

    `held` stands in the book without having been written; of a number that was, what was written says all.
    """
    written = read(uow, org, book)
    known = {entry.serial for entry in written}
    found = paper.lines((*(entry for entry in held if entry.serial not in known), *written))
    return tuple(line for line in found if wanted.takes(line, as_declared))


def books(uow: UnitOfWork, org: str) -> tuple[str, ...]:
    """The names of the books in which something is written."""
    return tuple(row.book for row in uow.rows(_NAMES, {"org": org}))


def _entries(rows: Sequence[Row[Any]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(row.book, row.serial, row.member, row.event, row.data, datetime.fromisoformat(row.at)) for row in rows
    )
