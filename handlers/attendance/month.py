"""Attendance over a stretch of days, person by person: what the sheets say (考勤制度 第2条; M20-3).

Everybody counts as at work on every working day unless a line of the book, an approved leave or a decision says
otherwise. Days are working days in halves; where a leave and an outing lie on the same half day the leave counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from handlers.attendance.record import Record
from handlers.attendance.registering import has_attendance
from handlers.attendance.timing import Finding
from handlers.engine.absence import Absence, AbsenceKind, DutySlot
from handlers.engine.calendar import Calendar
from handlers.engine.days import HALF, Half, HalfDay
from handlers.engine.facts import Facts
from handlers.engine.ledger import Entry
from handlers.engine.people import Member, Role
from handlers.engine.roll_call import Mark, expected


@dataclass(frozen=True)
class Missed:
    """How often somebody was not at a meeting or study, or late; excused ones do not count."""

    absent: int = 0
    late: int = 0


@dataclass(frozen=True)
class Row:
    """One person over these days. Days are working days; `leave` by the kind's name; `led` shifts in charge."""

    account: str
    name: str
    unit: str
    workdays: Decimal
    leave: Mapping[str, Decimal] = field(default_factory=dict)
    outings: Decimal = Decimal(0)
    served: int = 0
    led: int = 0
    meetings: Missed = Missed()
    studies: Missed = Missed()
    records: tuple[Record, ...] = ()

    @property
    def leave_days(self) -> Decimal:
        """On leave of any kind."""
        return sum(self.leave.values(), Decimal(0))

    @property
    def unexcused(self) -> Decimal:
        """Decided as absence without leave."""
        return self._days(Finding.UNEXCUSED)

    @property
    def undecided(self) -> Decimal:
        """To be verified, or waiting for a slip."""
        return sum((record.days for record in self.records if record.undecided), Decimal(0))

    @property
    def attended(self) -> Decimal:
        """At work or out on the office's business; what nobody has decided yet is not taken off."""
        return self.workdays - self.leave_days - self.unexcused

    def times(self, finding: Finding) -> int:
        """How often this stands."""
        return sum(1 for record in self.records if record.finding is finding)

    def _days(self, finding: Finding) -> Decimal:
        return sum((record.days for record in self.records if record.finding is finding), Decimal(0))


@dataclass(frozen=True)
class Sheet:
    """Everybody from the first to the last day, in the order of the roster: nobody is ranked (lessons 4.4)."""

    first: date
    last: date
    rows: tuple[Row, ...]

    @property
    def workdays(self) -> Decimal:
        """How many days the office worked."""
        return self.rows[0].workdays if self.rows else Decimal(0)

    def times(self, finding: Finding) -> int:
        """How often this stands over all."""
        return sum(row.times(finding) for row in self.rows)

    @property
    def open(self) -> tuple[Record, ...]:
        """What a person has still to decide, or to answer."""
        return tuple(r for row in self.rows for r in row.records if r.undecided or r.objection)


@dataclass(frozen=True)
class Known:
    """What the books hold of these days."""

    records: tuple[Record, ...]
    absences: tuple[Absence, ...]
    duty: tuple[DutySlot, ...]
    meetings: Mapping[str, Missed]
    studies: Mapping[str, Missed]


def people(facts: Facts, known: Known, first: date, last: date) -> tuple[Member, ...]:
    """Whose attendance the office keeps: no village, no principal leader; whoever has left since and has lines of these
    days stands behind them."""
    kept = tuple(m for m in expected(facts) if has_attendance(m, facts) and not m.holds(Role.PRINCIPAL))
    lines = {record.member for record in known.records if first <= record.day <= last}
    return (*kept, *(m for m in facts.roster.former if m.account in lines))


def sheet(first: date, last: date, members: Iterable[Member], known: Known, calendar: Calendar) -> Sheet:
    """Everybody's row. Raises UnknownYearError where nobody has published the year's holidays."""
    moments = tuple(HalfDay(day, half) for day in calendar.workdays(first, last) for half in Half)
    theirs = _by_person(first, last, known)
    served = Counter(slot.member for slot in known.duty if first <= slot.start.date() <= last)
    led = Counter(slot.leader for slot in known.duty if first <= slot.start.date() <= last)
    rows = (
        _row(m, moments, known, theirs.get(m.account, _Own()), (served[m.account], led[m.account])) for m in members
    )
    return Sheet(first, last, tuple(rows))


@dataclass
class _Own:
    """What the books hold of one person."""

    records: list[Record] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)


def _by_person(first: date, last: date, known: Known) -> dict[str, _Own]:
    found: defaultdict[str, _Own] = defaultdict(_Own)
    for record in known.records:
        if first <= record.day <= last:
            found[record.member].records.append(record)
    for absence in known.absences:
        if absence.counts:
            found[absence.member].absences.append(absence)
    return found


def _row(member: Member, moments: tuple[HalfDay, ...], known: Known, own: _Own, shifts: tuple[int, int]) -> Row:
    leave, outings = _away(moments, own.absences)
    return Row(
        member.account,
        member.name,
        member.unit,
        HALF * len(moments),
        leave,
        outings,
        *shifts,
        known.meetings.get(member.account, Missed()),
        known.studies.get(member.account, Missed()),
        tuple(own.records),
    )


def _away(moments: tuple[HalfDay, ...], own: Sequence[Absence]) -> tuple[dict[str, Decimal], Decimal]:
    leave: dict[str, Decimal] = {}
    outings = Decimal(0)
    for moment in moments:
        over = [absence for absence in own if absence.span.covers(moment)]
        on_leave = next((absence for absence in over if absence.kind is AbsenceKind.LEAVE), None)
        if on_leave is not None:
            leave[on_leave.label] = leave.get(on_leave.label, Decimal(0)) + HALF
        elif any(absence.kind is AbsenceKind.OUTING for absence in over):
            outings += HALF
    return leave, outings


def missed(entries: Iterable[Entry], first: date, last: date) -> dict[str, Missed]:
    """By person, from the book of a roll; the newest line about each gathering stands."""
    standing: dict[tuple[str, str], str] = {}
    for entry in entries:
        if first.isoformat() <= str(entry.data["日期"]) <= last.isoformat():
            standing[entry.member, entry.serial.rpartition("-")[0]] = str(entry.data["情况"])
    found: dict[str, Missed] = {}
    for (account, _), mark in standing.items():
        before = found.get(account, Missed())
        found[account] = Missed(before.absent + (mark == Mark.ABSENT), before.late + (mark == Mark.LATE))
    return found
