"""Working time, quiet nights: a row per boundary, and what holds for all of them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.working_hours import (
    after_working,
    is_quiet,
    is_working,
    next_allowed,
    next_working,
    worked_between,
)
from tests.rules.office_files import sample_policy

POLICY = sample_policy()
HOURS, CALENDAR = POLICY.hours, POLICY.calendar


def at(words: str) -> datetime:
    """«12-02 08:30» of 2026; the sample's December: 2 is a Wednesday, 5 and 6 are rest days."""
    return datetime.strptime(f"2026-{words}", "%Y-%m-%d %H:%M")  # noqa: DTZ007


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


WORKED = [
    ("12-02 08:30", "12-02 17:30", 7),  # a whole day: 3.5 hours in the morning, 3.5 in the afternoon
    ("12-02 00:00", "12-02 23:59", 7),
    ("12-02 08:29", "12-02 08:30", 0),
    ("12-02 08:30", "12-02 08:30", 0),
    ("12-02 11:30", "12-02 14:30", 1),  # noon is nobody's
    ("12-02 12:00", "12-02 14:00", 0),
    ("12-02 17:30", "12-03 08:30", 0),  # nor is the night
    ("12-02 17:00", "12-03 09:00", 1),
    ("12-04 17:00", "12-07 09:00", 1),  # nor the weekend
    ("12-05 00:00", "12-06 23:59", 0),
    ("10-10 08:30", "10-10 17:30", 7),  # a Saturday that is worked
    ("09-30 17:00", "10-08 09:00", 1),  # the National Day holiday
    ("12-03 09:00", "12-02 09:00", 0),  # the end before the start
]


@pytest.mark.parametrize(("start", "end", "expected"), WORKED)
def test_worked_between(start: str, end: str, expected: float) -> None:
    assert worked_between(at(start), at(end), HOURS, CALENDAR) == hours(expected)


AFTER = [
    ("12-02 08:30", 7, "12-02 17:30"),
    ("12-02 08:30", 8, "12-03 09:30"),
    ("12-02 08:30", 3.5, "12-02 12:00"),
    ("12-02 12:00", 1, "12-02 15:00"),
    ("12-02 13:00", 1, "12-02 15:00"),
    ("12-02 20:00", 1, "12-03 09:30"),
    ("12-02 06:00", 1, "12-02 09:30"),
    ("12-04 16:30", 8, "12-07 17:30"),  # Friday afternoon: one hour, then the whole Monday
    ("12-05 10:00", 1, "12-07 09:30"),
    ("09-30 17:00", 1, "10-08 09:00"),
    ("12-05 10:00", 0, "12-05 10:00"),
]


@pytest.mark.parametrize(("start", "duration", "expected"), AFTER)
def test_after_working(start: str, duration: float, expected: str) -> None:
    assert after_working(at(start), hours(duration), HOURS, CALENDAR) == at(expected)


@pytest.mark.parametrize(
    ("moment", "working"),
    [
        ("12-02 08:29", False),
        ("12-02 08:30", True),
        ("12-02 11:59", True),
        ("12-02 12:00", False),
        ("12-02 14:00", True),
        ("12-02 17:30", False),
        ("12-05 10:00", False),
        ("10-10 10:00", True),
    ],
)
def test_the_office_is_at_work(moment: str, working: bool) -> None:
    assert is_working(at(moment), HOURS, CALENDAR) is working


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("12-02 08:00", "12-02 08:30"),
        ("12-02 09:00", "12-02 09:00"),
        ("12-02 12:00", "12-02 14:00"),
        ("12-04 17:30", "12-07 08:30"),
        ("12-05 10:00", "12-07 08:30"),
    ],
)
def test_the_office_next_works(moment: str, expected: str) -> None:
    assert next_working(at(moment), HOURS, CALENDAR) == at(expected)


