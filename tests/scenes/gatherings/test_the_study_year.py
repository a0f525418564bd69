"""The year of studies: the office's sheet, one's own lines, and an independent count of the same book."""

from __future__ import annotations

import pytest

from bot import sample
from storage.unit_of_work import UnitOfWork
from tests.scenes.conftest import StageAt
from tests.scenes.gatherings.recount_study import recount
from tests.scenes.stage import Stage
from tests.scenes.test_files_asked_for import file_of, in_cells

GROUP = "青禾乡干部职工大群"


@pytest.fixture
def december(stage_at: StageAt) -> Stage:
    """Two studies called: 6 December with a late one, a leave and an objection afterwards; 13 December as it was."""
    stage = stage_at("2026-12-06T09:10")
    _called(stage, "1-12到，15迟到，其余未到", 13)
    stage.say("胡斌", "今天请病假一天，补个假条")
    stage.tap("胡斌", "提交")
    stage.tap("赵敏", "同意")
    stage.say("谢红", "对学习点名有异议，我坐在后排")
    stage.tap("陈静", "采纳")
    stage.wait_until("2026-12-13T09:05")
    _called(stage, "1-20到，其余未到", None)
    stage.forget()
    return stage


def _called(stage: Stage, ticks: str, heads: int | None) -> None:
    stage.say("黄燕", "点名")
    stage.say("黄燕", ticks)
    stage.say("黄燕", f"实到{heads or 20}人")
    stage.say("黄燕", "人数说明：以名单为准")
    stage.say("黄燕", "结束点名")


def _recounted(stage: Stage) -> list[list[object]]:
    def count(uow: UnitOfWork) -> list[list[object]]:
        plain = uow.connection.connection.dbapi_connection
        return [list(row) for row in recount(plain, sample.ORG, 2026)]  # type: ignore[arg-type]

    return stage.store.read(count)


def test_the_sheet_of_the_year_agrees_with_an_independent_count_to_the_last_line(december: Stage) -> None:
    december.say("黄燕", "2026年学习统计表")
    sent = december.expect("huangy", "file", "2026年集中学习共点名2次，28人", "党政办核定")
    shown = in_cells(file_of(december, sent), "统计")
    assert [[row[0], *row[2:]] for row in shown] == _recounted(december)
    assert len(shown) == 28


def test_every_study_behind_the_figures_has_its_source_and_what_was_corrected(december: Stage) -> None:
    december.say("黄燕", "今年学习统计表")
    details = in_cells(file_of(december, december.expect("huangy", "file", "2026年")), "明细")
    of_hu = [[row[3], row[4], row[5]] for row in details if row[1] == "胡斌"]
    assert of_hu[0] == ["已请假", "依据 QJ-2026-0001", "未到"]
    of_xie = [[row[3], row[4], row[5]] for row in details if row[1] == "谢红"]
    assert of_xie[0] == ["到", "异议采纳：我坐在后排", "未到"]


def test_everybody_sees_their_own_year_in_the_single_chat_only(december: Stage) -> None:
    december.say("胡斌", "@小助手 我今年的学习情况", GROUP)
    december.expect(GROUP, "text", "已收到，私聊您确认", without=("未到", "请假"))
    december.expect("hub", "text", "您2026年集中学习：应到2次", "12月6日已请假（依据 QJ-2026-0001；原记“未到”）")


def test_the_sheet_is_the_offices(december: Stage) -> None:
    december.say("林芳", "2026年学习统计表")
    december.expect("linf", "text", "由党政办掌握", "我的学习情况")


def test_a_year_without_a_roll(december: Stage) -> None:
    december.say("黄燕", "2025年学习统计表")
    december.expect("huangy", "text", "2025年还没有学习点名记录。")
