"""The month's roster and the office's telephone, asked for by anybody (rules M19-2)."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import EVERYBODY, Stage


@pytest.mark.parametrize("words", ["12月值班表", "本月值班表", "值班表", "看一下这个月的值班安排", "12月份排班表发我"])
def test_anybody_gets_the_months_roster(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    said = stage.expect(
        "linf",
        "text",
        "12月值班表：\n1日周二：夜班钱俊，带班李文华\n",
        "5日周六：白班谢红、夜班蒋斌，带班杨丽",
        "31日周四：夜班谢红，带班赵敏",
        "白班08:30至17:30，夜班17:30至次日08:30。",
        without=["还没有排"],
    )
    assert len(said.text.encode()) < 2048  # one text message of WeCom
    stage.expect("linf", "file", "12月值班表")
    stage.expect_nothing_else()


def test_a_month_that_nobody_has_planned_says_so(stage: Stage) -> None:
    stage.say("林芳", "下个月值班表")
    stage.expect("linf", "text", "2027年1月的值班表还没有排，请问党政办。")
    stage.expect_nothing_else()


def test_last_month_is_told_too(stage: Stage) -> None:
    stage.say("林芳", "上个月的值班表")
    stage.expect("linf", "text", "11月值班表：\n1日周日")
    stage.expect("linf", "file", "11月值班表")
    stage.expect_nothing_else()


def test_a_group_is_not_filled_with_it(stage: Stage) -> None:
    stage.say("林芳", "@小助手 12月值班表", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "@林芳 值班表已私聊发给您。")
    stage.expect("linf", "text", "12月值班表：")
    stage.expect("linf", "file", "12月值班表")
    stage.expect_nothing_else()


def test_who_is_on_duty_is_told_with_the_telephone(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-01T09:00")
    stage.say("林芳", "今天谁值班")
    stage.expect("linf", "text", "值班钱俊，带班李文华", without=["电话"])
    stage.change_policy('"电话" = ""', '"电话" = "0878-1234567"')
    stage.say("林芳", "@小助手 明天谁值班", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "@林芳 12月2日（周三）夜班", "党政办电话：0878-1234567")
    stage.expect_nothing_else()
