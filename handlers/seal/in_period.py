"""How often each seal was used in a month, quarter or year (印鉴管理制度; rules M07-2, 1.24)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds, Line, as_day, as_number
from handlers.engine.sheet import LinesOf, Period, Sheet

_BOOK = "用印登记台账"
_COLUMNS = (
    Column("印章"),
    Column("用印次数", Holds.NUMBER, summed=True),
    Column("份数", Holds.NUMBER, summed=True),
    Column("其中口头批准", Holds.NUMBER, summed=True),
    Column("带章外出", Holds.NUMBER, summed=True),
    Column("未归还", Holds.NUMBER, summed=True),
)


def sheet(period: Period, lines_of: LinesOf, facts: Facts) -> Sheet:
    """A line for each seal that was used or taken out; a paper with two seals counts with both."""
    used = [line for line in lines_of(_BOOK) if period.has(_day(line))]
    names = list(dict.fromkeys(name for line in used for name in _seals(line)))
    rows = tuple(_row(name, [line for line in used if name in _seals(line)]) for name in names)
    copies = sum((_copies(line) for line in used), Decimal(0))
    said = f"用印：{len(used)}次，盖章{copies.normalize():f}份" if used else ""
    return Sheet("用印", _COLUMNS, rows, said)


def _row(name: str, used: list[Line]) -> tuple[object, ...]:
    oral = sum(str(line.data.get("批准方式", "")).startswith("口头批准") for line in used)
    out = [line for line in used if line.data.get("带出时间")]
    missing = sum(not line.data.get("归还时间") for line in out)
    return (name, len(used), sum((_copies(line) for line in used), Decimal(0)), oral, len(out), missing)


def _day(line: Line) -> date | None:
    """When it was used: stamped, or taken out."""
    return as_day(line.data.get("用印时间")) or as_day(line.data.get("带出时间"))


def _seals(line: Line) -> list[str]:
    return [name for name in str(line.data.get("印章", "")).split("、") if name]


def _copies(line: Line) -> Decimal:
    return as_number(line.data.get("实盖份数")) or Decimal(0)
