"""What a recurring duty is, and how it fires exactly once: the database decides, whoever's clock it was.

A job says when it is due next and what it does then. A firing is claimed by a unique row per job and due time in the
same transaction as its effects, so any number of processes may try (rules 1.24; design 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.facts import Facts
from handlers.engine.matter import Matter
from storage import audit, firings
from storage.outward import Outward
from storage.unit_of_work import UnitOfWork

CLOCK = "clock"
"""The actor that the audit trail names where nobody acted."""

_LOOK_AHEAD = timedelta(days=31)


@dataclass(frozen=True)
class Desk:
    """What a job is given: the transaction, the office at the moment it is due, and the way out."""

    uow: UnitOfWork
    org: str
    facts: Facts
    out: Outward
    matters: Mapping[str, Matter]
    look: Callable[[UnitOfWork, str], Facts]

    def about(self, account: str) -> Facts:
        """The facts of whom a matter is about."""
        return self.look(self.uow, account)


class Job(Protocol):
    """One recurring duty."""

    name: str

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """When it is due next, later than `after`; None where nothing is in sight."""
        ...

    def fire(self, desk: Desk, due: datetime) -> None:
        """Do it. Runs once per due time; may be run again from the start where the transaction was."""
        ...


@dataclass(frozen=True)
class Due:
    """A job and the time at which it is due."""

    at: datetime
    job: Job


def soonest(jobs: Iterable[Job], desk: Desk, after: datetime) -> Due | None:
    """What is due next of all jobs; of several at one moment, the first in the list."""
    coming = [Due(at, job) for job in jobs if (at := job.next_due(desk, after))]
    return min(coming, key=lambda due: due.at, default=None)


def fire(desk: Desk, due: Due, late: bool = False) -> bool:
    """Fire it unless somebody else did: claim and effects commit together. True if it was fired here."""
    outcome = "made up" if late else "fired"
    if not firings.claim(desk.uow, desk.org, due.job.name, due.at, desk.facts.now, outcome):
        return False
    due.job.fire(desk, due.at)
    audit.append(desk.uow, desk.org, desk.facts.now, CLOCK, "fired", due.job.name, {"due": due.at.isoformat()})
    return True


def next_on_workdays(times: Sequence[time], after: datetime, calendar: Calendar) -> datetime | None:
    """The next of these times of day on a day that the office works."""
    day = after.date()
    while day <= (after + _LOOK_AHEAD).date():
        for clock in sorted(times):
            moment = datetime.combine(day, clock, after.tzinfo)
            if moment > after and _worked(moment, calendar):
                return moment
        day += timedelta(days=1)
    return None


def _worked(moment: datetime, calendar: Calendar) -> bool:
    """Monday to Friday where nobody knows that year's holidays: a reminder too many is better than none."""
    try:
        return calendar.is_workday(moment.date())
    except UnknownYearError:
        return moment.weekday() < 5
