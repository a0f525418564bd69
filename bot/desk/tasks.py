"""Doing the work that a route names: assigning, stamping, handing out and taking back."""

from __future__ import annotations

from dataclasses import replace

from bot import sentences
from bot.desk.carrying_out import carry_out, commit, hand_to_holders, notify
from bot.turn import Turn
from handlers.engine import moves
from handlers.engine.matter import Fault, Handled, Tapped
from handlers.engine.moves import Refusal, Why
from handlers.engine.request import Request, StepKind, Verdict
from storage import requests


def handle(turn: Turn, serial: str, tapped: Tapped) -> None:
    """A tap on an open task: done, gone on with, or the reason why it cannot be done."""
    before = requests.get(turn.uow, turn.org, serial, lock=True)
    if before is None:
        return turn.reply(sentences.no_such_request(serial))
    turn = turn.about(before.applicant)
    step = before.step_of(turn.account)
    if step is None or step.kind is not StepKind.TASK:
        carry_out(turn, serial, lambda _, request: _refusal(request, turn.account), "")
        return None
    handled = turn.matters[before.matter].tasks[step.name].handle(before, tapped, turn.facts)
    if isinstance(handled, Fault):
        return turn.reply(handled.text, serial)
    if handled.done:
        done = carry_out(turn, serial, lambda t, r: _performed(t, r, handled), handled.verdict.value)
        if done is None:
            return None
        hand_to_holders(done[0], done[2], done[1])
    else:
        after = replace(before, form=handled.form, revision=before.revision + 1)
        commit(turn, before, after, Verdict.DO.value)
    return notify(turn, handled.notices, serial)


def _performed(turn: Turn, request: Request, handled: Handled) -> Request | Refusal:
    return moves.perform(request, handled.form, turn.act(handled.words), handled.verdict, handled.route)


def _refusal(request: Request, actor: str) -> Refusal:
    mine = actor in (request.open_step.approvers if request.open_step else ())
    return Refusal(Why.WRONG_MOVE if mine else Why.NOT_YOURS if request.open_step else Why.SETTLED)
