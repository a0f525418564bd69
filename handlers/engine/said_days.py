"""From which half day to which, as slots say it: a day, a part of it, an hour, or a length (samples' words)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from handlers.engine.days import Half, HalfDay
from handlers.engine.matter import Slots

_AFTERNOON_PARTS = ("pm", "eve")


def first_half_day(slots: Slots) -> HalfDay:
    """The half day with which it begins: the morning where no part of the day is said."""
    return HalfDay(_day(slots["start"]), _half(slots, "start", Half.MORNING))


def last_half_day(slots: Slots) -> HalfDay | None:
    """The half day with which it ends, from the end or the length; None where neither is said."""
    first = first_half_day(slots)
    if "end" in slots:
        return HalfDay(_day(slots["end"]), _half(slots, "end", _last_half(slots, first)))
    if "days" in slots:
        return _after_halves(first, int(Decimal(str(slots["days"])) * 2))
    if "hours" in slots or slots.get("start_part") in (*_AFTERNOON_PARTS, "am"):
        return first
    return None


def _last_half(slots: Slots, first: HalfDay) -> Half:
    """The morning, where whole days and a half were said that end so: «请两天半»; else the whole last day."""
    days = Decimal(str(slots.get("days", 0)))
    if days > 1 and _after_halves(first, int(days * 2)) == HalfDay(_day(slots["end"]), Half.MORNING):
        return Half.MORNING
    return Half.AFTERNOON


def merged(slots: Slots, changes: Slots) -> dict[str, Any]:
    """The slots after an answer or a correction. What a new value makes untrue goes: a new end drops the old length."""
    kept = dict(slots)
    if "end" in changes and "days" not in changes:
        kept.pop("days", None)
    if ("days" in changes or ("start" in changes and "days" in kept)) and "end" not in changes:
        kept.pop("end", None)
        kept.pop("end_part", None)
    for name in ("start", "end"):
        if name in changes and f"{name}_part" not in changes:
            kept.pop(f"{name}_part", None)
    return {name: value for name, value in {**kept, **changes}.items() if value is not None}


def _after_halves(first: HalfDay, halves: int) -> HalfDay:
    last = first
    for _ in range(max(halves, 1) - 1):
        last = last.next()
    return last


def _half(slots: Slots, name: str, otherwise: Half) -> Half:
    value, part = str(slots[name]), slots.get(f"{name}_part")
    if "T" in value:
        hour = int(value[11:13])
        return Half.MORNING if hour < 12 or (hour == 12 and name == "end") else Half.AFTERNOON
    if part == "noon":
        return Half.AFTERNOON if name == "start" else Half.MORNING
    if part is None:
        return otherwise
    return Half.AFTERNOON if part in _AFTERNOON_PARTS else Half.MORNING


def _day(value: object) -> date:
    return date.fromisoformat(str(value)[:10])
