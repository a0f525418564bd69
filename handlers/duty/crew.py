"""Who can be on duty and who can lead, and who is on leave meanwhile (值班制度 第1条; rules M19-1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from handlers.duty.hours import Shift
from handlers.engine.absence import Absence, AbsenceKind, AbsenceState, DutySlot
from handlers.engine.facts import Facts
from handlers.engine.people import Directory, Member, Role


def staff(facts: Facts) -> tuple[Member, ...]:
    """Who takes turns on duty by the policy, in the order of the roster."""
    return _meant(facts.policy.duty.served_by, facts.directory)


def leaders(facts: Facts) -> tuple[Member, ...]:
    """Who takes turns in charge by the policy, in the order of the roster."""
    return _meant(facts.policy.duty.led_by, facts.directory)


def _meant(words: Sequence[str], directory: Directory) -> tuple[Member, ...]:
    """Whose unit, role, name or account is named; a driver only by name."""
    return tuple(m for m in directory.members.values() if any(_is_meant(word, m) for word in words))


def _is_meant(word: str, member: Member) -> bool:
    if word in (member.name, member.account):
        return True
    return (word == member.unit or member.holds(word)) and not member.holds(Role.DRIVER)


def on_leave(account: str, shift: Shift | DutySlot, absences: Sequence[Absence], work_begins: time) -> bool:
    """Whether somebody's approved leave takes a part of the shift."""
    slot = DutySlot(shift.start, shift.end, shift.kind, account, account)
    return any(
        absence.member == account
        and absence.kind is AbsenceKind.LEAVE
        and absence.state is AbsenceState.STANDS
        and slot.overlaps(absence.span, work_begins)
        for absence in absences
    )
