"""Taking a leave back: freely before it is decided, with the approver's consent afterwards (rules M20-8)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import Stage


def _asked(stage: Stage) -> str:
    return stage.file("林芳", "下周三到下周四请假，老人住院", "wangq")


def _approved(stage: Stage) -> str:
    serial = _asked(stage)
    stage.approve("王强", serial, "linf")
    return serial


@pytest.mark.parametrize("words", ["撤回", "撤回请假", "撤回 QJ-2026-0001", "下周三的假不请了"])
def test_before_the_decision_it_is_free(stage: Stage, words: str) -> None:
    serial = _asked(stage)
    stage.say("林芳", words)
    stage.expect("linf", "update", "林芳12月1日（周二）08:53已撤回。", buttons=[])
    stage.expect("wangq", "update", "已撤回", buttons=[])
    stage.expect_nothing_else()
    stage.say("王强", "同意 1")
    stage.expect("wangq", "text", f"{serial} 已经办过了：林芳12月1日（周二）08:53已撤回。")
    assert stage.book(serial) == ["申请", "撤回"]
    assert stage.facts("linf").leaves_of("linf") == ()


def test_a_tap_does_the_same_and_a_second_one_nothing(stage: Stage) -> None:
    serial = _asked(stage)
    stage.tap("林芳", "撤回", on=serial)
    stage.expect("linf", "update", "已撤回")
    stage.expect("wangq", "update", "已撤回")
    stage.tap("林芳", "撤回", on=serial)
    stage.expect("linf", "text", "已经办过了")


def test_nobody_elses_request_can_be_taken_back(stage: Stage) -> None:
    serial = _asked(stage)
    stage.say("高峰", f"撤回 {serial}")
    stage.expect("gaof", "text", serial)
    assert stage.state(serial) == "审批中"


def test_after_the_decision_the_approver_is_asked_and_may_agree(stage: Stage) -> None:
    serial = _approved(stage)
    stage.tap("林芳", "撤回", on=serial)
    stage.expect("linf", "update", "已申请撤销，现在在王强（副乡长）处", buttons=[])
    stage.expect("wangq", "update", buttons=[])
    stage.expect("wangq", "card", "林芳申请撤销这份已同意的申请", about=serial, buttons=["同意", "驳回"])
    assert stage.state(serial) == "撤销待批"
    stage.tap("王强", "同意", on=serial)
    stage.expect("linf", "update", "同意撤销", buttons=[])
    stage.expect("wangq", "update", "同意撤销", buttons=[])
    stage.expect("wangq", "update", "同意撤销", buttons=[])
    stage.expect("linf", "text", "您12月9日（周三）至12月10日（周四）请假2天", "王强已同意撤销")
    assert stage.state(serial) == "已撤销"
    assert stage.facts("linf").leaves_of("linf") == ()


def test_the_approver_may_refuse_and_the_leave_stands(stage: Stage) -> None:
    serial = _approved(stage)
    stage.say("林芳", "不请了")
    stage.expect("linf", "update", "已申请撤销")
    stage.expect("wangq", "update")
    stage.expect("wangq", "card", "申请撤销")
    stage.tap("王强", "驳回", on=serial, input="已安排别人代岗")
    stage.expect("linf", "update", "已同意", buttons=["销假", "撤回"])
    stage.expect("wangq", "update", "未同意撤销，原批准继续有效", buttons=[])
    stage.expect("wangq", "update", "未同意撤销，原批准继续有效", buttons=[])
    stage.expect("linf", "text", "王强未同意撤销，原批准继续有效。理由：已安排别人代岗。")
    assert stage.state(serial) == "已同意"
    assert len(stage.facts("linf").leaves_of("linf")) == 1


def test_an_annulled_leave_frees_its_days_for_another(stage: Stage) -> None:
    serial = _approved(stage)
    stage.say("林芳", f"撤回 {serial}")
    stage.say("王强", "同意")
    stage.forget()
    stage.file("林芳", "下周三请假一天", "wangq")


def test_with_several_own_ones_it_is_asked_which(stage: Stage) -> None:
    first = _asked(stage)
    second = stage.file("林芳", "12月28日请假一天", "wangq")
    stage.say("林芳", "撤回")
    stage.expect("linf", "text", "请写明撤回哪一份", first, second)
    stage.say("林芳", "12月28日的假不请了")
    stage.expect("linf", "update", "已撤回", about=second)
    stage.expect("wangq", "update", "已撤回", about=second)


def test_with_nothing_to_take_back_it_is_said(stage: Stage) -> None:
    stage.say("林芳", "撤回")
    stage.expect("linf", "text", "没有找到可以撤回的申请")
    stage.say("林芳", "撤回 QJ-2026-0009")
    stage.expect("linf", "text", "没有找到编号 QJ-2026-0009 的申请")


def test_while_the_approver_is_away_the_office_is_asked(stage: Stage) -> None:
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    stage.approve("王强", serial, "linf")
    own = stage.file("wangq", "12月3日请假一天", "liwh")
    stage.approve("李文华", own, "wangq")
    stage.wait_until("2026-12-03T09:00")
    stage.say("林芳", f"撤回 {serial}")
    stage.expect("linf", "update", "陈静")
    stage.expect("chenj", "card", "申请撤销", buttons=["同意", "驳回"])
    stage.forget()
