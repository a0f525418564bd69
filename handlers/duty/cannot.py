"""Somebody cannot serve their shift: what the office and they are told (rules M19-4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.duty.wording import span_of
from handlers.engine.absence import DutySlot
from handlers.engine.facts import Facts
from handlers.engine.wording import say_day

_SOON = timedelta(hours=24)


def is_soon(slot: DutySlot, now: datetime) -> bool:
    """Whether it runs, or begins so soon that the office has to see to it itself."""
    return slot.start - now <= _SOON and now < slot.end


def leave_over(serial: str, account: str, slots: Sequence[DutySlot], facts: Facts) -> str:
    """To the office: leave is asked for over a shift that is at hand."""
    lines = "、".join(span_of(slot, facts.today) for slot in slots)
    return (
        f"{facts.directory.name(account)}刚申请请假（{serial}，待批），其间排有值班：{lines}，还没有人顶。"
        f"请马上落实顶班的人，定下来后说“{_order(slots[0], account)}”。"
    )


def _order(slot: DutySlot, account: str) -> str:
    day = slot.start.date()
    return f"把{day.month}月{day.day}日{'带班' if slot.leader == account else slot.kind}换成某某"


def told_office(slot: DutySlot, account: str, facts: Facts) -> str:
    """To the office: whose shift nobody serves, and how somebody else is put there."""
    part = "带班" if slot.leader == account else "值班"
    return (
        f"{facts.directory.name(account)}报告不能{part}：{span_of(slot, facts.today)}，还没有人顶。"
        f"请马上落实顶班的人，定下来后说“{_order(slot, account)}”。"
    )


def office_knows(slot: DutySlot, office: str, facts: Facts) -> str:
    """To whoever cannot serve: who knows, and that the shift is theirs until somebody is put there."""
    return (
        f"已告诉党政办（{facts.directory.name(office)}）：{span_of(slot, facts.today)}您不能到岗。"
        "换人以前仍由您负责，请再打电话确认；要请假的，请另外说“请假”。"
    )


def none_there(own: Sequence[DutySlot], facts: Facts) -> str:
    """They have no shift then."""
    if not own:
        return "今后没有排您的值班，不用换。"
    lines = "、".join(span_of(slot, facts.today) for slot in own[:3])
    return f"那天没有排您的值班。您近期的值班：{lines}。"


def which(slots: Sequence[DutySlot], facts: Facts) -> str:
    """Several of theirs are on that day."""
    lines = "、".join(span_of(slot, facts.today) for slot in slots)
    day = say_day(slots[0].start.date(), facts.today)
    return f"您{day}有{len(slots)}班：{lines}。请写明哪一班，例如“{slots[0].kind}值不了班”。"
