"""What may be registered of whom: a row per way in which leave, outings, duty, studies and rest days join in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from handlers.attendance.record import Record
from handlers.attendance.registering import Needless, Said, read
from handlers.attendance.timing import Finding
from handlers.engine.absence import Absence, AbsenceKind, AbsenceState, DutySlot
from handlers.engine.days import Half
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault
from handlers.engine.people import Member
from storage.instants import ZONE
from tests.rules.leave_office import directory, facts, leave, on, span

AM, PM = Half.MORNING, Half.AFTERNOON
EVENING = datetime(2026, 12, 1, 18, tzinfo=ZONE)


def member(account: str = "gaof") -> Member:
    found = directory().member(account)
    assert found is not None
    return found


def absent(day: str = "12-01", halves: tuple[Half, ...] = (), account: str = "gaof") -> Said:
    return Said(member(account), on(day), Finding.SUSPECTED, halves)


def outing(first: str, last: str = "", kind: AbsenceKind = AbsenceKind.OUTING) -> Absence:
    return Absence("WC-2026-0001", "gaof", kind, span(first, last), AbsenceState.STANDS)


def evening(*absences: Absence) -> Facts:
    return facts(*absences, now=EVENING)


@pytest.mark.parametrize(
    ("absences", "halves", "left"),
    [
        ((), (), (AM, PM)),
        ((), (AM,), (AM,)),
        ((leave("gaof", "12-01"),), (), None),
        ((leave("gaof", "12-01am", "12-01am"),), (), (PM,)),
        ((leave("gaof", "12-01am", "12-01am"),), (AM,), None),
        ((leave("gaof", "12-01pm"),), (), (AM,)),
        ((leave("gaof", "12-01am", "12-01am"), outing("12-01pm")), (), None),
        ((leave("gaof", "12-01", asked=True),), (), (AM, PM)),  # asked for, and nobody has agreed
        ((leave("linf", "12-01"),), (), (AM, PM)),  # somebody else's
        ((outing("12-01"),), (), None),
        ((outing("12-01", kind=AbsenceKind.STUDY),), (), (AM, PM)),  # excused from a study, at work all the same
        ((replace(outing("12-01"), state=AbsenceState.VOID),), (), (AM, PM)),
    ],
)
def test_what_is_left_of_a_day_to_be_verified(
    absences: tuple[Absence, ...], halves: tuple[Half, ...], left: tuple[Half, ...] | None
) -> None:
    found = read(absent(halves=halves), (), evening(*absences))
    if left is None:
        assert isinstance(found, Needless), found
    else:
        assert isinstance(found, Record), found
        assert (found.halves, found.finding) == (left, Finding.SUSPECTED)


def test_whoever_is_on_duty_in_working_hours_is_there() -> None:
    shift = DutySlot(EVENING.replace(hour=8), EVENING.replace(hour=13), "白班", "wangq", "gaof")
    on_shift = replace(evening(), on_duty=lambda since, until: (shift,) if since < shift.end else ())
    found = read(absent(), (), on_shift)
    assert isinstance(found, Record), found
    assert found.halves == (PM,)


@pytest.mark.parametrize(
    ("day", "now", "words"),
    [
        ("12-02", EVENING, "还没有到"),
        ("11-29", EVENING, "不是工作日"),
        ("10-31", EVENING, "只能登记本月和上月的考勤"),
        ("2026-10-05", datetime(2026, 10, 12, 9, tzinfo=ZONE), "不是工作日"),  # a Monday of the National Day week
        ("2027-03-01", datetime(2027, 3, 2, 9, tzinfo=ZONE), "2027年的放假调休安排还没有录入"),
    ],
)
def test_days_on_which_nothing_is_registered(day: str, now: datetime, words: str) -> None:
    found = read(absent(day), (), facts(now=now))
    assert isinstance(found, Fault)
    assert words in found.text


@pytest.mark.parametrize("day", ["2026-10-10", "2026-09-20", "2026-02-14", "2026-02-28"])
def test_a_make_up_workday_is_a_workday(day: str) -> None:
    later = datetime.combine(date.fromisoformat(day), time(18), ZONE)
    assert isinstance(read(absent(day), (), facts(now=later)), Record)


@pytest.mark.parametrize(
    ("now", "left"),
    [
        (time(8, 29), None),
        (time(8, 30), (AM,)),
        (time(13, 59), (AM,)),
        (time(14, 0), (AM, PM)),
    ],
)
def test_of_today_only_what_has_begun(now: time, left: tuple[Half, ...] | None) -> None:
    found = read(absent(), (), facts(now=datetime.combine(on("12-01"), now, ZONE)))
    assert (found.halves if isinstance(found, Record) else None) == left


@pytest.mark.parametrize(
    ("clock", "halves", "half", "minutes"),
    [
        (time(8, 45), (), AM, 15),
        (time(11, 59), (), AM, 209),
        (time(14, 20), (), PM, 20),
        (time(14, 20), (PM,), PM, 20),
        (time(12, 30), (), PM, None),  # between the halves: early enough for the afternoon
    ],
)
def test_a_clock_time_says_which_half_day(
    clock: time, halves: tuple[Half, ...], half: Half, minutes: int | None
) -> None:
    said = Said(member(), on("12-01"), Finding.LATE, halves, clock)
    found = read(said, (), evening())
    if minutes is None:
        assert isinstance(found, Fault)
    else:
        assert isinstance(found, Record), found
        assert (found.halves, found.minutes) == ((half,), minutes)


LATE = Record("KQ-2026-0001", "gaof", "高峰", "农业农村服务中心", on("12-01"), (AM,), Finding.LATE, minutes=5)


@pytest.mark.parametrize(
    ("known", "said", "taken"),
    [
        (LATE, Said(member(), on("12-01"), Finding.LATE, (AM,), minutes=9), False),
        (LATE, Said(member(), on("12-01"), Finding.LATE, (PM,), minutes=9), True),
        (LATE, Said(member(), on("12-01"), Finding.LEFT_EARLY, (AM,), minutes=20), True),  # came late and left early
        (LATE, Said(member(), on("12-01"), Finding.SUSPECTED, (AM,)), False),  # was there, and was not
        (LATE, Said(member(), on("11-30"), Finding.LATE, (AM,), minutes=9), True),
        (replace(LATE, finding=Finding.NORMAL), Said(member(), on("12-01"), Finding.LATE, (AM,), minutes=9), True),
        (replace(LATE, finding=Finding.UNEXCUSED), Said(member(), on("12-01"), Finding.LATE, (AM,), minutes=9), False),
    ],
)
def test_nothing_is_registered_twice(known: Record, said: Said, taken: bool) -> None:
    assert isinstance(read(said, (known,), evening()), Record) is taken
