"""Moments as the rows hold them: ISO 8601 text of one zone, so that text sorts as time does (rules X5)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def to_text(at: datetime) -> str:
    """The moment as a row holds it. A moment without zone is a fault of the program: ValueError."""
    if at.tzinfo is None:
        raise ValueError(f"a moment needs its zone: {at!r}")
    return at.astimezone(ZONE).isoformat()


def from_text(text: str) -> datetime:
    """The moment that `to_text` wrote, in the office's zone."""
    return datetime.fromisoformat(text).astimezone(ZONE)
