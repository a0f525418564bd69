"""A request, its states, and every move that somebody may make on it. Pure: a move gives a new request or a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

OWED, GIVEN = "owed", "given"
"""Whether the paper behind an oral approval is still to come; `form["slip"]` says so where there was one."""


class State(StrEnum):
    """Where a request stands, as people are told it."""

    WAITING = "审批中"
    APPROVED = "已同意"
    REJECTED = "未同意"
    WITHDRAWN = "已撤回"
    RECORDED = "已备案"
    ANNULLING = "撤销待批"
    ANNULLED = "已撤销"
    FINISHED = "已办结"
    DENIED = "口头批准被否认"


class Verdict(StrEnum):
    """What somebody did to a request, as the record names it."""

    APPROVE = "同意"
    REJECT = "驳回"
    OPINION = "意见"
    HAND_OVER = "转办"
    WITHDRAW = "撤回"
    ASK_ANNUL = "申请撤销"
    ENTER = "代录口头批准"
    CONFIRM = "确认"
    DENY = "不是我批的"
    SLIP = "补假条"
    FINISH = "办结"


class StepKind(StrEnum):
    """What a step asks of its people."""

    DECIDE = "decide"
    OPINION = "opinion"
    ASSIGN = "assign"
    ANNUL = "annul"
    CONFIRM = "confirm"


class Mode(StrEnum):
    """How several people of one step act together: any one of them (或签), or all of them (会签)."""

    ANY = "any"
    ALL = "all"


class StepState(StrEnum):
    """Whether a step is still to come, is being waited for, or is behind."""

    LATER = "later"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True)
class Step:
    """One step of a route: who (accounts), how, on which article, and where it stands.

    `why` is the sentence that tells people why it lies with these.
    """

    kind: StepKind
    approvers: tuple[str, ...]
    why: str
    article: str
    mode: Mode = Mode.ANY
    state: StepState = StepState.LATER
    opened_at: datetime | None = None


@dataclass(frozen=True)
class Decision:
    """What somebody did, when, from which platform, with what words. Never changed, never deleted."""

    step: int
    actor: str
    verdict: Verdict
    at: datetime
    words: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Request:
    """A request as it stands.

    `form` is what its matter keeps, `informed` who was told without having to decide, `group` the group chat in
    which it was asked for ("" in the single chat); `revision` counts its changes.
    """

    serial: str
    matter: str
    applicant: str
    entered_by: str
    form: Mapping[str, Any]
    created_at: datetime
    policy_version: int
    state: State = State.WAITING
    steps: tuple[Step, ...] = ()
    decisions: tuple[Decision, ...] = ()
    informed: tuple[str, ...] = ()
    group: str = ""
    revision: int = 1

    @property
    def open_step(self) -> Step | None:
        """The step that is being waited for, or None."""
        return next((step for step in self.steps if step.state is StepState.OPEN), None)

    @property
    def open_position(self) -> int:
        """The open step's position, -1 where none is open."""
        return next((n for n, step in enumerate(self.steps) if step.state is StepState.OPEN), -1)

    @property
    def holders(self) -> tuple[str, ...]:
        """Who can move it now: the open step's people who have not acted on it yet."""
        step = self.open_step
        if step is None:
            return ()
        acted = {d.actor for d in self.decisions if d.step == self.open_position and d.verdict in _SETTLING}
        return tuple(a for a in step.approvers if a not in acted)

    @property
    def settled_by(self) -> Decision | None:
        """The last decision that settled anything."""
        return next((d for d in reversed(self.decisions) if d.verdict in _SETTLING), None)

    @property
    def opinions(self) -> tuple[Decision, ...]:
        """What supervising leaders wrote for the one who decides."""
        return tuple(d for d in self.decisions if d.verdict is Verdict.OPINION)


class Why(StrEnum):
    """Why a move is refused."""

    SETTLED = "settled"
    NOT_YOURS = "not_yours"
    OWN = "own"
    WRONG_MOVE = "wrong_move"


@dataclass(frozen=True)
class Refusal:
    """A move that cannot be made. Nothing changes."""

    why: Why


_SETTLING = {Verdict.APPROVE, Verdict.REJECT, Verdict.CONFIRM, Verdict.DENY, Verdict.WITHDRAW, Verdict.ENTER}

# What ends a step of a kind, and the state that the request is in when it was the last step.
_OUTCOMES: Mapping[tuple[StepKind, Verdict], State] = {
    (StepKind.DECIDE, Verdict.APPROVE): State.APPROVED,
    (StepKind.DECIDE, Verdict.REJECT): State.REJECTED,
    (StepKind.OPINION, Verdict.OPINION): State.APPROVED,
    (StepKind.ANNUL, Verdict.APPROVE): State.ANNULLED,
    (StepKind.ANNUL, Verdict.REJECT): State.APPROVED,
    (StepKind.CONFIRM, Verdict.CONFIRM): State.APPROVED,
    (StepKind.CONFIRM, Verdict.DENY): State.DENIED,
}

_ENDING = {Verdict.REJECT, Verdict.DENY}


@dataclass(frozen=True)
class Act:
    """Somebody doing something: who (account), when, with what words, and from which platform."""

    actor: str
    at: datetime
    words: str = ""
    channel: str = ""


