"""What a leave is taken from, by its kind and the years of service (职工带薪年休假条例 第3条; rules 1.23)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from handlers.leave.answers import balance
from handlers.leave.balance import entitlement, leave_type, taken_days, used_days
from tests.rules.leave_office import days, directory, facts, leave, office_policy, span

CALENDAR = office_policy().calendar


@pytest.mark.parametrize(
    ("since", "on", "due"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "0"),
        (date(2025, 12, 2), date(2026, 12, 1), "0"),
        (date(2025, 12, 1), date(2026, 12, 1), "5"),
        (date(2016, 12, 2), date(2026, 12, 1), "5"),
        (date(2016, 12, 1), date(2026, 12, 1), "10"),
        (date(2006, 12, 2), date(2026, 12, 1), "10"),
        (date(2006, 12, 1), date(2026, 12, 1), "15"),
        (date(1986, 7, 1), date(2026, 12, 1), "15"),
    ],
)
def test_annual_leave_by_full_years_of_service(since: date, on: date, due: str) -> None:
    member = replace(directory().members["linf"], service_from=since)
    assert entitlement(leave_type("年假", office_policy()), member, on, office_policy()) == days(due)


def test_without_a_year_of_service_nothing_is_promised() -> None:
    member = replace(directory().members["linf"], service_from=None)
    assert entitlement(leave_type("年假", office_policy()), member, date(2026, 12, 1), office_policy()) is None


@pytest.mark.parametrize(
    ("kind", "taken"), [("事假", "2"), ("病假", "2"), ("年假", "2"), ("婚假", "4"), ("产假", "4"), ("探亲假", "4")]
)
def test_each_kind_counts_its_own_days(kind: str, taken: str) -> None:
    """Friday to Monday."""
    assert taken_days(span("12-11", "12-14"), leave_type(kind, office_policy()), CALENDAR) == days(taken)


def test_an_unknown_kind_is_the_policys_default() -> None:
    assert leave_type("郊游假", office_policy()).name == office_policy().leave.default_type


def test_used_days_are_of_this_kind_and_year() -> None:
    leaves = (
        leave("linf", "03-02", "03-03", kind="年假"),
        leave("linf", "06-01", kind="病假"),
        leave("linf", "12-07", asked=True, kind="年假"),
    )
    assert used_days(leave_type("年假", office_policy()), leaves, 2026, CALENDAR) == days("3")
    assert used_days(leave_type("病假", office_policy()), leaves, 2026, CALENDAR) == days("1")
    assert used_days(leave_type("年假", office_policy()), leaves, 2025, CALENDAR) == Decimal(0)


def test_a_leave_over_new_year_is_taken_from_both_years() -> None:
    over = (leave("linf", "2025-12-30", "2026-01-05", kind="年假"),)
    kind = leave_type("年假", office_policy())
    assert used_days(kind, over, 2025, CALENDAR) == days("2")
    assert used_days(kind, over, 2026, CALENDAR) == days("2")  # 4 January 2026, a Sunday, is worked


def test_what_an_unpublished_year_has_cost_nobody_can_say() -> None:
    over = (leave("linf", "12-31", "2027-01-04", kind="年假"),)
    kind = leave_type("年假", office_policy())
    assert used_days(kind, over, 2026, CALENDAR) == days("1")
    assert used_days(kind, over, 2027, CALENDAR) is None


def test_the_answer_says_what_is_due_used_and_left() -> None:
    known = facts(leave("linf", "12-07", "12-08", asked=True, kind="年假"), leave("linf", "03-02", kind="年假"))
    said = balance("年假", directory().members["linf"], known)
    assert said.splitlines() == [
        "您2026年年休假：应休5天，已用3天，还剩2天。",
        "QJ-2026-03-02 3月2日（周一）",
        "QJ-2026-12-07 12月7日（周一）至12月8日（周二），审批中",
    ]


def test_a_kind_without_a_yearly_number_has_no_balance() -> None:
    assert "没有固定的年度天数" in balance("事假", directory().members["linf"], facts())
