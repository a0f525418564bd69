"""The way of a use of a seal: who allows it, who confirms it, who does the work (印鉴管理制度 第1条、第2条、第4条)."""

from __future__ import annotations

from dataclasses import replace

from handlers.engine.facts import Facts
from handlers.engine.request import Step, StepKind
from handlers.engine.roster import Seal
from handlers.seal import keeping
from handlers.seal.names import short
from handlers.seal.use import Kind, Use
from handlers.seal.who_decides import ARTICLE, deciding_steps

STAMP, OUT, BACK = "stamp", "out", "back"
"""The names of the work on a seal."""


def route(use: Use, seals: tuple[Seal, ...], applicant: str, facts: Facts) -> tuple[Step, ...]:
    """The steps of this use, in order; an oral approval is confirmed while the keeper already works on it."""
    if use.kind is Kind.TAKE_OUT:
        out, back = keeping.task(OUT, seals, facts), keeping.task(BACK, seals, facts)
        return (*deciding_steps(seals, applicant, use.custodian, facts), *out[:1], *back[:1])
    stamp = keeping.task(STAMP, seals, facts)
    if use.kind is Kind.ISSUED:
        why = f"文件用印凭签发文号 {use.doc_no}，不再报领导审批，照常登记"
        return tuple(replace(step, why=f"{why}；{step.why}", article=ARTICLE) for step in stamp)
    if use.kind is Kind.ORAL:
        why = f"{'、'.join(f'{short(s.name)}由{s.approver}审批' for s in seals)}；口头批准须经领导补确认"
        return (Step(StepKind.CONFIRM, (use.leader,), why, ARTICLE), *stamp)
    return (*deciding_steps(seals, applicant, "", facts), *stamp)
