"""Questions about the roster that name a person, a day that has been, or a day that there is not (rules M19-2)."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("孙磊哪天值班", "孙磊近期的值班：\n12月6日（周日）夜班"),
        ("孙磊什么时候值班？", "12月6日（周日）夜班（17:30至次日08:30）：值班，带班赵敏"),
        ("魏芳哪天值班", "今后没有排魏芳的值班"),
        ("李静哪天值班", "“李静”有2位"),
        ("11月29日谁值班", "11月29日（周日）"),
        ("12月32日谁值班", "没有“12月32日”这一天，请核对日期"),
        ("2月30日谁值班", "没有“2月30日”这一天"),
        ("12月9日谁值班", "12月9日（周三）夜班（17:30至次日08:30）：值班刘洋"),
    ],
)
def test_who_is_on_duty_is_answered_for_what_was_asked(stage: Stage, words: str, answer: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "text", answer)
    stage.expect_nothing_else()


def test_a_month_that_there_is_not(stage: Stage) -> None:
    stage.say("陈静", "排13月值班表")
    stage.expect("chenj", "text", "没有“13月”，请核对月份")
    stage.expect_nothing_else()


def test_one_is_asked_at_a_time(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-01T09:00")
    stage.say("刘洋", "我12月9日的值班想和谢红、孙磊换")
    stage.expect("liuy", "text", "一次只能问一个人")
    stage.expect_nothing_else()


def test_a_namesake_on_duty_is_named_with_the_unit(own_stage: Stage) -> None:
    stage = own_stage
    stage.change_policy('"蒋斌", "罗霞"]', '"蒋斌", "罗霞", "李静"]')
    stage.say("陈静", "把12月3日夜班换成财政所李静")
    stage.forget()
    stage.say("林芳", "12月3日谁值班")
    stage.expect("linf", "text", "值班李静（财政所）")
