"""The duty book (值班台账) asked for in words: every shift, who had it and what happened to it (rules M19)."""

from __future__ import annotations

import pytest

from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage
from tests.scenes.test_files_asked_for import file_of, in_cells


def exported(stage: Stage, words: str) -> dict[object, list[object]]:
    """The lines of the book by number."""
    stage.say("陈静", words)
    data = file_of(stage, stage.expect("chenj", "file", "值班台账"))
    return {line[0]: line for line in in_cells(data, "值班台账")}


def test_the_month_has_a_line_for_every_shift(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-01T09:00")
    lines = exported(stage, "导出12月值班台账")
    assert len(lines) == 39  # 31 nights and the 8 days of four weekends
    number, day, *rest = lines["ZB-20261205-1"]
    assert (number, str(day)) == ("ZB-20261205-1", "2026-12-05 00:00:00")
    assert rest[:3] == ["周六", "白班", "08:30至17:30"]


def test_a_shift_that_changed_hands_stands_as_it_is_now(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-01T09:00")
    stage.say("陈静", "把12月3日夜班换成谢红")
    stage.forget()
    assert exported(stage, "导出12月值班台账")["ZB-20261203-2"][6] == "谢红"
    assert list(exported(stage, "导出谢红12月值班台账")).count("ZB-20261203-2") == 1


def test_swaps_takeovers_the_log_and_the_hand_over_stand_on_the_line(stage_at: StageAt) -> None:
    stage = stage_at("2026-12-01T09:00")
    stage.say("陈静", "把今天夜班换成谢红")
    stage.wait_until("2026-12-01T17:29")
    stage.say("谢红", "接班")
    stage.say("谢红", "值班记录：17:30 县应急办来电，要求报送雨情")
    stage.say("谢红", "更正值班记录1：17:31 县应急办来电")
    stage.say("谢红", "值班记录1办结：已报")
    stage.wait_until("2026-12-02T08:10")
    stage.say("谢红", "交班：车钥匙在门卫室")
    stage.forget()
    line = exported(stage, "导出12月值班台账")["ZB-20261201-2"]
    assert line[5:11] == [
        "李文华",
        "谢红",
        "值班由钱俊换成谢红（党政办调整）",
        "17:30 谢红（值班）",
        "1号 17:30 县应急办来电，要求报送雨情\n1号更正为：17:31 县应急办来电\n1号办结：已报",
        "08:11 谢红：车钥匙在门卫室",
    ]


@pytest.mark.parametrize("who", ["林芳", "何平"])
def test_others_do_not_get_it(stage_at: StageAt, who: str) -> None:
    stage = stage_at("2026-12-01T09:00")
    stage.say(who, "导出值班台账")
    stage.expect(stage.account(who), "text", "台账只提供给党政办和领导班子成员")
    stage.expect_nothing_else()
