"""The sample office's policy says what the regulations ship with."""

from datetime import date, time
from decimal import Decimal

import pytest
from pydantic import ValidationError

from handlers.engine.calendar import UnknownYearError
from handlers.engine.policy_file import read_policy
from tests.rules.office_files import POLICY_TEXT, changed, sample_policy

LEAVE_NAMES = "年假、事假、病假、婚假、产假、陪产假、丧假、探亲假、育儿假、护理假、产检假、哺乳假、调休"


def test_the_leave_rule_is_the_regulations() -> None:
    leave = sample_policy().leave
    assert leave.principal_from_days == 3
    assert (leave.opinion_first, leave.reason_required, leave.default_type) == (False, False, "事假")
    assert leave.annual_leave == ((1, 5), (10, 10), (20, 15))
    assert leave.slip_due_workdays == 1


def test_the_kinds_of_leave_carry_the_names_people_say() -> None:
    leave = sample_policy().leave
    assert "、".join(kind.name for kind in leave.types) == LEAVE_NAMES
    for said, name, title in [
        ("年休假", "年假", "年休假"),
        ("公休", "年假", "年休假"),
        ("公休假", "年假", "年休假"),
        ("补休", "调休", "调休"),
        ("事假", "事假", "事假"),
    ]:
        kind = leave.type_named(said)
        assert kind is not None
        assert (kind.name, kind.title) == (name, title)
    assert leave.type_named("寒假") is None


def test_how_the_kinds_are_counted() -> None:
    kinds = sample_policy().leave.types
    in_calendar_days = {kind.name for kind in kinds if kind.counted == "calendar"}
    assert in_calendar_days == {"婚假", "产假", "陪产假", "探亲假"}


def test_only_annual_leave_is_entitled_by_years_of_service() -> None:
    kinds = sample_policy().leave.types
    assert {kind.name: kind.entitlement for kind in kinds if kind.entitlement is not None} == {"年假": "service_years"}


def test_a_fixed_entitlement_is_a_number_of_days() -> None:
    text = changed('{ "名称" = "婚假", "计算" = "自然日" }', '{ "名称" = "婚假", "计算" = "自然日", "天数" = 2.5 }')
    kind = read_policy(text).leave.type_named("婚假")
    assert kind is not None
    assert kind.entitlement == Decimal("2.5")


def test_times_are_times_of_day() -> None:
    policy = sample_policy()
    assert policy.reminders.times == (time(11, 28), time(16, 58))
    assert (policy.reminders.quiet_from, policy.reminders.quiet_until) == (time(20), time(7, 30))
    assert policy.reminders.return_time == time(8, 37)
    assert (policy.hours.morning_from, policy.hours.afternoon_until) == (time(8, 30), time(17, 30))


@pytest.mark.parametrize("written", ['"08:37"', '"8:37"', '"8：37"', "08:37:00"])
def test_a_time_may_be_written_in_several_ways(written: str) -> None:
    assert read_policy(changed('"08:37"', written)).reminders.return_time == time(8, 37)


def test_a_policy_saved_by_a_windows_editor_reads_the_same() -> None:
    assert read_policy("\ufeff" + POLICY_TEXT.replace("\n", "\r\n")) == sample_policy()


def test_a_policy_never_changes_once_read() -> None:
    with pytest.raises(ValidationError):
        sample_policy().leave.principal_from_days = Decimal(5)


def test_the_next_year_is_unknown_until_the_office_loads_it() -> None:
    with pytest.raises(UnknownYearError):
        sample_policy().calendar.is_workday(date(2027, 3, 1))


def test_loaded_holidays_rule_the_calendar() -> None:
    rows = """[
        { "日期" = 2027-01-01, "名称" = "元旦", "上班" = false },
        { "从" = 2027-10-01, "到" = 2027-10-07, "名称" = "国庆节", "上班" = false },
        { "日期" = 2027-10-09, "名称" = "国庆节调休", "上班" = true },
    ]"""
    loaded = changed('"安排" = []', f'"安排" = {rows}').replace(
        '"已完整录入的年份" = []', '"已完整录入的年份" = [2027]'
    )
    calendar = read_policy(loaded).calendar
    assert calendar.holiday(date(2027, 1, 1)) == "元旦"
    assert not calendar.is_workday(date(2027, 10, 7))
    assert calendar.is_make_up_workday(date(2027, 10, 9))
    assert calendar.is_workday(date(2027, 3, 1))
    assert calendar.holiday(date(2026, 10, 1)) == "国庆节"
