"""Coming back: early, in time, late; extending; writing the slip afterwards (rules M20-6 to M20-8)."""

from __future__ import annotations

import pytest

from tests.scenes.stage import Stage


def _on_leave(stage: Stage, words: str = "12月7日到12月9日请年假") -> str:
    serial = stage.file("林芳", words, "liwh", "wangq")
    stage.approve("李文华", serial, "linf", informed="wangq")
    return serial


def test_in_time_a_tap_is_enough_and_no_leader_is_troubled(stage: Stage) -> None:
    serial = _on_leave(stage)
    stage.wait_until("2026-12-10T08:40")
    reminder = stage.expect("linf", "text", f"您的请假 {serial} 已到期，今天应返岗", about=serial)
    assert reminder.at == "2026-12-10T08:37"
    stage.tap("林芳", "销假", on=serial)
    stage.expect("linf", "update", "已销假。", buttons=[])
    assert stage.state(serial) == "已办结"
    assert stage.book(serial) == ["申请", "同意", "销假"]


@pytest.mark.parametrize("words", ["销假", "我回来上班了，销假", "QJ-2026-0001 销假", "已返岗"])
def test_in_words_it_is_answered_in_words(stage: Stage, words: str) -> None:
    serial = _on_leave(stage)
    stage.wait_until("2026-12-10T08:40")
    stage.forget()
    stage.say("林芳", words)
    stage.expect("linf", "update", "已销假。")
    stage.expect("linf", "text", f"{serial} 已销假。")


def test_early_frees_the_rest_and_the_balance(stage: Stage) -> None:
    serial = _on_leave(stage)
    stage.wait_until("2026-12-09T08:40")
    stage.say("林芳", "销假")
    stage.expect("linf", "update", "已销假。", fields={"时间": "12月7日（周一）至12月8日（周二）", "天数": "2天"})
    stage.expect("linf", "text", "提前返岗，请假天数由3天改为2天")
    stage.say("林芳", "年假还剩几天")
    stage.expect("linf", "text", "应休5天，已用2天，还剩3天", f"{serial} 12月7日（周一）至12月8日（周二）")
    stage.file("林芳", "12月17日请假一天", "wangq")


def test_late_is_told_to_the_office_as_something_to_be_looked_into(stage: Stage) -> None:
    serial = _on_leave(stage)
    stage.wait_until("2026-12-11T15:00")
    stage.forget()
    stage.say("林芳", "销假")
    stage.expect("linf", "update", "已销假。")
    stage.expect("chenj", "text", f"林芳（{serial}）逾期返岗1.5天", "待核实", without=["旷工"])
    stage.expect("linf", "text", "比批准的时间晚1.5天", "请补办续假手续", without=["旷工"])
    assert stage.book(serial)[-1] == "逾期销假"


def test_rest_days_after_the_leave_are_not_late(stage: Stage) -> None:
    serial = _on_leave(stage, "12月9日到12月11日请假")
    stage.wait_until("2026-12-14T09:00")
    stage.forget()
    stage.tap("林芳", "销假", on=serial)
    stage.expect("linf", "update", "已销假。")
    assert stage.book(serial)[-1] == "销假"


def test_before_the_leave_has_begun_there_is_nothing_to_end(stage: Stage) -> None:
    serial = _on_leave(stage)
    stage.say("林芳", "销假")
    stage.expect("linf", "text", f"{serial} 的假期还没有开始", f"撤回 {serial}")
    stage.say("高峰", "销假")
    stage.expect("gaof", "text", "没有找到需要销假的请假")


def test_the_office_may_enter_it_for_somebody_and_nobody_else(stage: Stage) -> None:
    serial = _on_leave(stage)
    stage.wait_until("2026-12-10T08:40")
    stage.forget()
    stage.say("高峰", f"{serial} 销假")
    stage.expect("gaof", "text", "不是您的请假，请本人或者党政办办理销假")
    stage.say("陈静", "林芳已销假")
    stage.expect("linf", "update", "已销假。")
    stage.expect("chenj", "text", f"{serial} 已销假。")


