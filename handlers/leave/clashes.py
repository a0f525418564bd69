"""What a leave runs into: another leave, a duty slot, colleagues who are away too (rules M19-4, M20-5)."""

from __future__ import annotations

from handlers.engine.absence import Absence, AbsenceState, DutySlot
from handlers.engine.days import Span
from handlers.engine.facts import Facts
from handlers.engine.people import Member


def overlapping(span: Span, own_leaves: tuple[Absence, ...]) -> Absence | None:
    """An own leave, asked for or approved, that shares a half day with this one."""
    return next((leave for leave in own_leaves if leave.span.overlaps(span)), None)


def duty_clashes(account: str, span: Span, facts: Facts) -> tuple[DutySlot, ...]:
    """Duty slots of this person that the leave would leave uncovered (rules M19-4)."""
    begins = facts.policy.hours.on(span.first.day).morning_from
    return tuple(slot for slot in facts.duty if account in (slot.leader, slot.member) and slot.overlaps(span, begins))


def colleagues_away(applicant: Member, span: Span, facts: Facts) -> tuple[str, ...]:
    """Names of others of the same unit whose approved absence overlaps; names only (rules X6)."""
    away = (a.member for a in facts.absences if a.state is AbsenceState.STANDS and a.span.overlaps(span))
    members = (facts.directory.member(account) for account in dict.fromkeys(away) if account != applicant.account)
    return tuple(member.name for member in members if member and member.unit == applicant.unit)
