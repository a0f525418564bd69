"""Leave asked for in a group: heard only when addressed, answered to the point, private things in private (X6)."""

from __future__ import annotations

from tests.scenes.stage import EVERYBODY, Stage

PRIVATE = ["老人", "住院", "事假", "陪护"]


def test_a_two_day_leave_costs_five_messages_over_all_people(stage: Stage) -> None:
    """The first scene of all, from the sentence in the group to the ledger."""
    stage.say("林芳", "@小助手 下周三到下周四请假，老人住院", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "@林芳 已收到，私聊您确认。", without=PRIVATE)
    stage.expect("linf", "card", "请核对", fields={"事由": "老人住院"})
    serial = stage.submit("林芳", "wangq")
    stage.tap("王强", "同意", on=serial)
    stage.expect("linf", "update", "已同意")
    stage.expect("wangq", "update", "已同意")
    said = f"林芳12月9日（周三）至12月10日（周四）请假2天，已批准（{serial}）。"
    assert stage.expect(EVERYBODY, "text", about=serial, without=PRIVATE).text == said
    stage.expect("linf", "text", "已同意")
    stage.expect_nothing_else()
    assert stage.went_out("text", "card") == 5
    assert stage.went_out("update") == 3
    assert stage.book(serial) == ["申请", "同意"]


def test_in_the_single_chat_it_costs_three(stage: Stage) -> None:
    serial = stage.file("林芳", "下周三到下周四请假，老人住院", "wangq")
    stage.approve("王强", serial, "linf")
    assert stage.went_out("text", "card") == 3
    assert stage.went_out("update") == 3


def test_a_refusal_is_not_told_to_the_group(stage: Stage) -> None:
    stage.say("林芳", "@小助手 下周三请假一天，老人住院", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text")
    stage.expect("linf", "card")
    serial = stage.submit("林芳", "wangq")
    stage.tap("王强", "驳回", on=serial, input="走不开")
    stage.expect("linf", "update")
    stage.expect("wangq", "update")
    stage.expect("linf", "text", "理由：走不开。")


def test_what_is_not_addressed_to_the_bot_is_not_heard(stage: Stage) -> None:
    stage.say("林芳", "下周三请假，老人住院", chat=EVERYBODY)
    stage.say("王强", "同意", chat=EVERYBODY)
    stage.expect_nothing_else()
    assert "住院" not in stage.everything_stored()


def test_answers_to_the_form_given_in_the_group_stay_private(stage: Stage) -> None:
    stage.say("林芳", "@小助手 我要请假", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "已收到，私聊您确认")
    stage.expect("linf", "card", "从哪天起")
    stage.say("林芳", "@小助手 明天一天，家里老人住院", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "已收到，私聊您确认", without=PRIVATE)
    stage.forget()
    stage.say("王强", "@小助手 同意", chat=EVERYBODY)
    stage.expect("wangq", "text", "现在没有等您审批的事项")


def test_a_rule_is_answered_in_the_group_and_ones_own_business_is_not(stage: Stage) -> None:
    stage.say("林芳", "@小助手 请假三天找谁批", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "@林芳 考勤制度 第4条", "3天及以上由主要领导审批")
    stage.say("林芳", "@小助手 我年假还剩几天", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "@林芳 已私聊回复您。")
    stage.expect("linf", "text", "还剩5天")
    stage.say("林芳", "@小助手 我的请假批了没", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "@林芳 已私聊回复您。")
    stage.expect("linf", "text", "您还没有提交过申请")
    stage.say("林芳", "@小助手", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "@林芳 已私聊回复您。")
    stage.expect("linf", "text", "我可以帮您", "没有收到编号，就是没有提交成功")


def test_a_leader_may_decide_in_the_group_and_the_reason_stays_private(stage: Stage) -> None:
    serial = stage.file("林芳", "下周三请假一天，老人住院", "wangq")
    stage.say("王强", f"@小助手 驳回 {serial} 走不开", chat=EVERYBODY)
    stage.expect("linf", "update")
    stage.expect("wangq", "update")
    stage.expect("linf", "text", "理由：走不开。")
    stage.expect(EVERYBODY, "text", "已记录“驳回”", without=[*PRIVATE, "走不开"])
