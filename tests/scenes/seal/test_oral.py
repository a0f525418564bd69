"""An approval by telephone: the keeper's entry, valid at once, confirmed or denied (M07-3, X7)."""

from __future__ import annotations

import pytest

from tests.scenes.seal.passages import BOOK, register
from tests.scenes.stage import Stage

SAID = "口头批准：李乡长8:40电话同意，给林芳《租地合同》盖政府章2份"


def _entered(stage: Stage) -> str:
    stage.say("孙磊", SAID)
    stage.expect("sunl", "card", fields={"申请人": "林芳", "印章": "政府章", "文件": "《租地合同》", "份数": "2份"})
    stage.tap("孙磊", "提交")
    serial = stage.expect("sunl", "update", "已提交", "口头（未补确认）").about
    stage.expect("liwh", "card", "孙磊登记：您已口头同意林芳的这份申请，请确认", buttons=["确认", "不是我批的"])
    stage.expect("sunl", "card", "用印后点“已用印”登记", about=serial, buttons=["已用印"])
    stage.expect("linf", "card", "口头（未补确认）", about=serial)
    stage.expect_nothing_else()
    return serial


def test_an_oral_approval_is_valid_at_once_and_confirmed_afterwards(stage: Stage) -> None:
    serial = _entered(stage)
    stage.tap("孙磊", "已用印", on=serial)
    stage.forget()
    assert stage.state(serial) == "审批中"
    assert register(stage, serial)["实盖份数"] == 2
    assert "未补确认" in str(register(stage, serial)["备注"])
    stage.tap("李文华", "确认", on=serial)
    stage.expect("liwh", "update", "已确认", "口头（已补确认）", buttons=[])
    stage.expect("linf", "text", "已确认", without=["未补确认"])
    stage.expect("sunl", "text", "已确认")
    stage.forget()
    assert stage.state(serial) == "已办结"
    assert stage.book(serial, BOOK) == ["申请", "办理", "确认"]
    assert "已确认" in str(register(stage, serial)["备注"])


def test_confirmed_before_it_is_stamped_it_still_waits_for_the_keeper(stage: Stage) -> None:
    serial = _entered(stage)
    stage.tap("李文华", "确认", on=serial)
    stage.forget()
    assert stage.state(serial) == "已同意"
    stage.tap("孙磊", "已用印", on=serial, input="1")
    stage.forget()
    assert stage.state(serial) == "已办结"


@pytest.mark.parametrize("stamped", [False, True])
def test_a_denial_alarms_the_director_and_freezes_the_entry(stage: Stage, stamped: bool) -> None:
    serial = _entered(stage)
    if stamped:
        stage.tap("孙磊", "已用印", on=serial)
    stage.forget()
    stage.tap("李文华", "不是我批的", on=serial)
    stage.expect("chenj", "text", "请立即核实", serial, "由孙磊登记为口头批准", "已用印2份" if stamped else "已冻结")
    stage.forget()
    assert stage.state(serial) == "口头批准被否认"
    assert register(stage, serial)["状态"] == "口头批准被否认"
    assert register(stage, serial)["实盖份数"] == (2 if stamped else "")
    stage.tap("孙磊", "已用印", on=serial)
    stage.expect("sunl", "text", serial, "表示没有批准过")
    stage.say("孙磊", f"撤回 {serial}")
    stage.forget()
    assert stage.state(serial) == "口头批准被否认"


def test_until_it_is_confirmed_every_list_says_so(stage: Stage) -> None:
    serial = _entered(stage)
    stage.say("林芳", "我的申请")
    stage.expect("linf", "text", serial, "口头（未补确认）")
    stage.tap("李文华", "确认", on=serial)
    stage.forget()
    stage.say("林芳", "我的申请")
    stage.expect("linf", "text", serial, without=["未补确认"])


