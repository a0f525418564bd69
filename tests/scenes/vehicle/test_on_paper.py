"""Cars on paper: the dispatch slip, the fuel slip, and the book as a workbook (rules 1.25)."""

from __future__ import annotations

from tests.scenes.stage import Stage
from tests.scenes.test_files_asked_for import file_of, in_cells, printed
from tests.scenes.vehicle.trips import SUV, TWO_HOURS, Trips


def test_the_dispatch_slip_says_which_car_who_drives_and_who_agreed(trips: Trips, stage: Stage) -> None:
    serial = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.wait_until("2026-12-02T08:50")
    stage.tap("马刚", "出车", on=serial, input="45210")
    stage.tap("马刚", "收车", on=serial, input="45300")
    stage.forget()
    paper = printed(stage, "林芳", f"打印派车单 {serial}", serial)
    for words in (SUV, "马刚", "县委党校", "开会", "45210", "45300", "90", "灯光、轮胎、油量、制动、证件合格", "陈静"):
        assert words in paper, words


def test_a_trip_that_was_extended_is_marked_as_changed(trips: Trips, stage: Stage) -> None:
    serial = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.say("林芳", f"{serial} 延长到中午12点回")
    stage.tap("林芳", "提交")
    stage.forget()
    assert "更正：提交后变更" in printed(stage, "林芳", f"打印派车单 {serial}", serial)


def test_a_fuel_slip_says_what_was_approved_and_what_was_filled(trips: Trips, stage: Stage) -> None:
    trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.say("马刚", "加油40升")
    stage.tap("马刚", "提交")
    serial = stage.request("JY-2026-0001").serial
    stage.tap("陈静", "同意", on=serial)
    stage.tap("马刚", "已加油", on=serial, input="38.5升 296.45元 45260 青禾加油站")
    stage.forget()
    paper = printed(stage, "马刚", f"打印派车加油单 {serial}", serial)
    for words in (SUV, "马刚", "40升", "38.5升", "296.45元", "青禾加油站", "陈静"):
        assert words in paper, words


def test_the_vehicle_book_is_a_workbook_with_its_kilometres_added_up(trips: Trips, stage: Stage) -> None:
    serial = trips.confirmed("林芳", TWO_HOURS, SUV)
    stage.wait_until("2026-12-02T08:50")
    stage.tap("马刚", "出车", on=serial, input="45210")
    stage.tap("马刚", "收车", on=serial, input="45300")
    stage.forget()
    stage.say("陈静", "导出用车台账")
    rows = in_cells(file_of(stage, stage.expect("chenj", "file")), "用车台账")
    assert any(serial in row and SUV in row and 90 in row for row in rows), rows
