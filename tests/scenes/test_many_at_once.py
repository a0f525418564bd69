"""A leader with many on the table: by list, by numbers in words, and fifty at once (lessons 5.2, lines 21 and 22)."""

from __future__ import annotations

from tests.scenes.stage import Stage

STAFF = ["林芳", "高峰", "潘磊"]


def _three_wait(stage: Stage) -> list[str]:
    """Three leaves of different people wait for the same leader."""
    days = ["12月9日", "12月10日", "12月11日"]
    return [stage.file(who, f"{day}请假一天", "wangq") for who, day in zip(STAFF, days, strict=True)]


def test_numbers_in_words_decide_each_for_itself(stage: Stage) -> None:
    first, second, third = _three_wait(stage)
    stage.say("王强", "1、2同意，3不同意")
    stage.forget()
    assert [stage.state(serial) for serial in (first, second, third)] == ["已同意", "已同意", "未同意"]


def test_the_list_card_approves_all_or_one(stage: Stage) -> None:
    first, second, third = _three_wait(stage)
    stage.say("王强", "待办")
    card = stage.expect("wangq", "card", "等您办理的事项（3项）", buttons=["全部同意", "同意", "驳回"])
    assert card.choices == [first, second, third]
    stage.tap("王强", "驳回", choose=second, input="人手不够")
    stage.expect("gaof", "text", "未同意", "人手不够", about=second)
    stage.forget()
    stage.tap("王强", "全部同意")
    stage.forget()
    assert [stage.state(serial) for serial in (first, second, third)] == ["已同意", "未同意", "已同意"]


def test_a_list_tapped_without_a_choice_asks_for_one(stage: Stage) -> None:
    _three_wait(stage)
    stage.say("王强", "待办")
    stage.forget()
    stage.tap("王强", "驳回")
    stage.expect("wangq", "text", "请先在列表里选一项")


def test_nothing_waits(stage: Stage) -> None:
    stage.say("王强", "待办")
    stage.expect("wangq", "text", "现在没有等您办理的事项")


def test_the_reason_of_a_refusal_may_follow_the_tap(stage: Stage) -> None:
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    stage.tap("王强", "驳回", on=serial)
    stage.expect("wangq", "update", "如需说明理由，请回复“理由：……”")
    stage.expect("linf", "update", "未同意")
    stage.expect("linf", "text", "未同意", about=serial)
    stage.say("王强", "理由：当天有检查")
    stage.expect("wangq", "update", without=["如需说明理由"])
    stage.expect("linf", "text", "未同意的理由：当天有检查", about=serial)
    stage.expect("wangq", "text", "理由已转告林芳")
