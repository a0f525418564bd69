"""How dates, days and moments read."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from handlers.engine.wording import say_day, say_days, say_moment, say_span

TODAY = date(2026, 11, 23)


def day(words: str) -> date:
    return date.fromisoformat(words)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-12-02", "12月2日（周三）"),
        ("2026-11-23", "11月23日（周一）"),
        ("2026-12-06", "12月6日（周日）"),
        ("2027-01-04", "2027年1月4日（周一）"),
        ("2025-12-31", "2025年12月31日（周三）"),
    ],
)
def test_a_day(said: str, expected: str) -> None:
    assert say_day(day(said), TODAY) == expected


def test_a_day_says_no_year_where_nobody_asked_from_when() -> None:
    assert say_day(day("2027-01-04")) == "1月4日（周一）"


SPANS = [
    ("2026-12-02 am", "2026-12-04 pm", "12月2日（周三）至12月4日（周五）"),
    ("2026-12-04 am", "2026-12-04 pm", "12月4日（周五）"),
    ("2026-12-04 pm", "2026-12-04 pm", "12月4日（周五）下午"),
    ("2026-12-04 am", "2026-12-04 am", "12月4日（周五）上午"),
    ("2026-12-02 pm", "2026-12-03 am", "12月2日（周三）下午至12月3日（周四）上午"),
    ("2026-12-02 pm", "2026-12-03 pm", "12月2日（周三）下午至12月3日（周四）"),
    ("2026-12-02 am", "2026-12-03 am", "12月2日（周三）至12月3日（周四）上午"),
    ("2026-12-31 am", "2027-01-04 pm", "12月31日（周四）至2027年1月4日（周一）"),
    ("2027-01-04 am", "2027-01-05 pm", "2027年1月4日（周一）至1月5日（周二）"),
    ("2025-12-31 am", "2026-01-04 pm", "2025年12月31日（周三）至2026年1月4日（周日）"),
]


@pytest.mark.parametrize(("first", "last", "expected"), SPANS)
def test_a_span(first: str, last: str, expected: str) -> None:
    (first_day, first_half), (last_day, last_half) = first.split(), last.split()
    assert say_span(day(first_day), first_half, day(last_day), last_half, TODAY) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("3", "3天"),
        ("3.0", "3天"),
        ("2.5", "2.5天"),
        ("2.50", "2.5天"),
        ("0.5", "0.5天"),
        ("0", "0天"),
        ("10", "10天"),
        ("1E+1", "10天"),
        ("100.0", "100天"),
    ],
)
def test_days(number: str, expected: str) -> None:
    assert say_days(Decimal(number)) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T08:05", "今天08:05"),
        ("2026-12-02T10:12", "12月2日（周三）10:12"),
        ("2027-01-04T08:37", "2027年1月4日（周一）08:37"),
    ],
)
def test_a_moment(moment: str, expected: str) -> None:
    assert say_moment(datetime.fromisoformat(moment), TODAY) == expected
