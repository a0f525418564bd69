"""The fair rota: no hour without somebody, nobody twice, shared fairly, whoever is on leave left out (M19-1, N11)."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.duty import tally
from handlers.duty.hours import DAY, NIGHT, Double, Gap, Shift, doubles, gaps, shifts
from handlers.duty.rota import Crew, Nobody, plan
from handlers.duty.tally import Tally
from handlers.engine.absence import DutySlot
from handlers.engine.calendar import UnknownYearError
from storage.instants import ZONE
from tests.rules.office_files import sample_policy

POLICY = sample_policy()
STAFF = tuple(f"staff{n}" for n in range(12))
LEADERS = tuple(f"leader{n}" for n in range(8))
MONTHS = st.tuples(st.sampled_from([2025, 2026]), st.integers(1, 12))


def month(year: int, number: int) -> tuple[Shift, ...]:
    first = date(year, number, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return shifts(first, last, POLICY.calendar, POLICY.hours, ZONE)


def planned(
    wanted: Sequence[Shift],
    staff: int,
    leaders: int,
    away: frozenset[tuple[str, date]] = frozenset(),
    before: Sequence[DutySlot] = (),
) -> tuple[DutySlot, ...]:
    crew = Crew(STAFF[:staff], LEADERS[:leaders], before, lambda who, shift: (who, shift.day) in away)
    slots = plan(wanted, crew, POLICY.calendar)
    assert not isinstance(slots, Nobody)
    return slots


def at(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{day:02}T{clock}").replace(tzinfo=ZONE)


def spread(counts: Sequence[int]) -> int:
    return max(counts) - min(counts)


@given(MONTHS, st.integers(4, 12), st.integers(3, 8))
def test_every_hour_outside_working_time_is_covered_exactly_once(
    when: tuple[int, int], staff: int, leaders: int
) -> None:
    wanted = month(*when)
    slots = planned(wanted, staff, leaders)
    assert not gaps(slots, wanted)
    assert not doubles(slots)
    assert [(s.start, s.end, s.kind) for s in slots] == [(s.start, s.end, s.kind) for s in wanted]


@given(MONTHS, st.integers(4, 12), st.integers(3, 8))
def test_nights_weekends_and_holidays_are_each_shared_fairly(when: tuple[int, int], staff: int, leaders: int) -> None:
    slots = planned(month(*when), staff, leaders)
    served = tally.served(slots, POLICY.calendar)
    counts = [served.get(account, Tally()) for account in STAFF[:staff]]
    for kind in ("nights", "weekends", "holidays"):
        assert spread([getattr(one, kind) for one in counts]) <= 2, kind
    if staff >= 5:
        assert spread([one.total for one in counts]) <= 3
    led = tally.led(slots, POLICY.calendar)
    days = [led.get(account, Tally()) for account in LEADERS[:leaders]]
    for kind in ("weekends", "holidays", "total"):
        assert spread([getattr(one, kind) for one in days]) <= 2, kind


@given(MONTHS, st.integers(4, 12))
def test_nobody_follows_on_themselves_or_has_two_nights_in_a_row(when: tuple[int, int], staff: int) -> None:
    slots = planned(month(*when), staff, 3)
    assert all(one.member != two.member for one, two in itertools.pairwise(slots))
    nights = [slot for slot in slots if slot.kind == NIGHT]
    assert all(one.member != two.member for one, two in itertools.pairwise(nights))


@given(
    MONTHS,
    st.sets(st.tuples(st.sampled_from(STAFF[:5]), st.integers(1, 28)), max_size=40),
)
def test_nobody_is_planned_on_a_day_of_their_leave(when: tuple[int, int], leaves: set[tuple[str, int]]) -> None:
    away = frozenset((who, date(*when, day)) for who, day in leaves)
    wanted = month(*when)
    slots = planned(wanted, 12, 4, away)
    assert not gaps(slots, wanted)
    assert not [slot for slot in slots if (slot.member, slot.start.date()) in away]


@settings(max_examples=10, deadline=None)
@given(st.integers(6, 12), st.integers(4, 8))
def test_a_year_made_month_by_month_stays_fair(staff: int, leaders: int) -> None:
    year: tuple[DutySlot, ...] = ()
    for number in range(1, 13):
        year = (*year, *planned(month(2026, number), staff, leaders, before=year))
    counts = list(tally.served(year, POLICY.calendar).values())
    assert len(counts) == staff
    for kind in ("nights", "weekends", "holidays", "total"):
        assert spread([getattr(one, kind) for one in counts]) <= 3, kind
    assert all(one.member != two.member for one, two in itertools.pairwise(year))


def test_the_same_question_has_the_same_answer() -> None:
    assert planned(month(2026, 10), 7, 4) == planned(month(2026, 10), 7, 4)


def test_somebody_new_does_not_make_up_for_the_year() -> None:
    before = [slot for number in range(1, 7) for slot in planned(month(2026, number), 6, 4)]
    slots = planned(month(2026, 7), 7, 4, before=before)
    served = tally.served(slots, POLICY.calendar)
    assert served[STAFF[6]].total <= min(one.total for one in served.values()) + 3


def test_where_everybody_is_away_no_roster_is_made() -> None:
    crew = Crew(STAFF[:2], LEADERS[:2], (), lambda who, shift: who in STAFF and shift.day == date(2026, 12, 5))
    found = plan(month(2026, 12), crew, POLICY.calendar)
    assert isinstance(found, Nobody)
    assert (found.shift.day, found.shift.kind, found.leading) == (date(2026, 12, 5), DAY, False)


@pytest.mark.parametrize(
    ("day", "kinds", "why"),
    [
        (date(2026, 12, 4), [NIGHT], "Friday"),
        (date(2026, 12, 5), [DAY, NIGHT], "Saturday"),
        (date(2026, 10, 1), [DAY, NIGHT], "National Day"),
        (date(2026, 10, 10), [NIGHT], "Saturday that is a make-up workday"),
        (date(2026, 9, 20), [NIGHT], "Sunday that is a make-up workday"),
        (date(2026, 4, 6), [DAY, NIGHT], "Qingming Monday"),
    ],
)
def test_which_shifts_a_day_has(day: date, kinds: list[str], why: str) -> None:
    assert [shift.kind for shift in shifts(day, day, POLICY.calendar, POLICY.hours, ZONE)] == kinds, why


def test_a_year_without_a_holiday_table_is_asked_for() -> None:
    with pytest.raises(UnknownYearError):
        month(2027, 3)


@pytest.mark.parametrize(
    ("slots", "found"),
    [
        ([("08:30", "17:30"), ("17:30", "23:59")], []),
        ([("08:30", "12:00"), ("13:00", "23:59")], [("12:00", "13:00")]),
        ([("09:00", "23:59")], [("08:30", "09:00")]),
        ([("08:30", "23:00")], [("23:00", "23:59")]),
        ([], [("08:30", "23:59")]),
        ([("08:00", "10:00"), ("09:00", "23:59")], []),
    ],
)
def test_gaps_are_named_to_the_minute(slots: list[tuple[str, str]], found: list[tuple[str, str]]) -> None:
    wanted = [
        Shift(date(2026, 12, 5), DAY, at(5, "08:30"), at(5, "17:30")),
        Shift(date(2026, 12, 5), NIGHT, at(5, "17:30"), at(5, "23:59")),
    ]
    made = [DutySlot(at(5, one), at(5, two), DAY, "leader", f"m{n}") for n, (one, two) in enumerate(slots)]
    assert gaps(made, wanted) == tuple(Gap(at(5, one), at(5, two)) for one, two in found)


def test_double_cover_is_named_with_its_hours() -> None:
    one = DutySlot(at(5, "08:30"), at(5, "17:30"), DAY, "leader", "a")
    other = DutySlot(at(5, "17:00"), at(6, "08:30"), NIGHT, "leader", "b")
    assert doubles([other, one]) == (Double(at(5, "17:00"), at(5, "17:30"), one, other),)
