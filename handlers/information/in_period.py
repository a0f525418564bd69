"""Information of a month, quarter or year: per unit what was sent and adopted, and the bulletin's issues (M08-5)."""

from __future__ import annotations

from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds
from handlers.engine.sheet import LinesOf, Period, Sheet
from handlers.information.bulletin import issues
from handlers.information.counting import per_unit

_COLUMNS = (
    Column("单位"),
    Column("报送条数", Holds.NUMBER, summed=True),
    Column("采用条数", Holds.NUMBER, summed=True),
    Column("得分", Holds.NUMBER, summed=True),
    Column("采用的编号"),
)


def sheet(period: Period, lines_of: LinesOf, facts: Facts) -> Sheet:
    """A line for each unit, those that sent nothing included; by the day of handing in."""
    units = [unit.name for unit in facts.roster.units if unit.line]
    pieces = facts.filed("XX")
    policy = facts.policy.information
    found = per_unit(pieces, units, period.first, period.last, policy)
    rows = tuple((u.unit, len(u.sent), len(u.adopted), u.points, "、".join(u.adopted)) for u in found)
    sent, adopted = sum(len(u.sent) for u in found), sum(len(u.adopted) for u in found)
    published = len(issues(pieces, period.last, policy)) if period.first.month == period.last.month else 0
    said = f"信息：报送{sent}条，采用{adopted}条" if sent else ""
    return Sheet("信息", _COLUMNS, rows, f"{said}，《{policy.bulletin}》{published}期" if said and published else said)
