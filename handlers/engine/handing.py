"""The moves that send a request another way: to somebody else, to one more signer, back to be changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from handlers.engine.moves import Refusal, Why, advanced, owns
from handlers.engine.people import Directory, Member
from handlers.engine.request import Act, Request, State, Step, StepKind, StepState, Verdict

_MOVABLE = frozenset({StepKind.DECIDE, StepKind.ASSIGN, StepKind.OPINION, StepKind.TASK})


def hand_over(request: Request, to: Step, act: Act) -> Request | Refusal:
    """转办: the open step goes to somebody else; `to` replaces it, the hand-over stays on record."""
    refused = _may_not_send(request, act.actor)
    if refused:
        return Refusal(refused)
    position = request.open_position
    moved = request.recording(Verdict.HAND_OVER, act, position)
    return moved.with_step(position, to).opening(position, act.at)


def add_signer(request: Request, signer: Step, before: bool, act: Act) -> Request | Refusal:
    """加签: one more decides, before the open step's person or after."""
    refused = _may_not_send(request, act.actor)
    if refused:
        return Refusal(refused)
    position = request.open_position
    moved = request.recording(Verdict.ADD_SIGNER, act, position)
    place = position if before else position + 1
    if before:
        moved = moved.closing(position, StepState.LATER)
    moved = replace(moved, steps=(*moved.steps[:place], signer, *moved.steps[place:]))
    return moved.opening(position, act.at)


def return_to_applicant(request: Request, act: Act) -> Request | Refusal:
    """退回: the applicant changes something and hands it in again under the same number."""
    refused = _may_not_send(request, act.actor)
    if refused:
        return Refusal(refused)
    position = request.open_position
    moved = request.recording(Verdict.RETURN, act, position)
    return replace(moved.closing(position), state=State.RETURNED)


def return_to_step(request: Request, position: int, act: Act) -> Request | Refusal:
    """退回到前一环节: an earlier step is asked anew, and every step after it again afterwards."""
    refused = _may_not_send(request, act.actor)
    if refused or not 0 <= position < request.open_position:
        return Refusal(refused or Why.WRONG_MOVE)
    moved = request.recording(Verdict.RETURN, act, request.open_position)
    for later in range(position, len(moved.steps)):
        moved = moved.closing(later, StepState.LATER)
    return moved.opening(position, act.at)


def resubmit(
    request: Request, form: Mapping[str, Any], steps: tuple[Step, ...], informed: tuple[str, ...], act: Act
) -> Request | Refusal:
    """A returned one comes again, changed, with the route that it has now; its record goes on."""
    if not owns(request, act.actor):
        return Refusal(Why.NOT_YOURS)
    if request.state is not State.RETURNED:
        return Refusal(Why.SETTLED)
    moved = request.recording(Verdict.RESUBMIT, act)
    fresh = replace(moved, form=form, steps=steps, informed=informed, state=State.WAITING)
    return fresh.opening(0, act.at) if steps else replace(fresh, state=State.RECORDED)


def amend(request: Request, changes: Mapping[str, Any], steps: tuple[Step, ...], act: Act) -> Request | Refusal:
    """变更: an open or approved request says something else from now on, under the same number.

    `steps`, where there are any, take the place of what is open and still to come, and are asked anew.
    """
    if request.state not in (State.WAITING, State.APPROVED):
        return Refusal(Why.SETTLED)
    moved = replace(request.recording(Verdict.AMEND, act), form={**request.form, **changes})
    if not steps:
        return moved
    behind = sum(1 for step in moved.steps if step.state is StepState.DONE)
    return advanced(replace(moved, steps=(*moved.steps[:behind], *steps)), behind, moved.state, act.at)


def released(request: Request, leaver: str, to: Step, at: datetime) -> Request:
    """Somebody moves or leaves: the open step that only they could move goes to `to` (rules X11)."""
    position = request.open_position
    act = Act(leaver, at, "人员变动")
    return request.recording(Verdict.HAND_OVER, act, position).with_step(position, to).opening(position, at)


def stood_in(request: Request, away: Collection[str], directory: Directory, at: datetime) -> Request:
    """Open work of somebody who is away goes to the recorded stand-in, with a line in the record (rules M07-1, X4).

    Where nobody is recorded, or everybody is away, it stays where it is.
    """
    for position, step in enumerate(request.steps):
        holders = request.holders_of(position) if step.kind is StepKind.TASK else ()
        if holders and all(account in away for account in holders):
            request = _to_stand_in(request, position, holders[0], away, directory, at)
    return request


def _to_stand_in(
    request: Request, position: int, holder: str, away: Collection[str], directory: Directory, at: datetime
) -> Request:
    to = _stand_in(holder, away, directory)
    if to is None:
        return request
    words = f"{directory.name(holder)}不在岗，由代理人{to.name}代办"
    step = request.steps[position]
    moved = request.recording(Verdict.HAND_OVER, Act(holder, at, words), position)
    return moved.with_step(position, replace(step, approvers=(to.account,), why=f"{step.why}；{words}"))


def _stand_in(holder: str, away: Collection[str], directory: Directory) -> Member | None:
    able = (directory.member(a) for a in directory.stand_ins.get(holder, ()) if a not in away)
    return next((member for member in able if member is not None), None)


def _may_not_send(request: Request, actor: str) -> Why | None:
    step = request.open_step
    if step is None:
        return Why.SETTLED
    if actor not in request.holders_of(request.open_position):
        return Why.NOT_YOURS
    return None if step.kind in _MOVABLE else Why.WRONG_MOVE
