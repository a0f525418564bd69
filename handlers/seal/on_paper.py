"""The seal register (用印登记簿) as paper knows it: its columns, and the line of one use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds, Ledger
from handlers.engine.paper import member_of, person
from handlers.engine.request import Request, StepKind
from handlers.seal import words
from handlers.seal.use import Kind, Use

LEDGER = Ledger(
    columns=(
        Column("申请人"),
        Column("单位"),
        Column("印章"),
        Column("文件"),
        Column("用途"),
        Column("批准方式"),
        Column("批准份数", Holds.NUMBER),
        Column("实盖份数", Holds.NUMBER, summed=True),
        Column("用印时间", Holds.MOMENT),
        Column("用印人"),
        Column("印章交接"),
        Column("去向"),
        Column("外带保管人"),
        Column("带出时间", Holds.MOMENT),
        Column("归还时间", Holds.MOMENT),
        Column("过夜"),
    ),
    register="用印登记簿",
)


def entry(request: Request, facts: Facts) -> Mapping[str, Any]:
    """The line of the register; who holds the seal in the keeper's place stands in it too (rules M07-1)."""
    use = Use.from_form(request.form)
    member = member_of(request.applicant, facts)
    stamp = use.stamps[-1] if use.stamps else None
    return {
        "申请人": person(request.applicant, facts),
        "单位": member.unit if member else "",
        "印章": "、".join(use.seals),
        "文件": use.paper,
        "用途": use.purpose,
        "批准方式": _ground(use, facts),
        "批准份数": use.copies or "",
        "实盖份数": stamp.count if stamp else "",
        "用印时间": stamp.at[:16] if stamp else "",
        "用印人": person(stamp.by, facts) if stamp else "",
        "印章交接": _handed_over(use, request, facts),
        "去向": use.place,
        "外带保管人": person(use.custodian, facts) if use.custodian else "",
        "带出时间": use.out_at[:16],
        "归还时间": use.back_at[:16],
        "过夜": "是" if use.out_at and use.overnight else "",
    }


def _ground(use: Use, facts: Facts) -> str:
    """How it was allowed; whether an oral word was confirmed stands in the house's own column."""
    if use.kind is not Kind.ORAL:
        return words.GROUNDS[use.kind]
    return f"口头批准（{person(use.leader, facts)} {use.said_at[:16].replace('T', ' ')}）"


def _handed_over(use: Use, request: Request, facts: Facts) -> str:
    """Who holds the seal in the keeper's place for this use: the hand-over record (rules M07-1)."""
    acting = {account for step in request.steps if step.kind is StepKind.TASK for account in step.approvers}
    away = [account for account in dict.fromkeys(use.keepers) if account not in acting]
    if not away or not acting:
        return ""
    names = "、".join(person(account, facts) for account in acting if account not in use.keepers)
    return f"{'、'.join(person(a, facts) for a in away)}不在岗，交{names}代管"
