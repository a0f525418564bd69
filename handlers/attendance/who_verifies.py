"""Who alone decides whether somebody was absent without leave (考勤制度 第5条; rules M20-7, X1, X4)."""

from __future__ import annotations

from handlers.engine.facts import Facts
from handlers.engine.people import Member, Role


def who_verifies(member: Member, facts: Facts) -> Member | None:
    """The office director; for the leadership the principal of their line, for the director the supervising leader.

    Whoever is on leave is stood in for by whom the roster names; nobody else, and never the person concerned. None
    where the roster names nobody: then the office has to complete it.
    """
    directory = facts.directory
    if member.holds(Role.SUPERVISING_LEADER):
        decider = directory.principal(directory.line_of(member))
    else:
        holders = (m for role in facts.policy.attendance.deciders for m in directory.holders(role))
        decider = next(holders, None)
    if decider is not None and decider.account == member.account:
        decider = directory.supervising_leader(member)
    return _at_work(decider, member, facts) if decider else None


def _at_work(decider: Member, about: Member, facts: Facts) -> Member:
    if decider.account not in facts.away:
        return decider
    stand_ins = facts.directory.stand_ins.get(decider.account, ())
    free = (a for a in stand_ins if a not in facts.away and a != about.account)
    return next((m for a in free if (m := facts.directory.member(a))), decider)
