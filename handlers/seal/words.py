"""How the use of a seal reads on cards and in sentences."""

from __future__ import annotations

from datetime import datetime

from handlers.engine.content import Field
from handlers.engine.facts import Facts
from handlers.engine.people import Member
from handlers.engine.request import Request, State, Step, StepKind
from handlers.engine.wording import say_clock, say_date_time
from handlers.seal import keeping
from handlers.seal.names import listed
from handlers.seal.stamping import history
from handlers.seal.use import Kind, Use

UNCONFIRMED = "口头（未补确认）"
DENIED = "口头批准被否认，已冻结"
GROUNDS = {Kind.SIGNED: "领导审批", Kind.ORAL: "口头批准", Kind.ISSUED: "文件用印", Kind.TAKE_OUT: "带章外出"}
_PAPERS = {
    Kind.SIGNED: "用印申请",
    Kind.ORAL: "口头批准用印登记",
    Kind.ISSUED: "文件用印登记",
    Kind.TAKE_OUT: "带章外出申请",
}


def paper(use: Use) -> str:
    """What the request is called."""
    return _PAPERS[use.kind]


def what(use: Use) -> str:
    """Seal, document and number in one line: «政府章，《危房改造协议书》3份»."""
    return f"{listed(use.seals)}，{use.paper}{f'{use.copies}份' if use.copies else ''}"


def when_out(use: Use, facts: Facts) -> str:
    """From when to when it is outside, and that a night lies between."""
    out, back = use.planned
    until = say_clock(back) if out.date() == back.date() else say_date_time(back, facts.today)
    return f"{say_date_time(out, facts.today)}至{until}{'，在外过夜' if use.overnight else ''}"


def brief(use: Use, name: str, mark: str, facts: Facts) -> str:
    """One line that begins with the applicant's name; `mark` says what is wrong with an oral approval."""
    if use.kind is Kind.TAKE_OUT:
        return f"{name}申请带{listed(use.seals)}外出，{when_out(use, facts)}，{facts.directory.name(use.custodian)}保管"
    stamped = f"，已用印{use.stamped}份" if use.stamped is not None else ""
    return f"{name}用印：{what(use)}{stamped}{f'，{mark}' if mark else ''}"


def ground(use: Use, request: Request | None, facts: Facts) -> str:
    """On what approval it rests: 领导审批, 口头（未补确认） and the rest."""
    if use.kind is not Kind.ORAL:
        return GROUNDS[use.kind]
    who = facts.directory.name(use.leader)
    said = say_date_time(datetime.fromisoformat(use.said_at), facts.today)
    return f"{oral_mark(request) or '口头（已补确认）'}：{who}{said}口头同意"


def is_confirmed(request: Request) -> bool:
    """Whether nothing oral is left to be confirmed."""
    return not any(step.kind is StepKind.CONFIRM for step in request.steps) or request.state in (
        State.APPROVED,
        State.FINISHED,
        State.ANNULLING,
        State.ANNULLED,
    )


def lines(use: Use, member: Member | None, request: Request, facts: Facts) -> tuple[Field, ...]:
    """What a leader or keeper reads: seven lines at most, the article comes behind them."""
    who = f"{member.name}（{member.unit}{member.post}）" if member else facts.directory.name(request.applicant)
    found = (Field("申请人", who), *subject(use, request, facts), Field("用印", history(use, facts)))
    return tuple(field for field in found if field.value)


def subject(use: Use, request: Request | None, facts: Facts) -> tuple[Field, ...]:
    """Seal, document, copies, and what this kind of use needs beside."""
    common = (Field("印章", listed(use.seals)), Field("文件", use.paper))
    copies = Field("份数", f"{use.copies}份" if use.copies else "")
    purpose = Field("用途", use.purpose)
    if use.kind is Kind.TAKE_OUT:
        carried = Field("保管人", facts.directory.name(use.custodian))
        return (*common, copies, Field("去向", use.place), Field("时间", when_out(use, facts)), carried)
    if use.kind is Kind.SIGNED:
        return (*common, copies, purpose)
    return (*common, copies, purpose, Field("方式", ground(use, request, facts)))


def who(steps: tuple[Step, ...], facts: Facts) -> str:
    """Who decides and who stamps, in order."""
    deciders = [_people(step, facts) for step in steps if step.kind in (StepKind.DECIDE, StepKind.ASSIGN)]
    keepers = list(dict.fromkeys(_people(step, facts) for step in steps if step.kind is StepKind.TASK))
    confirming = [_people(step, facts) for step in steps if step.kind is StepKind.CONFIRM]
    work = "登记带出和归还" if any(step.name == "out" for step in steps) else "用印登记"
    parts = [f"{'，再由'.join(deciders)}审批" if deciders else "", f"{'、'.join(keepers)}{work}" if keepers else ""]
    parts.append(f"{'、'.join(confirming)}补确认" if confirming else "")
    return "；".join(part for part in parts if part)


def why(steps: tuple[Step, ...]) -> str:
    """The article behind the first step, and its words."""
    return f"{steps[0].article}：{steps[0].why}"


def notes(use: Use, facts: Facts) -> tuple[str, ...]:
    """What to know before submitting: a seal outside, a take-out to come, a document that was sealed already."""
    found = (
        keeping.outside(use.seals, facts),
        keeping.taken_ahead(use.seals, facts) if use.kind is not Kind.TAKE_OUT else "",
        _sealed_before(use, facts),
        _night(use),
    )
    return tuple(note for note in found if note)


def _sealed_before(use: Use, facts: Facts) -> str:
    """The same number was stamped with the same seal: asked, not refused (rules M07-4)."""
    if not use.doc_no:
        return ""
    for request in facts.filed("YY"):
        other = Use.from_form(request.form)
        if other.doc_no == use.doc_no and other.stamps and set(other.seals) & set(use.seals):
            return f"{use.doc_no} 已用印{other.stamped}份（{request.serial}），请确认是否还要再盖。"
    return ""


def _night(use: Use) -> str:
    return "印章将在外过夜，请专人妥善保管。" if use.overnight else ""


def oral_mark(request: Request | None) -> str:
    """口头（未补确认） in every list until it is confirmed; denied for good; "" where nothing is open (rules M07-3)."""
    if request is not None and request.state is State.DENIED:
        return DENIED
    return "" if request is not None and is_confirmed(request) else UNCONFIRMED


def _people(step: Step, facts: Facts) -> str:
    members = (facts.directory.member(account) for account in step.approvers)
    names = "、".join(f"{m.name}（{m.post}）" for m in members if m)
    return f"党政办{names}指定的领导" if step.kind is StepKind.ASSIGN else names
