"""Every move that somebody may make on a request. Pure: a move gives a new request, or a refusal that says why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from handlers.engine.request import (
    GIVEN,
    OWED,
    Decision,
    Mode,
    Request,
    State,
    Step,
    StepKind,
    StepState,
    Verdict,
)


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
