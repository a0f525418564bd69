"""The month's sheet: to each their own lines, to the office the figures, and an independent count of the same books."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from bot import sample
from schedules.attendance_sheet import AttendanceSheet
from storage.people import load_roster, replace_roster
from storage.store import Store
from storage.unit_of_work import UnitOfWork
from tests.scenes.attendance.recount_month import recount
from tests.scenes.conftest import StageAt
from tests.scenes.stage import Stage
from tests.scenes.test_files_asked_for import file_of, in_cells

COUNTED = (
    *("姓名", "应出勤", "出勤", "迟到", "早退", "未提前到岗", "提前离岗", "待核实天数", "旷工天数", "请假天数"),
    *("外出天数", "值班班次", "带班班次", "例会未到", "学习未到"),
)


def approved(stage: Stage, who: str, words: str, leader: str) -> None:
    """A leave that is asked for and agreed to."""
    stage.say(who, words)
    stage.tap(who, "提交")
    stage.tap(leader, "同意")


def registered(stage: Stage, words: str) -> None:
    """黄燕 writes it and confirms."""
    stage.say("黄燕", words)
    stage.tap("黄燕", "登记")


def february(stage_at: StageAt) -> Stage:
    """Spring Festival: rested from the 15th to the 23rd, worked on Saturday the 14th and Saturday the 28th."""
    stage = stage_at("2026-02-02T09:10")
    registered(stage, "潘磊今天迟到15分钟")
    approved(stage, "林芳", "2月12日到2月25日请年休假，回老家", "李文华")
    approved(stage, "高峰", "2月14日下午请病假半天", "王强")
    stage.wait_until("2026-02-14T17:40")
    registered(stage, "胡斌今天下午没来，魏芳今天8:27到，曹颖今天17:21走的")
    stage.say("何平", "2月24日和高峰去石桥村下乡")
    stage.tap("何平", "提交")
    stage.wait_until("2026-02-28T17:45")
    registered(stage, "胡斌今天没来，潘磊今天迟到40分钟，曹颖今天早退20分钟")
    stage.tap("陈静", "旷工", on="KQ-2026-0005", input="本人承认外出办私事")
    stage.wait_until("2026-03-02T08:10")
    return stage


def october(stage_at: StageAt) -> Stage:
    """National Day: rested from the 1st to the 7th, worked on Saturday the 10th."""
    stage = stage_at("2026-09-29T09:10")
    approved(stage, "林芳", "9月30日到10月9日请事假，家里有事", "李文华")
    stage.wait_until("2026-10-10T17:40")
    registered(stage, "潘磊、魏芳今天迟到5分钟，胡斌今天没来，何平10月8日17:20走的")
    stage.tap("陈静", "补假", on="KQ-2026-0003")
    stage.wait_until("2026-10-11T09:05")
    stage.say("黄燕", "点名")
    stage.say("黄燕", "1-20到，其余未到")
    stage.say("黄燕", "实到20人")
    stage.say("黄燕", "人数说明：以名单为准")
    stage.say("黄燕", "结束点名")
    stage.wait_until("2026-10-20T09:00")
    stage.say("黄燕", "更正 KQ2 正常，当天在县里开会")
    stage.say("何平", "10月21日到22日去县城开会")
    stage.tap("何平", "提交")
    stage.wait_until("2026-10-22T10:00")
    stage.say("何平", "返岗")
    stage.wait_until("2026-11-02T08:10")
    return stage


def _recounted(stage: Stage, month: str) -> list[list[object]]:
    def count(uow: UnitOfWork) -> list[list[object]]:
        plain = uow.connection.connection.dbapi_connection
        return [list(row) for row in recount(plain, sample.ORG, month)]  # type: ignore[arg-type]

    return stage.store.read(count)


def _shown(stage: Stage, words: str, title: str) -> list[list[object]]:
    stage.say("黄燕", words)
    data = file_of(stage, stage.expect("huangy", "file", title))
    page = openpyxl.load_workbook(io.BytesIO(data))["考勤表"]
    names = [cell.value for cell in page[3]]
    return [[row[names.index(name)] for name in COUNTED] for row in in_cells(data, "考勤表")]


@pytest.mark.parametrize(
    ("month", "passage", "words", "workdays"),
    [("2026-02", february, "2月考勤月表", 16), ("2026-10", october, "10月考勤月表", 18)],
)
def test_the_sheet_agrees_with_an_independent_count_to_the_last_line(
    stage_at: StageAt, month: str, passage: Callable[[StageAt], Stage], words: str, workdays: int
) -> None:
    stage = passage(stage_at)
    stage.forget()
    shown = _shown(stage, words, f"{month[:4]}年{words.removesuffix('月表')}表")
    assert shown == _recounted(stage, month)
    assert len(shown) == 26
    assert {row[1] for row in shown} == {workdays}
    assert any(row[9] for row in shown), "somebody was on leave"
    stage.forget()


def test_february_as_a_person_would_count_it(stage_at: StageAt) -> None:
    stage = february(stage_at)
    stage.forget()
    rows = {row[0]: row for row in _shown(stage, "2月考勤月表", "2026年2月考勤表")}
    assert rows["林芳"][9] == 5  # 12, 13, the make-up Saturday 14, 24, 25
    assert rows["林芳"][2] == 11
    assert rows["高峰"][9] == Decimal("0.5")
    assert rows["胡斌"][7:9] == [Decimal("0.5"), 1]  # half a day undecided, a day decided
    assert rows["潘磊"][3] == 2
    assert rows["曹颖"][4:7] == [1, 0, 1]  # 早退 once, 提前离岗 once
    assert rows["魏芳"][5] == 1
    assert rows["何平"][10] == 1


def test_everybody_gets_their_own_lines_and_nobody_anothers(stage_at: StageAt) -> None:
    stage = february(stage_at)
    stage.forget()
    stage.wait_until("2026-03-02T08:30")
    sent = list(stage.left)
    assert len(sent) == 27  # 26 people and the office
    assert len({s.to for s in sent}) == 26
    told = stage.expect(
        "panl", "text", "您2月考勤：应出勤16天，出勤16天", "KQ-2026-0001 2月2日（周一）上午迟到15分钟", "KQ-2026-0006"
    )
    assert "在3月4日（周三）17:30前回复“异议 编号 理由”" in told.text
    assert "没有异议的不用回复" in told.text
    stage.expect("linf", "text", "请假5天（年假5天）", "没有迟到、早退和待核实的记录", "不用回复")
    stage.expect("hub", "text", "出勤15天（含待核实0.5天）", "旷工1天")
    for s in sent:
        names = ("潘磊", "胡斌", "曹颖", "魏芳", "高峰", "林芳")
        if "2月考勤月表" not in s.text:
            assert not any(name in s.text for name in names), s
    office = next(s for s in sent if "2月考勤月表" in s.text)
    assert office.to == "chenj"
    assert "迟到2人次，早退1人次，请假2人5.5天" in office.text
    assert "还没有办完的1条：胡斌2月14日（周六）疑似旷工（待核实）（KQ-2026-0002）" in office.text
    stage.forget()


def test_after_the_window_nobody_objects_any_more(stage_at: StageAt) -> None:
    stage = february(stage_at)
    stage.wait_until("2026-03-04T17:20")
    stage.forget()
    stage.say("潘磊", "异议 KQ-2026-0001 那天在修水管")
    stage.expect("chenj", "card", "考勤异议")
    stage.expect("panl", "text", "已转陈静核实")
    stage.wait_until("2026-03-04T17:31")
    stage.say("曹颖", "异议 KQ-2026-0007 当天送材料去了县里")
    stage.expect("caoy", "text", "异议期已在3月4日（周三）17:30结束")


def test_a_month_of_a_year_without_holiday_table_is_not_guessed(stage_at: StageAt) -> None:
    stage = stage_at("2027-02-28T20:00")
    stage.wait_until("2027-03-01T09:00")
    stage.expect("chenj", "text", "2月考勤月表没有发出", "2027年的放假调休安排还没有录入", "现在发 考勤月表")


def test_sent_once_even_where_the_office_asks_again(stage_at: StageAt) -> None:
    stage = stage_at("2026-11-30T16:00")
    stage.wait_until("2026-12-01T08:30")
    stage.forget()
    stage.say("陈静", "现在发 考勤月表")
    stage.expect("chenj", "text", "11月考勤月表已经发过")
    stage.forget()


@pytest.mark.parametrize(
    ("who", "words", "answer"),
    [
        ("潘磊", "我的考勤", "您12月（截至1日）考勤：应出勤1天，出勤1天。\nKQ-2026-0001"),
        ("潘磊", "潘磊12月考勤明细", "您12月（截至1日）考勤"),
        ("潘磊", "我11月考勤明细", "您11月考勤：应出勤21天"),
        ("潘磊", "考勤", "您12月（截至1日）考勤"),
        ("潘磊", "我上个月迟到几次", "您11月考勤：应出勤21天"),
        ("黄燕", "潘磊今年旷工几天", "潘磊2026年已认定旷工：全年累计0天。公务员法第88条"),
        ("林芳", "潘磊今年旷工几天", "别人的考勤只有党政办和班子成员可以查"),
        ("潘磊", "林芳12月考勤明细", "别人的考勤只有党政办和班子成员可以查"),
        ("黄燕", "潘磊12月考勤明细", "潘磊12月（截至1日）考勤：应出勤1天"),
        ("王强", "潘磊12月的考勤情况", "KQ-2026-0001 12月1日（周二）上午迟到15分钟"),
        ("黄燕", "陶勇12月考勤明细", "村委会人员和主要领导的考勤不在这里登记"),
        ("黄燕", "李静12月考勤明细", "有2位李静"),
        ("潘磊", "11月考勤月表", "全体的考勤表由党政办掌握"),
        ("潘磊", "2026年考勤年表", "全体的考勤表由党政办掌握"),
        ("潘磊", "11月工资考勤依据", "全体的考勤表由党政办掌握"),
    ],
)
def test_who_sees_what(stage: Stage, who: str, words: str, answer: str) -> None:
    registered(stage, "潘磊今天迟到15分钟")
    stage.forget()
    stage.say(who, words)
    stage.expect(stage.account(who), "text", answer)


def test_the_year_and_the_pay_list_hold_days_and_no_money(stage_at: StageAt) -> None:
    stage = february(stage_at)
    stage.forget()
    stage.say("黄燕", "2026年考勤年表")
    data = file_of(stage, stage.expect("huangy", "file", "2026年考勤年表", "供年度考核参考"))
    assert ["胡斌", "社会事务办公室", 1, 1, 1, Decimal("0.5")] in in_cells(data, "旷工天数")
    stage.say("黄燕", "2月工资考勤依据")
    sent = stage.expect("huangy", "file", "2026年2月工资考勤依据", "另有待核实0.5天，没有计入", "机器人不计算工资")
    rows = {row[0]: row[2:] for row in in_cells(file_of(stage, sent), "工资依据")}
    assert rows["胡斌"] == [1, Decimal("0.5"), 0, 0, 0]
    assert set(rows) == {"胡斌", "林芳", "高峰"}


def test_whoever_left_during_the_month_stands_in_it_with_their_lines(memory_store: Store) -> None:
    stage = Stage(memory_store, "2026-11-30T16:00", jobs=(AttendanceSheet(),))
    registered(stage, "潘磊11月3日迟到15分钟")
    roster = stage.store.read(lambda uow: load_roster(uow, sample.ORG))
    staying = tuple(m for m in roster.members if m.account != "panl")
    changed = replace(roster, members=staying)
    stage.store.write(lambda uow: replace_roster(uow, sample.ORG, changed, stage.now))
    stage.wait_until("2026-12-01T08:30")
    assert not [sent for sent in stage.left if sent.to == "panl"]
    stage.forget()
    shown = _shown(stage, "11月考勤月表", "2026年11月考勤表")
    assert shown[-1][0] == "潘磊"
    assert shown[-1][3] == 1
    assert shown == _recounted(stage, "2026-11")
