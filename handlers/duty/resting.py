"""Two shifts of one person with no rest between: said to whoever decides about the second (rules M19-1, M19-4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from handlers.duty.changing import Change
from handlers.duty.hours import NIGHT
from handlers.duty.wording import span_of
from handlers.engine.absence import DutySlot
from handlers.engine.facts import Facts


def in_a_row(one: DutySlot, other: DutySlot) -> bool:
    """Whether one adjoins the other, or both are nights, one after the other."""
    first, second = sorted((one, other), key=lambda slot: slot.start)
    nights = one.kind == other.kind == NIGHT
    return first.end >= second.start or (nights and second.start.date() - first.start.date() <= timedelta(days=1))


def warning(changes: Sequence[Change], facts: Facts, around: Sequence[DutySlot]) -> str:
    """Who would serve two shifts in a row after these changes, in a sentence each; "" where nobody would.

    `around` are the slots as they stand.
    """
    serving = [change for change in changes if not change.leading]
    moved = {change.slot: change.after for change in serving}
    after = [moved.get(slot, slot) for slot in around]
    found = (
        (change, other)
        for change in serving
        for other in after
        if other.member == change.to and other.start != change.slot.start and in_a_row(change.slot, other)
    )
    return "".join(dict.fromkeys(_said(change, other, facts) for change, other in found))


def _said(change: Change, other: DutySlot, facts: Facts) -> str:
    name, nights = facts.directory.name(change.to), change.slot.kind == other.kind == NIGHT
    ends = "连着值两个夜班" if nights else "两班连着，中间没有休息"
    return f"请注意：{name}{span_of(other, facts.today)}也值班，{ends}。"
