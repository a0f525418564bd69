"""What the year asks of the office: one message on the day, what is done is left out (rules 1.24, M08-4, M06-1)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from schedules.engine import Job
from schedules.year_points import YearPoints
from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage


@pytest.fixture
def jobs() -> Sequence[Job]:
    """The year alone."""
    return (YearPoints(),)


def test_january_asks_for_the_key_points_and_what_a_year_begins_with(stage_at: StageAt) -> None:
    stage = stage_at("2026-01-04T08:00")
    stage.wait_until("2026-01-04T09:30")
    said = stage.expect("chenj", "text", "按年历", "2026年信息报送要点", "2025年学习统计表", "核对制度参数")
    assert "放假安排" not in said.text
    stage.wait_until("2026-03-31T09:00")


def test_november_and_december_ask_for_next_years_holidays_until_they_are_there(stage_at: StageAt) -> None:
    stage = stage_at("2026-10-30T09:00")
    stage.wait_until("2026-11-02T09:30")
    stage.expect("chenj", "text", "1. 2027年放假安排还没有录入", "不会猜", without=["2. "])
    stage.wait_until("2026-11-16T09:30")
    stage.expect("chenj", "text", "2027年放假安排还没有录入")
    stage.wait_until("2026-12-01T09:30")
    stage.expect("chenj", "text", "年度考勤、学习情况", "年休假还没有休完的", "林芳5天", "2027年放假安排")
    stage.wait_until("2026-12-15T09:30")
    stage.expect("chenj", "text", "明年1月值班表还没有发布", "2027年放假安排")


def test_what_is_loaded_is_not_asked_for(own_stage: Stage) -> None:
    new_year = '[{ "从" = 2027-01-01, "到" = 2027-01-03, "名称" = "元旦", "上班" = false }]'
    own_stage.change_policy('"已完整录入的年份" = []\n"安排" = []', f'"已完整录入的年份" = [2027]\n"安排" = {new_year}')
    own_stage.wait_until("2026-12-15T09:30")
    own_stage.expect("chenj", "text", "年度考勤", without=["放假安排"])
    own_stage.expect("chenj", "text", "1月值班表", without=["放假安排"])


def test_the_archivist_is_reminded_until_the_office_says_that_it_is_done(stage_at: StageAt) -> None:
    stage = stage_at("2026-06-30T09:00")
    stage.wait_until("2026-06-30T09:30")
    stage.expect("huangy", "text", "防盗、防火、防湿、防虫、防毒、防尘", without=["归档整理"])
    for day in ("07-01", "08-03", "09-01", "09-15", "09-21", "09-22"):
        stage.wait_until(f"2026-{day}T09:30")
        stage.expect("huangy", "text", "2025年度各类档案请在9月底前完成归档整理")
    stage.say("黄燕", "归档已完成")
    stage.expect("huangy", "text", "由党政办主任或者副主任确认")
    stage.say("陈静", "归档已完成")
    stage.expect("chenj", "text", "2025年度档案归档已完成")
    stage.wait_until("2026-09-30T09:30")
    stage.expect("huangy", "text", "防盗、防火", without=["归档整理"])


def test_what_is_open_at_the_end_of_september_is_told_to_the_director(stage_at: StageAt) -> None:
    stage = stage_at("2026-09-29T10:00")
    stage.wait_until("2026-09-30T09:30")
    stage.expect("huangy", "text", "归档整理", "防盗、防火")
    stage.expect("chenj", "text", "2025年度档案归档还没有登记完成", "请过问")


def test_the_key_points_go_to_every_unit_and_the_office_sees_who_has_read_them(stage: Stage) -> None:
    stage.say("林芳", "下发信息报送要点：一季度重点报送春耕备耕")
    stage.expect("linf", "text", "由党政办下发")
    stage.say("黄燕", "下发信息报送要点")
    stage.expect("huangy", "text", "请把要点写在后面")
    stage.say("黄燕", "下发2027年信息报送要点：一季度重点报送春耕备耕、森林防火")
    stage.expect("huangy", "card", "春耕备耕、森林防火", "各自点“收到”", buttons=["下发", "不下发"])
    stage.tap("黄燕", "下发")
    for account in ("chenj", "xieh", "dengc", "fengt", "hep", "jiangb", "luox", "pengj", "yuanm", "duanz", "sugl"):
        stage.expect(account, "card", "信息报送要点", "春耕备耕、森林防火", buttons=["收到"])
    stage.expect("huangy", "update", "已发给", buttons=[])
    stage.tap("何平", "收到")
    stage.expect("hep", "update", "您已收到", buttons=[])
    stage.say("黄燕", "信息报送要点谁没看")
    said = stage.expect("huangy", "text", "还没有点“收到”的", "彭杰")
    assert "何平" not in said.text
    stage.tap("黄燕", "下发")
    stage.expect("huangy", "text", "已经处理过了")
