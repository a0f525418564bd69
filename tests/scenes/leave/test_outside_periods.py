"""Several leaves in one sentence, with working days between them: each its own slip, none forgotten (rules M20-5)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import Stage

MONDAY = "12月7日（周一）至12月8日（周二）"
THURSDAY = "12月10日（周四）至12月11日（周五）"


@pytest.mark.parametrize(
    "words",
    [
        "下周一到周二、周四到周五请事假，看病",
        "周一周二和周四周五请事假，看病",
        "12月7日到8日、12月10日到11日请事假，看病",
    ],
)
def test_two_periods_are_two_slips_and_each_shows_the_other(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", "王强", fields={"时间": MONDAY, "天数": "2天", "事由": "看病"})
    stage.expect("linf", "card", "王强", fields={"时间": THURSDAY, "天数": "2天", "事由": "看病"})
    stage.tap("林芳", "提交")
    stage.forget()
    stage.tap("林芳", "提交")
    stage.expect("linf", "update", f"前后14天内另有请假：{THURSDAY}", about="QJ-2026-0002")
    stage.expect("wangq", "card", f"前后14天内另有请假：{THURSDAY}", about="QJ-2026-0002")
    stage.expect("linf", "update", f"前后14天内另有请假：{MONDAY}", about="QJ-2026-0001")
    stage.expect("wangq", "update", f"前后14天内另有请假：{MONDAY}", about="QJ-2026-0001")


@pytest.mark.parametrize("words", ["下周一和下周三请假", "7号、9号各请一天假"])
def test_single_days_with_a_day_between_are_a_slip_each(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", fields={"时间": "12月7日（周一）", "天数": "1天"})
    stage.expect("linf", "card", fields={"时间": "12月9日（周三）", "天数": "1天"})


@pytest.mark.parametrize("words", ["下周一和下周二请假", "7号8号请假", "7、8号请假"])
def test_days_without_a_gap_are_one_leave(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", fields={"时间": MONDAY, "天数": "2天"})
