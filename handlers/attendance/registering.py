"""What the office may register of whom: exceptions only, of working days, of half days that nothing excuses (M20-1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from handlers.attendance import timing, words
from handlers.attendance.record import Record
from handlers.attendance.timing import ABSENCES, ARRIVALS, MINUTES, Finding, Measured
from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.calendar import UnknownYearError
from handlers.engine.days import Half, HalfDay
from handlers.engine.facts import Facts
from handlers.engine.hours_policy import DayHours
from handlers.engine.matter import Fault
from handlers.engine.people import Member, Role

VILLAGE = "村委会"


@dataclass(frozen=True)
class Said:
    """What the office wrote of one person: came late, left early (by the clock, by minutes or neither), or no show."""

    member: Member
    day: date
    finding: Finding
    """LATE, LEFT_EARLY or SUSPECTED: what the words say; the figures may make another of it."""
    halves: tuple[Half, ...] = ()
    clock: time | None = None
    minutes: int | None = None


@dataclass(frozen=True)
class Needless(Fault):
    """Nothing is to be registered: nobody had to be there, or the absence is on record already."""


def read(said: Said, known: Iterable[Record], facts: Facts) -> Record | Fault:
    """The line that these words would make (without a number yet), or in one sentence why there is none."""
    if fault := _whom(said.member, facts) or _which_day(said, facts):
        return fault
    hours = facts.policy.hours.on(said.day)
    measured = _measured(said, hours, facts)
    if not isinstance(measured, Record):
        return measured
    return _not_twice(_not_excused(measured, facts), known, facts)


def cover(member: str, moment: HalfDay, absences: Iterable[Absence]) -> Absence | None:
    """The approved leave or reported outing that this half day lies in; being excused from a study is none."""
    standing = [a for a in absences if a.member == member and a.counts and a.span.covers(moment)]
    kinds = (AbsenceKind.LEAVE, AbsenceKind.OUTING)
    return next((a for kind in kinds for a in standing if a.kind is kind), None)


def asked_for(member: str, found: Iterable[Record], absences: Iterable[Absence]) -> tuple[str, ...]:
    """The numbers of leaves over these lines that nobody has decided yet: whoever asked did not simply stay away."""
    moments = [moment for record in found for moment in record.moments]
    asked = (a for a in absences if a.member == member and a.state is AbsenceState.ASKED)
    return tuple(a.serial for a in asked if any(a.span.covers(moment) for moment in moments))


def excused_by(absence: Absence) -> Finding:
    """What the book calls it."""
    return Finding.ON_LEAVE if absence.kind is AbsenceKind.LEAVE else Finding.OUT


def has_attendance(member: Member, facts: Facts) -> bool:
    """Whether the office keeps this person's attendance: villages keep no office hours (考勤制度 第1条)."""
    unit = facts.directory.units.get(member.unit)
    return unit is None or unit.kind != VILLAGE


def _whom(member: Member, facts: Facts) -> Fault | None:
    if not has_attendance(member, facts):
        return Fault(words.village(member))
    return Fault(words.principal(member)) if member.holds(Role.PRINCIPAL) else None


def _which_day(said: Said, facts: Facts) -> Fault | None:
    day, today = said.day, facts.today
    earliest = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    if day > today:
        return Fault(words.future(day, today))
    if day < earliest:
        return Fault(words.too_old(day, today))
    try:
        works = facts.calendar.is_workday(day)
    except UnknownYearError as unknown:
        return Fault(f"{unknown}。")
    return None if works else Needless(words.rest_day(day, today))


def _measured(said: Said, hours: DayHours, facts: Facts) -> Record | Fault:
    if said.finding is Finding.SUSPECTED:
        halves = tuple(half for half in said.halves or tuple(Half) if _begun(said.day, half, hours, facts))
        return _record(said, halves, None) if halves else Fault(words.not_begun(said.day, said.halves, facts.today))
    half = _half(said, hours)
    if not _begun(said.day, half, hours, facts):
        return Fault(words.not_begun(said.day, (half,), facts.today))
    if said.clock is None and said.minutes is None:
        return _record(said, (half,), None)
    if said.minutes is not None and not 0 < said.minutes < timing.session_minutes(half, hours):
        return Fault(words.too_many_minutes(said.minutes))
    measured = _by_figures(said, half, hours, facts)
    if isinstance(measured, Fault):
        return measured
    return _record(said, (half,), measured)


