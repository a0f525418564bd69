"""What a changed line means for a month that is out already (rules M20-3, N14)."""

from __future__ import annotations

from datetime import date, datetime

from bot.turn import Turn
from storage import attendance_sheets


def sheet_sent_at(turn: Turn, day: date) -> datetime | None:
    """When the month's sheet went to everybody; None where it has not yet."""
    sheet = attendance_sheets.get(turn.uow, turn.org, day.replace(day=1))
    return sheet.sent_at if sheet else None
