"""How long a leave is: its own days, its working days, the whole continuous absence (考勤制度 第4条)."""

from __future__ import annotations

import pytest

from handlers.engine.absence import Absence
from handlers.leave.length import is_after_the_fact
from tests.rules.leave_office import days, facts, leave, long, span

NEXT_TO = leave("linf", "12-07", "12-08")


@pytest.mark.parametrize(
    ("first", "last", "others", "own", "working", "whole"),
    [
        ("12-09", "12-09", (), "1", "1", "1"),
        ("12-09", "12-09", (NEXT_TO,), "1", "1", "3"),
        ("12-09", "12-09am", (NEXT_TO,), "0.5", "0.5", "2.5"),
        ("12-09pm", "12-09", (NEXT_TO,), "0.5", "0.5", "0.5"),
        ("12-10", "12-11", (NEXT_TO,), "2", "2", "2"),
        ("12-09", "12-09", (NEXT_TO, leave("linf", "12-10", "12-11")), "1", "1", "5"),
        ("12-11", "12-11", (leave("linf", "12-14"),), "1", "1", "4"),
        ("12-11", "12-14", (), "4", "2", "4"),
        ("09-30", "09-30", (leave("linf", "10-08", "10-09"),), "1", "1", "10"),
    ],
)
def test_the_three_counts(
    first: str, last: str, others: tuple[Absence, ...], own: str, working: str, whole: str
) -> None:
    found = long(first, last, *others)
    assert (found.own, found.working, found.whole) == (days(own), days(working), days(whole))


def test_working_days_of_an_unpublished_year_are_left_open() -> None:
    found = long("12-31", "2027-01-04")
    assert (found.own, found.working) == (days("5"), None)


@pytest.mark.parametrize(
    ("first", "after"),
    [("11-30", True), ("12-01", False), ("12-01pm", False), ("12-02", False)],
)
def test_in_the_morning_a_leave_from_this_morning_is_in_time(first: str, after: bool) -> None:
    assert is_after_the_fact(span(first, "12-04"), facts().this_half) is after


def test_in_the_afternoon_a_leave_from_this_morning_is_after_the_fact() -> None:
    now = facts().this_half.next()
    assert is_after_the_fact(span("12-01", "12-04"), now)
    assert not is_after_the_fact(span("12-01pm", "12-04"), now)
