"""The quarter's information notice: drafted for the office, in the group only when the office says so (M08-5)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.engine import Job
from schedules.quarter_notice import QuarterNotice
from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage

GROUP = "青禾乡干部职工大群"


@pytest.fixture
def jobs() -> Sequence[Job]:
    """The notice alone."""
    return (QuarterNotice(),)


@pytest.fixture
def drafted(stage_at: StageAt) -> Stage:
    """One piece was sent in, and the quarter's last working day is over."""
    stage = stage_at("2026-12-30T09:00")
    stage.say("林芳", "报一条工作动态，题目《青禾乡完成冬季征兵体检》")
    stage.forget()
    stage.tap("林芳", "提交")
    stage.forget()
    stage.wait_until("2026-12-31T15:30")
    return stage


def test_every_unit_stands_in_it_and_nothing_is_published_by_itself(drafted: Stage) -> None:
    card = drafted.expect("chenj", "card", "季度信息通报", "2026年第4季度", buttons=["发布", "不发布"])
    assert "农业农村服务中心：报送1条，采用0条" in card.text
    assert "财政所：报送0条，采用0条" in card.text
    drafted.expect_nothing_else()
    drafted.tap("陈静", "发布")
    drafted.expect("chenj", "update", "陈静：已发布到全体群", buttons=[])
    drafted.expect(GROUP, "text", "2026年第4季度信息报送和采用情况", "农业农村服务中心：报送1条")


def test_what_the_office_keeps_nobody_else_reads(drafted: Stage) -> None:
    drafted.forget()
    drafted.tap("陈静", "不发布")
    drafted.expect("chenj", "update", "没有发布", buttons=[])
    drafted.tap("陈静", "发布")
    drafted.expect("chenj", "text", "已经办过了")