def test_a_second_return_finds_nothing(stage: Stage) -> None:
    serial = _on_leave(stage)
    stage.wait_until("2026-12-10T08:40")
    stage.forget()
    stage.tap("林芳", "销假", on=serial)
    stage.expect("linf", "update", "已销假。")
    stage.say("林芳", "销假")
    stage.expect("linf", "text", "没有找到需要销假的请假")


def test_short_leaves_are_not_reminded_of(stage: Stage) -> None:
    serial = stage.file("林芳", "12月3日请假一天", "wangq")
    stage.approve("王强", serial, "linf")
    stage.wait_until("2026-12-08T12:00")


def test_an_extension_begins_where_the_leave_ends_and_is_summed(stage: Stage) -> None:
    first = stage.file("林芳", "12月7日到12月8日请假", "wangq")
    stage.approve("王强", first, "linf")
    stage.wait_until("2026-12-08T10:00")
    stage.say("林芳", "续假一天，孩子还没退烧")
    stage.expect(
        "linf",
        "card",
        "续假申请，请核对",
        fields={"时间": "12月9日（周三）", "天数": "1天；与前后请假相连，12月7日（周一）至12月9日（周三）连续离岗3天"},
    )
    second = stage.submit("林芳", "liwh", "wangq")
    stage.approve("李文华", second, "linf", informed="wangq")
    assert stage.request(second).form["extends"] == first
    stage.say("林芳", "再续假两天")
    stage.expect("linf", "card", "续假申请", fields={"时间": "12月10日（周四）至12月11日（周五）"})


def test_an_extension_without_a_leave_says_so(stage: Stage) -> None:
    stage.say("林芳", "续假两天")
    stage.expect("linf", "text", "没有找到可以续的请假")


def test_an_extension_is_of_the_leave_that_runs_not_of_a_later_one(stage: Stage) -> None:
    for words in ("12月2日到12月3日请假", "12月21日请假一天"):
        stage.approve("王强", stage.file("林芳", words, "wangq"), "linf")
    stage.wait_until("2026-12-03T10:00")
    stage.say("林芳", "续假半天")
    stage.forget()
    stage.say("林芳", "提交")
    stage.forget()
    assert stage.request("QJ-2026-0003").form["first"] == ["2026-12-04", "am"]


def test_a_leave_that_has_begun_is_a_late_slip(stage: Stage) -> None:
    stage.say("林芳", "昨天请假一天，生病了")
    stage.expect(
        "linf", "card", "补假条，请核对", "将按补假条办理（考勤制度 第5条）", fields={"时间": "11月30日（周一）"}
    )
    stage.tap("林芳", "提交")
    serial = stage.expect("linf", "update", "林芳的补假条").about
    stage.expect("wangq", "card", "林芳的补假条")
    stage.tap("王强", "同意", on=serial)
    stage.expect("linf", "update", "已同意")
    stage.expect("wangq", "update", "已同意")
    stage.expect("linf", "text", "已同意", without=["返岗后请回复"])
    stage.wait_until("2026-12-04T09:00")
    stage.tap("林芳", "销假", on=serial)
    stage.expect("linf", "update", "已销假。")
    assert stage.book(serial)[-1] == "销假"


def test_a_half_day_this_morning_asked_in_the_afternoon_is_late(stage: Stage) -> None:
    stage.wait_until("2026-12-01T14:10")
    stage.say("林芳", "今天上午请假半天，去医院了")
    stage.expect("linf", "card", "补假条，请核对", fields={"时间": "12月1日（周二）上午"})
    stage.say("林芳", "改成今天下午")
    stage.expect("linf", "update", fields={"时间": "12月1日（周二）下午"}, without=["将按补假条办理"])
