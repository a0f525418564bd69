"""Deciding: in taps and in words, with and without a reason, once, and only by whom it is for (rules X1, X2)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import DECIDE, Stage

WHEN = "12月1日（周二）08:53"


@pytest.fixture
def asked(stage: Stage) -> str:
    """林芳 has asked for two days, 王强 has the card."""
    return stage.file("林芳", "下周三到下周四请假，老人住院", "wangq")


def _refused(stage: Stage, words: str) -> None:
    stage.expect("linf", "update", "未同意", words, buttons=[])
    stage.expect("wangq", "update", "未同意", words, buttons=[])
    stage.expect("linf", "text", "未同意", words)


def test_a_refusal_with_a_reason_reaches_the_applicant_alone(stage: Stage, asked: str) -> None:
    stage.tap("王强", "驳回", on=asked, input="年底考核走不开")
    _refused(stage, "理由：年底考核走不开。")
    assert stage.state(asked) == "未同意"
    assert stage.book(asked) == ["申请", "驳回"]


def test_a_refusal_needs_no_reason(stage: Stage, asked: str) -> None:
    stage.tap("王强", "驳回", on=asked)
    _refused(stage, "王强")


def test_an_approval_may_carry_an_opinion(stage: Stage, asked: str) -> None:
    stage.tap("王强", "同意", on=asked, input="路上注意安全")
    for account in ("linf", "wangq"):
        stage.expect(account, "update", f"王强{WHEN}已同意。意见：路上注意安全。")
    stage.expect("linf", "text", f"您12月9日（周三）至12月10日（周四）请假2天（{asked}），王强{WHEN}已同意。", "返岗后")


@pytest.mark.parametrize("words", ["同意", "同意 1", "同意 QJ-2026-0001", "同意QJ1", "同意。", "1同意"])
def test_words_decide_like_a_tap(stage: Stage, asked: str, words: str) -> None:
    stage.say("王强", words)
    stage.expect("linf", "update", "已同意")
    stage.expect("wangq", "update", "已同意")
    stage.expect("linf", "text", "已同意")
    stage.expect("wangq", "text", f"已记录“同意”：林芳12月9日（周三）至12月10日（周四）请假2天（{asked}）。")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("不同意，等考核结束再休", "等考核结束再休"),
        ("驳回 QJ-2026-0001 人手不够", "人手不够"),
        ("驳回", ""),
        ("不同意 1", ""),
    ],
)
def test_words_refuse_like_a_tap(stage: Stage, asked: str, words: str, reason: str) -> None:
    stage.say("王强", words)
    _refused(stage, f"理由：{reason}。" if reason else "王强")
    stage.expect("wangq", "text", "已记录“驳回”：林芳")


def test_with_several_waiting_a_bare_word_decides_nothing(stage: Stage, asked: str) -> None:
    other = stage.file("高峰", "下周五请假一天", "wangq")
    stage.say("王强", "同意")
    stage.expect("wangq", "text", "等您审批的有2项", f"{asked} 林芳12月9日", f"{other} 高峰12月11日（周五）请假1天")
    assert (stage.state(asked), stage.state(other)) == ("审批中", "审批中")


def test_several_are_decided_in_one_sentence_each_on_record(stage: Stage, asked: str) -> None:
    other = stage.file("高峰", "下周五请假一天", "wangq")
    third = stage.file("蒋斌", "下周五请假一天", "wangq")
    stage.say("王强", "1、2同意，3不同意")
    stage.forget()
    assert [stage.state(s) for s in (asked, other, third)] == ["已同意", "已同意", "未同意"]
    assert [len(stage.request(s).decisions) for s in (asked, other, third)] == [1, 1, 1]


def test_a_name_says_which_one(stage: Stage, asked: str) -> None:
    stage.file("高峰", "下周五请假一天", "wangq")
    stage.say("王强", "同意林芳的请假")
    stage.forget()
    assert stage.state(asked) == "已同意"
    assert stage.state("QJ-2026-0002") == "审批中"


@pytest.mark.parametrize("words", ["好", "可以", "行"])
def test_a_bare_yes_is_no_decision(stage: Stage, asked: str, words: str) -> None:
    """It could be an answer to anything: what waits is shown, with the words that decide it."""
    stage.say("王强", words)
    stage.forget()
    assert stage.state(asked) in ("审批中", "已同意")
    if words == "好":
        assert stage.state(asked) == "审批中"


def test_with_an_own_form_open_a_bare_approval_is_asked_about(stage: Stage, asked: str) -> None:
    """«同意» could be meant for the leader's own check card."""
    stage.say("王强", "12月21日请假一天")
    stage.expect("wangq", "card", "请核对")
    stage.say("王强", "同意")
    stage.expect("wangq", "text", "等您审批的有1项，同意请回复", asked)
    stage.say("王强", "同意 1")
    stage.forget()
    assert stage.state(asked) == "已同意"


