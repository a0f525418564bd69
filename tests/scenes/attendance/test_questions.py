"""What people ask about attendance: the rule to everybody, a day's names to the office and the leadership alone."""

from __future__ import annotations

import pytest

from handlers.attendance.answers import STATEMENTS
from handlers.engine.policy_file import read_policy
from tests.rules.office_files import changed
from tests.rules.test_attendance_timing import SEASONS
from tests.scenes.stage import EVERYBODY, Stage


@pytest.fixture
def registered(stage: Stage) -> Stage:
    """潘磊 was late today, 胡斌 was not there yesterday."""
    stage.say("黄燕", "潘磊今天迟到15分钟，胡斌昨天没来")
    stage.tap("黄燕", "登记")
    stage.forget()
    return stage


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("迟到怎么处理", "上班提前10分钟到岗；上班以后到的记迟到"),
        ("早退怎么算？", "提前10分钟及以上离开的视为早退，不到的记提前离岗"),
        ("几点上班？", "上午08:30至12:00，下午14:00至17:30"),
        ("旷工怎么处理？", "听取本人说明后认定"),
        ("考勤怎么公布？", "例会上公布的只有总数"),
    ],
)
def test_what_the_rule_says(stage: Stage, words: str, answer: str) -> None:
    stage.say("林芳", words)
    stage.expect("linf", "text", answer)


def test_the_rule_names_the_seasons() -> None:
    policy = read_policy(changed('"换季" = []', SEASONS))
    said = STATEMENTS[-1].answer(policy)
    assert "夏季（5月1日起）上午08:00至12:00" in said
    assert "试行（2026年6月1日起）上午09:00至12:00" in said


@pytest.mark.parametrize(
    ("who", "words", "answer"),
    [
        ("黄燕", "今天谁迟到了", "12月1日（周二）登记1条：潘磊上午迟到15分钟（KQ-2026-0001）"),
        ("王强", "昨天谁没来？", "11月30日（周一）登记1条：胡斌全天疑似旷工（待核实）"),
        ("黄燕", "今天谁早退", "没有登记早退的人"),
        ("周建国", "今天考勤情况", "潘磊上午迟到15分钟"),
        ("黄燕", "11月27日谁没来", "没有登记无故不到岗的人"),
        ("林芳", "今天谁迟到了", "只告诉党政办和班子成员"),
        ("林芳", "今天考勤情况", "您12月（截至1日）考勤"),
    ],
)
def test_a_days_names(registered: Stage, who: str, words: str, answer: str) -> None:
    registered.say(who, words)
    registered.expect(registered.account(who), "text", answer)


def test_whoever_is_on_leave_or_out_is_named_beside(registered: Stage) -> None:
    serial = registered.file("林芳", "今天下午请假，孩子打预防针", "wangq")
    registered.approve("王强", serial, "linf")
    registered.say("黄燕", "今天谁没来")
    told = registered.expect("huangy", "text", "请假1人：林芳。")
    assert "预防针" not in told.text


def test_asked_in_a_group_it_is_answered_in_the_single_chat(registered: Stage) -> None:
    registered.say("黄燕", "@小助手 今天谁迟到了", EVERYBODY)
    registered.expect(EVERYBODY, "text", "已收到，私聊您确认", without=("潘磊",))
    registered.expect("huangy", "text", "潘磊")


def test_taking_a_line_back_is_a_correction_with_a_reason(registered: Stage) -> None:
    registered.say("黄燕", "撤销 KQ-2026-0001")
    registered.expect("huangy", "text", "没有改动：请写明更正的理由")
    registered.say("黄燕", "撤销 KQ-2026-0001，登记错人")
    registered.expect("panl", "text", "更正为“正常”", "理由：登记错人")
    registered.expect("huangy", "text", "原记录保留")
    assert registered.book("KQ-2026-0001", "考勤台账") == ["登记", "更正"]