QUIET = [
    ("12-02 19:59", False, "12-02 19:59"),
    ("12-02 20:00", True, "12-03 07:30"),
    ("12-02 23:59", True, "12-03 07:30"),
    ("12-03 00:00", True, "12-03 07:30"),
    ("12-03 07:29", True, "12-03 07:30"),
    ("12-03 07:30", False, "12-03 07:30"),
    ("12-31 19:00", False, "12-31 19:00"),
]


@pytest.mark.parametrize(("moment", "quiet", "allowed"), QUIET)
def test_quiet_hours(moment: str, quiet: bool, allowed: str) -> None:
    assert is_quiet(at(moment), POLICY.reminders) is quiet
    assert next_allowed(at(moment), POLICY.reminders) == at(allowed)


def test_quiet_hours_need_no_calendar_and_cross_the_year() -> None:
    assert next_allowed(at("12-31 22:00"), POLICY.reminders) == datetime(2027, 1, 1, 7, 30)  # noqa: DTZ001


def test_quiet_hours_within_one_day() -> None:
    noon = POLICY.reminders.model_copy(update={"quiet_from": time(12), "quiet_until": time(14)})
    assert is_quiet(at("12-02 13:59"), noon)
    assert not is_quiet(at("12-02 14:00"), noon)
    assert next_allowed(at("12-02 12:30"), noon) == at("12-02 14:00")


def test_a_year_that_nobody_has_published_is_not_guessed() -> None:
    with pytest.raises(UnknownYearError):
        after_working(at("12-31 17:00"), hours(1), HOURS, CALENDAR)
    with pytest.raises(UnknownYearError):
        worked_between(at("12-31 17:00"), datetime(2027, 1, 2), HOURS, CALENDAR)  # noqa: DTZ001


def test_a_loaded_year_is_worked() -> None:
    loaded = Calendar({date(2027, 1, 1): (False, "元旦")}, frozenset({2027}))
    after = after_working(at("12-31 17:00"), hours(1), HOURS, loaded)
    assert after == datetime(2027, 1, 4, 9, 0)  # noqa: DTZ001


def test_a_negative_wait_is_refused() -> None:
    with pytest.raises(ValueError, match="负"):
        after_working(at("12-02 09:00"), -hours(1), HOURS, CALENDAR)


def test_the_zone_of_the_moment_stays() -> None:
    moment = at("12-02 20:00").replace(tzinfo=UTC)
    assert next_allowed(moment, POLICY.reminders).tzinfo is UTC
    assert after_working(moment, hours(1), HOURS, CALENDAR) == at("12-03 09:30").replace(tzinfo=UTC)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 11, 15)).map(lambda m: m.replace(microsecond=0))  # noqa: DTZ001
DURATIONS = st.timedeltas(timedelta(seconds=1), timedelta(hours=40)).map(
    lambda d: timedelta(seconds=int(d.total_seconds()) or 1)
)


@given(MOMENTS, DURATIONS)
def test_waiting_is_worked_exactly(start: datetime, duration: timedelta) -> None:
    end = after_working(start, duration, HOURS, CALENDAR)
    assert worked_between(start, end, HOURS, CALENDAR) == duration


@given(MOMENTS, DURATIONS)
def test_no_earlier_moment_would_do(start: datetime, duration: timedelta) -> None:
    end = after_working(start, duration, HOURS, CALENDAR)
    assert worked_between(start, end - timedelta(seconds=1), HOURS, CALENDAR) < duration


SPANS = st.timedeltas(timedelta(), timedelta(days=20))


@given(MOMENTS, SPANS, SPANS)
def test_time_adds_up(one: datetime, first: timedelta, second: timedelta) -> None:
    two, three = one + first, one + first + second
    parts = worked_between(one, two, HOURS, CALENDAR) + worked_between(two, three, HOURS, CALENDAR)
    assert worked_between(one, three, HOURS, CALENDAR) == parts


@given(MOMENTS)
def test_what_is_allowed_is_never_quiet_nor_early(moment: datetime) -> None:
    allowed = next_allowed(moment, POLICY.reminders)
    assert not is_quiet(allowed, POLICY.reminders)
    assert moment <= allowed < moment + timedelta(days=1)
