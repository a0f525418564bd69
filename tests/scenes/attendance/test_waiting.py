"""Nothing stays undecided in silence: whoever decides is reminded, a slip that did not come is asked about anew."""

from __future__ import annotations

import pytest

from tests.scenes.stage import Stage

BOOK, NUMBER = "考勤台账", "KQ-2026-0001"


@pytest.fixture
def suspected(stage: Stage) -> Stage:
    """高峰 did not come on Monday, 30 November; it was registered on Tuesday."""
    stage.say("黄燕", "昨天高峰没来")
    stage.tap("黄燕", "登记")
    stage.wait_until("2026-12-02T09:10")
    stage.forget()
    return stage


def test_whoever_decides_is_reminded_every_second_working_day(suspected: Stage) -> None:
    suspected.wait_until("2026-12-03T09:20")
    suspected.expect("chenj", "text", "还有1条疑似旷工等您核实：高峰11月30日（KQ-2026-0001）", "在原来的卡片上办理")
    suspected.expect_nothing_else()
    suspected.wait_until("2026-12-06T20:00")
    suspected.expect_nothing_else()
    suspected.wait_until("2026-12-07T09:20")
    suspected.expect("chenj", "text", "还有1条疑似旷工等您核实")
    suspected.forget()


def test_a_slip_that_does_not_come_is_asked_about_anew(suspected: Stage) -> None:
    suspected.tap("陈静", "补假", on=NUMBER)
    suspected.forget()
    suspected.wait_until("2026-12-03T17:40")
    suspected.expect_nothing_else()
    suspected.wait_until("2026-12-04T09:20")
    suspected.expect("chenj", "card", "同意补假的期限已过", buttons=["旷工", "有正当理由", "补假"], about=NUMBER)
    suspected.expect("gaof", "text", "补假期限已过，没有收到补假条，已重新转请核实", "还可以说“补假条”补办")
    assert suspected.book(NUMBER, BOOK) == ["登记", "核实", "补假到期"]
    suspected.tap("陈静", "旷工", on=NUMBER, input="没有补办，本人没有说明")
    suspected.expect("chenj", "update", "认定为旷工")
    suspected.expect("gaof", "text", "认定为旷工")


def test_an_objection_that_nobody_answers_is_said(stage: Stage) -> None:
    stage.say("黄燕", "潘磊今天迟到15分钟")
    stage.tap("黄燕", "登记")
    stage.say("潘磊", f"异议 {NUMBER} 我8点20就到了")
    stage.forget()
    stage.wait_until("2026-12-03T09:20")
    stage.expect("chenj", "text", "还有1条考勤异议等您答复：潘磊（KQ-2026-0001）")
