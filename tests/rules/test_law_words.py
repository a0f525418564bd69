"""Deadlines and words as the law reads them (民法典 第201条、第203条、第1259条)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engine.calendar import Calendar, UnknownYearError
from handlers.engine.law_words import due_day, due_workday, reaches

CALENDAR = Calendar()


@pytest.mark.parametrize(
    ("word", "below", "exactly", "above"),
    [
        ("以上", False, True, True),
        ("及以上", False, True, True),
        ("届满", False, True, True),
        ("以下", True, True, False),
        ("以内", True, True, False),
        ("不满", True, False, False),
        ("超过", False, False, True),
        ("以外", False, False, True),
    ],
)
def test_which_words_include_the_number(word: str, below: bool, exactly: bool, above: bool) -> None:
    limit = Decimal(3)
    met = [reaches(limit + half, word, limit) for half in (Decimal("-0.5"), Decimal(0), Decimal("0.5"))]
    assert met == [below, exactly, above]


def test_a_word_that_the_law_does_not_define_is_refused() -> None:
    with pytest.raises(KeyError):
        reaches(Decimal(3), "左右", Decimal(3))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-12-01", 1, "2026-12-02"),  # the first day is not counted
        ("2026-12-01", 3, "2026-12-04"),
        ("2026-12-02", 3, "2026-12-07"),  # Saturday rolls to Monday
        ("2026-12-03", 3, "2026-12-07"),  # Sunday rolls to Monday
        ("2026-12-04", 5, "2026-12-09"),  # rest days inside are counted
        ("2026-09-28", 3, "2026-10-08"),  # the whole holiday is rolled over
        ("2026-10-07", 3, "2026-10-10"),  # a make-up Saturday is a working day
    ],
)
def test_the_last_day_of_a_period(start: str, days: int, due: str) -> None:
    assert due_day(date.fromisoformat(start), days, CALENDAR) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-12-01", 1, "2026-12-02"),
        ("2026-12-04", 1, "2026-12-07"),
        ("2026-12-04", 3, "2026-12-09"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-10-09", 1, "2026-10-10"),
    ],
)
def test_the_last_day_of_a_period_of_working_days(start: str, days: int, due: str) -> None:
    assert due_workday(date.fromisoformat(start), days, CALENDAR) == date.fromisoformat(due)


def test_a_deadline_in_an_unpublished_year_is_not_guessed() -> None:
    with pytest.raises(UnknownYearError):
        due_day(date(2026, 12, 31), 3, CALENDAR)


@pytest.mark.parametrize("due", [due_day, due_workday])
def test_a_period_has_a_day_at_least(due: object) -> None:
    assert callable(due)
    with pytest.raises(ValueError, match="至少"):
        due(date(2026, 12, 1), 0, CALENDAR)


@given(st.dates(date(2024, 1, 1), date(2026, 9, 30)), st.integers(1, 60))
def test_a_deadline_is_a_working_day_and_never_early(start: date, days: int) -> None:
    due = due_day(start, days, CALENDAR)
    assert CALENDAR.is_workday(due)
    assert due >= start + timedelta(days=days)
    assert not any(CALENDAR.is_workday(day) for day in _between(start + timedelta(days=days), due))


def _between(first: date, until: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((until - first).days)]
