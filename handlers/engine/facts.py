"""What a rule may know: a snapshot of the office at one moment, handed in. Rules look nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState, DutySlot
from handlers.engine.booking import Booking
from handlers.engine.calendar import Calendar
from handlers.engine.days import Half, HalfDay
from handlers.engine.people import Directory
from handlers.engine.policy import Policy
from handlers.engine.request import Request
from handlers.engine.roster import Roster


def _nothing_filed(matter: str) -> tuple[Request, ...]:
    return ()


def _nobody_on_duty(since: datetime, until: datetime) -> tuple[DutySlot, ...]:
    return ()


@dataclass(frozen=True)
class Facts:
    """The office as it stands at `now`.

    `absences` holds everyone's from today on, and the whole year's of whom the matter is about; `duty` the duty
    slots from a month ago on of that person; `roster` the office's cars, seals and rooms; `bookings` what is taken
    from now on. `filed` gives the requests of a matter (by its code) of this year and the last, newest first;
    `recent` those of the last ninety days and whatever is not over yet, as they stood when they were first asked for;
    `on_duty` everybody's duty slots that have some time in common with an interval.
    """

    now: datetime
    directory: Directory
    policy: Policy
    policy_version: int
    absences: tuple[Absence, ...] = ()
    duty: tuple[DutySlot, ...] = ()
    roster: Roster = field(default_factory=Roster)
    bookings: tuple[Booking, ...] = ()
    filed: Callable[[str], tuple[Request, ...]] = _nothing_filed
    recent: Callable[[str], tuple[Request, ...]] = _nothing_filed
    on_duty: Callable[[datetime, datetime], tuple[DutySlot, ...]] = _nobody_on_duty

    @property
    def today(self) -> date:
        """The office's date."""
        return self.now.date()

    @property
    def this_half(self) -> HalfDay:
        """The half day that it is now."""
        return HalfDay(self.today, Half.MORNING if self.now.hour < 12 else Half.AFTERNOON)

    @property
    def calendar(self) -> Calendar:
        """The office's working days."""
        return self.policy.calendar

    @property
    def away(self) -> frozenset[str]:
        """Who is on approved leave right now. An outing does not count: who is out can still be asked."""
        return frozenset(
            absence.member
            for absence in self.absences
            if absence.kind is AbsenceKind.LEAVE
            and absence.state is AbsenceState.STANDS
            and absence.span.covers(self.this_half)
        )

    def leaves_of(self, account: str) -> tuple[Absence, ...]:
        """This person's leaves that stand or are asked for, in order."""
        own = (a for a in self.absences if a.member == account and a.kind is AbsenceKind.LEAVE)
        return tuple(sorted((a for a in own if a.state is not AbsenceState.VOID), key=lambda a: a.span.first))

    def contact(self, but: str = "") -> str:
        """The account in the office that is told things: the first at work of the policy's roles, never `but`."""
        avoid = self.away | {but}
        member = self.directory.contact(self.policy.office.contact_roles, avoid)
        return member.account if member else ""
