"""Who was on leave in a month, quarter or year: how often, how long, of which kinds; never why (rules X6, 1.24)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from handlers.engine.facts import Facts
from handlers.engine.ledger import STANDING, Column, Holds
from handlers.engine.sheet import LinesOf, Period, Sheet, worked_days
from handlers.leave.slip import Slip

_COLUMNS = (
    Column("姓名"),
    Column("单位"),
    Column("请假次数", Holds.NUMBER, summed=True),
    Column("工作日", Holds.NUMBER, summed=True),
    Column("各类天数"),
    Column("编号"),
)


def sheet(period: Period, lines_of: LinesOf, facts: Facts) -> Sheet:
    """A line for each who was away, in the order of the roster; days are those that lie in the period."""
    found = list(_taken(period, facts))
    accounts = [account for account in facts.directory.members if any(who == account for who, *_ in found)]
    rows = tuple(_row(account, [one for one in found if one[0] == account], facts) for account in accounts)
    days = sum((days for *_, days in found), Decimal(0))
    said = f"请假：{len(accounts)}人{len(found)}次，合计{days.normalize():f}个工作日" if found else ""
    return Sheet("请假", _COLUMNS, rows, said)


def _taken(period: Period, facts: Facts) -> Iterator[tuple[str, str, str, Decimal]]:
    """(account, serial, kind, working days in the period) of every leave that stands."""
    for request in facts.filed("QJ"):
        slip = Slip.from_form(request.form)
        part = period.part_of(slip.span)
        if request.state in STANDING and part is not None:
            yield request.applicant, request.serial, slip.kind, worked_days(part, facts)


def _row(account: str, own: list[tuple[str, str, str, Decimal]], facts: Facts) -> tuple[object, ...]:
    member = facts.directory.member(account)
    by_kind: Counter[str] = Counter()
    for *_, kind, days in own:
        by_kind[kind] += days  # type: ignore[assignment]
    kinds = "、".join(f"{kind}{Decimal(days).normalize():f}天" for kind, days in by_kind.items())
    total = sum((days for *_, days in own), Decimal(0))
    serials = "、".join(sorted(serial for _, serial, *_ in own))
    return (facts.directory.name(account), member.unit if member else "", len(own), total, kinds, serials)
