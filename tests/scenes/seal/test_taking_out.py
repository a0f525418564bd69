"""A seal outside: the director or vice director alone carries it, until it is back on record (第4条; M07-6)."""

from __future__ import annotations

import pytest

from tests.scenes.seal.passages import GOVERNMENT, approve, register
from tests.scenes.stage import Stage

ASKED = "明天上午要把政府公章带到县住建局签协议，由刘洋保管，当天回"


def _asked(stage: Stage, who: str = "林芳", words: str = ASKED, decider: str = "liwh") -> str:
    stage.say(who, words)
    stage.expect(stage.account(who), "card", "带章外出申请", "印鉴管理制度 第4条")
    stage.tap(who, "提交")
    serial = stage.expect(stage.account(who), "update", "已提交").about
    stage.expect(decider, "card", "请您审批", about=serial)
    stage.expect_nothing_else()
    return serial


def _out(stage: Stage) -> str:
    """Allowed, handed out on the morning of the second, due back at half past five."""
    serial = _asked(stage)
    approve(stage, "李文华", serial, button="已带出")
    stage.wait_until("2026-12-02T08:29")
    stage.tap("孙磊", "已带出", on=serial)
    stage.expect("liuy", "text", "由您专人保管使用", "今天17:30前带回")
    stage.expect("sunl", "card", "由刘洋保管在外", buttons=["已归还"])
    stage.forget()
    return serial


def test_it_is_allowed_by_the_seals_leader_and_out_and_back_are_registered(stage: Stage) -> None:
    serial = _out(stage)
    stage.wait_until("2026-12-02T16:59")
    stage.tap("孙磊", "已归还", on=serial, input="2")
    stage.expect("liuy", "text", serial, "已归还登记（实盖2份）")
    stage.expect("linf", "text", serial, "已归还登记（实盖2份）")
    stage.forget()
    line = register(stage, serial)
    assert (line["带出时间"], line["归还时间"], line["外带保管人"], line["过夜"]) == (
        "2026-12-02T08:30",
        "2026-12-02T17:00",
        "刘洋",
        "",
    )
    stage.wait_until("2026-12-03T12:00")


@pytest.mark.parametrize(
    "words",
    [
        "明天要把政府公章带到县住建局签协议，由魏芳保管，当天回",
        "我明天要带政府章去县住建局签协议",
        "明天带政府章去县住建局签协议，我自己保管",
    ],
)
def test_anybody_else_is_refused_with_the_article(stage: Stage, words: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "text", "印鉴管理制度 第4条", "必须由办公室主任、副主任专人保管使用", "不能携带", "陈静")


def test_who_carries_it_is_asked_and_only_the_two_may(stage: Stage) -> None:
    stage.say("林芳", "明天上午要把政府公章带到县住建局签协议，当天回")
    stage.expect("linf", "card", "印鉴管理制度 第4条", "请问由哪位保管", buttons=["陈静", "刘洋", "取消"])
    stage.say("林芳", "我自己")
    stage.expect("linf", "update", "已更新")
    stage.expect("linf", "card", "林芳（技术员）不能携带", buttons=["陈静", "刘洋", "取消"])
    stage.tap("林芳", "陈静")
    stage.expect("linf", "update", "已更新")
    stage.expect("linf", "card", fields={"保管人": "陈静", "时间": "12月2日（周三）08:30至17:30"})


def test_when_it_comes_back_is_asked(stage: Stage) -> None:
    stage.say("刘洋", "明天上午带政府章去县住建局签协议")
    stage.expect("liuy", "card", "预计什么时候带回", buttons=["12月2日12:00", "12月2日17:30", "12月3日17:30", "取消"])
    stage.tap("刘洋", "12月3日17:30")
    stage.expect("liuy", "update", "已更新")
    stage.expect("liuy", "card", "印章将在外过夜", "在外过夜", fields={"保管人": "刘洋"})


def test_whoever_carries_it_does_not_allow_it(stage: Stage) -> None:
    words = "申请外带印章：12月4日上午，党政办章，到县不动产中心办证，陈静主任保管，当天回"
    _asked(stage, "陈静", words, "zhoujg")


def test_others_are_told_when_it_returns(stage: Stage) -> None:
    _out(stage)
    stage.say("何平", "盖政府章，采购合同2份")
    stage.expect("hep", "card", "政府章在外（刘洋保管，县住建局），预计12月2日（周三）17:30回")
    stage.tap("何平", "提交")
    stage.tap("李文华", "同意", on="YY-2026-0002")
    stage.forget()
    stage.tap("孙磊", "已用印", on="YY-2026-0002")
    stage.expect("sunl", "text", "政府章在外", "归还登记以后才能用印")
    stage.say("何平", "政府章在哪")
    stage.expect("hep", "text", "政府章在外（刘洋保管，县住建局）")
    stage.say("何平", "党委章在哪")
    stage.expect("hep", "text", "党委章在党政办，孙磊（科员）保管")
    stage.wait_until("2026-12-02T10:00")