def _by_figures(said: Said, half: Half, hours: DayHours, facts: Facts) -> Measured | Fault:
    policy = facts.policy.attendance
    late = said.finding is Finding.LATE
    if said.clock is None:
        minutes = said.minutes or 0
        return timing.late_by(minutes) if late else timing.left_by(minutes, policy)
    begins, ends = timing.session(half, hours)
    measured = (timing.arrived if late else timing.left)(said.clock, half, hours, policy)
    if measured is None:
        return Fault(words.in_time(said.member, said.clock, late, begins if late else ends))
    if (late and said.clock >= ends) or (not late and said.clock < begins):
        return Fault(words.outside_hours(said.clock, begins, ends))
    if datetime.combine(said.day, said.clock, facts.now.tzinfo) > facts.now:
        return Fault(words.not_yet(said.clock))
    return measured


def _half(said: Said, hours: DayHours) -> Half:
    """As said; else by the clock; else the morning for who came late and the afternoon for who left early."""
    if len(said.halves) == 1:
        return said.halves[0]
    late = said.finding is Finding.LATE
    if said.clock is None:
        return Half.MORNING if late else Half.AFTERNOON
    morning = said.clock < hours.morning_until if late else said.clock <= hours.morning_until
    return Half.MORNING if morning else Half.AFTERNOON


def _begun(day: date, half: Half, hours: DayHours, facts: Facts) -> bool:
    begins, _ = timing.session(half, hours)
    return datetime.combine(day, begins, facts.now.tzinfo) <= facts.now


def _record(said: Said, halves: tuple[Half, ...], measured: Measured | None) -> Record:
    finding, minutes = (measured.finding, measured.minutes) if measured else (said.finding, None)
    member = said.member
    return Record("", member.account, member.name, member.unit, said.day, halves, finding, said.clock, minutes)


def _not_excused(record: Record, facts: Facts) -> Record | Fault:
    """Only what no leave, outing or duty covers (M20-2: an approved half day removes it)."""
    covers = {moment: _why_excused(record.member, moment, facts) for moment in record.moments}
    left = tuple(moment.half for moment, why in covers.items() if not why)
    if not left:
        return Needless(words.excused(record, dict.fromkeys(filter(None, covers.values())), facts.today))
    return record if left == record.halves else _of(record, left)


def _of(record: Record, halves: tuple[Half, ...]) -> Record:
    return Record("", record.member, record.name, record.unit, record.day, halves, record.finding)


def _why_excused(member: str, moment: HalfDay, facts: Facts) -> str:
    """请假 QJ-2026-0031, 外出 WC-2026-0007, 值班; "" where nothing does."""
    if absence := cover(member, moment, facts.absences):
        return f"{excused_by(absence).value} {absence.serial}"
    begins, ends = timing.session(moment.half, facts.policy.hours.on(moment.day))
    zone = facts.now.tzinfo
    first, last = datetime.combine(moment.day, begins, zone), datetime.combine(moment.day, ends, zone)
    return "值班" if any(member in (s.member, s.leader) for s in facts.on_duty(first, last)) else ""


def _not_twice(record: Record | Fault, known: Iterable[Record], facts: Facts) -> Record | Fault:
    if isinstance(record, Fault):
        return record
    same = [r for r in known if r.member == record.member and set(r.moments) & set(record.moments)]
    clash = next((r for r in same if _same_thing(r, record)), None)
    return Fault(words.registered_already(clash, facts.today)) if clash else record


def _same_thing(one: Record, other: Record) -> bool:
    """Two notes of one coming, of one leaving, or of being there and not being there at all."""
    if one.finding not in MINUTES | ABSENCES:
        return False
    if one.finding in ABSENCES or other.finding in ABSENCES:
        return True
    return (one.finding in ARRIVALS) == (other.finding in ARRIVALS)


def needs_figure(records: Sequence[Record]) -> Record | None:
    """The first early leaving without clock or minutes: the line of ten minutes cannot be seen from a word (N13)."""
    return next((r for r in records if r.finding is Finding.LEFT_EARLY and r.minutes is None), None)
