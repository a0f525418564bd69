"""«我上周请了几天»: what leave somebody has taken in a stretch of days, line by line (lessons 3.3, item 59)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from handlers.engine.absence import Absence, AbsenceState
from handlers.engine.days import Half, HalfDay, Span, calendar_days
from handlers.engine.facts import Facts
from handlers.engine.statement import Enquiry
from handlers.engine.wording import say_days
from handlers.leave.words import when

_ASKED = re.compile(
    r"我?(?P<period>今年|这个?月|本月|上个?月|这个?星期|这周|本周|上个?星期|上周)(?:我)?(?:一共|总共|都|已经)*"
    r"(?:请了?|请过|休了?|休过)(?:多少|几|哪些|哪几)(?:天|次|回)?(?:的)?假?(?:了|啊|呢)?[?？。]*"
)


def match(text: str) -> re.Match[str] | None:
    """The question, where it is one about one's own leaves in a stretch of days; group `period` names the stretch."""
    return _ASKED.fullmatch(re.sub(r"@\S+\s*", "", text).strip())


def period(said: str, today: date) -> tuple[date, date]:
    """First and last day of the stretch; a week begins on Monday."""
    back = said.startswith("上")
    if "年" in said:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    if "月" in said:
        first = today.replace(day=1)
        first = (first - timedelta(days=1)).replace(day=1) if back else first
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    monday = today - timedelta(days=today.weekday() + (7 if back else 0))
    return monday, monday + timedelta(days=6)


def days_within(leave: Absence, first: date, last: date) -> Decimal:
    """Natural days of the leave that lie in the stretch; 0 where none does."""
    begins = max(leave.span.first, HalfDay(first, Half.MORNING))
    ends = min(leave.span.last, HalfDay(last, Half.AFTERNOON))
    return calendar_days(Span(begins, ends)) if begins <= ends else Decimal(0)


def _answer(text: str, facts: Facts, asker: str) -> str:
    asked = match(text)
    said = asked["period"] if asked else "今年"
    first, last = period(said, facts.today)
    taken = [a for a in facts.leaves_of(asker) if a.state is AbsenceState.STANDS and days_within(a, first, last)]
    stretch = f"{said}（{first.month}月{first.day}日至{last.month}月{last.day}日）"
    if not taken:
        return f"您{stretch}没有已批准的请假。"
    days = say_days(sum((days_within(a, first, last) for a in taken), Decimal(0)))
    lines = [f"{a.serial} {when(a.span, facts.today)} {a.label}" for a in taken]
    return "\n".join([f"您{stretch}已批准的请假共{days}（含休息日）：", *lines])


ENQUIRIES = (Enquiry(lambda text: match(text) is not None, _answer, private=True),)