def test_a_seal_is_promised_once_for_a_time(stage: Stage) -> None:
    serial = _asked(stage)
    approve(stage, "李文华", serial, button="已带出")
    stage.say("何平", "明天下午带政府章去县委党校，盖学员表，由陈静保管，当天回")
    stage.expect("hep", "text", "政府章在12月2日（周三）08:30至12月2日（周三）17:30已定带出", "请改时间")
    stage.say("何平", "取消")
    stage.forget()


def test_reminders_go_up_until_it_is_back(stage: Stage) -> None:
    serial = _out(stage)
    stage.wait_until("2026-12-02T17:40")
    stage.expect("liuy", "text", serial, "预计归还时间已到")
    stage.expect_nothing_else()
    stage.wait_until("2026-12-02T18:40")
    stage.expect("liuy", "text", serial, "请尽快带回")
    stage.expect("sunl", "text", serial, "请尽快带回")
    stage.expect_nothing_else()
    stage.wait_until("2026-12-02T19:40")
    stage.expect("chenj", "text", "请过问", serial)
    stage.expect("liwh", "text", "请过问", serial)
    stage.expect_nothing_else()
    stage.wait_until("2026-12-03T09:00")
    stage.expect("chenj", "text", "请过问", serial)
    stage.expect_nothing_else()
    stage.tap("孙磊", "已归还", on=serial, input="0")
    stage.expect("liuy", "text", "实盖0份，在外过夜")
    stage.forget()
    assert register(stage, serial)["过夜"] == "是"
    stage.wait_until("2026-12-05T12:00")


def test_a_seal_that_is_outside_cannot_be_called_off(stage: Stage) -> None:
    serial = _out(stage)
    stage.say("林芳", f"撤回 {serial}")
    stage.expect("linf", "text", serial, "已经在办理中，不能撤销")
    stage.forget()
    assert stage.state(serial) == "已同意"
    assert [b.resource for b in stage.facts().bookings if b.firm] == [f"印章 {GOVERNMENT}"]


def test_a_take_out_that_was_allowed_early_does_not_lapse_before_its_day(stage: Stage) -> None:
    serial = _asked(stage, words="12月14日上午要把政府公章带到县住建局签协议，由刘洋保管，当天回")
    approve(stage, "李文华", serial, button="已带出")
    stage.wait_until("2026-12-14T08:20")
    assert stage.state(serial) == "已同意"


def test_of_two_take_outs_asked_for_the_same_time_one_is_allowed(durable_stage: Stage) -> None:
    stage = durable_stage
    first = _asked(stage)
    second = _asked(stage, "何平", "明天下午带政府章去县委党校，盖学员表，由陈静保管，当天回")
    approve(stage, "李文华", first, button="已带出")
    stage.tap("李文华", "同意", on=second)
    stage.expect("liwh", "text", f"已被 {first} 占用", about=second)
    stage.forget()
    assert stage.state(second) == "审批中"
    assert [b.serial for b in stage.facts().bookings if b.firm] == [first]


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("下午5点带回", "12月3日（周四）08:30至17:00"),
        ("16:30归还", "12月3日（周四）08:30至16:30"),
        ("4点半回", "12月3日（周四）08:30至16:30"),
        ("上午11点前还", "12月3日（周四）08:30至11:00"),
        ("用完就还", "12月3日（周四）08:30至17:30"),
    ],
)
def test_the_return_is_read_from_the_sentence(stage: Stage, words: str, when: str) -> None:
    stage.say("陈静", f"12月3日带党委章去县纪委，盖谈话笔录2份，{words}")
    stage.expect("chenj", "card", fields={"时间": when, "保管人": "陈静"})


def test_a_morning_that_has_begun_does_not_change_the_form_while_it_is_read(stage: Stage) -> None:
    stage.wait_until("2026-12-01T09:03")
    stage.say("刘洋", "今天上午带政府章去县里办贷款手续，由刘洋保管，11点回")
    stage.expect("liuy", "card", fields={"时间": "12月1日（周二）09:04至11:00"})
    stage.wait_until("2026-12-01T09:20")
    stage.tap("刘洋", "提交")
    stage.expect("liuy", "update", "已提交")
    stage.expect("liwh", "card", fields={"时间": "12月1日（周二）09:04至11:00"})
