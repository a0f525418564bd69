"""What a recurring duty is, and how it fires exactly once: the database decides, whoever's clock it was.

A job says when it is due next and what it does then. A firing is claimed by a unique row per job and due time in the
same transaction as its effects, so any number of processes may try (rules 1.24; design 9).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Protocol, runtime_checkable

from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.facts import Facts
from handlers.engine.gathering import Gathering, Series
from handlers.engine.matter import Matter
from storage import audit, firings
from storage.outward import Outward
from storage.unit_of_work import UnitOfWork

CLOCK = "clock"
"""The actor that the audit trail names where nobody acted."""

FIRED, MADE_UP, SKIPPED = "fired", "made up", "skipped"
"""What became of a firing, as its row says it."""

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
    due: datetime | None = None
    """When what is fired now was due, after whatever the office has moved; None where it was asked for by hand."""
    ahead: dict[tuple[Series, date], tuple[Gathering, ...]] = field(default_factory=dict, compare=False, repr=False)
    """Meetings and studies as they were found when some duty asked what is due next: the others ask the same."""

    def about(self, account: str) -> Facts:
        """The facts of whom a matter is about."""
        return self.look(self.uow, account)


class Job(Protocol):
    """One recurring duty."""

    name: str
    title: str
    """What the office calls it."""
    grace: timedelta | None
    """How late a missed firing is still made up, once, whatever number was missed; beyond that it is skipped and the
    office is told. None: always made up, because the job looks at how things stand and not at the time."""

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """When it is due next, later than `after`; None where nothing is in sight."""
        ...

    def fire(self, desk: Desk, due: datetime) -> None:
        """Do it. Runs once per due time; may be run again from the start where the transaction was."""
        ...


@runtime_checkable
class ChangesState(Protocol):
    """A duty that does more than send something: what it closes or hands on would stay undone, so nobody leaves it off.

    A job says so by `changes_state = True` beside its title.
    """

    changes_state: bool


@dataclass(frozen=True)
class Due:
    """A moment and the jobs that are due at it, in the order of the list."""

    at: datetime
    jobs: tuple[Job, ...]


def soonest(jobs: Iterable[Job], desk: Desk, after: datetime) -> Due | None:
    """What is due next of all jobs."""
    coming = [(at, job) for job in jobs if (at := job.next_due(desk, after))]
    if not coming:
        return None
    moment = min(at for at, _ in coming)
    return Due(moment, tuple(job for at, job in coming if at == moment))


def fire(desk: Desk, job: Job, due: datetime, late: bool = False) -> bool:
    """Fire it unless somebody else did: claim and effects commit together. True if it was fired here.

    One firing of a job at a time, so that a job that looks at how things stand never meets its twin half done.
    """
    desk.uow.lock("firing", desk.org, job.name)
    if not firings.claim(desk.uow, desk.org, job.name, due, desk.facts.now, MADE_UP if late else FIRED):
        return False
    job.fire(replace(desk, due=due), due)
    audit.append(desk.uow, desk.org, desk.facts.now, CLOCK, "fired", job.name, {"due": due.isoformat()})
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


def first_workday(clock: time, after: datetime, calendar: Calendar) -> datetime:
    """This time on the first working day of a month: of this one, or where that is over, of the next."""
    known = calendar.presumed()
    first = after.date().replace(day=1)
    while True:
        day = first
        while not known.is_workday(day):
            day += timedelta(days=1)
        moment = datetime.combine(day, clock, after.tzinfo)
        if moment > after:
            return moment
        first = (first + timedelta(days=31)).replace(day=1)
