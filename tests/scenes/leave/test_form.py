"""Filling the slip: one sentence, or one thing at a time; every line can be changed before it is submitted."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

CHECK = ["提交", "修改", "取消"]
WEDNESDAY = {"时间": "12月9日（周三）至12月10日（周四）", "天数": "2天", "事由": "老人住院"}


def _check(stage: Stage, **fields: str) -> None:
    stage.expect("linf", "card", "请核对", fields=fields, buttons=CHECK)


def _redrawn(stage: Stage, **fields: str) -> None:
    stage.expect("linf", "update", "请核对", fields=fields, buttons=CHECK)
    stage.expect_nothing_else()


def test_one_sentence_fills_every_line(stage: Stage) -> None:
    stage.say("林芳", "下周三到下周四请假，老人住院")
    _check(stage, 类别="事假（未说明类别，先按事假）", **WEDNESDAY)


def test_only_what_is_missing_is_asked_one_thing_at_a_time(stage: Stage) -> None:
    stage.say("林芳", "我要请假")
    stage.expect("linf", "card", "请问从哪天起请假", buttons=["今天", "明天", "后天", "取消"])
    stage.say("林芳", "后天")
    stage.expect("linf", "update", "请看下面最新的一条", buttons=[])
    asked = ["上午半天", "下午半天", "1天", "2天", "取消"]
    stage.expect("linf", "card", "12月3日（周四）起，请到哪天为止，或者请几天", "天数决定由哪位领导审批", buttons=asked)
    stage.say("林芳", "到周五")
    stage.expect("linf", "update", "请看下面最新的一条", buttons=[])
    _check(stage, 时间="12月3日（周四）至12月4日（周五）", 天数="2天", 事由="未填写")
    stage.submit("林芳", "wangq")


@pytest.mark.parametrize(
    ("tapped", "when"),
    [
        ("上午半天", "12月2日（周三）上午"),
        ("下午半天", "12月2日（周三）下午"),
        ("1天", "12月2日（周三）"),
        ("2天", "12月2日（周三）至12月3日（周四）"),
    ],
)
def test_answers_can_be_tapped(stage: Stage, tapped: str, when: str) -> None:
    stage.say("林芳", "请假")
    stage.tap("林芳", "明天")
    stage.tap("林芳", tapped)
    stage.forget()
    stage.tap("林芳", "提交")
    stage.expect("linf", "update", "已提交", fields={"时间": when})
    stage.expect("wangq", "card", fields={"时间": when})


@pytest.mark.parametrize(
    ("words", "changed"),
    [
        ("不对，是大后天", {"时间": "12月4日（周五）至12月5日（周六）"}),
        ("改成后天", {"时间": "12月3日（周四）至12月4日（周五）"}),
        ("理由改成孩子发烧", {"事由": "孩子发烧"}),
        ("事由改为看病", {"事由": "看病"}),
        ("改为年假", {"类别": "年休假（本年应休5天，此前已用0天）"}),
        ("到下周五", {"时间": "12月9日（周三）至12月11日（周五）", "天数": "3天"}),
        ("改成三天", {"天数": "3天"}),
        ("不对，三天", {"天数": "3天"}),
    ],
)
def test_a_correction_changes_one_line_and_nothing_else(stage: Stage, words: str, changed: dict[str, str]) -> None:
    stage.say("林芳", "下周三到下周四请假，老人住院")
    before = stage.expect("linf", "card", "请核对")
    stage.say("林芳", words)
    after = stage.expect("linf", "update", "请核对", fields=changed, buttons=CHECK)
    same = set(before.fields) - {*changed, "时间", "天数", "审批", "依据"}
    assert {label: after.fields[label] for label in same} == {label: before.fields[label] for label in same}
    assert after.card == before.card


def test_several_corrections_in_a_row(stage: Stage) -> None:
    stage.say("林芳", "明天请假一天")
    _check(stage)
    stage.say("林芳", "改为病假")
    _redrawn(stage, 类别="病假", 时间="12月2日（周三）")
    stage.say("林芳", "改成后天")
    _redrawn(stage, 类别="病假", 时间="12月3日（周四）", 天数="1天")
    stage.say("林芳", "理由改成牙痛")
    _redrawn(stage, 类别="病假", 时间="12月3日（周四）", 事由="牙痛")
    stage.say("林芳", "没问题")
    stage.expect("linf", "update", "已提交")
    stage.expect("wangq", "card", fields={"类别": "病假", "事由": "牙痛"})


def test_the_reason_that_was_left_open_can_just_be_said(stage: Stage) -> None:
    stage.say("林芳", "明天请假一天")
    _check(stage, 事由="未填写")
    stage.say("林芳", "带孩子打疫苗")
    _redrawn(stage, 事由="带孩子打疫苗")
    stage.submit("林芳", "wangq")


def test_the_change_button_says_how(stage: Stage) -> None:
    stage.say("林芳", "明天请假一天")
    _check(stage)
    stage.tap("林芳", "修改")
    stage.expect("linf", "text", "请直接说要改哪一项", "“改成后天”", "“理由改成看病”")
    stage.say("林芳", "改成后天")
    _redrawn(stage, 时间="12月3日（周四）")


@pytest.mark.parametrize("words", ["取消", "算了", "不请了", "撤回"])
@pytest.mark.parametrize("lines", [["请假"], ["请假", "明天"], ["明天请假一天"]])
def test_a_form_can_be_dropped_at_any_point(stage: Stage, lines: list[str], words: str) -> None:
    for line in lines:
        stage.say("林芳", line)
    stage.forget()
    stage.say("林芳", words)
    stage.expect("linf", "update", "已取消，没有提交。", buttons=[])
    stage.tap("林芳", "取消")
    stage.expect("linf", "text", "已经取消或者过期，没有提交")


def test_words_that_are_no_answer_are_met_with_examples_then_with_the_office(stage: Stage) -> None:
    stage.say("林芳", "请假")
    stage.expect("linf", "card", "从哪天起")
    stage.say("林芳", "哈哈")
    stage.expect("linf", "text", "没有看懂。请问从哪天起请假？", without=["可以这样说"])
    stage.say("林芳", "随便")
    stage.expect("linf", "text", "没有看懂。请问从哪天起请假？可以这样说：“明天”“下周三上午”“12月25日”。")
    stage.say("林芳", "都行")
    stage.expect("linf", "text", "您可以找党政办陈静办理", "回复“取消”放弃")
    stage.say("林芳", "明天")
    stage.expect("linf", "update")
    stage.expect("linf", "card", "请到哪天为止")
    stage.say("林芳", "嗯哼")
    stage.expect("linf", "text", "没有看懂。12月2日（周三）起", without=["可以这样说"])


def test_a_tap_on_a_card_that_is_behind_changes_nothing(stage: Stage) -> None:
    stage.say("林芳", "请假")
    stage.say("林芳", "明天一天")
    stage.forget()
    stage.tap("林芳", "后天")
    stage.expect("linf", "text", "这张卡片已经失效，请看最新的一条。")
    stage.submit("林芳", "wangq")
    stage.tap("林芳", "今天")
    stage.expect("linf", "text", "已经提交过了，不会重复提交")


def test_thanks_at_the_check_card_are_left_alone(stage: Stage) -> None:
    stage.say("林芳", "明天请假一天")
    _check(stage)
    stage.say("林芳", "谢谢")


def test_days_that_contradict_the_dates_are_asked_about(stage: Stage) -> None:
    stage.say("林芳", "下周一到下周三请假两天")
    stage.expect("linf", "card", "您说的是2天，而到12月9日（周三）共3天，以哪个为准？")
    stage.tap("林芳", "2天")
    stage.expect("linf", "update")
    _check(stage, 时间="12月7日（周一）至12月8日（周二）", 天数="2天")


def test_friday_said_on_a_friday_is_asked_about(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-04T09:00")
    stage.say("林芳", "周五请假一天")
    stage.expect(
        "linf", "card", "您说的“周五”是指哪一个？", buttons=["今天12月4日（周五）", "12月11日（周五）", "取消"]
    )
    stage.tap("林芳", "12月11日（周五）")
    stage.expect("linf", "update")
    _check(stage, 时间="12月11日（周五）")


def test_an_end_before_the_start_is_refused_with_the_way_on(stage: Stage) -> None:
    stage.say("林芳", "12月9日到12月10日请假")
    _check(stage)
    stage.say("林芳", "开始时间改成12月16日")
    stage.forget()
    stage.say("林芳", "结束时间改成12月8日")
    stage.expect("linf", "text", "请核对日期")
    stage.say("林芳", "改成12月17日到12月18日")
    stage.expect("linf", "update", "请看下面最新的一条", buttons=[])
    _check(stage, 时间="12月17日（周四）至12月18日（周五）", 天数="2天")


def test_an_overlap_is_refused_with_the_number_and_the_way_on(stage: Stage) -> None:
    serial = stage.file("林芳", "下周一到下周二请假", "wangq")
    stage.say("林芳", "下周二到下周三请假")
    stage.expect("linf", "text", f"12月7日（周一）至12月8日（周二）（{serial}，正在审批）", f"回复“撤回 {serial}”")
    stage.say("林芳", "改成12月16日")
    _check(stage, 时间="12月16日（周三）至12月17日（周四）")


def test_the_same_request_again_is_not_filed_twice(stage: Stage) -> None:
    serial = stage.file("林芳", "下周一请假一天", "wangq")
    stage.say("林芳", "下周一请假一天")
    stage.expect("linf", "text", "时间重叠", serial)


def test_annual_leave_that_does_not_suffice_is_said_and_still_possible(stage: Stage) -> None:
    stage.say("林芳", "下周一到下周日请年假")
    _check(stage)
    stage.say("林芳", "改成12月7日到12月14日")
    stage.expect("linf", "update", "年休假本年还剩5天，不够本次的6天。")
    stage.submit("林芳", "liwh", "wangq")


def test_where_the_policy_wants_a_reason_it_is_asked_for(own_stage: Stage) -> None:
    own_stage.change_policy('"必须填写事由" = false', '"必须填写事由" = true')
    own_stage.say("林芳", "明天请假一天")
    own_stage.expect("linf", "card", "请简单写明请假事由", "只给审批领导和党政办看")
    own_stage.say("林芳", "老人住院要陪护")
    own_stage.expect("linf", "update")
    own_stage.expect("linf", "card", fields={"事由": "老人住院要陪护"})
    own_stage.submit("林芳", "wangq")


def test_what_changed_since_the_check_card_is_shown_again_before_it_is_filed(stage: Stage) -> None:
    """王强 goes on leave between the check card and 提交."""
    stage.without_duty("wangq")
    stage.approve("李文华", stage.file("wangq", "12月2日请假一天", "liwh"), "wangq")
    stage.say("林芳", "12月9日请假一天")
    _check(stage, 审批="王强（副乡长）审批")
    stage.wait_until("2026-12-02T09:00")
    stage.tap("林芳", "提交")
    stage.expect("linf", "text", "情况有变化", "请重新核对后再点“提交”")
    _redrawn(stage, 审批="赵敏（副乡长）审批")
    stage.submit("林芳", "zhaom")


def test_a_form_survives_a_restart(durable_stage: Stage) -> None:
    durable_stage.say("林芳", "我要请假")
    durable_stage.expect("linf", "card", "从哪天起")
    durable_stage.restart()
    durable_stage.say("林芳", "明天")
    durable_stage.expect("linf", "update")
    durable_stage.expect("linf", "card", "12月2日（周三）起")
    durable_stage.restart()
    durable_stage.tap("林芳", "1天")
    durable_stage.expect("linf", "update")
    durable_stage.expect("linf", "card", "请核对")
    durable_stage.submit("林芳", "wangq")
