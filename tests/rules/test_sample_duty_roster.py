"""The sample's duty roster: no hour outside working hours without somebody, fairly shared, examples left free."""

import csv
import itertools
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from bot.policy_check import read_directory
from handlers.engine.calendar import each_day
from tests.rules.office_files import SAMPLE, sample_policy

POLICY = sample_policy()
LEADERS = {"yangl", "wangq", "zhaom", "zhangy", "liwh", "zhoujg"}
FREE = {"linf", "gaof", "hub", "weif", "panl", "caoy", "tangw", "mag"}


@pytest.fixture(scope="module")
def roster() -> list[dict[str, str]]:
    with (SAMPLE / "值班.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slot(row: dict[str, str]) -> tuple[datetime, datetime]:
    day = date.fromisoformat(row["日期"])
    last = day + timedelta(days=1) if row["结束"].startswith("次日") else day
    clocks = (row["开始"], row["结束"].removeprefix("次日"))
    start, end = (datetime.strptime(clock, "%H:%M").time() for clock in clocks)  # noqa: DTZ007
    return datetime.combine(day, start), datetime.combine(last, end)


def test_every_night_and_every_rest_day_of_the_year_is_covered_once(roster: list[dict[str, str]]) -> None:
    expected = [
        (day, kind)
        for day in each_day(date(2026, 1, 1), date(2026, 12, 31))
        for kind in (["夜班"] if POLICY.calendar.is_workday(day) else ["白班", "夜班"])
    ]
    assert [(date.fromisoformat(row["日期"]), row["班次"]) for row in roster] == expected


def test_slots_never_overlap_and_leave_only_working_days_between_them(roster: list[dict[str, str]]) -> None:
    slots = [slot(row) for row in roster]
    for (_, end), (start, _) in itertools.pairwise(slots):
        assert end == start or (end.time(), start.time()) == (POLICY.hours.morning_from, POLICY.hours.afternoon_until)


def test_leaders_lead_and_staff_serve(roster: list[dict[str, str]]) -> None:
    members = read_directory(SAMPLE, POLICY).members
    assert {row["带班领导"] for row in roster} == LEADERS
    staff = {row["值班员"] for row in roster}
    assert {"liuy", "sunl", "huangy", "qianj"} <= staff <= set(members)
    assert not staff & (LEADERS | FREE)


def test_duty_is_shared_fairly(roster: list[dict[str, str]]) -> None:
    for kind in ("白班", "夜班"):
        shares = Counter(row["值班员"] for row in roster if row["班次"] == kind).values()
        assert max(shares) - min(shares) <= 2


def test_nobody_is_on_duty_twice_in_a_row(roster: list[dict[str, str]]) -> None:
    assert all(one["值班员"] != two["值班员"] for one, two in itertools.pairwise(roster))
