"""Outings on paper: the columns of the book, as the printed register (外出登记) has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds, Ledger
from handlers.engine.paper import member_of, person
from handlers.engine.request import Request
from handlers.outing import words
from handlers.outing.outing import Outing

LEDGER = Ledger(
    columns=(
        Column("姓名"),
        Column("单位"),
        Column("类别"),
        Column("去向"),
        Column("开始日期", Holds.DATE),
        Column("结束日期", Holds.DATE),
        Column("外出时间"),
        Column("计划返岗"),
        Column("同行人员"),
        Column("返岗时间", Holds.MOMENT),
        Column("方式"),
    ),
    first_day="开始日期",
    last_day="结束日期",
    register="外出登记",
)

_HALVES = {"am": "上午", "pm": "下午"}


def entry(request: Request, facts: Facts) -> Mapping[str, Any]:
    """The line of the book; the purpose stays in the record (rules X6)."""
    outing = Outing.from_form(request.form)
    member = member_of(request.applicant, facts)
    first, last = outing.span.first, outing.span.last
    return {
        "姓名": person(request.applicant, facts),
        "单位": member.unit if member else "",
        "类别": outing.kind,
        "去向": outing.place,
        "开始日期": first.day.isoformat(),
        "结束日期": last.day.isoformat(),
        "外出时间": f"{first.day.isoformat()} {outing.start or _HALVES[first.half.value]}",
        "计划返岗": "当天" if outing.open_end else f"{last.day.isoformat()} {outing.end or _HALVES[last.half.value]}",
        "同行人员": "、".join((*(person(a, facts) for a in outing.companions), *outing.others)),
        "返岗时间": outing.back_at[:16],
        "方式": words.manner(outing, facts),
    }
