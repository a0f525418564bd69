"""Leave on paper: the columns of the leave book, and the slip (假条) as it is printed (考勤制度 第5条; rules 1.25)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from handlers.engine.calendar import UnknownYearError
from handlers.engine.days import Half, Span, calendar_days, working_days
from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds, Ledger
from handlers.engine.paper import Paper, member_of, person
from handlers.engine.request import Request
from handlers.engine.wording import say_days, say_span
from handlers.leave import balance, words
from handlers.leave.slip import Slip

LEDGER = Ledger(
    columns=(
        Column("姓名"),
        Column("单位"),
        Column("类别"),
        Column("开始日期", Holds.DATE),
        Column("结束日期", Holds.DATE),
        Column("半天"),
        Column("自然日", Holds.NUMBER, summed=True),
        Column("工作日", Holds.NUMBER, summed=True),
        Column("方式"),
    ),
    first_day="开始日期",
    last_day="结束日期",
)

_UNKNOWN = "待定"
"""The working days of a year whose holidays nobody has published."""


def entry(request: Request, facts: Facts) -> Mapping[str, Any]:
    """The line of the leave book. The reason stays in the slip alone (rules X6)."""
    slip = Slip.from_form(request.form)
    member = member_of(request.applicant, facts)
    working = _working(slip.span, facts)
    return {
        "姓名": person(request.applicant, facts),
        "单位": member.unit if member else "",
        "类别": slip.kind,
        "开始日期": slip.span.first.day.isoformat(),
        "结束日期": slip.span.last.day.isoformat(),
        "半天": _halves(slip.span),
        "自然日": _number(calendar_days(slip.span)),
        "工作日": _UNKNOWN if working is None else _number(working),
        "方式": words.paper(slip),
    }


def papers(request: Request, facts: Facts) -> tuple[Paper, ...]:
    """The leave slip with its reason: for the applicant, whoever decides it, and the office."""
    slip = Slip.from_form(request.form)
    working = _working(slip.span, facts)
    at_work = _UNKNOWN if working is None else say_days(working)
    blanks = {
        "类别": balance.leave_type(slip.kind, facts.policy).title,
        "方式": f"{words.paper(slip)}（续 {slip.extends}）" if slip.extends else words.paper(slip),
        "时间": _when(slip.span),
        "天数": f"自然日{say_days(calendar_days(slip.span))}，工作日{at_work}",
        "事由": slip.reason or "未填写",
    }
    return (Paper("假条", blanks),)


def _when(span: Span) -> str:
    """With the year: a paper is read long after."""
    said = say_span(span.first.day, span.first.half.value, span.last.day, span.last.half.value, span.first.day)
    return f"{span.first.day.year}年{said}"


def _halves(span: Span) -> str:
    if span.first == span.last:
        return "上午" if span.first.half is Half.MORNING else "下午"
    begins = "下午起" if span.first.half is Half.AFTERNOON else ""
    ends = "上午止" if span.last.half is Half.MORNING else ""
    return "、".join(part for part in (begins, ends) if part)


def _working(span: Span, facts: Facts) -> Decimal | None:
    try:
        return working_days(span, facts.calendar)
    except UnknownYearError:
        return None


def _number(days: Decimal) -> str:
    """As people write it: 3, 1.5."""
    return say_days(days).removesuffix("天")