@pytest.mark.parametrize("who", ["林芳", "陈静", "李文华", "黄燕"])
def test_nobody_but_the_keeper_enters_an_oral_approval(stage: Stage, who: str) -> None:
    stage.say(who, SAID)
    stage.expect(stage.account(who), "text", "印鉴管理制度 第2条", "只能由印章管理员登记", "孙磊", "没有登记")


@pytest.mark.parametrize(
    "words", ["口头批准，李乡长电话同意我盖政府章，采购合同2份", "口头批准：李乡长同意，给孙磊的采购合同盖政府章2份"]
)
def test_the_keeper_enters_none_for_himself(stage: Stage, words: str) -> None:
    stage.say("孙磊", words)
    stage.expect("sunl", "text", "印鉴管理制度 第2条", "申请人不能为自己登记口头批准")


@pytest.mark.parametrize(
    ("leader", "seal"), [("王强副乡长", "政府章"), ("周书记", "政府章"), ("李乡长", "党委章"), ("刘洋", "党政办章")]
)
def test_only_the_word_of_the_seals_own_leader_counts(stage: Stage, leader: str, seal: str) -> None:
    stage.say("孙磊", f"口头批准：{leader}9点电话同意，给林芳《租地合同》盖{seal}2份")
    stage.expect("sunl", "text", "印鉴管理制度 第2条", "不能作数，没有登记")


def test_a_leader_whom_nobody_knows_is_asked_for_with_the_seals_leader_as_button(stage: Stage) -> None:
    stage.say("孙磊", "口头批准：马县长9点电话同意，给林芳《租地合同》盖政府章2份")
    stage.expect("sunl", "card", "请问是哪位领导口头同意的", buttons=["李文华", "取消"])


def test_the_word_of_a_leader_on_leave_counts_by_telephone(stage: Stage) -> None:
    stage.say("李文华", "12月1日到12月3日请假")
    stage.tap("李文华", "提交")
    stage.forget()
    _entered(stage)


def test_an_oral_approval_lapses_unused_too(stage: Stage) -> None:
    serial = _entered(stage)
    stage.wait_until("2026-12-09T09:00")
    stage.expect("linf", "text", serial, "批准已失效")
    stage.forget()
    assert stage.state(serial) == "已失效"


def test_an_oral_entry_without_a_document_asks_for_it(stage: Stage) -> None:
    stage.say("孙磊", "口头批准：李乡长8:40电话同意，给林芳盖政府章2份")
    stage.expect("sunl", "card", "盖在什么文件或材料上")


def test_what_was_stamped_on_a_word_is_not_taken_back_before_it_is_confirmed(stage: Stage) -> None:
    serial = _entered(stage)
    stage.tap("孙磊", "已用印", on=serial)
    stage.forget()
    stage.tap("孙磊", "撤回", on=serial)
    stage.expect("sunl", "text", serial, "已经在办理中，不能撤销")
    assert stage.state(serial) == "审批中"


def test_a_document_that_stands_by_itself_is_read(stage: Stage) -> None:
    stage.say("孙磊", "口头批准 周书记8点电话同意 给谢红盖党委章 入党志愿书 2份")
    stage.expect("sunl", "card", fields={"申请人": "谢红", "文件": "《入党志愿书》", "份数": "2份"})


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("李文华9:40电话同意", "12月1日（周二）09:40"),
        ("李文华9点半电话同意", "12月1日（周二）09:30"),
        ("李文华昨天下午3点电话同意", "11月30日（周一）15:00"),
        ("李文华23:59电话同意", "12月1日（周二）14:03"),
        ("李文华电话同意", "12月1日（周二）14:03"),
    ],
)
def test_the_hour_of_the_word_is_the_one_that_is_written(stage: Stage, said: str, at: str) -> None:
    stage.wait_until("2026-12-01T14:02")
    stage.say("孙磊", f"口头批准：{said}，给何平的低保名单盖政府章2份")
    stage.expect("sunl", "card", f"李文华{at}口头同意")
