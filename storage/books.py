"""What a request means to the rest of the house, written down: absences, bookings, and a line in its ledger."""

from __future__ import annotations

from datetime import datetime

from handlers.engine import paper
from handlers.engine.facts import Facts
from handlers.engine.ledger import HAND, MARKS, STATE
from handlers.engine.matter import Matter
from handlers.engine.request import Request
from storage import absences, bookings, ledgers
from storage.unit_of_work import UnitOfWork


def write(uow: UnitOfWork, org: str, matter: Matter, request: Request, facts: Facts, event: str, hand: str) -> None:
    """Make the books say what the request means now; `hand` is the name of whoever did `event`."""
    bookings.rewrite(uow, org, request.serial, matter.bookings(request, facts))
    absences.rewrite(uow, org, request.serial, matter.absences(request, facts))
    ledgers.write(uow, org, _entry(matter, request, facts, event, hand, facts.now))


def _entry(matter: Matter, request: Request, facts: Facts, event: str, hand: str, at: datetime) -> ledgers.Entry:
    own = {STATE: request.state.value, HAND: hand, MARKS: "；".join(paper.marks(request))}
    data = {**matter.entry(request, facts), **own}
    return ledgers.Entry(matter.book, request.serial, request.applicant, event, data, at)
