"""Every book of the office by name: those that requests are written into, and those of business without one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from handlers.duty.book import DUTY, line_of, serial_of
from handlers.engine.ledger import Book, Entry, Line, Wanted
from handlers.engine.matter import Matter
from handlers.register import BOOKS
from storage import duty, ledgers, people
from storage.instants import ZONE
from storage.unit_of_work import UnitOfWork

_EVER = datetime(1, 1, 2, tzinfo=ZONE), datetime(9999, 1, 1, tzinfo=ZONE)


def books_kept(matters: Mapping[str, Matter]) -> tuple[Book, ...]:
    """Each book once, those of requests first."""
    return (*(book_of(matter) for matter in matters.values()), *BOOKS)


def book_of(matter: Matter) -> Book:
    """The book that a matter's requests are written into; its register's name calls it too."""
    also = (f"{matter.name}台账", f"{matter.name}登记簿", f"{matter.name}登记", matter.ledger.register)
    return Book(matter.book, matter.ledger, tuple(name for name in also if name))


def lines_of(uow: UnitOfWork, org: str, book: Book, wanted: Wanted) -> tuple[Line, ...]:
    """The lines of a book that are wanted, as they stand; what it holds without having been written comes first."""
    held = _HELD.get(book.name)
    return ledgers.lines(uow, org, book.name, book.ledger, wanted, held(uow, org) if held else ())


def _planned(uow: UnitOfWork, org: str) -> tuple[Entry, ...]:
    """A line for each shift as the roster has it: most came with a table and were never touched."""
    directory = people.load_roster(uow, org).directory()
    return tuple(
        Entry(DUTY.name, serial_of(slot), slot.member, "值班表", line_of(slot, directory), slot.start)
        for slot in duty.beginning(uow, org, *_EVER)
    )


_HELD: Mapping[str, Callable[[UnitOfWork, str], tuple[Entry, ...]]] = {DUTY.name: _planned}
