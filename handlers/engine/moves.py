"""The moves that settle a request. Pure: a move gives a new request, or a refusal that says why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from handlers.engine.request import Act, Mode, Request, State, Step, StepKind, StepState, Verdict

__all__ = ["Act", "Refusal", "Why", "ask_annul", "decide", "finish", "lapse", "opened", "perform", "undo", "withdraw"]


class Why(StrEnum):
    """Why a move is refused."""

    SETTLED = "settled"
    NOT_YOURS = "not_yours"
    OWN = "own"
    WRONG_MOVE = "wrong_move"
    TOO_LATE = "too_late"
    TOO_SOON = "too_soon"
    UNDER_WAY = "under_way"


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

_TASK_ENDS: Mapping[Verdict, State] = {Verdict.RETURN: State.RETURNED, Verdict.REJECT: State.REJECTED}
_ENDING = frozenset({Verdict.REJECT, Verdict.DENY})
_UNDOABLE = frozenset({Verdict.APPROVE, Verdict.REJECT})


def opened(request: Request, at: datetime) -> Request:
    """The request with its first step waiting; one without steps is put on record at once."""
    if not request.steps:
        return replace(request, state=State.RECORDED)
    return request.opening(0, at)


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
    moved = request.recording(verdict, act, position)
    if step.kind is StepKind.ANNUL:
        return _after_annul(moved.closing(position), outcome, act.at)
    if verdict in _ENDING:
        return replace(moved.closed(), state=outcome)
    if step.mode is Mode.ALL and moved.holders_of(position):
        return moved
    return advanced(moved.closing(position), position + 1, outcome, act.at)


def perform(
    request: Request,
    form: Mapping[str, Any],
    act: Act,
    verdict: Verdict = Verdict.DO,
    route: tuple[Step, ...] | None = None,
) -> Request | Refusal:
    """The open task is done, by one of its people; `form` is what the request says afterwards.

    RETURN sends it back to be changed, REJECT ends it. `route` takes the place of the steps still to come. What is done
    beside an unconfirmed oral approval leaves the request waiting for the confirmation.
    """
    step = request.step_of(act.actor)
    if step is None:
        return Refusal(Why.NOT_YOURS if request.open_step else Why.SETTLED)
    if step.kind is not StepKind.TASK:
        return Refusal(Why.WRONG_MOVE)
    position = request.place_of(act.actor)
    moved = replace(request.recording(verdict, act, position).closing(position), form=form)
    if route is not None:
        moved = replace(moved, steps=(*moved.steps[: position + 1], *route))
    if verdict in _TASK_ENDS:
        return replace(moved.closed(), state=_TASK_ENDS[verdict])
    if moved.open_step is not None:
        return moved.opening(position + 1, act.at) if position + 1 < len(moved.steps) else moved
    return advanced(moved, position + 1, State.FINISHED, act.at)


def withdraw(request: Request, act: Act) -> Request | Refusal:
    """The applicant takes it back before it is decided (rules M20-8: free before the decision).

    What was done on a word by telephone stays to be confirmed or denied (rules X7).
    """
    if not owns(request, act.actor):
        return Refusal(Why.NOT_YOURS)
    if request.state not in (State.WAITING, State.RETURNED):
        return Refusal(Why.SETTLED)
    if request.state is State.WAITING and has_begun(request):
        return Refusal(Why.UNDER_WAY)
    moved = request.recording(Verdict.WITHDRAW, act, request.open_position)
    return replace(moved.closed(), state=State.WITHDRAWN)


def recall(request: Request, act: Act) -> Request | Refusal:
    """What nobody had to decide is taken back by whoever put it on record: an outing that does not take place."""
    if not owns(request, act.actor):
        return Refusal(Why.NOT_YOURS)
    if request.state is not State.RECORDED:
        return Refusal(Why.SETTLED)
    return replace(request.recording(Verdict.WITHDRAW, act), state=State.WITHDRAWN)


def ask_annul(request: Request, step: Step, act: Act, begun: bool) -> Request | Refusal:
    """The applicant asks to have an approved one annulled; `step` names who must agree (rules M20-8).

    Work that was still to be done (a car to be fetched) waits meanwhile. What has `begun` is not annulled any more.
    """
    if not owns(request, act.actor):
        return Refusal(Why.NOT_YOURS)
    if request.state is not State.APPROVED:
        return Refusal(Why.SETTLED)
    if begun:
        return Refusal(Why.UNDER_WAY)
    asked = request.recording(Verdict.ASK_ANNUL, act, len(request.steps))
    asked = asked.closing(asked.open_position, StepState.LATER)
    appended = replace(asked, steps=(*asked.steps, step), state=State.ANNULLING)
    return appended.opening(len(appended.steps) - 1, act.at)


def annul(request: Request, act: Act, begun: bool) -> Request | Refusal:
    """Whoever approved it takes the approval back, with a reason (lessons 5.2, line 23; rules M20-8)."""
    approval = request.settled_by
    if request.state is not State.APPROVED:
        return Refusal(Why.NOT_YOURS if request.open_step else Why.SETTLED)
    if approval is None or approval.actor != act.actor:
        return Refusal(Why.NOT_YOURS)
    if begun:
        return Refusal(Why.UNDER_WAY)
    moved = request.recording(Verdict.ANNUL, act, request.open_position)
    return replace(moved.closed(StepState.LATER), state=State.ANNULLED)


def finish(request: Request, form: Mapping[str, Any], act: Act) -> Request | Refusal:
    """What was approved has been carried out (a return from leave): the request is over."""
    if request.state not in (State.APPROVED, State.RECORDED):
        return Refusal(Why.SETTLED)
    moved = request.recording(Verdict.FINISH, act)
    return replace(moved.closed(), state=State.FINISHED, form=form)


def lapse(request: Request, act: Act) -> Request | Refusal:
    """An approval that nobody used in its time is void, an oral one too (rules M07-2)."""
    oral = request.open_step is not None and request.open_step.kind is StepKind.CONFIRM
    if request.state is not State.APPROVED and not oral:
        return Refusal(Why.SETTLED)
    return replace(request.recording(Verdict.LAPSE, act).closed(), state=State.LAPSED)


def undo(request: Request, act: Act, within: timedelta) -> Request | Refusal:
    """A mis-tap is taken back by whoever made it, while nothing has followed from it (lessons 5.2, line 23)."""
    last = request.decisions[-1] if request.decisions else None
    if last is None or last.actor != act.actor or last.verdict not in _UNDOABLE:
        return Refusal(Why.NOT_YOURS)
    if act.at - last.at > within:
        return Refusal(Why.TOO_LATE)
    if request.steps[last.step].kind is StepKind.ANNUL:
        return Refusal(Why.WRONG_MOVE)
    moved = request.recording(Verdict.UNDO, act, last.step)
    moved = moved.closing(moved.open_position, StepState.LATER)
    return replace(moved.opening(last.step, act.at), state=State.WAITING)


def advanced(request: Request, position: int, outcome: State, at: datetime) -> Request:
    """The next step opened, or the outcome reached. What only has to be carried out counts as approved already.

    Work that was done before its oral approval was confirmed is not asked for again.
    """
    rest = [n for n in range(position, len(request.steps)) if request.steps[n].state is not StepState.DONE]
    if not rest:
        worked = position < len(request.steps) and outcome is State.APPROVED
        return replace(request, state=State.FINISHED if worked else outcome)
    decided = all(request.steps[n].kind is StepKind.TASK for n in rest)
    under_way = request.steps[rest[0]].state is StepState.OPEN
    moved = request if under_way else request.opening(rest[0], at)
    return replace(moved, state=State.APPROVED if decided else State.WAITING)


def owns(request: Request, actor: str) -> bool:
    """Whether somebody asked for it or entered it for another."""
    return actor in (request.applicant, request.entered_by)


def has_begun(request: Request) -> bool:
    """Whether a part of what was approved has been carried out: a car that is on its way, a seal that is outside."""
    later = (StepKind.TASK, StepKind.ANNUL)
    decided = max((n for n, step in enumerate(request.steps) if step.kind not in later), default=-1)
    work = (step for step in request.steps[decided + 1 :] if step.kind is StepKind.TASK)
    return any(step.state is StepState.DONE for step in work)


def _after_annul(request: Request, outcome: State, at: datetime) -> Request:
    """Annulled, or as approved as before: work that waited goes on."""
    request = replace(request, state=outcome)
    waiting = next((n for n, step in enumerate(request.steps) if step.state is StepState.LATER), -1)
    return request.opening(waiting, at) if outcome is State.APPROVED and waiting >= 0 else request


def _may_not_decide(request: Request, actor: str) -> Why | None:
    step = request.open_step
    if step is None:
        return Why.SETTLED
    if actor == request.applicant:
        return Why.OWN
    return None if actor in request.holders_of(request.open_position) else Why.NOT_YOURS
