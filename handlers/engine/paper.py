"""What a request looks like on paper: its form's blanks, who signed it, and the marks that an inspector looks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.engine.facts import Facts
from handlers.engine.people import Member
from handlers.engine.request import GIVEN, OWED, Decision, Request, State, Step, StepKind, StepState, Verdict

UNCONFIRMED = "口头批准，未补确认"
CONFIRMED = "口头批准，已确认"


@dataclass(frozen=True)
class Paper:
    """A printed form: its name, which is that of its template (假条), and the blanks only its regulation can fill."""

    name: str
    blanks: Mapping[str, str]


@dataclass(frozen=True)
class Signature:
    """One signature on the form: whose, what it says, when (None where it is still owed), with what words."""

    name: str
    post: str
    verdict: str
    at: datetime | None
    words: str = ""


_SIGNS: Mapping[Verdict, str] = {
    Verdict.OPINION: "意见",
    Verdict.APPROVE: "同意",
    Verdict.REJECT: "不同意",
    Verdict.CONFIRM: CONFIRMED,
    Verdict.DENY: "否认口头批准",
    Verdict.DO: "办理",
}

_STATE_MARKS: Mapping[State, str] = {
    State.WAITING: "尚未批准",
    State.RETURNED: "已退回，待修改",
    State.REJECTED: "未批准，作废",
    State.WITHDRAWN: "申请人撤回，作废",
    State.ANNULLING: "申请撤销，待批",
    State.ANNULLED: "撤销：批准后经同意撤销，作废",
    State.DENIED: "口头批准被否认，无效",
    State.LAPSED: "逾期未用，已失效",
}


def marks(request: Request) -> tuple[str, ...]:
    """What sets this paper apart: oral, late, amended, annulled (rules 1.25, last line)."""
    oral = _oral(request)
    found = (
        oral,
        "事后补办" if request.form.get("late") and not oral else "",
        {OWED: "假条未补", GIVEN: "假条已补"}.get(str(request.form.get("slip", "")), ""),
        "更正：退回修改后重新提交" if _did(request, Verdict.RESUBMIT) else "",
        "更正：提交后变更" if _did(request, Verdict.AMEND) else "",
        "更正：审批意见点错后重新办理" if _did(request, Verdict.UNDO) else "",
        "" if oral == UNCONFIRMED else _STATE_MARKS.get(request.state, ""),
    )
    return tuple(mark for mark in found if mark)


def signatures(request: Request, facts: Facts) -> tuple[Signature, ...]:
    """Who signed, in order; what was undone, or said before a new submission, is no signature any more.

    An oral approval that nobody has confirmed stands there without a time.
    """
    signed = tuple(_signature(d, request, facts) for d in _valid(request))
    return (*signed, *(_owed(account, facts) for account in _oral_owed(request)))


def member_of(account: str, facts: Facts) -> Member | None:
    """Who this is, those who have left the office included."""
    found = facts.directory.member(account)
    return found or next((m for m in facts.roster.former if m.account == account), None)


def person(account: str, facts: Facts) -> str:
    """How this person is called on paper; the account where nobody knows it any more."""
    member = member_of(account, facts)
    return member.name if member else account


def why_decided_there(request: Request) -> str:
    """The article and its words for the step that decides; "" where nobody had to."""
    deciding = [step for step in request.steps if step.kind in (StepKind.DECIDE, StepKind.CONFIRM) and step.article]
    if not deciding:
        return ""
    step = deciding[-1]
    return f"{step.article}：{step.why}" if step.why else step.article


def _valid(request: Request) -> tuple[Decision, ...]:
    kept: list[Decision] = []
    for decision in request.decisions:
        if decision.verdict is Verdict.RESUBMIT:
            kept.clear()
        elif decision.verdict is Verdict.UNDO and kept:
            kept.pop()
        elif decision.verdict in _SIGNS:
            kept.append(decision)
    return tuple(kept)


def _signature(decision: Decision, request: Request, facts: Facts) -> Signature:
    member = member_of(decision.actor, facts)
    says = _SIGNS[decision.verdict]
    if _step(decision, request) is StepKind.ANNUL:
        says = "同意撤销" if decision.verdict is Verdict.APPROVE else "不同意撤销"
    return Signature(
        person(decision.actor, facts), member.post if member else "", says, decision.at, decision.words.strip()
    )


def _step(decision: Decision, request: Request) -> StepKind | None:
    return request.steps[decision.step].kind if 0 <= decision.step < len(request.steps) else None


def _owed(account: str, facts: Facts) -> Signature:
    member = member_of(account, facts)
    return Signature(person(account, facts), member.post if member else "", UNCONFIRMED, None)


def _oral_steps(request: Request) -> tuple[Step, ...]:
    return tuple(step for step in request.steps if step.kind is StepKind.CONFIRM)


def _oral_owed(request: Request) -> tuple[str, ...]:
    open_steps = (step for step in _oral_steps(request) if step.state is not StepState.DONE)
    return tuple(account for step in open_steps for account in step.approvers)


def _oral(request: Request) -> str:
    if not _oral_steps(request) or request.state is State.DENIED:
        return ""
    return UNCONFIRMED if _oral_owed(request) else CONFIRMED


def _did(request: Request, verdict: Verdict) -> bool:
    return any(decision.verdict is verdict for decision in request.decisions)
