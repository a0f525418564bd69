"""One slot in other hands: what stands in the way, and what the roster says afterwards (rules M19-4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers.duty import crew
from handlers.duty.wording import span_of
from handlers.engine.absence import DutySlot
from handlers.engine.facts import Facts
from handlers.engine.people import Directory, Member


@dataclass(frozen=True)
class Change:
    """Somebody else serves a slot, or leads it."""

    slot: DutySlot
    leading: bool
    to: str

    @property
    def of(self) -> str:
        """Who has it so far."""
        return self.slot.leader if self.leading else self.slot.member

    @property
    def after(self) -> DutySlot:
        """The slot as it is then."""
        return replace(self.slot, leader=self.to) if self.leading else replace(self.slot, member=self.to)


def obstacle(change: Change, facts: Facts, others: Sequence[DutySlot]) -> str:
    """Why this person cannot have the slot, in one sentence; "" where nothing stands in the way.

    `others` are the slots around it as they will be; its own is passed over.
    """
    name, slot = facts.directory.name(change.to), change.slot
    if change.to == change.of:
        return f"{span_of(slot, facts.today)}本来就是{name}。"
    if slot.end <= facts.now:
        return f"{span_of(slot, facts.today)}已经结束，不能再换。"
    turns = crew.leaders(facts) if change.leading else crew.staff(facts)
    if change.to not in {member.account for member in turns}:
        return _not_theirs(name, change.leading)
    if crew.on_leave(change.to, slot, facts.absences, facts.policy.hours.on(slot.start.date()).morning_from):
        return f"{name}在{span_of(slot, facts.today)}期间请假，不能值班。请换成别人。"
    if change.to in (slot.leader, slot.member):
        return f"{name}已经是这个班次的{'值班员' if change.leading else '带班领导'}，不能一人两职。"
    return next((_busy(name, other, facts) for other in others if _is_in_the_way(change, other)), "")


def _not_theirs(name: str, leading: bool) -> str:
    if leading:
        return f"{name}不是带班领导，不能带班。请换成班子成员。"
    return f"{name}不在值班员名单里，不能值班。请换成参加轮流值班的同志。"


def _is_in_the_way(change: Change, other: DutySlot) -> bool:
    """Whether they serve another slot at that time. One leader may lead two."""
    itself = (other.start, other.member) == (change.slot.start, change.slot.member)
    serves = not change.leading and other.member == change.to
    return serves and not itself and other.start < change.slot.end and change.slot.start < other.end


def _busy(name: str, other: DutySlot, facts: Facts) -> str:
    return f"{name}{span_of(other, facts.today)}已经有值班，时间重叠。请换成别人。"


def candidates(slot: DutySlot, leading: bool, facts: Facts, others: Sequence[DutySlot]) -> tuple[Member, ...]:
    """Who could take it: whoever takes turns, is not away and has nothing at that time."""
    turns = crew.leaders(facts) if leading else crew.staff(facts)
    return tuple(m for m in turns if not obstacle(Change(slot, leading, m.account), facts, others))


_PARTS = re.compile(r"[（）()\s]")


def named(words: str, directory: Directory) -> tuple[Member, ...]:
    """Whom these words can mean: a name, with the unit before or behind it where two share it (财政所李静)."""
    words = _PARTS.sub("", words)
    if found := directory.named(words):
        return found
    both = (m for m in directory.members.values() if m.name in words)
    return tuple(m for m in both if words in (m.unit + m.name, m.name + m.unit))


def called(member: Member, directory: Directory) -> str:
    """The name, with the unit where two share it."""
    shared = sum(m.name == member.name for m in directory.members.values()) > 1
    return f"{member.name}（{member.unit}）" if shared else member.name
