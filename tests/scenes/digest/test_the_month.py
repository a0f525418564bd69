"""The bundle of the month, quarter and year: one card on the first working day, the tables on one tap (rules 1.24)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from bot import sample
from schedules.engine import Job
from schedules.period_sheets import PeriodSheets
from storage import ledgers
from tests.scenes.conftest import StageAt
from tests.scenes.seal import passages as sealing
from tests.scenes.stage import Stage
from tests.scenes.test_files_asked_for import file_of, in_cells
from tests.scenes.vehicle.trips import SUV, TWO_HOURS, Trips


@pytest.fixture
def jobs() -> Sequence[Job]:
    """The bundle alone."""
    return (PeriodSheets(),)


@pytest.fixture
def december(stage: Stage) -> Stage:
    """A month with something of everything: a trip with fuel, a seal, leaves (one over New Year), an outing."""
    trips = Trips(stage)
    trip = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.say("马刚", f"加油 {trip} 40升")
    stage.tap("马刚", "提交")
    fuel = stage.request("JY-2026-0001").serial
    stage.tap("陈静", "同意", on=fuel)
    stage.wait_until("2026-12-02T09:00")
    stage.tap("马刚", "出车", on=trip, input="45200")
    stage.tap("马刚", "已加油", on=fuel, input="38升 296元 45260 青禾加油站")
    stage.wait_until("2026-12-02T11:00")
    stage.tap("马刚", "收车", on=trip, input="45300")
    stage.forget()
    sealed = sealing.file(stage, "林芳", "盖政府章，危房改造协议书，3份", "liwh")
    sealing.approve(stage, "李文华", sealed)
    stage.tap("孙磊", "已用印", on=sealed)
    stage.forget()
    for who, leader, words in (
        ("林芳", "王强", "12月9日请假一天，老人住院"),
        ("潘磊", "李文华", "12月30日到2027年1月5日请假，回老家"),
    ):
        stage.say(who, words)
        stage.tap(who, "提交")
        stage.tap(leader, "同意")
    stage.say("高峰", "明天去石桥村测产")
    stage.tap("高峰", "提交")
    stage.forget()
    return stage


def test_one_card_for_month_quarter_and_year_and_the_costs_to_the_accountant(december: Stage) -> None:
    december.wait_until("2027-01-04T11:00")
    card = december.expect(
        "chenj",
        "card",
        "2026年12月、2026年第4季度、2026年汇总表，请核对",
        "用车：出车1次，行驶100公里，油费296.00元，维修费0.00元",
        "用印：1次，盖章3份",
        "请假：2人2次，合计3个工作日",
        "外出：1人次，合计1人天",
        buttons=["发表格"],
    )
    assert "老人" not in card.words
    assert "老家" not in card.words
    december.expect("fengt", "text", "2026年12月车辆费用", f"{SUV}：油费296.00元，维修费0.00元", "与票据核对入账")


def test_the_tables_come_by_one_tap_as_often_as_they_are_wanted(december: Stage) -> None:
    december.wait_until("2027-01-04T11:00")
    december.forget()
    for _ in range(2):
        december.tap("陈静", "发表格")
        sent = december.expect("chenj", "file", "2026年12月、2026年第4季度、2026年汇总表")
    leaves = in_cells(file_of(december, sent), "请假（2026年12月）")
    assert leaves[0][:5] == ["林芳", "农业农村服务中心", 1, 1, "事假1天"]
    assert leaves[1][:5] == ["潘磊", "村镇规划建设所", 1, 2, "事假2天"]
    assert leaves[-1][2:4] == [2, 3]


def test_a_period_is_asked_for_by_its_name_by_the_office_alone(december: Stage) -> None:
    december.say("林芳", "12月汇总表")
    december.expect("linf", "text", "由党政办掌握")
    december.say("黄燕", "12月汇总表")
    sent = december.expect("huangy", "file", "2026年12月汇总表")
    cars = in_cells(file_of(december, sent), "用车")
    assert cars[0][:7] == [SUV, 1, 100, 38, 38, 296, 0]
    december.say("黄燕", "2025年汇总表")
    december.expect("huangy", "file", "2025年汇总表")


def test_a_month_in_which_nothing_happened_is_one_line(stage_at: StageAt) -> None:
    stage = stage_at("2026-01-31T10:00")
    stage.wait_until("2026-02-02T10:30")
    stage.expect("chenj", "card", "2026年1月汇总表", "没有登记：用车、用印、请假、外出、信息、例会学习")


def test_the_sheets_agree_with_a_count_of_the_books_rows(december: Stage) -> None:
    """Counted anew from the ledger's own rows, with nothing of the house's counting."""
    december.say("黄燕", "12月汇总表")
    data = file_of(december, december.expect("huangy", "file"))
    rows = december.store.read(
        lambda uow: [
            (e.book, e.serial, dict(e.data))
            for b in ledgers.books(uow, sample.ORG)
            for e in ledgers.read(uow, sample.ORG, b)
        ]
    )
    last: dict[tuple[str, str], dict[str, Any]] = {(book, serial): data for book, serial, data in rows}
    km, fen, copies = Decimal(0), Decimal(0), Counter[str]()
    for (book, _), line in last.items():
        if book == "用车台账" and str(line.get("收车时间", "")).startswith("2026-12"):
            km += Decimal(str(line["行驶公里"]))
        if book == "加油台账" and str(line.get("加油日期", "")).startswith("2026-12"):
            fen += Decimal(str(line["金额"]))
        if book == "用印登记台账" and str(line.get("用印时间", "")).startswith("2026-12"):
            copies[line["印章"]] += line["实盖份数"]
    totals = in_cells(data, "用车")[-1]
    assert (totals[2], totals[5]) == (km, fen / 100)
    assert {row[0]: row[2] for row in in_cells(data, "用印")[:-1]} == copies
