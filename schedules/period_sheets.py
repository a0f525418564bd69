"""On the first working day of a month the office gets last month's sheets in one bundle (rules 1.24, M16-9)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from handlers import summary
from handlers.duty import in_period as duty
from handlers.engine import rolls_in_period as rolls
from handlers.engine.facts import Facts
from handlers.engine.ledger import Line, lines
from handlers.engine.sheet import LinesOf, Period, Sheet, SheetOf, ended_before
from handlers.information import in_period as information
from handlers.leave import in_period as leave
from handlers.outing import in_period as outing
from handlers.seal import in_period as seal
from handlers.vehicle import monthly as vehicle
from schedules.engine import Desk, first_workday
from storage import ledgers
from storage.instants import ZONE
from storage.unit_of_work import UnitOfWork

PURPOSE = "period_sheets"
_SHEETS: tuple[SheetOf, ...] = (
    vehicle.sheet,
    seal.sheet,
    leave.sheet,
    outing.sheet,
    information.sheet,
    rolls.sheet,
    duty.sheet,
)


class PeriodSheets:
    """月度汇总表; with the quarter's and the year's where they have ended too."""

    name = "period_sheets"
    title = "月度汇总表"
    grace: timedelta | None = timedelta(days=5)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time on the first working day of the month."""
        return first_workday(desk.facts.policy.sheets.at, after, desk.facts.calendar)

    def fire(self, desk: Desk, due: datetime) -> None:
        """One card to the office; what the cars cost to whoever keeps the accounts."""
        periods = ended_before(due.date())
        books = books_of(desk.uow, desk.org, min(period.first for period in periods))
        if contact := desk.facts.contact():
            found = [(period, sheets(period, books, desk.facts)) for period in periods]
            desk.out.show(contact, summary.card(found), PURPOSE, context={"day": due.date().isoformat()})
        costs = vehicle.costs(periods[0], books, desk.facts)
        keeper = desk.facts.directory.contact((desk.facts.policy.sheets.costs_to,), desk.facts.away)
        if costs and keeper is not None:
            desk.out.say(keeper.account, costs)


def sheets(period: Period, books: LinesOf, facts: Facts) -> tuple[Sheet, ...]:
    """Every matter's sheet over the period, in the order of the bundle."""
    return tuple(make(period, books, facts) for make in _SHEETS)


def books_of(uow: UnitOfWork, org: str, first: date) -> LinesOf:
    """The books as they stand, each read once; of what was done before this day nothing is told.

    Whatever was done on a day is written on it or later, and the newest entry holds every column.
    """
    since = datetime.combine(first, time(), ZONE)
    known: dict[str, tuple[Line, ...]] = {}

    def read(book: str) -> tuple[Line, ...]:
        if book not in known:
            known[book] = lines(ledgers.written_since(uow, org, book, since))
        return known[book]

    return read
