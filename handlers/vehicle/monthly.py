"""The monthly car sheet: trips, kilometres, litres for a hundred of them, cost (rules M16-9). Every figure comes from
lines of the books and names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds, as_day, as_number
from handlers.engine.sheet import LinesOf, Period, Sheet, month_of

Row = Mapping[str, Any]
"""The columns of one line of a book as it stands (用车台账, 加油台账, 车辆维修台账)."""


@dataclass(frozen=True)
class CarMonth:
    """One car in one month. Money in fen; fuel that its driver pays himself is not the office's cost."""

    plate: str
    trips: int
    km: int
    litres: Decimal
    fuel_fen: int
    repair_fen: int

    @property
    def litres_per_100_km(self) -> Decimal | None:
        """To one decimal; None where nothing was driven."""
        return (self.litres * 100 / self.km).quantize(Decimal("0.1")) if self.km > 0 else None

    @property
    def cost_fen(self) -> int:
        """Fuel and repairs."""
        return self.fuel_fen + self.repair_fen


def car_sheet(
    month: date, plates: Iterable[str], trips: Iterable[Row], fuel: Iterable[Row], repairs: Iterable[Row]
) -> tuple[CarMonth, ...]:
    """A line a car, in the order of `plates`, for the month in which `month` lies.

    A trip counts in the month of its return, once: whoever rode along drove no kilometres. Fuel and repairs count on
    their own day.
    """
    return cars_in(month_of(month), plates, trips, fuel, repairs)


def cars_in(
    period: Period, plates: Iterable[str], trips: Iterable[Row], fuel: Iterable[Row], repairs: Iterable[Row]
) -> tuple[CarMonth, ...]:
    """The same for any period."""
    driven = [row for row in trips if period.has(as_day(row.get("收车时间"))) and not row.get("拼车")]
    filled = [row for row in fuel if period.has(as_day(row.get("加油日期")))]
    mended = [row for row in repairs if period.has(as_day(row.get("修好日期")))]
    return tuple(_line(plate, driven, filled, mended) for plate in plates)


def sheet(period: Period, lines_of: LinesOf, facts: Facts) -> Sheet:
    """A line for each car of the office, those that stood still included."""
    cars = _cars(period, lines_of, facts)
    trips, km = sum(car.trips for car in cars), sum(car.km for car in cars)
    cost = f"油费{_yuan(sum(c.fuel_fen for c in cars))}元，维修费{_yuan(sum(c.repair_fen for c in cars))}元"
    said = f"用车：出车{trips}次，行驶{km}公里，{cost}" if any(car.trips or car.cost_fen for car in cars) else ""
    return Sheet("用车", _COLUMNS, tuple(_cells(car) for car in cars), said)


def costs(period: Period, lines_of: LinesOf, facts: Facts) -> str:
    """To whoever keeps the accounts: what each car cost; "" where none cost anything (rules M16-9, 1.24)."""
    lines = [
        f"{car.plate}：油费{_yuan(car.fuel_fen)}元，维修费{_yuan(car.repair_fen)}元"
        for car in _cars(period, lines_of, facts)
        if car.cost_fen
    ]
    head = f"{period.name}车辆费用（自理的不计），请与票据核对入账："
    return "\n".join([head, *lines]) if lines else ""


def _cars(period: Period, lines_of: LinesOf, facts: Facts) -> tuple[CarMonth, ...]:
    books = ("用车台账", "加油台账", "车辆维修台账")
    trips, fuel, repairs = ([line.data for line in lines_of(book) if line.counts] for book in books)
    return cars_in(period, [vehicle.plate for vehicle in facts.roster.vehicles], trips, fuel, repairs)


def _cells(car: CarMonth) -> tuple[object, ...]:
    return (car.plate, car.trips, car.km, car.litres, car.litres_per_100_km or "", car.fuel_fen, car.repair_fen)


def _yuan(fen: int) -> str:
    return f"{Decimal(fen) / 100:.2f}"


_COLUMNS = (
    Column("车牌"),
    Column("出车次数", Holds.NUMBER, summed=True),
    Column("行驶公里", Holds.NUMBER, summed=True),
    Column("加油升数", Holds.NUMBER, summed=True),
    Column("百公里油耗", Holds.NUMBER),
    Column("油费", Holds.FEN, summed=True),
    Column("维修费", Holds.FEN, summed=True),
)


def _line(plate: str, driven: list[Row], filled: list[Row], mended: list[Row]) -> CarMonth:
    own = [row for row in driven if row.get("车牌") == plate]
    fuel = [row for row in filled if row.get("车牌") == plate]
    repairs = [row for row in mended if row.get("车牌") == plate]
    return CarMonth(
        plate=plate,
        trips=len(own),
        km=int(_sum(own, "行驶公里")),
        litres=_sum(fuel, "实加油量"),
        fuel_fen=int(_sum(_ours(fuel), "金额")),
        repair_fen=int(_sum(_ours(repairs), "金额")),
    )


def _ours(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not str(row.get("费用", "")).startswith("自理")]


def _sum(rows: list[Row], column: str) -> Decimal:
    return sum((as_number(row.get(column)) or Decimal(0) for row in rows), Decimal(0))
