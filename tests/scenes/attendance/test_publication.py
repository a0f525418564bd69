"""The month is published at its first meeting, by the office's word, in totals; corrections say what they change."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import EVERYBODY, Stage

ANSWERS = ["发布", "下次例会再公布", "不公布"]


@pytest.fixture
def december(stage_at: StageAt) -> Stage:
    """November had two late ones; the sheet went out on 1 December, the first meeting is on Monday, the 7th."""
    stage = stage_at("2026-11-30T16:00")
    stage.say("黄燕", "潘磊今天迟到15分钟，胡斌11月27日迟到5分钟")
    stage.tap("黄燕", "登记")
    stage.wait_until("2026-12-07T08:30")
    stage.forget()
    return stage


def published(stage: Stage) -> None:
    """The card of the first meeting's morning, tapped."""
    stage.wait_until("2026-12-07T08:45")
    stage.forget()
    stage.tap("陈静", "发布")
    stage.forget()


def test_nothing_is_published_by_itself_and_no_name_ever(december: Stage) -> None:
    december.wait_until("2026-12-07T08:45")
    card = december.expect("chenj", "card", "11月考勤公布，请核对", "点“发布”后发到全体群，只有总数", buttons=ANSWERS)
    assert "注意" not in card.text
    december.expect_nothing_else()
    december.tap("陈静", "发布")
    december.expect("chenj", "update", "陈静：已发布到全体群", buttons=[])
    told = december.expect(EVERYBODY, "text", "11月出勤情况：26人，应出勤21天。迟到2人次，早退0人次")
    assert not any(name in told.text for name in ("潘磊", "胡斌"))
    december.tap("陈静", "发布")
    december.expect("chenj", "text", "已经公布或者决定不公布了")
    december.wait_until("2026-12-14T09:00")


def test_what_is_not_settled_comes_again_before_the_next_meeting(december: Stage) -> None:
    december.wait_until("2026-12-07T08:45")
    december.expect("chenj", "card", "11月考勤公布")
    december.tap("陈静", "下次例会再公布")
    december.expect("chenj", "update", "下次例会前再提醒", buttons=[])
    december.wait_until("2026-12-14T08:45")
    december.expect("chenj", "card", "11月考勤公布", buttons=ANSWERS)
    december.say("陈静", "不公布")
    december.expect("chenj", "update", "不在群里公布", buttons=[])
    december.wait_until("2026-12-21T08:45")


def test_open_objections_and_the_open_window_are_said(stage_at: StageAt) -> None:
    """2 November 2026 is the first working day and the first meeting at once."""
    stage = stage_at("2026-10-30T16:00")
    stage.say("黄燕", "潘磊今天迟到15分钟")
    stage.tap("黄燕", "登记")
    stage.wait_until("2026-11-02T08:30")
    stage.say("潘磊", "异议 KQ-2026-0001 我在楼下接群众")
    stage.forget()
    stage.wait_until("2026-11-02T08:45")
    stage.expect(
        "chenj",
        "card",
        "10月考勤公布",
        "注意：还有1条待核实或者异议没有办完",
        "注意：异议期到11月4日（周三）17:30才满",
    )


def test_a_holiday_monday_moves_it_with_the_meeting(stage_at: StageAt) -> None:
    """The Monday of 6 April 2026 is rested; the first meeting of April is on Tuesday, the 7th."""
    stage = stage_at("2026-04-01T08:00")
    stage.wait_until("2026-04-06T20:00")
    stage.forget()
    stage.wait_until("2026-04-07T09:00")
    stage.expect("chenj", "card", "3月考勤公布")


def test_what_is_read_is_what_goes_out(december: Stage) -> None:
    december.wait_until("2026-12-07T08:45")
    december.forget()
    december.say("黄燕", "更正 KQ-2026-0001 正常，当天在县里开会")
    december.forget()
    december.tap("陈静", "发布")
    december.expect("chenj", "update", "迟到1人次", buttons=ANSWERS)
    december.expect("chenj", "text", "数字已经更新，请再看一遍")
    december.tap("陈静", "发布")
    december.expect("chenj", "update", "已发布")
    december.expect(EVERYBODY, "text", "迟到1人次")


def test_a_correction_after_publication_says_what_it_changes(december: Stage) -> None:
    published(december)
    december.say("黄燕", "更正 KQ-2026-0001 正常，当天在县里开会")
    december.expect("panl", "text", "更正为“正常”")
    said = "更正：11月出勤情况，迟到由2人次改为1人次。"
    december.expect("chenj", "card", said, buttons=["发布更正", "不发布"])
    december.expect("huangy", "text", "已更正")
    december.say("黄燕", "更正 KQ-2026-0002 正常，当天送孩子已经说过")
    december.expect("hub", "text", "更正为“正常”")
    december.expect("chenj", "update", "迟到由2人次改为0人次", buttons=["发布更正", "不发布"])
    december.expect("huangy", "text", "已更正")
    december.tap("陈静", "发布更正")
    december.expect("chenj", "update", "已发布到全体群", buttons=[])
    told = december.expect(EVERYBODY, "text", "更正：11月出勤情况，迟到由2人次改为0人次。")
    assert "潘磊" not in told.text


def test_a_late_leave_changes_a_published_month_too(december: Stage) -> None:
    published(december)
    december.say("高峰", "11月26日请病假一天，补个假条")
    december.tap("高峰", "提交")
    december.forget()
    december.tap("王强", "同意")
    december.expect("gaof", "update", "已同意")
    december.expect("wangq", "update", "已同意")
    december.expect("chenj", "card", "请假由0人0天改为1人1天")
    december.expect("gaof", "text", "已同意")
    december.tap("陈静", "不发布")
    december.expect("chenj", "update", "没有在群里更正", buttons=[])


def test_a_line_that_comes_after_the_sheet_is_told_and_can_be_objected_to(december: Stage) -> None:
    december.say("黄燕", "曹颖11月26日迟到5分钟")
    december.expect("huangy", "card", "曹颖")
    december.tap("黄燕", "登记")
    december.expect("huangy", "update", "KQ-2026-0003")
    december.expect(
        "caoy", "text", "党政办补登记：您11月26日（周四）上午迟到5分钟", "12月9日（周三）17:30前回复“异议 KQ-2026-0003"
    )
    december.say("曹颖", "异议 KQ-2026-0003 那天我在门口值守")
    december.expect("chenj", "card", "考勤异议")
    december.expect("caoy", "text", "已转陈静核实")
