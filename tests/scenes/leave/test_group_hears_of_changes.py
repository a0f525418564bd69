"""A group that was told of an approval is told when it stands no more, and never why (rules X6)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import Stage

GROUP = "青禾乡干部职工大群"


@pytest.fixture
def approved(stage: Stage) -> str:
    """林芳's two days, asked for in the big group and approved."""
    stage.say("林芳", "@小助手 下周三到周四请假，老人住院", GROUP)
    stage.expect(GROUP, "text", "已收到")
    stage.expect("linf", "card", "请核对")
    serial = stage.submit("林芳", "wangq")
    stage.tap("王强", "同意", on=serial)
    stage.expect(GROUP, "text", "林芳12月9日（周三）至12月10日（周四）请假2天，已批准")
    stage.forget()
    return serial


def test_an_annulment_is_told_in_the_group_without_its_reason(stage: Stage, approved: str) -> None:
    stage.wait_until("2026-12-01T10:00")
    stage.say("王强", f"撤销批准 {approved} 当天有检查")
    stage.expect("linf", "update", "已撤销批准", "当天有检查")
    stage.expect("wangq", "update", "已撤销批准")
    stage.expect("linf", "text", "已撤销批准", "当天有检查")
    words = f"林芳12月9日（周三）至12月10日（周四）请假2天，批准已撤销（{approved}）。"
    assert stage.expect(GROUP, "text", words).text == words
    stage.expect("wangq", "text", "批准已撤销")
    stage.expect_nothing_else()


def test_a_mis_tap_is_corrected_in_the_group(stage: Stage, approved: str) -> None:
    stage.say("王强", "点错了")
    words = f"更正：林芳12月9日（周三）至12月10日（周四）请假2天，正在重新审批，请以最新通知为准（{approved}）。"
    stage.expect(GROUP, "text", words)
    stage.forget()