@pytest.mark.parametrize("words", ["QJ-2026-0001批了没", "林芳的请假同意了吗", "QJ-2026-0001可以吗？"])
def test_a_question_is_no_decision(stage: Stage, asked: str, words: str) -> None:
    stage.say("王强", words)
    stage.forget()
    assert stage.state(asked) == "审批中"


def test_the_first_decision_stands_and_the_second_is_told_who_and_when(stage: Stage, asked: str) -> None:
    stage.approve("王强", asked, "linf")
    stage.tap("王强", "驳回", on=asked)
    stage.expect("wangq", "text", f"{asked} 已经办过了：王强{WHEN}已同意。")
    stage.say("王强", "驳回 1 改主意了")
    stage.expect("wangq", "text", f"{asked} 已经办过了：王强{WHEN}已同意。")
    stage.say("赵敏", f"同意 {asked}")
    stage.expect("zhaom", "text", "王强")
    assert stage.book(asked) == ["申请", "同意"]


def test_somebody_elses_request_cannot_be_decided(stage: Stage, asked: str) -> None:
    for who, account in (("李文华", "liwh"), ("赵敏", "zhaom"), ("陈静", "chenj"), ("高峰", "gaof")):
        stage.say(who, f"同意 {asked}")
        stage.expect(account, "text", f"{asked} 不由您审批，现在在王强（副乡长）处。")
    stage.say("李文华", "同意")
    stage.expect("liwh", "text", "现在没有等您审批的事项")
    assert stage.state(asked) == "审批中"
    assert stage.request(asked).decisions == ()


def test_nobody_decides_their_own(stage: Stage, asked: str) -> None:
    stage.say("林芳", f"同意 {asked}")
    stage.expect("linf", "text", "是您本人的申请，按规定不能由本人审批")
    assert stage.request(asked).decisions == ()


def test_a_number_that_nobody_gave_is_said_so(stage: Stage, asked: str) -> None:
    stage.say("王强", "同意 QJ-2026-0099")
    stage.expect("wangq", "text", "没有编号 QJ-2026-0099")
    assert stage.state(asked) == "审批中"


def test_a_message_and_a_tap_delivered_twice_act_once(durable_stage: Stage) -> None:
    stage = durable_stage
    stage.say("林芳", "下周三到下周四请假")
    stage.expect("linf", "card", "请核对")
    stage.again()
    stage.expect_nothing_else()
    serial = stage.submit("林芳", "wangq")
    stage.again()
    stage.expect_nothing_else()
    stage.approve("王强", serial, "linf")
    stage.again()
    stage.expect_nothing_else()
    assert stage.book(serial) == ["申请", "同意"]


def test_a_second_tap_on_submit_files_nothing_more(stage: Stage, asked: str) -> None:
    for button in ("提交", "取消"):
        stage.tap("林芳", button)
        stage.expect("linf", "text", f"{asked} 已经提交，不会重复提交")
    stage.approve("王强", asked, "linf")
    stage.wait_until("2026-12-10T09:00")
    stage.tap("林芳", "提交")
    stage.expect("linf", "text", f"{asked} 已经提交，不会重复提交")
    assert stage.state(asked) == "已同意"


