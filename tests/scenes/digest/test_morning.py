"""The morning digest: one message to the office, and on a rest day to whoever is on duty alone (rules 1.24)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.engine import Job
from schedules.morning_digest import MorningDigest
from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage


@pytest.fixture
def jobs() -> Sequence[Job]:
    """The digest alone."""
    return (MorningDigest(),)


def test_the_office_reads_who_is_away_on_duty_and_what_waits(stage: Stage) -> None:
    serial = stage.file("林芳", "明天请假一天，老人住院", "wangq")
    stage.approve("王强", serial, "linf")
    stage.say("高峰", "明天去石桥村测产")
    stage.tap("高峰", "提交")
    stage.forget()
    waiting = stage.file("潘磊", "12月9日到10日请假两天，装修房子", "wangq")
    stage.forget()
    stage.wait_until("2026-12-02T08:10")
    digest = stage.expect(
        "chenj", "text", "12月2日（周三）晨报", "请假1人：林芳", "外出1人：高峰", "值班（夜班，17:30起）：黄燕"
    )
    assert "待办：王强1项" in digest.text
    assert f"等得最久的：{waiting} 潘磊12月9日（周三）至12月10日（周四）请假2天" in digest.text
    assert "住院" not in digest.text


def test_a_quiet_day_says_so(stage: Stage) -> None:
    stage.wait_until("2026-12-02T08:10")
    stage.expect("chenj", "text", "12月2日（周三）晨报", "值班（夜班，17:30起）：黄燕，带班王强")


def test_on_a_rest_day_only_whoever_is_on_duty_gets_it(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-05T08:00")
    stage.wait_until("2026-12-05T08:10")
    stage.expect("xieh", "text", "12月5日（周六）晨报", "值班（白班，08:30起）：谢红")


def test_on_a_make_up_saturday_the_office_gets_it(stage_at: StageAt) -> None:
    stage = stage_at("2026-10-10T08:00")
    stage.wait_until("2026-10-10T08:10")
    stage.expect("chenj", "text", "10月10日（周六）晨报")


def test_a_leave_that_is_over_without_a_word_stands_in_the_digest(stage: Stage) -> None:
    serial = stage.file("林芳", "明天请假一天，老人住院", "wangq")
    stage.approve("王强", serial, "linf")
    stage.wait_until("2026-12-02T08:10")
    assert "销假" not in stage.expect("chenj", "text", "晨报").text
    stage.wait_until("2026-12-03T08:10")
    stage.expect("chenj", "text", f"假期已满还没有销假1人：林芳（{serial}）")


def test_a_seal_used_on_a_word_by_telephone_stands_there_until_it_is_confirmed(stage: Stage) -> None:
    stage.say("孙磊", "口头批准：李乡长8:40电话同意，给林芳《租地合同》盖政府章2份")
    stage.tap("孙磊", "提交")
    stage.forget()
    stage.wait_until("2026-12-02T08:10")
    stage.expect("chenj", "text", "口头批准还没有补确认：YY-2026-0001（李文华）")


def test_what_the_duty_log_leaves_open_is_named(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-01T20:19")
    stage.say("钱俊", "值班记录：石桥村村民来访，请民政明天答复")
    stage.say("钱俊", "值班记录：县应急办来电，已报雨情")
    stage.forget()
    stage.wait_until("2026-12-02T08:07")
    stage.expect("chenj", "text", "值班待办1件：1号石桥村村民来访，请民政明天答复", without=["雨情"])
