"""Coming and leaving by the minute: a row per boundary (考勤制度 第1条; rules M20-1, M20-2, N12, N13)."""

from __future__ import annotations

from datetime import date, time

import pytest

from handlers.attendance.timing import Finding, arrived, late_by, left, left_by
from handlers.engine.days import Half
from handlers.engine.policy_file import read_policy
from tests.rules.office_files import POLICY_TEXT, changed, faults_of, sample_policy

POLICY = sample_policy()
RULES, HOURS = POLICY.attendance, POLICY.hours
AM, PM = Half.MORNING, Half.AFTERNOON


def season(name: str, begins: str, *times: str) -> str:
    keys = ("上午上班", "上午下班", "下午上班", "下午下班")
    hours = ", ".join(f'"{key}" = "{clock}"' for key, clock in zip(keys, times, strict=True))
    return f'{{ "名称" = "{name}", "从" = {begins}, {hours} }}'


ONE = season("夏季", '"05-01"', "08:00", "12:00", "14:30", "18:00")
WINTER = season("冬季", '"10-01"', "08:30", "12:00", "14:00", "17:30")
TRIAL = season("试行", "2026-06-01", "09:00", "12:00", "13:00", "17:00")
SEASONS = f'"换季" = [{ONE}, {WINTER}, {TRIAL}]'


@pytest.mark.parametrize(
    ("at", "half", "finding", "minutes"),
    [
        (time(8, 0), AM, None, None),
        (time(8, 19, 59), AM, None, None),
        (time(8, 20), AM, None, None),  # exactly ten minutes before: early enough (N12)
        (time(8, 20, 1), AM, Finding.NOT_EARLY, 9),
        (time(8, 21), AM, Finding.NOT_EARLY, 9),
        (time(8, 29, 59), AM, Finding.NOT_EARLY, 0),
        (time(8, 30), AM, Finding.NOT_EARLY, 0),  # exactly at the beginning: not late
        (time(8, 30, 1), AM, Finding.LATE, 1),
        (time(8, 31), AM, Finding.LATE, 1),
        (time(8, 45), AM, Finding.LATE, 15),
        (time(13, 50), PM, None, None),
        (time(13, 51), PM, Finding.NOT_EARLY, 9),
        (time(14, 1), PM, Finding.LATE, 1),
    ],
)
def test_coming(at: time, half: Half, finding: Finding | None, minutes: int | None) -> None:
    found = arrived(at, half, HOURS, RULES)
    assert (found.finding if found else None, found.minutes if found else None) == (finding, minutes)


@pytest.mark.parametrize(
    ("at", "half", "finding", "minutes"),
    [
        (time(11, 49), AM, Finding.LEFT_EARLY, 11),
        (time(11, 50), AM, Finding.LEFT_EARLY, 10),  # exactly ten minutes: 早退 (N13)
        (time(11, 50, 1), AM, Finding.LEFT_BEFORE, 9),  # 9 min 59 s: forbidden, not 早退
        (time(11, 51), AM, Finding.LEFT_BEFORE, 9),
        (time(11, 59, 59), AM, Finding.LEFT_BEFORE, 1),
        (time(12, 0), AM, None, None),
        (time(17, 19), PM, Finding.LEFT_EARLY, 11),
        (time(17, 20), PM, Finding.LEFT_EARLY, 10),
        (time(17, 21), PM, Finding.LEFT_BEFORE, 9),
        (time(17, 30), PM, None, None),
        (time(18, 0), PM, None, None),
    ],
)
def test_leaving(at: time, half: Half, finding: Finding | None, minutes: int | None) -> None:
    found = left(at, half, HOURS, RULES)
    assert (found.finding if found else None, found.minutes if found else None) == (finding, minutes)


@pytest.mark.parametrize(
    ("minutes", "finding"),
    [(1, Finding.LEFT_BEFORE), (9, Finding.LEFT_BEFORE), (10, Finding.LEFT_EARLY), (11, Finding.LEFT_EARLY)],
)
def test_leaving_by_minutes(minutes: int, finding: Finding) -> None:
    assert left_by(minutes, RULES).finding is finding
    assert late_by(minutes).finding is Finding.LATE


def test_the_lines_are_the_offices_to_move() -> None:
    rules = read_policy(changed('"早退起点分钟" = 10', '"早退起点分钟" = 15')).attendance
    assert left_by(14, rules).finding is Finding.LEFT_BEFORE
    assert left_by(15, rules).finding is Finding.LEFT_EARLY


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (date(2026, 4, 30), "08:30"),
        (date(2026, 5, 1), "08:00"),
        (date(2026, 5, 31), "08:00"),
        (date(2026, 6, 1), "09:00"),  # what holds from one day on stands until the next season begins
        (date(2026, 9, 30), "09:00"),
        (date(2026, 10, 1), "08:30"),
        (date(2027, 1, 4), "08:30"),
        (date(2027, 5, 1), "08:00"),  # and comes round every year
    ],
)
def test_the_timetable_of_the_season(day: date, begins: str) -> None:
    hours = read_policy(changed('"换季" = []', SEASONS)).hours.on(day)
    assert f"{hours.morning_from:%H:%M}" == begins


def test_without_seasons_one_timetable_holds_all_year() -> None:
    assert HOURS.on(date(2026, 7, 1)) is HOURS


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (f"[{ONE}]", "每年的换季只写了“夏季”"),
        (f"[{ONE}, {ONE}]", "从同一天起"),
        (f"[{ONE.replace('05-01', '13-01')}]", "应当是起始日期"),
        (f"[{ONE.replace('05-01', '五月')}]", "应当是起始日期"),
        (f"[{ONE.replace('18:00', '14:00')}]", "“下午下班”14:00不晚于“下午上班”14:30"),
    ],
)
def test_a_season_that_cannot_be_meant(written: str, fault: str) -> None:
    assert any(fault in words for _, words in faults_of(changed('"换季" = []', f'"换季" = {written}')))


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('"月表时间" = "08:17"', '"月表时间" = "08:30"', "整点或半点"),
        ('"公布提醒时间" = "08:41"', '"公布提醒时间" = "08:07"', "不晚于月表时间"),
        ('"核实提醒时间" = "09:17"', '"核实提醒时间" = "20:17"', "在免打扰时间内"),
        ('"连续旷工提示天数" = [5, 10, 15]', '"连续旷工提示天数" = [10, 5]', "从小到大"),
        ('"全年旷工提示天数" = [10, 20, 30]', '"全年旷工提示天数" = [31]', "不超过30天"),
        ('"早退起点分钟" = 10', '"早退起点分钟" = 0', "不能小于 1"),
    ],
)
def test_attendance_lines_that_cannot_be_meant(before: str, after: str, fault: str) -> None:
    assert any(fault in words for _, words in faults_of(changed(before, after)))


def test_a_policy_from_before_attendance_still_loads() -> None:
    start = POLICY_TEXT.index('["考勤"]')
    older = POLICY_TEXT[:start] + POLICY_TEXT[POLICY_TEXT.index('["放假安排"]') :]
    assert read_policy(older.replace('"换季" = []\n', "")).attendance == RULES