def test_a_leader_who_was_told_writes_an_opinion_for_the_one_who_decides(stage: Stage) -> None:
    serial = stage.file("林芳", "下周一到下周五请假", "liwh", "wangq")
    stage.tap("王强", "写意见", on=serial, input="工作已安排给高峰")
    for account, buttons in (("linf", ["撤回", "催办"]), ("liwh", DECIDE), ("wangq", ["写意见"])):
        stage.expect(account, "update", "意见：王强：工作已安排给高峰", buttons=buttons)
    stage.say("王强", "同意 1")
    stage.expect("wangq", "text", "不由您审批，现在在李文华（党委副书记、乡长）处")
    stage.approve("李文华", serial, "linf", informed="wangq")
    stage.tap("王强", "写意见", on=serial, input="再补一句")
    stage.expect("wangq", "text", "已经办过了")


def test_an_opinion_in_words_and_an_empty_one(stage: Stage) -> None:
    serial = stage.file("林芳", "下周一到下周五请假", "liwh", "wangq")
    stage.tap("王强", "写意见", on=serial)
    stage.expect("wangq", "text", "请写明意见")
    stage.say("王强", f"意见 {serial} 建议同意")
    for account in ("linf", "liwh", "wangq"):
        stage.expect(account, "update", "意见：王强：建议同意")


def test_where_the_policy_says_so_the_opinion_comes_first(own_stage: Stage) -> None:
    stage = own_stage
    stage.change_policy('"分管领导先签意见" = false', '"分管领导先签意见" = true')
    stage.say("林芳", "下周一到下周五请假")
    stage.expect("linf", "card", fields={"审批": "王强（副乡长）签署意见，再由李文华（党委副书记、乡长）审批"})
    stage.tap("林芳", "提交")
    serial = stage.expect("linf", "update", "现在在王强（副乡长）处").about
    stage.expect("wangq", "card", "请您签署意见，再报主要领导审批", about=serial, buttons=["写意见"])
    stage.say("李文华", f"同意 {serial}")
    stage.expect("liwh", "text", "现在在王强（副乡长）处")
    stage.tap("王强", "写意见", on=serial, input="建议同意")
    stage.expect("linf", "update", "现在在李文华（党委副书记、乡长）处")
    stage.expect("wangq", "update", "现在在李文华（党委副书记、乡长）处", buttons=[])
    stage.expect("liwh", "card", "请您审批", "意见：王强：建议同意", about=serial)
    stage.approve("李文华", serial, "linf", informed="wangq")


def test_a_returned_one_comes_again_under_its_number_whatever_was_tapped_before(stage: Stage, asked: str) -> None:
    stage.tap("王强", "驳回", on=asked)
    stage.say("王强", "点错了")
    stage.forget()
    stage.tap("王强", "退回", on=asked, input="请写明谁代岗")
    said = "王强12月1日（周二）08:55退回修改：请写明谁代岗。"
    stage.expect("linf", "update", said, buttons=["修改", "撤回"])
    stage.expect("wangq", "update", said, buttons=[])
    stage.expect("linf", "text", "请写明谁代岗", f"修改 {asked}")
    stage.tap("林芳", "修改", on=asked)
    stage.expect("linf", "card", "请核对", fields={"事由": "老人住院"})
    stage.say("林芳", "理由改成老人住院，高峰代岗")
    stage.expect("linf", "update", "请核对")
    stage.tap("林芳", "提交")
    stage.expect("wangq", "card", "请您审批", "高峰代岗", about=asked)
    stage.forget()
    stage.tap("王强", "同意", on=asked)
    stage.forget()
    assert stage.state(asked) == "已同意"
    assert stage.book(asked) == ["申请", "驳回", "点错了", "退回", "重新提交", "同意"]
