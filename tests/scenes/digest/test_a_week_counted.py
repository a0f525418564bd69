"""An ordinary week with its people, every message counted: nobody is buried, and what is bundled stays bundled (X9)."""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import date, timedelta

import pytest

from bench.township import ANSWER, CLOCK, OTHERS, Township
from bench.year import live, per_day, rings

MONDAY = date(2026, 3, 9)
PUSHED = (CLOCK, OTHERS)

BUDGET = {
    # role: (a working day's mean of what others and the clock send; the most on any day)
    "主要领导": (2.5, 6),
    "分管领导": (2, 6),
    "党政办主任": (6, 9),
    "车辆调度员": (6, 10),
    "印章管理员": (3, 6),
    "文书": (3, 5),
    "驾驶员": (2, 4),
    "站所负责人": (1, 4),
    "村委会负责人": (0.5, 3),
    "其他干部职工": (0.5, 3),
}
"""What each role is willing to read without having asked for it."""


@pytest.fixture(scope="module")
def week() -> Township:
    """From Monday to Sunday, seeded."""
    return live(MONDAY, 7)


@pytest.mark.parametrize("role", BUDGET)
def test_nobody_gets_more_than_their_role_bears(week: Township, role: str) -> None:
    days = [MONDAY + timedelta(days=n) for n in range(5)]
    found = per_day(week, role, days, PUSHED)
    mean, most = BUDGET[role]
    assert found, f"nobody is {role}"
    assert statistics.mean(found) <= mean
    assert max(found) <= most


def test_the_big_group_reads_at_most_a_few_timed_lines_a_week(week: Township) -> None:
    timed = [one for one in rings(week.sent) if one.to == "青禾乡干部职工大群" and one.cause == CLOCK]
    assert len(timed) == 3, [one.words for one in timed]


def test_a_leader_gets_at_most_two_bundles_a_day(week: Township) -> None:
    bundles = Counter((one.to, one.day) for one in week.sent if one.words.startswith(("等您审批", "等您办理")))
    assert max(bundles.values(), default=0) <= 2


def test_nothing_is_said_twice_to_the_same_person_on_a_day(week: Township) -> None:
    timed = Counter((one.to, one.day, one.words) for one in week.sent if one.cause == CLOCK and one.kind != "update")
    assert [key for key, times in timed.items() if times > 1] == []


def test_a_leave_costs_five_messages_or_fewer(week: Township) -> None:
    """Over all people, from the sentence to the approval; repainted cards ring nobody."""
    serials = {one.about for one in week.sent if one.about.startswith("QJ")}
    costs = Counter(one.about for one in rings(week.sent) if one.about in serials)
    assert serials
    assert max(costs.values()) <= 5, costs


def test_the_week_was_lived(week: Township) -> None:
    """The counts mean something: people asked, leaders decided, cars drove, nothing came to a halt."""
    assert len([one for one in week.sent if one.cause == ANSWER]) > 100
    assert sum(week.given_up.values()) <= 5, week.given_up
