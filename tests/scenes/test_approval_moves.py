"""Every move of an approval, by tap and in words, for whoever uses it (design 8; issue of the peers' feature list)."""

from __future__ import annotations

from tests.scenes.stage import DECIDE, Stage


def test_handed_over_it_waits_for_the_other_leader_alone(stage: Stage) -> None:
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    stage.tap("王强", "转办", on=serial, input="赵敏")
    stage.expect("wangq", "update", "转办", "赵敏", buttons=[])
    stage.expect("linf", "update", "现在在赵敏")
    stage.expect("zhaom", "card", "请您审批", about=serial, buttons=DECIDE)
    stage.expect_nothing_else()
    stage.say("王强", f"同意 {serial}")
    stage.expect("wangq", "text", "不由您审批", "赵敏")
    stage.expect_nothing_else()
    stage.tap("赵敏", "同意", on=serial)
    stage.forget()
    assert stage.state(serial) == "已同意"


def test_nobody_hands_it_to_the_applicant_or_to_somebody_unknown(stage: Stage) -> None:
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    for name in ("林芳", "王二", ""):
        stage.tap("王强", "转办", on=serial, input=name)
        stage.expect("wangq", "text", "请写明由哪位领导审批")
    assert stage.request(serial).holders == ("wangq",)


def test_a_signer_before_decides_first_and_after_decides_last(stage: Stage) -> None:
    first = stage.file("林芳", "12月9日请假一天", "wangq")
    stage.tap("王强", "加签", on=first, input="赵敏")
    stage.forget()
    assert stage.request(first).holders == ("zhaom",)
    stage.tap("赵敏", "同意", on=first)
    stage.expect("wangq", "card", "请您审批", about=first)
    stage.forget()
    second = stage.file("高峰", "12月10日请假一天", "wangq")
    stage.say("王强", f"后加签 {second} 赵敏")
    stage.forget()
    assert stage.request(second).holders == ("wangq",)
    stage.tap("王强", "同意", on=second)
    stage.expect("zhaom", "card", "请您审批", about=second)
    stage.forget()
    assert stage.state(second) == "审批中"


def test_sent_back_one_step_it_is_asked_anew_there(stage: Stage) -> None:
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    stage.tap("王强", "加签", on=serial, input="赵敏")
    stage.tap("赵敏", "同意", on=serial)
    stage.forget()
    stage.say("王强", f"退回上一步 {serial} 请再核实人手")
    stage.expect("zhaom", "text", "退回您这一步", "请再核实人手", about=serial)
    stage.forget()
    assert stage.request(serial).holders == ("zhaom",)
    stage.tap("赵敏", "同意", on=serial)
    stage.forget()
    assert stage.request(serial).holders == ("wangq",)


def test_returned_to_the_applicant_it_comes_again_under_its_number(stage: Stage) -> None:
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    stage.tap("王强", "退回", on=serial)
    stage.expect("wangq", "text", "请写明要改什么")
    stage.tap("王强", "退回", on=serial, input="请改到下周")
    stage.expect("linf", "text", "请改到下周", about=serial)
    stage.forget()
    stage.tap("林芳", "修改", on=serial)
    stage.say("林芳", "改成12月14日")
    stage.tap("林芳", "提交")
    stage.forget()
    assert stage.state(serial) == "审批中"
    stage.tap("王强", "同意", on=serial)
    stage.forget()
    assert stage.state(serial) == "已同意"
    assert stage.book(serial) == ["申请", "退回", "重新提交", "同意"]


def test_urging_is_limited_and_on_record(stage: Stage) -> None:
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    stage.tap("林芳", "催办", on=serial)
    stage.expect("wangq", "text", "请您尽快办理", serial)
    stage.expect("linf", "text", "已提醒王强")
    stage.expect_nothing_else()
    stage.say("林芳", "催一下")
    stage.expect("linf", "text", "不再重复提醒")
    stage.expect_nothing_else()
    assert stage.book(serial) == ["申请", "催办"]


def test_a_copy_tells_and_asks_nothing(stage: Stage) -> None:
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    stage.say("林芳", f"抄送 {serial} 给何平")
    card = stage.expect("hep", "card", "告知您", about=serial)
    assert not {"同意", "驳回"} & set(card.buttons)
    stage.forget()
    stage.say("何平", f"同意 {serial}")
    stage.expect("hep", "text", "不由您审批")


def test_a_remark_is_on_every_card(stage: Stage) -> None:
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    stage.say("林芳", f"备注 {serial} 工作已交接给高峰")
    stage.expect("wangq", "update", "工作已交接给高峰", about=serial)
    stage.expect("linf", "update", "工作已交接给高峰", about=serial)
    stage.expect("linf", "text", "已记入")


def test_a_mis_tap_is_taken_back_within_two_minutes(stage: Stage) -> None:
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    stage.tap("王强", "驳回", on=serial)
    stage.forget()
    stage.say("王强", "点错了")
    stage.expect("linf", "text", "点错了", "正在重新审批")
    stage.expect("wangq", "update", "请您审批", buttons=DECIDE)
    stage.forget()
    assert stage.state(serial) == "审批中"
    stage.tap("王强", "同意", on=serial)
    stage.forget()
    stage.wait_until("2026-12-01T09:30")
    stage.say("王强", "点错了")
    stage.expect("wangq", "text", "已超过2分钟")
    assert stage.state(serial) == "已同意"
