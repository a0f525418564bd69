"""Duty in a month, quarter or year: each person's shifts, nights, weekends and holidays apart (rules M19-1, 1.24)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers.duty.hours import NIGHT
from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds
from handlers.engine.sheet import LinesOf, Period, Sheet

_COLUMNS = (
    Column("姓名"),
    Column("值班班次", Holds.NUMBER, summed=True),
    Column("其中夜班", Holds.NUMBER, summed=True),
    Column("带班天数", Holds.NUMBER, summed=True),
)


def sheet(period: Period, lines_of: LinesOf, facts: Facts) -> Sheet:
    """A line for each who was on duty or in charge, by the roster as it was served, swaps included."""
    zone = facts.now.tzinfo
    since = datetime.combine(period.first, time(), zone)
    until = datetime.combine(period.last + timedelta(days=1), time(), zone)
    slots = [slot for slot in facts.on_duty(since, until) if period.has(slot.start.date())]
    led = dict.fromkeys((slot.start.date(), slot.leader) for slot in slots)
    rows = []
    for account in dict.fromkeys([*(slot.member for slot in slots), *(leader for _, leader in led)]):
        own = [slot for slot in slots if slot.member == account]
        nights = sum(slot.kind == NIGHT for slot in own)
        rows.append((facts.directory.name(account), len(own), nights, sum(leader == account for _, leader in led)))
    said = f"值班：{len(slots)}班，{sum(1 for row in rows if row[1])}人值班" if slots else ""
    return Sheet("值班", _COLUMNS, tuple(rows), said)
