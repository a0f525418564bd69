"""When a meeting or study stands where nobody said anything: a row for every kind of day (M01-5, M18-1)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engine.calendar import Calendar
from handlers.engine.gathering import Series, by_default, exception, last_workday_before, planned_days
from handlers.engine.policy import GatheringPolicy
from storage.instants import ZONE

CALENDAR, POLICY = Calendar(), GatheringPolicy()


def _at(series: Series, planned: date) -> date | None:
    at = by_default(series, planned, POLICY, CALENDAR, ZONE).at
    return at.date() if at else None


@pytest.mark.parametrize(
    ("series", "planned", "held"),
    [
        (Series.MEETING, date(2026, 11, 16), date(2026, 11, 16)),
        (Series.MEETING, date(2026, 4, 6), date(2026, 4, 7)),  # 清明
        (Series.MEETING, date(2026, 10, 5), date(2026, 10, 8)),  # 国庆
        (Series.MEETING, date(2026, 2, 16), None),  # 春节 has two Mondays: the second is made up for
        (Series.MEETING, date(2026, 2, 23), date(2026, 2, 24)),
        (Series.MEETING, date(2027, 1, 4), date(2027, 1, 4)),  # nobody has published 2027
        (Series.STUDY, date(2026, 11, 15), date(2026, 11, 15)),
        (Series.STUDY, date(2026, 9, 20), date(2026, 9, 20)),  # 调休补班
        (Series.STUDY, date(2026, 10, 4), None),
        (Series.STUDY, date(2026, 4, 5), None),
        (Series.STUDY, date(2027, 1, 3), date(2027, 1, 3)),
    ],
)
def test_when_it_is_held(series: Series, planned: date, held: date | None) -> None:
    assert _at(series, planned) == held


@pytest.mark.parametrize(
    ("series", "planned", "why"),
    [
        (Series.MEETING, date(2026, 11, 16), ""),
        (Series.MEETING, date(2026, 4, 6), "这一天清明节放假"),
        (Series.STUDY, date(2026, 11, 15), ""),
        (Series.STUDY, date(2026, 9, 20), "这一天调休补班"),
        (Series.STUDY, date(2026, 10, 4), "这一天国庆节放假"),
        (Series.MEETING, date(2027, 1, 4), "2027年的放假安排还没有录入，不能确定这一天是否上班"),
    ],
)
def test_what_the_office_is_asked_about(series: Series, planned: date, why: str) -> None:
    assert exception(series, planned, CALENDAR) == why


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 4, 6), date(2026, 4, 3)),
        (date(2026, 10, 5), date(2026, 9, 30)),
        (date(2026, 10, 12), date(2026, 10, 10)),  # a Saturday that is worked
    ],
)
def test_the_last_working_day_before(day: date, before: date) -> None:
    assert last_workday_before(day, CALENDAR) == before


@given(st.dates(date(2024, 1, 1), date(2026, 12, 20)))
def test_a_meeting_is_always_on_a_working_day_of_its_own_week_or_made_up_for_by_the_next(day: date) -> None:
    for planned in planned_days(Series.MEETING, day, date.fromordinal(day.toordinal() + 6)):
        held = by_default(Series.MEETING, planned, POLICY, CALENDAR, ZONE).at
        if held is None:  # a whole week of holidays: the meeting of the Monday after it makes up for both
            week = [date.fromordinal(planned.toordinal() + n) for n in range(7)]
            assert not any(CALENDAR.presumed().is_workday(each) for each in week)
            continue
        assert 0 <= (held.date() - planned).days < 7
        try:
            assert CALENDAR.is_workday(held.date())
        except LookupError:
            assert held.date().weekday() < 5
