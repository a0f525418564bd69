"""Objecting to one's own attendance: answered by the office or by whoever decided, both kept (rules M20-3)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import EVERYBODY, Stage

BOOK, NUMBER = "考勤台账", "KQ-2026-0001"


@pytest.fixture
def late(stage: Stage) -> Stage:
    """潘磊 stands in the book as fifteen minutes late today."""
    stage.say("黄燕", "潘磊今天迟到15分钟")
    stage.tap("黄燕", "登记")
    stage.forget()
    return stage


def test_the_office_upholds_it_and_what_stood_there_stays(late: Stage) -> None:
    late.say("潘磊", f"异议 {NUMBER} 我8点20就到了，在楼下接群众")
    card = late.expect("chenj", "card", "考勤异议，请核实", about=NUMBER, buttons=["采纳", "不采纳"])
    assert card.fields["本人说明"] == "我8点20就到了，在楼下接群众"
    assert "迟到15分钟" in card.fields["记录"]
    late.expect("panl", "text", "已转陈静核实", "现在记的是“迟到15分钟”")
    late.tap("陈静", "采纳", on=NUMBER)
    late.expect("chenj", "update", f"陈静已采纳潘磊对 {NUMBER}", "更正为“正常”", buttons=[])
    late.expect("panl", "text", "陈静已采纳您对", "更正为“正常”")
    assert late.book(NUMBER, BOOK) == ["登记", "异议", "异议采纳"]
    late.tap("陈静", "不采纳", on=NUMBER, input="看错了")
    late.expect("chenj", "text", "已经答复过了")


def test_a_refusal_needs_words_and_they_reach_the_person(late: Stage) -> None:
    late.say("潘磊", "考勤有异议，我8点20就到了")
    late.expect("chenj", "card", "考勤异议")
    late.expect("panl", "text", "已转陈静核实")
    late.say("潘磊", "考勤有异议，请快一点")
    late.expect("panl", "text", "已经转去核实，请等答复")
    late.tap("陈静", "不采纳", on=NUMBER)
    late.expect("chenj", "text", "不采纳请在卡片上写明理由")
    late.tap("陈静", "不采纳", on=NUMBER, input="门卫记录是8:45")
    late.expect("chenj", "update", "陈静没有采纳潘磊对", "门卫记录是8:45", buttons=[])
    late.expect("panl", "text", "没有采纳您对", "门卫记录是8:45")
    assert late.book(NUMBER, BOOK) == ["登记", "异议", "异议不采纳"]


def test_in_the_group_nothing_of_it_is_heard(late: Stage) -> None:
    late.say("潘磊", "@小助手 考勤有异议，我在楼下接群众", EVERYBODY)
    late.expect(EVERYBODY, "text", "已收到，私聊您确认", without=("迟到", "KQ"))
    late.expect("chenj", "card", "考勤异议")
    late.expect("panl", "text", "已转陈静核实")


@pytest.mark.parametrize(
    ("who", "account", "words", "answer"),
    [
        ("潘磊", "panl", "异议", "请写明情况，例如“异议 KQ-2026-0001"),
        ("潘磊", "panl", "异议 KQ-2026-0009 我没迟到", "您的考勤里没有 KQ-2026-0009"),
        ("林芳", "linf", "异议 KQ-2026-0001 我看见潘磊了", "您的考勤里没有 KQ-2026-0001"),
        ("林芳", "linf", "考勤有异议", "您现在没有可以提异议的考勤记录"),
    ],
)
def test_what_cannot_be_objected_to(late: Stage, who: str, account: str, words: str, answer: str) -> None:
    late.say(who, words)
    late.expect(account, "text", answer)
    assert late.book(NUMBER, BOOK) == ["登记"]


def test_of_several_lines_it_is_asked_which(late: Stage) -> None:
    late.say("黄燕", "潘磊昨天迟到5分钟")
    late.tap("黄燕", "登记")
    late.forget()
    late.say("潘磊", "考勤有异议，我在楼下")
    late.expect("panl", "text", "请写明是哪一条", "KQ-2026-0001 12月1日", "KQ-2026-0002 11月30日")


def test_nobody_answers_their_own(stage: Stage) -> None:
    stage.say("黄燕", "陈静今天迟到5分钟")
    stage.tap("黄燕", "登记")
    stage.forget()
    stage.say("陈静", "考勤有异议，我在县里开会")
    stage.expect("liuy", "card", "考勤异议")
    stage.expect("chenj", "text", "已转刘洋核实")


def test_what_somebody_says_of_an_undecided_absence_reaches_whoever_decides(stage: Stage) -> None:
    stage.say("黄燕", "昨天高峰没来")
    stage.tap("黄燕", "登记")
    stage.forget()
    stage.say("高峰", f"异议 {NUMBER} 我在松坪村处理山火")
    stage.expect(
        "chenj", "text", "高峰对11月30日（周一）全天没有到岗的说明", "我在松坪村处理山火", "在原来的卡片上核实"
    )
    stage.expect("gaof", "text", "您的说明已转给陈静", "现在仍是待核实")
    stage.tap("陈静", "旷工", on=NUMBER, input="松坪村没有见到本人")
    stage.forget()
    stage.say("高峰", f"异议 {NUMBER} 村民可以作证")
    stage.expect("chenj", "card", "考勤异议", about=NUMBER)
    stage.expect("gaof", "text", "现在记的是“旷工”")
    stage.tap("陈静", "采纳", on=NUMBER, input="已向村民核实")
    stage.expect("chenj", "update", "更正为“有正当理由”")
    stage.expect("gaof", "text", "已采纳您对")
    assert stage.book(NUMBER, BOOK) == ["登记", "异议", "核实", "异议", "异议采纳"]
