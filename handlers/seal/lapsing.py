"""An approval that nobody uses is void after the policy's working days (rules M07-2)."""

from __future__ import annotations

from datetime import date, datetime

from handlers.engine.facts import Facts
from handlers.engine.law_words import due_workday
from handlers.engine.request import Request
from handlers.seal import keeping
from handlers.seal.names import listed
from handlers.seal.use import Use


def last_day(request: Request, facts: Facts) -> date | None:
    """The last day on which the approval may be used; None where there is none or it has been used.

    Counted from the approval, for a take-out from the planned day, which is not counted itself (rules X12).
    """
    if not keeping.waits_for_stamp(request):
        return None
    use = Use.from_form(request.form)
    decided = request.settled_by.at.date() if request.settled_by else request.created_at.date()
    start = max(decided, datetime.fromisoformat(use.out).date()) if use.out else decided
    return due_workday(start, facts.policy.seals.lapse_workdays, facts.calendar.presumed())


def has_lapsed(request: Request, facts: Facts) -> bool:
    """Whether its last day is over."""
    last = last_day(request, facts)
    return last is not None and facts.today > last


def words(request: Request, facts: Facts) -> str:
    """To the applicant."""
    use = Use.from_form(request.form)
    days = facts.policy.seals.lapse_workdays
    return (
        f"{request.serial}：{listed(use.seals)}，{use.paper}，批准后{days}个工作日没有用印，批准已失效。"
        "仍需用印请重新申请。"
    )