def opened(request: Request, at: datetime) -> Request:
    """The request with its first step waiting; one without steps is put on record at once."""
    if not request.steps:
        return replace(request, state=State.RECORDED)
    return _open(request, 0, at)


def decide(request: Request, verdict: Verdict, act: Act) -> Request | Refusal:
    """What the request is after this person's decision on its open step.

    Nobody decides their own (rules X1), only the step's own people may, and a settled one stays settled: the first
    valid decision wins (rules X2).
    """
    refused = _may_not_decide(request, act.actor)
    step = request.open_step
    if refused or step is None:
        return Refusal(refused or Why.SETTLED)
    outcome = _OUTCOMES.get((step.kind, verdict))
    if outcome is None:
        return Refusal(Why.WRONG_MOVE)
    position = request.open_position
    moved = with_decision(request, verdict, act, position)
    if verdict in _ENDING:
        return replace(_close(moved, position), state=outcome)
    if step.mode is Mode.ALL and moved.holders:
        return moved
    return _advance(_close(moved, position), position + 1, outcome, act.at)


def withdraw(request: Request, act: Act) -> Request | Refusal:
    """The applicant takes it back before it is decided (rules M20-8: free before the decision)."""
    if not _owns(request, act.actor):
        return Refusal(Why.NOT_YOURS)
    if request.state is not State.WAITING:
        return Refusal(Why.SETTLED)
    moved = with_decision(request, Verdict.WITHDRAW, act, request.open_position)
    return replace(_close(moved, request.open_position), state=State.WITHDRAWN)


def ask_annul(request: Request, step: Step, act: Act) -> Request | Refusal:
    """The applicant asks to have an approved one annulled; `step` names who must agree (rules M20-8)."""
    if not _owns(request, act.actor):
        return Refusal(Why.NOT_YOURS)
    if request.state is not State.APPROVED:
        return Refusal(Why.SETTLED)
    asked = with_decision(request, Verdict.ASK_ANNUL, act, len(request.steps))
    appended = replace(asked, steps=(*asked.steps, step), state=State.ANNULLING)
    return _open(appended, len(appended.steps) - 1, act.at)


def hand_over(request: Request, to: Step, act: Act) -> Request | Refusal:
    """The open step goes to somebody else: `to` replaces it, the hand-over stays on record."""
    if request.open_step is None:
        return Refusal(Why.SETTLED)
    if act.actor not in request.holders:
        return Refusal(Why.NOT_YOURS)
    position = request.open_position
    moved = with_decision(request, Verdict.HAND_OVER, act, position)
    return _open(_with_step(moved, position, to), position, act.at)


def opine(request: Request, act: Act) -> Request | Refusal:
    """A leader who was only told writes an opinion for the one who decides (rules M20-5)."""
    if request.state is not State.WAITING:
        return Refusal(Why.SETTLED)
    if act.actor not in request.informed:
        return Refusal(Why.NOT_YOURS)
    return with_decision(request, Verdict.OPINION, act, -1)


def finish(request: Request, form: Mapping[str, Any], act: Act) -> Request | Refusal:
    """What was approved has been carried out (a return from leave, a car brought back): the request is over."""
    if request.state is not State.APPROVED:
        return Refusal(Why.SETTLED)
    moved = with_decision(request, Verdict.FINISH, act, -1)
    return replace(moved, state=State.FINISHED, form=form)


def give_slip(request: Request, act: Act) -> Request | Refusal:
    """The slip that was owed after a telephone leave has been handed in by the applicant (rules M20-6)."""
    if act.actor != request.applicant:
        return Refusal(Why.NOT_YOURS)
    if request.form.get("slip") != OWED or request.state not in (State.APPROVED, State.WAITING, State.FINISHED):
        return Refusal(Why.SETTLED)
    moved = with_decision(request, Verdict.SLIP, act, -1)
    return replace(moved, form={**request.form, "slip": GIVEN})


def with_decision(request: Request, verdict: Verdict, act: Act, step: int) -> Request:
    """The request with one more line in its record."""
    decision = Decision(step, act.actor, verdict, act.at, act.words, act.channel)
    return replace(request, decisions=(*request.decisions, decision), revision=request.revision + 1)


def _may_not_decide(request: Request, actor: str) -> Why | None:
    step = request.open_step
    if step is None:
        return Why.SETTLED
    if actor == request.applicant:
        return Why.OWN
    return None if actor in request.holders else Why.NOT_YOURS


def _owns(request: Request, actor: str) -> bool:
    return actor in (request.applicant, request.entered_by)


def _advance(request: Request, position: int, outcome: State, at: datetime) -> Request:
    if position < len(request.steps):
        return _open(request, position, at)
    return replace(request, state=outcome)


def _open(request: Request, position: int, at: datetime) -> Request:
    step = replace(request.steps[position], state=StepState.OPEN, opened_at=at)
    return _with_step(request, position, step)


def _close(request: Request, position: int) -> Request:
    return _with_step(request, position, replace(request.steps[position], state=StepState.DONE))


def _with_step(request: Request, position: int, step: Step) -> Request:
    steps = (*request.steps[:position], step, *request.steps[position + 1 :])
    return replace(request, steps=steps)
