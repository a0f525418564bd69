"""The monthly car sheet, re-derived from lines of the books (rules M16-9)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from handlers.vehicle.monthly import CarMonth, car_sheet

MONTH = date(2026, 12, 1)
A, B = "云E·A1023", "云E·A2207"


def drive(plate: str, back: str, km: int, along: str = "") -> dict[str, object]:
    return {"车牌": plate, "收车时间": back, "行驶公里": str(km), "拼车": along}


def fill(plate: str, day: str, litres: str, fen: int, pays: str = "核销") -> dict[str, object]:
    return {"车牌": plate, "加油日期": day, "实加油量": litres, "金额": fen, "费用": pays}


def mend(plate: str, day: str, fen: int, pays: str = "核销") -> dict[str, object]:
    return {"车牌": plate, "修好日期": day, "金额": fen, "费用": pays}


def test_what_a_month_amounts_to() -> None:
    trips = [drive(A, "2026-12-01T11:00:00+08:00", 120), drive(A, "2026-12-31T23:59:00+08:00", 80)]
    fuel = [fill(A, "2026-12-01", "12.5", 10000), fill(A, "2026-12-31", "7.5", 6000)]
    (car,) = car_sheet(MONTH, [A], trips, fuel, [mend(A, "2026-12-09", 68000)])
    assert car == CarMonth(A, 2, 200, Decimal("20.0"), 16000, 68000)
    assert car.litres_per_100_km == Decimal("10.0")
    assert car.cost_fen == 84000


def test_a_trip_counts_in_the_month_of_its_return() -> None:
    trips = [drive(A, "2026-11-30T23:59:00+08:00", 5), drive(A, "2027-01-01T00:00:00+08:00", 7), drive(A, "", 9)]
    assert car_sheet(MONTH, [A], trips, [], [])[0].trips == 0


def test_whoever_rides_along_drives_nothing() -> None:
    trips = [drive(A, "2026-12-01T11:00:00+08:00", 120), drive(A, "2026-12-01T11:00:00+08:00", 120, "YC-2026-0001")]
    assert car_sheet(MONTH, [A], trips, [], [])[0].km == 120


def test_what_the_driver_pays_is_not_the_offices_cost() -> None:
    fuel = [fill(A, "2026-12-01", "10", 8000, "自理"), fill(A, "2026-12-02", "10", 8000, "自理（待办公室决定）")]
    (car,) = car_sheet(MONTH, [A], [], fuel, [mend(A, "2026-12-09", 100, "自理（不在指定地点维修）")])
    assert (car.litres, car.cost_fen) == (Decimal("20"), 0)


def test_a_car_that_did_not_move_burns_nothing_per_hundred() -> None:
    rows = car_sheet(MONTH, [A, B], [], [fill(B, "2026-12-01", "10", 8000)], [])
    assert [row.plate for row in rows] == [A, B]
    assert rows[1].litres_per_100_km is None
