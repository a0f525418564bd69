"""Each seal to its own leader, and never to whoever asks (印鉴管理制度 第2条; rules M07-2, X1)."""

from __future__ import annotations

import pytest

from tests.scenes.seal.passages import GOVERNMENT, OFFICE, PARTY, approve, file, on_leave
from tests.scenes.stage import Stage


@pytest.mark.parametrize(
    ("words", "decider", "seal"),
    [
        ("盖党委章，低保评议公示，一式三份", "zhoujg", "党委章"),
        ("盖政府章，危房改造协议书，3份", "liwh", "政府章"),
        ("施工合同四份要盖乡政府的章", "liwh", "政府章"),
        ("党政办的章盖一份介绍信", "chenj", "党政办章"),
    ],
)
def test_each_seal_goes_to_its_own_leader(stage: Stage, words: str, decider: str, seal: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "card", "印鉴管理制度 第2条", fields={"印章": seal})
    stage.tap("林芳", "提交")
    serial = stage.expect("linf", "update", "已提交").about
    stage.expect(decider, "card", seal, about=serial, buttons=["同意", "驳回", "转办", "加签", "退回"])


def test_the_bare_word_seal_is_asked_with_the_offices_seals_as_buttons(stage: Stage) -> None:
    stage.say("林芳", "盖公章，贫困证明1份")
    stage.expect("linf", "card", "请问用哪一枚印章", buttons=[PARTY, GOVERNMENT, OFFICE, "取消"])
    stage.tap("林芳", GOVERNMENT)
    stage.expect("linf", "update", "已更新")
    stage.expect("linf", "card", fields={"印章": "政府章", "文件": "《贫困证明》", "份数": "1份"})


def test_a_seal_that_the_office_does_not_keep_is_said_to_be_none_of_its_own(stage: Stage) -> None:
    stage.say("林芳", "盖财务章，报销汇总表1份")
    stage.expect("linf", "card", "“财务章”不由党政办保管", buttons=[PARTY, GOVERNMENT, OFFICE, "取消"])


def test_what_is_missing_is_asked_one_thing_at_a_time(stage: Stage) -> None:
    stage.say("林芳", "盖章")
    stage.expect("linf", "card", "请问用哪一枚印章")
    stage.say("林芳", "政府章")
    stage.expect("linf", "update", "已更新")
    stage.expect("linf", "card", "盖在什么文件或材料上")
    stage.say("林芳", "危房改造协议书")
    stage.expect("linf", "update", "已更新")
    stage.expect("linf", "card", "请问盖几份")
    stage.tap("林芳", "2份")
    stage.expect("linf", "update", "已更新")
    stage.expect("linf", "card", fields={"印章": "政府章", "文件": "《危房改造协议书》", "份数": "2份"})


def test_two_seals_of_one_document_are_allowed_by_two_leaders_in_order(stage: Stage) -> None:
    serial = file(stage, "林芳", "党委政府两个章都要盖，《自查报告》5份", "zhoujg")
    stage.tap("周建国", "同意", on=serial)
    stage.expect("linf", "update", "现在在李文华")
    stage.expect("zhoujg", "update", "您", "已同意")
    stage.expect("liwh", "card", "请您审批", "政府章由政府主要领导审批", about=serial)
    stage.expect_nothing_else()
    approve_second(stage, serial)
    stage.tap("孙磊", "已用印", on=serial, input="5")
    stage.forget()
    assert [stamp["seal"] for stamp in stage.request(serial).form["stamps"]] == [PARTY, GOVERNMENT]


def approve_second(stage: Stage, serial: str) -> None:
    stage.tap("李文华", "同意", on=serial)
    stage.expect("linf", "update", "已同意", about=serial)
    stage.expect("zhoujg", "update", "现在在孙磊")
    stage.expect("liwh", "update", "已同意", about=serial)
    stage.expect("sunl", "card", "党委章、政府章", about=serial, buttons=["已用印"])
    stage.expect("linf", "text", "已同意", "下一步由孙磊", about=serial)
    stage.expect_nothing_else()


