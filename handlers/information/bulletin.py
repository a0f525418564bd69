"""The bulletin's issues: which ones a month has, and whether it is behind its number (rules M08-6)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from handlers.engine.facts import Facts
from handlers.engine.policy import InformationPolicy
from handlers.engine.request import Request, Verdict
from handlers.information.piece import Piece

_ISSUE = re.compile(r"第?\s*(\d{1,4})\s*期")
# By the tenth one issue is wanted, by the twentieth two, by the twenty-fifth all of them.
_WANTED_BY = ((25, 3), (20, 2), (10, 1))


def issues(pieces: Iterable[Request], month: date, policy: InformationPolicy) -> tuple[int, ...]:
    """The numbers of the bulletin's issues in which something was adopted in this month, rising."""
    found = (_issue(request, month, policy) for request in pieces)
    return tuple(sorted({number for number in found if number is not None}))


def behind(count: int, today: date, policy: InformationPolicy) -> int:
    """How many issues are missing by this day of the month; 0 where the plan is met."""
    least = policy.least_a_month
    wanted = next((-(-least * share // 3) for day, share in _WANTED_BY if today.day >= day), 0)
    return max(wanted - count, 0)


def warning(facts: Facts) -> str:
    """To the office, where the month is behind; "" where it is not."""
    policy = facts.policy.information
    count = len(issues(facts.filed("XX"), facts.today, policy))
    missing = behind(count, facts.today, policy)
    if not missing:
        return ""
    plan = f"每月不少于{policy.least_a_month}期（信息报送制度 第4项）"
    return f"《{policy.bulletin}》本月已有{count}期，{plan}，目前还差{missing}期，请安排编发。"


def _issue(request: Request, month: date, policy: InformationPolicy) -> int | None:
    adopted = next((d.at.date() for d in reversed(request.decisions) if d.verdict is Verdict.DO), None)
    piece = Piece.from_form(request.form)
    number = _ISSUE.search(piece.where)
    if adopted is None or number is None or policy.bulletin not in piece.where:
        return None
    return int(number[1]) if (adopted.year, adopted.month) == (month.year, month.month) else None
