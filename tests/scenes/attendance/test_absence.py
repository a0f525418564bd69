"""Absence that nobody excused: to be verified until a person decides, having heard the other (考勤制度 第5条)."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

BOOK, NUMBER = "考勤台账", "KQ-2026-0001"
ANSWERS = ["旷工", "有正当理由", "补假"]


@pytest.fixture
def suspected(stage: Stage) -> Stage:
    """高峰 did not come on Monday; the director has the card, 高峰 knows."""
    stage.say("黄燕", "昨天高峰没来，电话没人接")
    stage.expect("huangy", "card", "高峰：11月30日（周一）全天没有到岗，记疑似旷工（待核实）", "说明：电话没人接")
    stage.tap("黄燕", "登记")
    stage.expect("huangy", "update", f"已登记：{NUMBER} 高峰")
    card = stage.expect(
        "chenj", "card", "疑似旷工，请核实", "现在只是“疑似旷工（待核实）”", about=NUMBER, buttons=ANSWERS
    )
    assert card.fields["党政办说明"] == "电话没人接"
    told = stage.expect("gaof", "text", "没有到岗，也没有查到请假和外出登记，现为待核实", f"异议 {NUMBER}")
    assert "旷工" not in told.text
    stage.expect_nothing_else()
    return stage


def test_only_a_person_decides_and_only_after_hearing_the_other(suspected: Stage) -> None:
    suspected.tap("陈静", "旷工", on=NUMBER)
    suspected.expect("chenj", "text", "认定旷工之前要先听本人说明")
    assert suspected.book(NUMBER, BOOK) == ["登记"]
    suspected.tap("陈静", "旷工", on=NUMBER, input="本人承认外出办私事，没有请假")
    suspected.expect("chenj", "update", "高峰11月30日（周一）全天：陈静认定为旷工", buttons=[])
    suspected.expect(
        "gaof", "text", "经陈静核实认定为旷工（考勤制度 第5条）", "12月3日（周四）17:30前回复“异议 KQ-2026-0001"
    )
    suspected.tap("陈静", "有正当理由", on=NUMBER, input="改主意")
    suspected.expect("chenj", "text", "已经核实过了")
    assert suspected.book(NUMBER, BOOK) == ["登记", "核实"]


def test_a_good_reason_is_kept_and_shown_to_nobody(suspected: Stage) -> None:
    suspected.tap("陈静", "有正当理由", on=NUMBER)
    suspected.expect("chenj", "text", "请把理由写在卡片上")
    suspected.tap("陈静", "有正当理由", on=NUMBER, input="突发胆结石送医")
    suspected.expect("chenj", "update", "陈静认定有正当理由，不算旷工", without=("胆结石",))
    suspected.expect("gaof", "text", "有正当理由，不算旷工")


def test_a_slip_may_follow_and_settles_it_when_a_leader_approves(suspected: Stage) -> None:
    suspected.tap("陈静", "补假", on=NUMBER)
    suspected.expect("chenj", "update", "同意补假，请本人补办请假手续")
    suspected.expect("gaof", "text", "陈静同意补假", "12月2日（周三）17:30前说“补假条”")
    suspected.say("高峰", "昨天请事假一天，补个假条")
    suspected.tap("高峰", "提交")
    suspected.forget()
    suspected.tap("王强", "同意")
    suspected.expect("gaof", "update", "已同意")
    suspected.expect("wangq", "update", "已同意")
    suspected.expect("chenj", "text", "高峰11月30日（周一）全天的考勤由“待补假”改为“已请假”，依据 QJ-2026-0001")
    suspected.expect("gaof", "text", "已同意")
    assert suspected.book(NUMBER, BOOK) == ["登记", "核实", "补办手续"]


def test_a_slip_without_asking_settles_it_too_and_closes_the_card(suspected: Stage) -> None:
    suspected.say("高峰", "昨天请病假一天，补个假条")
    suspected.tap("高峰", "提交")
    suspected.forget()
    suspected.tap("王强", "同意")
    suspected.expect("gaof", "update", "已同意")
    suspected.expect("wangq", "update", "已同意")
    suspected.expect("chenj", "update", "由“疑似旷工（待核实）”改为“已请假”", buttons=[])
    suspected.expect("chenj", "text", "依据 QJ-2026-0001")
    suspected.expect("gaof", "text", "已同意")


def test_what_a_person_decided_no_later_leave_overturns(suspected: Stage) -> None:
    suspected.tap("陈静", "旷工", on=NUMBER, input="本人无法说明去向")
    suspected.say("高峰", "昨天请事假一天，补个假条")
    suspected.tap("高峰", "提交")
    suspected.forget()
    suspected.tap("王强", "同意")
    suspected.expect("gaof", "update", "已同意")
    suspected.expect("wangq", "update", "已同意")
    suspected.expect("chenj", "text", f"记的是“旷工”（{NUMBER}）", "没有自动改动", "QJ-2026-0001")
    suspected.expect("gaof", "text", "已同意")


def test_the_office_cannot_change_what_was_decided_but_can_ask_again(suspected: Stage) -> None:
    suspected.tap("陈静", "旷工", on=NUMBER, input="本人无法说明去向")
    suspected.forget()
    suspected.say("黄燕", f"更正 {NUMBER} 正常，找到了外出登记本")
    suspected.expect("chenj", "card", "提请重新核实，原来认定“旷工”", buttons=ANSWERS, about=NUMBER)
    suspected.expect("huangy", "text", "党政办不能直接改", "卡片已重新发给核实人")
    suspected.expect("gaof", "text", f"（{NUMBER}）原来认定“旷工”，党政办已提请重新核实，现在是待核实")
    suspected.tap("陈静", "有正当理由", on=NUMBER, input="外出登记本上有")
    suspected.expect("chenj", "update", "不算旷工")
    suspected.expect("gaof", "text", "不算旷工")
    assert suspected.book(NUMBER, BOOK) == ["登记", "核实", "更正", "核实"]


def test_a_mistake_of_the_office_is_taken_back_before_anybody_decides(suspected: Stage) -> None:
    suspected.say("黄燕", f"更正 {NUMBER} 正常，登记错人")
    suspected.expect("huangy", "text", "由“疑似旷工（待核实）”改为“正常”")
    suspected.expect("chenj", "update", "已更正", "黄燕", buttons=[])
    suspected.expect("gaof", "text", "更正为“正常”", "理由：登记错人")


def test_several_days_are_one_card_and_one_message(stage: Stage) -> None:
    stage.say("黄燕", "高峰11月26日至30日没来")
    stage.tap("黄燕", "登记")
    stage.forget()
    stage.record.clear()
    stage.say("黄燕", "潘磊11月26日至30日没来")
    stage.expect("huangy", "card", "11月26日（周四）全天", "11月30日（周一）全天")
    stage.tap("黄燕", "登记")
    stage.expect("huangy", "update", "KQ-2026-0004", "KQ-2026-0006")
    stage.expect("chenj", "card", "共3天", about="KQ-2026-0004")
    stage.expect("panl", "text", "11月26日（周四）全天、11月27日（周五）全天、11月30日（周一）全天")


@pytest.mark.parametrize(
    ("who", "decider", "why"),
    [
        ("高峰", "chenj", "the director for everybody"),
        ("赵敏", "liwh", "the principal of the line for the leadership"),
        ("杨丽", "zhoujg", "the secretary for the Party's line"),
        ("陈静", "yangl", "the supervising leader for the director"),
    ],
)
def test_who_decides(stage: Stage, who: str, decider: str, why: str) -> None:
    stage.say("黄燕", f"昨天{who}没来")
    stage.expect("huangy", "card", who)
    stage.tap("黄燕", "登记")
    stage.expect("huangy", "update", "已登记")
    stage.expect(decider, "card", "疑似旷工，请核实")
    stage.expect(stage.account(who), "text", "现为待核实")


def test_the_counters_are_told_at_the_policys_lines_and_decide_nothing(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-01T08:50")
    stage.say("黄燕", "高峰11月23日至30日没来")
    stage.tap("黄燕", "登记")
    stage.forget()
    stage.tap("陈静", "旷工", input="多次联系不上，家属也不知去向")
    stage.expect("chenj", "update", "认定为旷工")
    stage.expect("gaof", "text", "认定为旷工")
    told = stage.expect(
        "chenj", "text", "高峰2026年已认定旷工", "连续最长6天（11月23日（周一）至11月30日（周一），连休息日8天）"
    )
    assert "公务员法第88条：旷工连续超过十五天，或者一年内累计超过三十天的，予以辞退" in told.text
    assert "现在没有超过" in told.text
    assert "怎样处理由领导决定" in told.text


def test_a_leave_that_waits_for_a_leader_is_on_the_card(stage: Stage) -> None:
    serial = stage.file("高峰", "今天请事假一天，家里有事", "wangq")
    stage.say("黄燕", "今天上午高峰没来")
    stage.expect("huangy", "card", "高峰")
    stage.tap("黄燕", "登记")
    stage.expect("huangy", "update", "已登记")
    stage.expect("chenj", "card", "疑似旷工，请核实", fields={"待批请假": f"{serial}，还没有批"})
    stage.expect("gaof", "text", "现为待核实")
    stage.tap("王强", "同意", on=serial)
    stage.expect("gaof", "update", "已同意")
    stage.expect("wangq", "update", "已同意")
    stage.expect("chenj", "update", "改为“已请假”", buttons=[])
    stage.expect("chenj", "text", f"依据 {serial}")
    stage.expect("gaof", "text", "已同意")


def test_a_leave_that_is_annulled_afterwards_leaves_the_absence_to_be_verified_again(suspected: Stage) -> None:
    suspected.say("高峰", "昨天请病假一天，补个假条")
    suspected.tap("高峰", "提交")
    suspected.tap("王强", "同意")
    suspected.say("高峰", "撤回 QJ-2026-0001")
    suspected.forget()
    suspected.tap("王强", "同意", on="QJ-2026-0001")
    assert suspected.book(NUMBER, BOOK) == ["登记", "补办手续", "手续撤销"]
    told = [sent for sent in suspected.left if sent.to == "chenj"]
    assert [sent.kind for sent in told] == ["text", "card"]
    assert "由“已请假”恢复为“疑似旷工（待核实）”" in told[0].text
    assert "这份请假已撤销或者缩短" in told[1].text
    suspected.forget()


def test_while_the_director_is_on_leave_the_stand_in_decides(stage: Stage) -> None:
    stage.without_duty("chenj")
    serial = stage.file("陈静", "今天请假一天，家里有事", "yangl")
    stage.approve("杨丽", serial, "chenj")
    stage.say("黄燕", "昨天高峰没来")
    stage.expect("huangy", "card", "高峰")
    stage.tap("黄燕", "登记")
    stage.expect("huangy", "update", "已登记")
    stage.expect("liuy", "card", "疑似旷工，请核实")
    stage.expect("gaof", "text", "现为待核实")


def test_the_buttons_work_in_words(suspected: Stage) -> None:
    suspected.say("陈静", "旷工 1")
    suspected.expect("chenj", "text", "认定旷工之前要先听本人说明")
    suspected.say("高峰", "旷工 1 我承认")
    suspected.forget()
    assert suspected.book(NUMBER, BOOK) == ["登记"]
    suspected.say("陈静", "旷工 KQ-2026-0001 本人承认外出办私事")
    suspected.expect("chenj", "update", "认定为旷工", buttons=[])
    suspected.expect("gaof", "text", "认定为旷工")
    suspected.say("高峰", "异议 1 村民可以作证")
    suspected.forget()
    suspected.say("陈静", "采纳 1")
    suspected.expect("chenj", "update", "更正为“有正当理由”")
    suspected.expect("gaof", "text", "已采纳您对")
    suspected.say("陈静", "补假 1")
    suspected.expect("chenj", "text", "已经核实过了")


def test_a_card_about_several_days_goes_on_with_those_that_no_slip_settles(stage: Stage) -> None:
    stage.say("黄燕", "高峰11月27日至30日没来")
    stage.tap("黄燕", "登记")
    for day in ("11月27日", "11月30日"):
        stage.say("高峰", f"{day}请病假一天，补个假条")
        stage.tap("高峰", "提交")
    stage.forget()
    stage.tap("王强", "同意", on="QJ-2026-0001")
    assert not [sent for sent in stage.left if (sent.to, sent.kind) == ("chenj", "update")]
    stage.forget()
    stage.tap("李文华", "同意", on="QJ-2026-0002")
    assert [sent.buttons for sent in stage.left if (sent.to, sent.kind) == ("chenj", "update")] == [[]]
    stage.forget()


def three_days(stage: Stage) -> None:
    """高峰 did not come on three days, and the director decided so."""
    stage.say("黄燕", "高峰11月26日至30日没来")
    stage.tap("黄燕", "登记")
    stage.expect("gaof", "text", "异议 KQ-2026-0001、KQ-2026-0002、KQ-2026-0003 情况说明")
    stage.forget()
    stage.tap("陈静", "旷工", input="本人说睡过头")
    stage.expect("gaof", "text", "认定为旷工", "异议 KQ-2026-0001、KQ-2026-0002、KQ-2026-0003 理由")
    stage.forget()


def test_one_answer_may_name_several_days(stage: Stage) -> None:
    three_days(stage)
    stage.say("高峰", "异议 KQ-2026-0001、KQ-2026-0002、KQ-2026-0003 我这几天都在州里开会")
    for number in ("KQ-2026-0001", "KQ-2026-0002", "KQ-2026-0003"):
        stage.expect("chenj", "card", "我这几天都在州里开会", about=number, buttons=["采纳", "不采纳"])
    stage.expect("gaof", "text", "KQ-2026-0001", "KQ-2026-0002", "KQ-2026-0003")
    stage.expect_nothing_else()


def test_who_names_one_of_several_days_hears_which_are_not_covered(stage: Stage) -> None:
    three_days(stage)
    stage.say("高峰", "异议 KQ-2026-0001 我这几天都在州里开会")
    stage.expect("chenj", "card", "我这几天都在州里开会", about="KQ-2026-0001")
    stage.expect("gaof", "text", "已转陈静核实")
    stage.expect("gaof", "text", "11月27日（周五）全天、11月30日（周一）全天没有包括", "KQ-2026-0002、KQ-2026-0003")
    stage.expect_nothing_else()


def test_nobody_in_the_office_is_told_about_their_own_director(stage: Stage) -> None:
    stage.say("黄燕", "陈静昨天没来")
    stage.tap("黄燕", "登记")
    stage.forget()
    stage.tap("杨丽", "旷工", input="已听取本人说明")
    stage.expect("yangl", "update", "杨丽认定为旷工")
    stage.expect("chenj", "text", "经杨丽核实认定为旷工")
    stage.expect_nothing_else()


def test_whose_leave_waits_is_told_that_it_waits(stage: Stage) -> None:
    serial = stage.file("林芳", "今天请假一天，家里有事", "wangq")
    stage.say("黄燕", "林芳今天上午没来")
    stage.tap("黄燕", "登记")
    stage.expect("linf", "text", f"您申请的请假（{serial}）还没有批，现为待核实", without=("没有查到请假",))
    stage.forget()


def test_who_is_registered_at_night_hears_of_it_in_the_morning(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-01T23:00")
    stage.say("黄燕", "高峰昨天没来")
    stage.tap("黄燕", "登记")
    assert all(sent.to != "gaof" for sent in stage.left)
    stage.forget()
    stage.wait_until("2026-12-02T07:40")
    stage.expect("gaof", "text", "没有到岗，也没有查到请假和外出登记，现为待核实")
    stage.forget()
