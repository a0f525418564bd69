"""A leader with several things to decide, who says so in words, and who changes a mind the day after."""

from __future__ import annotations

import pytest

from tests.scenes.stage import DECIDE, Stage


def _two(stage: Stage) -> tuple[str, str]:
    first = stage.file("林芳", "12月10日请假一天，看病", "wangq")
    return first, stage.file("潘磊", "12月10日请假一天，搬家", "wangq")


@pytest.mark.parametrize(
    "words", ["待办", "还有哪些没批的", "有哪些等我批的？", "哪些要我审批", "现在有什么要我批的吗"]
)
def test_what_waits_is_listed_however_it_is_asked(stage: Stage, words: str) -> None:
    first, second = _two(stage)
    stage.say("王强", words)
    stage.expect("wangq", "card", first, second, buttons=["全部同意", "同意", "驳回"])


def test_all_is_approved_in_words_once_it_was_listed(stage: Stage) -> None:
    first, second = _two(stage)
    stage.say("王强", "全部同意")
    stage.expect("wangq", "card", first, second, buttons=["全部同意", "同意", "驳回"])
    assert stage.state(first) == stage.state(second) == "审批中"
    stage.say("王强", "都同意")
    stage.forget()
    assert stage.state(first) == stage.state(second) == "已同意"


def test_what_came_after_the_list_is_not_approved_with_it(stage: Stage) -> None:
    first, _ = _two(stage)
    stage.say("王强", "待办")
    stage.expect("wangq", "card", first, buttons=["全部同意", "同意", "驳回"])
    later = stage.file("高峰", "12月14日请假一天，看牙", "wangq")
    stage.say("王强", "全部同意")
    stage.forget()
    assert stage.state(first) == "已同意"
    assert stage.state(later) == "审批中"


def test_an_approval_is_taken_back_with_a_reason_and_everyone_concerned_is_told(stage: Stage) -> None:
    serial = stage.file("林芳", "12月10日请假一天，看病", "wangq")
    stage.approve("王强", serial, "linf")
    stage.say("王强", f"撤销批准 {serial}")
    stage.expect("wangq", "text", "请写明理由")
    stage.say("王强", f"撤销批准 {serial} 当天有检查")
    stage.expect("linf", "update", "王强", "已撤销批准", "当天有检查", about=serial, buttons=[])
    stage.expect("wangq", "update", "已撤销批准", about=serial, buttons=[])
    stage.expect("linf", "text", "已撤销批准", "当天有检查", about=serial)
    stage.expect("wangq", "text", "批准已撤销", "已告知林芳")
    assert stage.state(serial) == "已撤销"
    assert stage.facts("linf").leaves_of("linf") == ()


def test_nobody_else_takes_an_approval_back(stage: Stage) -> None:
    serial = stage.file("林芳", "12月10日请假一天，看病", "wangq")
    stage.approve("王强", serial, "linf")
    for who in ("赵敏", "陈静", "林芳"):
        stage.say(who, f"撤销批准 {serial} 当天有检查")
        stage.expect(stage.account(who), "text", "不由您审批")
    assert stage.state(serial) == "已同意"


def test_what_still_waits_has_no_approval_to_take_back(stage: Stage) -> None:
    serial = stage.file("林芳", "12月10日请假一天，看病", "wangq")
    stage.say("王强", f"撤销批准 {serial} 当天有检查")
    stage.expect("wangq", "text", serial)
    assert stage.state(serial) == "审批中"


def test_an_approval_that_is_gone_can_be_asked_for_again(stage: Stage) -> None:
    serial = stage.file("林芳", "12月10日请假一天，看病", "wangq")
    stage.approve("王强", serial, "linf")
    stage.say("王强", f"撤销批准 {serial} 当天有检查")
    stage.forget()
    stage.say("林芳", "12月10日请假一天，看病")
    stage.expect("linf", "card", "请核对", "王强")
    stage.tap("林芳", "提交")
    stage.expect("linf", "update", "已提交")
    stage.expect("wangq", "card", about="QJ-2026-0002", buttons=DECIDE)


@pytest.mark.parametrize("words", ["你好", "在吗？"])
def test_a_greeting_is_answered_with_what_can_be_said(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "text", "没有收到编号，就是没有提交成功")


def test_a_kind_beside_another_change_is_taken_too(stage: Stage) -> None:
    stage.say("林芳", "下周三请假两天，看病")
    stage.expect("linf", "card", "请核对")
    stage.say("林芳", "改成下周一到周三，年休假")
    card = stage.expect("linf", "update", fields={"时间": "12月7日（周一）至12月9日（周三）"})
    assert card.fields["类别"].startswith("年休假")
