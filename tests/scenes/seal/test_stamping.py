"""Approval is one fact, stamping another: the keeper stamps, never more than was allowed (M07-1, M07-2)."""

from __future__ import annotations

import pytest

from tests.scenes.seal.passages import BOOK, approve, file, on_leave, register
from tests.scenes.stage import Stage

ASKED = "盖政府章，危房改造协议书，3份"


def _approved(stage: Stage) -> str:
    serial = file(stage, "林芳", ASKED, "liwh")
    approve(stage, "李文华", serial)
    return serial


def _stamped(stage: Stage, serial: str, *said: str) -> None:
    for account in ("linf", "liwh", "sunl"):
        stage.expect(account, "update", "用印", about=serial, buttons=[])
    stage.expect("linf", "text", *said, about=serial)


@pytest.mark.parametrize(("count", "said"), [("", "已用印3份"), ("3", "已用印3份"), ("两份", "已用印2份（批准3份）")])
def test_the_keeper_stamps_with_the_actual_count(stage: Stage, count: str, said: str) -> None:
    serial = _approved(stage)
    assert register(stage, serial)["实盖份数"] == ""
    stage.tap("孙磊", "已用印", on=serial, input=count)
    _stamped(stage, serial, said, f"登记号 {serial}")
    assert stage.state(serial) == "已办结"
    assert stage.book(serial, BOOK) == ["申请", "同意", "办理"]
    line = register(stage, serial)
    assert (line["批准份数"], line["用印人"], line["印章交接"]) == (3, "孙磊", "")


def test_stamping_is_said_in_words_too(stage: Stage) -> None:
    serial = _approved(stage)
    stage.say("孙磊", f"已用印 {serial} 2")
    _stamped(stage, serial, "已用印2份")
    assert register(stage, serial)["实盖份数"] == 2


@pytest.mark.parametrize(("count", "words"), [("4", "只批准3份，不能盖4份"), ("0", "1到3"), ("很多", "1到3")])
def test_more_than_allowed_none_or_nonsense_is_not_registered(stage: Stage, count: str, words: str) -> None:
    serial = _approved(stage)
    stage.tap("孙磊", "已用印", on=serial, input=count)
    stage.expect("sunl", "text", words, about=serial)
    assert stage.state(serial) == "已同意"


def test_nobody_stamps_before_the_leader_has_allowed_it(stage: Stage) -> None:
    serial = file(stage, "林芳", ASKED, "liwh")
    stage.say("孙磊", f"已用印 {serial} 3")
    stage.forget()
    assert stage.request(serial).form["stamps"] == []


def test_nobody_but_the_keeper_stamps(stage: Stage) -> None:
    serial = _approved(stage)
    stage.say("林芳", f"已用印 {serial} 3")
    stage.forget()
    assert stage.state(serial) == "已同意"


def test_a_second_tap_stamps_nothing_more(durable_stage: Stage) -> None:
    stage = durable_stage
    serial = _approved(stage)
    stage.tap("孙磊", "已用印", on=serial, input="2")
    _stamped(stage, serial, "已用印2份")
    stage.again()
    stage.tap("孙磊", "已用印", on=serial, input="1")
    stage.expect("sunl", "text", "已经办过了")
    assert len(stage.request(serial).form["stamps"]) == 1


def test_an_absent_keepers_stand_in_stamps_and_the_register_says_so(stage: Stage) -> None:
    on_leave(stage, "sunl", "12月2日请假一天", "yangl")
    stage.wait_until("2026-12-02T09:00")
    stage.forget()
    stage.say("林芳", ASKED)
    stage.expect("linf", "card", fields={"审批": "李文华（党委副书记、乡长）审批；黄燕（科员）用印登记"})
    stage.tap("林芳", "提交")
    serial = stage.expect("linf", "update", "已提交").about
    stage.expect("liwh", "card", about=serial)
    approve(stage, "李文华", serial, keeper="huangy")
    stage.tap("黄燕", "已用印", on=serial)
    stage.forget()
    line = register(stage, serial)
    assert (line["用印人"], line["印章交接"]) == ("黄燕", "孙磊不在岗，交黄燕代管")


def test_a_keeper_who_has_left_when_it_is_allowed_is_stood_in_for(stage: Stage) -> None:
    on_leave(stage, "sunl", "12月2日请假一天", "yangl")
    serial = file(stage, "林芳", ASKED, "liwh")
    stage.wait_until("2026-12-02T09:00")
    stage.forget()
    approve(stage, "李文华", serial, keeper="huangy")
    assert stage.book(serial, BOOK) == ["申请", "同意", "转办"]
    assert register(stage, serial)["印章交接"] == "孙磊不在岗，交黄燕代管"


def test_what_waits_for_a_keeper_who_goes_on_leave_is_handed_over_in_the_morning(stage: Stage) -> None:
    on_leave(stage, "sunl", "12月2日请假一天", "yangl")
    serial = _approved(stage)
    stage.wait_until("2026-12-02T09:00")
    stage.expect("huangy", "text", "孙磊不在岗", serial, "由您代办", f"已用印 {serial}")
    stage.expect_nothing_else()
    stage.say("黄燕", f"已用印 {serial} 3")
    stage.forget()
    assert register(stage, serial)["用印人"] == "黄燕"


def test_where_nobody_keeps_the_seal_applicant_and_office_hear_it_at_once(own_stage: Stage) -> None:
    stage = own_stage
    stage.without_stand_in("sunl")
    on_leave(stage, "sunl", "12月2日请假一天", "yangl")
    stage.wait_until("2026-12-02T09:00")
    stage.forget()
    stage.say("林芳", ASKED)
    stage.expect("linf", "card", "政府章保管人孙磊不在岗，也没有登记代理人，暂时不能用印")
    stage.tap("林芳", "提交")
    serial = stage.expect("linf", "update", "已提交").about
    stage.expect("liwh", "card", about=serial)
    stage.expect("chenj", "text", serial, "保管人孙磊不在岗", "安排人接管")
    stage.expect_nothing_else()
    stage.tap("李文华", "同意", on=serial)
    stage.expect("linf", "text", "须由孙磊办理", "没有登记代理人")
    stage.expect("chenj", "text", "须由孙磊办理", "没有登记代理人")
    stage.forget()


@pytest.mark.parametrize(("at", "state"), [("2026-12-08T18:00", "已同意"), ("2026-12-09T09:00", "已失效")])
def test_an_approval_lapses_after_five_working_days_unused(stage: Stage, at: str, state: str) -> None:
    serial = _approved(stage)
    stage.wait_until(at)
    assert stage.state(serial) == state
    if state == "已失效":
        for account in ("linf", "liwh", "sunl"):
            stage.expect(account, "update", "已失效", buttons=[])
        stage.expect("linf", "text", serial, "5个工作日没有用印，批准已失效", "请重新申请")
        stage.expect_nothing_else()
        stage.tap("孙磊", "已用印", on=serial)
        stage.expect("sunl", "text", "已失效")


def test_the_policy_says_how_long_an_approval_lasts(own_stage: Stage) -> None:
    stage = own_stage
    stage.change_policy('"批准后几个工作日内用印" = 5', '"批准后几个工作日内用印" = 1')
    serial = _approved(stage)
    stage.wait_until("2026-12-03T09:00")
    stage.forget()
    assert stage.state(serial) == "已失效"