@pytest.mark.parametrize(
    ("who", "words", "decider"),
    [
        ("周建国", "盖党委章，慰问信1份", "liwh"),
        ("李文华", "盖政府章，慰问信1份", "zhoujg"),
        ("陈静", "盖党政办章，介绍信1份", "yangl"),
        ("刘洋", "盖党政办章，介绍信1份", "chenj"),
    ],
)
def test_nobody_allows_a_seal_to_himself(stage: Stage, who: str, words: str, decider: str) -> None:
    file(stage, who, words, decider)


def test_the_directors_stand_in_allows_the_offices_seal_while_she_is_away(stage: Stage) -> None:
    on_leave(stage, "chenj", "12月2日请假一天", "yangl")
    stage.wait_until("2026-12-02T09:00")
    stage.forget()
    file(stage, "林芳", "盖党政办章，介绍信1份", "liuy")


def test_a_stand_in_does_not_allow_a_seal_to_himself_either(stage: Stage) -> None:
    on_leave(stage, "chenj", "12月2日请假一天", "yangl")
    stage.wait_until("2026-12-02T09:00")
    stage.forget()
    file(stage, "刘洋", "盖党政办章，介绍信1份", "yangl")


def test_what_is_refused_is_never_stamped(stage: Stage) -> None:
    serial = file(stage, "林芳", "盖政府章，危房改造协议书，3份", "liwh")
    stage.tap("李文华", "驳回", on=serial, input="材料不全")
    stage.expect("linf", "update", "未同意", buttons=[])
    stage.expect("liwh", "update", "未同意", buttons=[])
    stage.expect("linf", "text", "未同意", "材料不全")
    stage.expect_nothing_else()
    stage.say("孙磊", f"已用印 {serial} 3")
    stage.forget()
    assert stage.state(serial) == "未同意"
    assert stage.request(serial).form["stamps"] == []


def test_a_village_committees_paper_is_an_ordinary_request_of_its_staff(stage: Stage) -> None:
    serial = file(stage, "陶勇", "石桥村委会要盖个政府章，五保供养证明1份", "liwh")
    approve(stage, "李文华", serial)


def test_an_approved_use_is_annulled_with_the_consent_of_who_allowed_it(stage: Stage) -> None:
    serial = file(stage, "林芳", "盖政府章，危房改造协议书，3份", "liwh")
    approve(stage, "李文华", serial)
    stage.say("林芳", f"撤回 {serial}")
    stage.expect("linf", "update", "已申请撤销")
    stage.expect("liwh", "card", "申请撤销", "印鉴管理制度 第2条", about=serial)
    stage.forget()
    stage.tap("李文华", "同意", on=serial)
    stage.forget()
    stage.tap("孙磊", "已用印", on=serial)
    stage.expect("sunl", "text", serial, "已经办过了")
    assert stage.state(serial) == "已撤销"


@pytest.mark.parametrize(
    ("words", "label", "value"),
    [("改成5份", "份数", "5份"), ("换成党委章", "印章", "党委章"), ("用途改成报县农业局", "用途", "报县农业局")],
)
def test_one_line_is_corrected_and_nothing_else(stage: Stage, words: str, label: str, value: str) -> None:
    stage.say("林芳", "盖政府章，危房改造协议书，3份")
    before = stage.expect("linf", "card").fields
    stage.say("林芳", words)
    after = stage.expect("linf", "update", fields={label: value}).fields
    unchanged = {"印章", "文件", "份数"} - {label}
    assert {name: after[name] for name in unchanged} == {name: before[name] for name in unchanged}


def test_a_second_request_puts_the_first_aside(stage: Stage) -> None:
    stage.say("林芳", "盖政府章，危房改造协议书，3份")
    stage.expect("linf", "card", fields={"文件": "《危房改造协议书》"})
    stage.say("林芳", "盖党政办章，介绍信1份")
    stage.expect("linf", "card", fields={"文件": "《介绍信》"})
    stage.tap("林芳", "提交")
    stage.forget()
    stage.say("林芳", "继续")
    stage.expect("linf", "update")
    stage.expect("linf", "card", fields={"文件": "《危房改造协议书》"})
