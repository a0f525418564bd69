"""Somebody cannot serve their shift: soon, the office hears at once; later, they choose whom they ask (rules M19-4).

On Saturday, 5 December, 谢红 is on duty by day, 杨丽 in charge; on the 9th by night 刘洋.
"""

from __future__ import annotations

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

DAY = "12月5日（周六）白班（08:30至17:30）"


def test_ill_on_the_morning_of_the_shift_the_office_hears_at_once(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-05T08:10")
    stage.say("谢红", "我病了今天值不了班")
    stage.expect("chenj", "text", f"谢红报告不能值班：{DAY}，还没有人顶", "把12月5日白班换成某某")
    stage.expect("xieh", "text", "已告诉党政办（陈静）", DAY, "换人以前仍由您负责")
    stage.expect("xieh", "card", DAY, "请选换给谁", buttons=["换班"])
    stage.expect_nothing_else()


def test_ill_while_the_shift_runs(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-05T10:10")
    stage.say("谢红", "发烧了，今天的班我值不了")
    stage.expect("chenj", "text", "谢红报告不能值班")
    stage.expect("xieh", "text", "已告诉党政办（陈静）")
    stage.expect_nothing_else()


def test_days_before_there_is_time_to_ask_somebody(stage: Stage) -> None:
    stage.say("刘洋", "我9号晚上值不了班，谁能替我")
    card = stage.expect("liuy", "card", "12月9日（周三）夜班", "请选换给谁", buttons=["换班"])
    assert "钱俊" in card.choices
    stage.expect_nothing_else()


def test_who_is_not_on_duty_that_day_hears_when_they_are(stage: Stage) -> None:
    stage.say("刘洋", "我8号晚上值不了班")
    stage.expect("liuy", "text", "那天没有排您的值班", "12月9日（周三）夜班")
    stage.say("林芳", "我明天值不了班")
    stage.expect("linf", "text", "今后没有排您的值班")
    stage.expect_nothing_else()


def test_leave_asked_for_over_todays_shift_reaches_the_office_too(stage: Stage) -> None:
    """钱俊 is on duty tonight; 杨丽 decides about the leave, 陈静 has to see to the shift."""
    stage.say("钱俊", "今天到明天请病假两天，发烧")
    stage.forget()
    stage.tap("钱俊", "提交")
    stage.expect("chenj", "text", "钱俊刚申请请假", "12月1日（周二）夜班", "把12月1日夜班换成某某")
    stage.forget()
