"""The attendance book (考勤台账) asked for in words: a line a case, whatever was corrected, no reasons (X6, X10)."""

from __future__ import annotations

from tests.scenes.stage import Stage
from tests.scenes.test_files_asked_for import file_of, in_cells


def _filled(stage: Stage) -> None:
    stage.say("黄燕", "潘磊今天迟到15分钟，高峰昨天没来")
    stage.tap("黄燕", "登记")
    stage.say("黄燕", "更正 KQ1 迟到5分钟，看错时间")
    stage.say("黄燕", "更正 KQ1 正常，当天在县里开会")
    stage.tap("陈静", "旷工", input="本人承认没有请假")
    stage.forget()


def test_each_case_stands_as_it_is_with_what_it_was_and_every_event_behind_it(stage: Stage) -> None:
    _filled(stage)
    stage.say("陈静", "导出考勤台账")
    sent = stage.expect("chenj", "file", "考勤台账", "共2条")
    data = file_of(stage, sent)
    lines = {str(row[0]): [str(cell) for cell in row] for row in in_cells(data, "考勤台账")}
    assert "正常" in lines["KQ-2026-0001"]
    assert "迟到15分钟改为迟到5分钟；迟到5分钟改为正常" in lines["KQ-2026-0001"]
    assert {"旷工", "陈静核实", "1"} <= set(lines["KQ-2026-0002"])
    events = [row[2] for row in in_cells(data, "明细") if row[0] == "KQ-2026-0001"]
    assert events == ["登记", "更正", "更正"]


def test_no_reason_stands_in_it(stage: Stage) -> None:
    _filled(stage)
    stage.say("陈静", "导出考勤台账")
    data = file_of(stage, stage.expect("chenj", "file", "考勤台账"))
    said = repr(in_cells(data, "考勤台账") + in_cells(data, "明细"))
    assert "本人承认" not in said
    assert "看错时间" not in said


def test_others_do_not_get_it(stage: Stage) -> None:
    stage.say("林芳", "导出考勤台账")
    stage.expect("linf", "text", "台账只提供给党政办和领导班子成员")
