"""Half days, spans, and how they are counted: natural days for the line, working days for the balance (rules M20-5)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.days import Half, HalfDay, Span, calendar_days, continuous, rest_between, working_days
from tests.rules.leave_office import on, span

CALENDAR = Calendar()

halves = st.sampled_from((Half.MORNING, Half.AFTERNOON))
half_days = st.builds(HalfDay, st.dates(date(2026, 1, 1), date(2026, 12, 31)), halves)
this_month = st.builds(HalfDay, st.dates(date(2026, 12, 1), date(2026, 12, 20)), halves)


@st.composite
def spans(draw: st.DrawFn, longest: int = 12, begins: st.SearchStrategy[HalfDay] = half_days) -> Span:
    """A leave in 2026 of at most so many half days."""
    first = draw(begins)
    last = first
    for _ in range(draw(st.integers(0, longest))):
        if last.next().day.year == 2026:
            last = last.next()
    return Span(first, last)


crowded = spans(longest=3, begins=this_month)
"""Leaves so close together that many of them adjoin."""


@pytest.mark.parametrize(
    ("first", "last", "natural", "working"),
    [
        ("12-07", "12-07", "1", "1"),
        ("12-07am", "12-07am", "0.5", "0.5"),
        ("12-07pm", "12-07pm", "0.5", "0.5"),
        ("12-07", "12-08", "2", "2"),
        ("12-07", "12-09am", "2.5", "2.5"),
        ("12-07pm", "12-09am", "2", "2"),
        ("12-11", "12-14", "4", "2"),
        ("12-11pm", "12-14am", "3", "1"),
        ("12-12", "12-13", "2", "0"),
        ("09-30", "10-08", "9", "2"),
        ("10-10", "10-10", "1", "1"),
        ("02-14", "02-24", "11", "2"),
        ("05-01", "05-05", "5", "0"),
    ],
)
def test_the_two_counts(first: str, last: str, natural: str, working: str) -> None:
    leave = span(first, last)
    assert calendar_days(leave) == Decimal(natural)
    assert working_days(leave, CALENDAR) == Decimal(working)


def test_an_end_before_the_start_is_no_span() -> None:
    with pytest.raises(ValueError, match="结束时间早于开始时间"):
        span("12-08", "12-07")


def test_working_days_of_an_unpublished_year_are_not_counted() -> None:
    with pytest.raises(UnknownYearError):
        working_days(span("12-31", "2027-01-04"), CALENDAR)


@pytest.mark.parametrize(
    ("earlier", "later", "joined"),
    [
        (("12-07", "12-08"), ("12-09", "12-09"), True),
        (("12-07", "12-09am"), ("12-09pm", "12-09"), True),
        (("12-07", "12-08"), ("12-09pm", "12-09"), False),
        (("12-11", "12-11"), ("12-14", "12-14"), True),
        (("12-11", "12-11am"), ("12-14", "12-14"), False),
        (("12-07", "12-08"), ("12-10", "12-11"), False),
        (("09-30", "09-30"), ("10-08", "10-08"), True),
        (("09-19", "09-19"), ("09-21", "09-21"), False),
        (("12-31", "12-31"), ("2027-01-04", "2027-01-04"), False),
        (("12-31", "12-31"), ("2027-01-01", "2027-01-01"), True),
        (("2027-01-08", "2027-01-08"), ("2027-01-11", "2027-01-11"), True),
    ],
)
def test_nothing_but_rest_joins_two_leaves(earlier: tuple[str, str], later: tuple[str, str], joined: bool) -> None:
    """20 September 2026 is a Sunday that is worked; of an unpublished year only Saturdays and Sundays are rest."""
    assert rest_between(span(*earlier), span(*later), CALENDAR) is joined


@given(spans())
def test_natural_days_are_half_the_half_days(leave: Span) -> None:
    assert calendar_days(leave) * 2 == sum(1 for _ in leave.halves())


@given(spans())
def test_working_days_are_never_more_than_natural_ones(leave: Span) -> None:
    assert 0 <= working_days(leave, CALENDAR) <= calendar_days(leave)


@given(spans(), spans())
def test_the_hull_holds_both(one: Span, other: Span) -> None:
    hull = one.hull(other)
    assert all(hull.covers(moment) for each in (one, other) for moment in (each.first, each.last))
    assert hull.first in (one.first, other.first)
    assert hull.last in (one.last, other.last)


@given(spans(), spans())
def test_overlapping_means_a_half_day_in_common(one: Span, other: Span) -> None:
    assert one.overlaps(other) is bool(set(one.halves()) & set(other.halves()))


@given(crowded, st.lists(crowded, max_size=8), st.randoms())
def test_the_order_of_other_leaves_does_not_matter(leave: Span, others: list[Span], random: object) -> None:
    mixed = list(others)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert continuous(leave, others, CALENDAR) == continuous(leave, mixed, CALENDAR)


@given(crowded, st.lists(crowded, max_size=8))
def test_the_continuous_absence_is_never_shorter_than_the_leave(leave: Span, others: list[Span]) -> None:
    whole = continuous(leave, others, CALENDAR)
    assert whole.first <= leave.first
    assert leave.last <= whole.last


@given(crowded, st.lists(crowded, max_size=8))
def test_the_continuous_absence_ends_where_some_leave_ends(leave: Span, others: list[Span]) -> None:
    whole = continuous(leave, others, CALENDAR)
    assert whole.first in {each.first for each in (leave, *others)}
    assert whole.last in {each.last for each in (leave, *others)}


@given(crowded, st.lists(crowded, max_size=8))
def test_every_half_day_of_it_is_leave_or_rest(leave: Span, others: list[Span]) -> None:
    whole = continuous(leave, others, CALENDAR)
    worked = [m for m in whole.halves() if CALENDAR.is_workday(m.day)]
    assert all(any(each.covers(moment) for each in (leave, *others)) for moment in worked)


@given(crowded, st.lists(crowded, max_size=8))
def test_nothing_that_adjoins_it_is_left_out(leave: Span, others: list[Span]) -> None:
    whole = continuous(leave, others, CALENDAR)
    for other in others:
        earlier, later = sorted((whole, other), key=lambda each: each.first)
        assert whole.hull(other) == whole or not rest_between(earlier, later, CALENDAR)


def test_a_chain_of_single_days_is_one_absence_from_either_end() -> None:
    week = [span(day) for day in ("12-07", "12-08", "12-09", "12-10", "12-11")]
    for day in week:
        assert continuous(day, week, CALENDAR) == span("12-07", "12-11")


@given(half_days)
def test_the_half_day_before_the_next_is_this_one(moment: HalfDay) -> None:
    assert moment.next().previous() == moment
    assert moment < moment.next()


@pytest.mark.parametrize(
    ("day", "worked", "holiday"),
    [
        ("10-01", False, "国庆节"),
        ("10-10", True, ""),
        ("12-05", False, ""),
        ("12-07", True, ""),
        ("02-17", False, "春节"),
    ],
)
def test_published_days(day: str, worked: bool, holiday: str) -> None:
    assert CALENDAR.is_workday(on(day)) is worked
    assert CALENDAR.holiday(on(day)) == holiday


def test_the_offices_own_table_wins() -> None:
    day = on("12-07")
    own = Calendar({day: (False, "乡庆")})
    assert not own.is_workday(day)
    assert own.holiday(day) == "乡庆"
    assert own.next_workday(day - timedelta(days=1)) == on("12-08")


@pytest.mark.parametrize("ask", [Calendar.is_workday, Calendar.holiday, Calendar.next_workday])
def test_an_unpublished_year_is_never_guessed(ask: object) -> None:
    with pytest.raises(UnknownYearError, match="2027"):
        ask(CALENDAR, date(2027, 3, 3))  # type: ignore[operator]


def test_a_reminder_presumes_monday_to_friday() -> None:
    presumed = CALENDAR.presumed()
    assert presumed.next_workday(date(2026, 12, 31)) == date(2027, 1, 4)
    assert presumed.next_workday(date(2027, 1, 1)) == date(2027, 1, 4)
    assert presumed.next_workday(date(2026, 9, 30)) == CALENDAR.next_workday(date(2026, 9, 30))
