"""What leave was taken in a stretch of days: the stretch, the days of it, and nothing that is not approved."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.days import Span
from handlers.leave.history import days_within, match, period

WEDNESDAY = date(2026, 12, 2)
JANUARY = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("said", "today", "first", "last"),
    [
        ("上周", WEDNESDAY, date(2026, 11, 23), date(2026, 11, 29)),
        ("这周", WEDNESDAY, date(2026, 11, 30), date(2026, 12, 6)),
        ("本周", date(2026, 12, 6), date(2026, 11, 30), date(2026, 12, 6)),
        ("上个月", WEDNESDAY, date(2026, 11, 1), date(2026, 11, 30)),
        ("上月", JANUARY, date(2025, 12, 1), date(2025, 12, 31)),
        ("这个月", date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28)),
        ("本月", date(2026, 1, 31), date(2026, 1, 1), date(2026, 1, 31)),
        ("今年", WEDNESDAY, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_stretch_that_is_meant(said: str, today: date, first: date, last: date) -> None:
    assert period(said, today) == (first, last)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 24), date(2026, 11, 25), 2),
        (date(2026, 11, 29), date(2026, 12, 3), 1),
        (date(2026, 11, 30), date(2026, 12, 3), 0),
    ],
)
def test_only_the_days_within_the_stretch_count(first: date, last: date, days: int) -> None:
    span = Span.whole_days(first, last)
    leave = Absence("QJ-2026-0001", "linf", AbsenceKind.LEAVE, span, AbsenceState.STANDS, "事假")
    assert days_within(leave, date(2026, 11, 23), date(2026, 11, 29)) == days


@pytest.mark.parametrize(
    "text", ["我上周请了几天", "我这个月请了几天假", "@小助手 我今年一共请了多少天假？", "上个月请过几次假"]
)
def test_the_question_is_heard(text: str) -> None:
    assert match(text)


@pytest.mark.parametrize(
    "text", ["我上周请了两天假，落下不少活", "我今年年假还剩几天", "小李上周请了几天", "我下周请几天"]
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert not match(text)
