"""A shift begins: the evening before, the card at the start, and one ladder where nobody takes over (rules M19-3)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.duty_ladder import DutyLadder
from schedules.duty_reminder import DutyReminder
from schedules.duty_take_over import DutyTakeOver
from schedules.engine import Job
from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage


@pytest.fixture
def jobs() -> Sequence[Job]:
    """What belongs to the begin of a shift."""
    return (DutyReminder(), DutyTakeOver(), DutyLadder())


@pytest.fixture
def evening(stage_at: StageAt) -> Stage:
    """Tuesday, 1 December 2026: 钱俊 is on duty tonight, 李文华 in charge; tomorrow 黄燕 and 王强."""
    stage = stage_at("2026-12-01T16:50")
    stage.wait_until("2026-12-01T17:10")
    stage.expect("huangy", "text", "值班提醒", "12月2日（周三）夜班", "值班，带班王强")
    stage.expect("wangq", "text", "值班提醒", "带班，值班黄燕")
    return stage


def test_who_takes_over_is_told_nothing_more(evening: Stage) -> None:
    evening.wait_until("2026-12-01T17:29")
    evening.expect("qianj", "card", "请接班", "值班，带班领导李文华", buttons=["接班"])
    evening.expect("liwh", "card", "请接班", "带班，值班员钱俊", buttons=["接班"])
    evening.tap("钱俊", "接班")
    evening.expect("qianj", "update", "您已接班", buttons=[])
    evening.say("李文华", "接班")
    evening.expect("liwh", "update", "您已接班", buttons=[])
    evening.wait_until("2026-12-02T08:00")
    evening.expect_nothing_else()


def test_nobody_takes_over_and_one_after_the_other_is_told_to_telephone(evening: Stage) -> None:
    evening.wait_until("2026-12-01T17:40")
    evening.forget()
    evening.wait_until("2026-12-02T08:00")
    evening.expect("liuy", "text", "值班员钱俊、带班领导李文华还没有接班，请马上打电话落实")
    evening.expect("chenj", "text", "值班员钱俊、带班领导李文华还没有接班")


def test_somebody_who_is_not_on_duty_has_nothing_to_take_over(evening: Stage) -> None:
    evening.say("林芳", "接班")
    evening.expect("linf", "text", "现在没有等您接的班")


def test_whoever_is_put_in_late_has_a_card_and_their_own_quarter_of_an_hour(evening: Stage) -> None:
    """钱俊 is replaced at 17:40: the ladder says nothing of 孙磊 at 17:45, and begins anew from 17:40."""
    evening.wait_until("2026-12-01T17:29")
    evening.forget()
    evening.say("李文华", "接班")
    evening.forget()
    evening.wait_until("2026-12-01T17:39")
    evening.say("陈静", "把今天夜班换成孙磊")
    evening.expect("qianj", "update", "这一班已经换成别人", buttons=[])
    evening.expect("sunl", "card", "请接班", "值班，带班领导李文华", buttons=["接班"])
    evening.forget()
    evening.wait_until("2026-12-01T17:54")
    evening.expect_nothing_else()
    evening.wait_until("2026-12-01T17:56")
    evening.expect("liuy", "text", "值班员孙磊还没有接班")
    evening.expect_nothing_else()
    evening.tap("孙磊", "接班")
    evening.expect("sunl", "update", "您已接班", buttons=[])
    evening.wait_until("2026-12-02T08:00")
    evening.expect_nothing_else()


def test_put_in_hours_after_the_begin_and_nobody_there(evening: Stage) -> None:
    evening.wait_until("2026-12-01T17:29")
    evening.say("李文华", "接班")
    evening.say("钱俊", "接班")
    evening.wait_until("2026-12-01T20:59")
    evening.say("陈静", "把今天夜班换成孙磊")
    evening.forget()
    evening.wait_until("2026-12-02T08:00")
    evening.expect("liuy", "text", "值班员孙磊还没有接班")
    evening.expect("chenj", "text", "值班员孙磊还没有接班")
    evening.expect_nothing_else()


def test_who_has_taken_over_before_the_card_goes_out_gets_none(evening: Stage) -> None:
    evening.wait_until("2026-12-01T17:20")
    evening.say("钱俊", "接班")
    evening.expect("qianj", "text", "您已接班")
    evening.wait_until("2026-12-01T17:29")
    evening.expect("liwh", "card", "请接班")
    evening.expect_nothing_else()
