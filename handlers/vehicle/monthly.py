"""The monthly car sheet: trips, kilometres, litres for a hundred of them, cost (rules M16-9). Every figure comes from
lines of the books and names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from handlers.engine.ledger import as_day, as_number

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
    driven = [row for row in trips if _in(month, row.get("收车时间")) and not row.get("拼车")]
    filled = [row for row in fuel if _in(month, row.get("加油日期"))]
    mended = [row for row in repairs if _in(month, row.get("修好日期"))]
    return tuple(_line(plate, driven, filled, mended) for plate in plates)


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


def _in(month: date, value: object) -> bool:
    day = as_day(value)
    return day is not None and (day.year, day.month) == (month.year, month.month)
