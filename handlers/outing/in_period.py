"""Outings of a month, quarter or year, unit by unit; nobody is ranked (考勤制度 第3条; rules M20-4, 1.24)."""

from __future__ import annotations

from decimal import Decimal

from handlers.engine.facts import Facts
from handlers.engine.ledger import STANDING, Column, Holds
from handlers.engine.sheet import LinesOf, Period, Sheet, worked_days
from handlers.outing.outing import KINDS, Outing

_COLUMNS = (
    Column("单位"),
    Column("外出人次", Holds.NUMBER, summed=True),
    Column("人天", Holds.NUMBER, summed=True),
    *(Column(kind, Holds.NUMBER, summed=True) for kind in KINDS),
)


def sheet(period: Period, lines_of: LinesOf, facts: Facts) -> Sheet:
    """A line for each unit from which somebody was out; whoever went along counts with their own unit."""
    went: dict[str, list[tuple[str, Decimal]]] = {}
    for request in facts.filed("WC"):
        outing = Outing.from_form(request.form)
        part = period.part_of(outing.span)
        if request.state in STANDING and part is not None:
            for account in (request.applicant, *outing.companions):
                member = facts.directory.member(account)
                days = worked_days(part, facts)
                went.setdefault(member.unit if member else "已离开本单位", []).append((outing.kind, days))
    rows = tuple(_row(unit, went[unit]) for unit in went)
    people = sum(len(found) for found in went.values())
    days = sum((days for found in went.values() for _, days in found), Decimal(0))
    said = f"外出：{people}人次，合计{days.normalize():f}人天" if people else ""
    return Sheet("外出", _COLUMNS, rows, said)


def _row(unit: str, found: list[tuple[str, Decimal]]) -> tuple[object, ...]:
    kinds = [kind for kind, _ in found]
    total = sum((days for _, days in found), Decimal(0))
    return (unit, len(found), total, *(kinds.count(kind) for kind in KINDS))
