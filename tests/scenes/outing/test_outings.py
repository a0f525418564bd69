"""Outings on duty: reported, not approved; on record at once (考勤制度 第3条; rules M20-4)."""

from __future__ import annotations

import pytest

from handlers.engine.absence import AbsenceKind, AbsenceState
from tests.scenes.stage import EVERYBODY, Stage

BOOK = "外出台账"


def report(stage: Stage, who: str, words: str) -> str:
    """One sentence, checked and submitted: on record under its number."""
    account = stage.account(who)
    stage.say(who, words)
    stage.expect(account, "card", "外出不用审批，提交即备案", buttons=["提交", "修改", "取消"])
    stage.tap(who, "提交")
    return stage.expect(account, "update", "已备案，编号 WC-").about


def out(stage: Stage) -> set[str]:
    """Who is out this half day."""
    facts = stage.facts()
    return {
        a.member
        for a in facts.absences
        if a.kind is AbsenceKind.OUTING and a.state is AbsenceState.STANDS and a.span.covers(facts.this_half)
    }


def test_an_outing_is_on_record_at_once_and_nobody_is_disturbed(stage: Stage) -> None:
    serial = report(stage, "林芳", "我去石桥村收医保，下午回")
    assert stage.state(serial) == "已备案"
    assert stage.book(serial, BOOK) == ["申请"]
    assert out(stage) == {"linf"}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("明天去石桥村收医保", "下乡"),
        ("明天下乡去松坪村", "下乡"),
        ("14日至16日出差曲靖，参加业务培训", "出差"),
        ("明天去县委党校开会", "开会"),
        ("明天去县医院办事", "外出办事"),
    ],
)
def test_the_kind_follows_from_the_words_and_the_place(stage: Stage, words: str, kind: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", fields={"类别": kind})


def test_only_where_to_is_asked(stage: Stage) -> None:
    stage.say("林芳", "下乡")
    stage.expect("linf", "card", "请问去哪里", buttons=["县里", "青禾村委会", "石桥村委会", "松坪村委会", "取消"])
    stage.tap("林芳", "石桥村委会")
    stage.expect("linf", "update", "已更新")
    stage.expect("linf", "card", fields={"类别": "下乡", "去向": "石桥村委会"})


def test_a_companion_is_told_once_and_is_out_too(stage: Stage) -> None:
    serial = report(stage, "何平", "今天出差曲靖，参加业务培训，同行魏芳")
    stage.expect("weif", "text", "何平登记您同行外出：出差，曲靖", serial)
    stage.expect_nothing_else()
    assert out(stage) == {"hep", "weif"}
    stage.say("魏芳", "返岗")
    stage.expect("weif", "text", f"您的外出由何平登记（{serial}）")
    stage.tap("何平", "撤回", on=serial)
    stage.expect("hep", "update", "已撤回", buttons=[])
    stage.expect("weif", "text", "何平已撤回外出登记", serial)
    assert out(stage) == set()


def test_a_shared_name_is_not_guessed(stage: Stage) -> None:
    stage.say("何平", "今天出差曲靖，参加业务培训，同行李静")
    found = stage.left[0]
    stage.forget()
    assert "同名" in found.words or found.buttons, found


@pytest.mark.parametrize("how", ["tap", "words", "office"])
def test_coming_back_ends_it(stage: Stage, how: str) -> None:
    serial = report(stage, "林芳", "我去石桥村收医保，下午回")
    if how == "tap":
        stage.tap("林芳", "返岗", on=serial)
    elif how == "words":
        stage.say("林芳", "我返岗了")
        stage.expect("linf", "text", f"{serial} 已登记返岗")
    else:
        stage.say("刘洋", f"{serial} 返岗")
        stage.expect("liuy", "text", f"{serial} 已登记返岗")
    stage.expect("linf", "update", "已返岗", buttons=[])
    assert stage.state(serial) == "已办结"
    assert out(stage) == set()


def test_back_in_the_afternoon_the_morning_was_spent_outside(stage: Stage) -> None:
    serial = report(stage, "林芳", "今天去石桥村收医保")
    stage.wait_until("2026-12-01T14:30")
    stage.forget()
    stage.tap("林芳", "返岗", on=serial)
    stage.forget()
    spans = [a.span for a in stage.facts("linf").absences if a.serial == serial]
    assert [(s.first.half.value, s.last.half.value) for s in spans] == [("am", "am")]
    assert out(stage) == set()


def test_of_leave_and_outing_the_one_begun_last_is_ended(stage: Stage) -> None:
    leave = stage.file("林芳", "今天上午请假半天", "wangq")
    stage.approve("王强", leave, "linf")
    stage.wait_until("2026-12-01T14:00")
    stage.forget()
    serial = report(stage, "林芳", "我去石桥村收医保")
    stage.say("林芳", "我回来了")
    stage.expect("linf", "update", "已返岗")
    stage.expect("linf", "text", f"{serial} 已登记返岗")


def test_one_that_has_not_begun_cannot_be_ended_but_called_off(stage: Stage) -> None:
    serial = report(stage, "林芳", "明天去石桥村收医保")
    stage.tap("林芳", "返岗", on=serial)
    stage.expect("linf", "text", "还没有开始", f"撤回 {serial}")
    stage.say("林芳", f"撤回 {serial}")
    stage.expect("linf", "update", "已撤回")
    assert stage.state(serial) == "已撤回"


def test_what_is_reported_afterwards_is_marked(stage: Stage) -> None:
    stage.say("魏芳", "昨天下午我去县里办事了，补报一下")
    stage.expect("weif", "card", "按事后报告登记", fields={"方式": "本人报告，事后", "时间": "11月30日（周一）下午"})
    stage.tap("魏芳", "提交")
    stage.expect("weif", "update", "已备案", buttons=[])


def test_the_office_enters_it_after_a_call_and_says_who_took_it(stage: Stage) -> None:
    stage.say("刘洋", "登记外出：何平电话告知去县农业局开会")
    stage.expect("liuy", "card", fields={"外出人": "何平", "去向": "县农业局", "方式": "电话告知（刘洋接）"})
    stage.tap("刘洋", "提交")
    serial = stage.expect("liuy", "update", "已备案").about
    stage.expect("hep", "card", "已备案", "电话告知（刘洋接）", about=serial, buttons=["返岗", "撤回"])
    stage.expect_nothing_else()
    assert stage.request(serial).applicant == "hep"
    stage.tap("何平", "返岗", on=serial)
    stage.forget()
    assert stage.state(serial) == "已办结"


def test_nobody_outside_the_office_enters_it_for_another(stage: Stage) -> None:
    stage.say("林芳", "何平来电话说去县里开会了")
    stage.expect("linf", "text", "考勤制度 第3条", "代他人登记由党政办办理")


def test_an_overlap_with_ones_own_leave_is_said_and_not_refused(stage: Stage) -> None:
    leave = stage.file("林芳", "12月3日请假一天", "wangq")
    stage.say("林芳", "12月3日去县里办事")
    stage.expect("linf", "card", f"与已有的请假 {leave}", "时间重叠，请核对", buttons=["提交", "修改", "取消"])


@pytest.mark.parametrize(
    ("who", "said", "unsaid"),
    [
        ("李文华", ["林芳（农业农村服务中心）：下乡 石桥村", "魏芳（平安法治办公室）：外出办事 县医院"], []),
        ("刘洋", ["林芳（农业农村服务中心）：下乡 石桥村"], []),
        ("高峰", ["您单位在外：林芳"], ["石桥村", "魏芳"]),
        ("胡斌", ["您单位没有登记在外的同志"], ["林芳", "魏芳"]),
    ],
)
def test_who_is_out_is_told_to_those_who_may_know(stage: Stage, who: str, said: list[str], unsaid: list[str]) -> None:
    report(stage, "林芳", "今天去石桥村收医保")
    report(stage, "魏芳", "今天去县医院办事")
    stage.say(who, "今天谁在外面")
    stage.expect(stage.account(who), "text", *said, without=unsaid)


def test_asked_in_a_group_it_is_answered_to_the_asker_alone(stage: Stage) -> None:
    report(stage, "林芳", "今天去石桥村收医保")
    stage.say("李文华", "@小助手 谁在外面", chat=EVERYBODY)
    stage.expect(EVERYBODY, "text", "已私聊回复", without=["林芳"])
    stage.expect("liwh", "text", "林芳")


def test_a_purpose_stays_in_the_record(stage: Stage) -> None:
    serial = report(stage, "林芳", "今天去石桥村收医保")
    stage.say("李文华", "谁在外面")
    stage.expect("liwh", "text", "石桥村", without=["收医保"])
    assert "收医保" not in stage.facts().absences[0].label
    assert stage.request(serial).form["purpose"] == "收医保"


def test_the_rule_is_told_to_whoever_asks(stage: Stage) -> None:
    stage.say("林芳", "外出要找谁批")
    stage.expect("linf", "text", "考勤制度 第3条", "不用审批")
