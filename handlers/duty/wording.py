"""How shifts and their hours are said to people."""

from __future__ import annotations

from datetime import date, datetime

from handlers.duty.hours import Gap, Shift
from handlers.engine.absence import DutySlot
from handlers.engine.wording import say_clock, say_day


def span_of(slot: DutySlot | Shift, today: date) -> str:
    """«12月5日（周六）夜班（17:30至次日08:30）»."""
    return f"{say_day(slot.start.date(), today)}{slot.kind}（{hours_of(slot.start, slot.end)}）"


def hours_of(start: datetime, end: datetime) -> str:
    """«17:30至次日08:30»."""
    return f"{say_clock(start)}至{'次日' if end.date() > start.date() else ''}{say_clock(end)}"


def stretch(gap: Gap, today: date) -> str:
    """«12月5日（周六）08:30至12月6日（周日）08:30»."""
    end = "" if gap.end.date() == gap.start.date() else say_day(gap.end.date(), today)
    return f"{say_day(gap.start.date(), today)}{say_clock(gap.start)}至{end}{say_clock(gap.end)}"
