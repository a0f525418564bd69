"""The end of an approved request: back from leave, the car brought back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import sentences
from bot.desk import carrying_out
from bot.turn import Turn
from handlers.engine import moves
from handlers.engine.matter import Fault
from handlers.engine.moves import Refusal
from handlers.engine.request import Request, State
from storage import requests


def finish(turn: Turn, serial: str, slots: Mapping[str, Any], by_tap: bool = False) -> None:
    """Carry out the end of this request; the card that was tapped says so itself, words get words."""
    before = requests.get(turn.uow, turn.org, serial, lock=True)
    if before is None:
        return turn.reply(sentences.no_such_request(serial))
    turn = turn.about(before.applicant)
    ended = turn.matters[before.matter].finishing(before, slots, turn.facts)
    if isinstance(ended, Fault):
        return turn.reply(ended.text, serial)
    after = moves.finish(before, ended.form, turn.act(ended.event))
    if isinstance(after, Refusal):
        return carrying_out.tell_refusal(turn, before, after)
    carrying_out.commit(turn, before, after, ended.event)
    carrying_out.notify(turn, ended.notices, serial)
    if not by_tap or ended.notices:
        turn.reply(ended.words, serial)
    return None


def running(turn: Turn, matter: str, applicant: str) -> Request | None:
    """The approved request of this kind that somebody most likely means: the one begun last."""
    own = requests.of_applicant(turn.uow, turn.org, applicant)
    approved = [r for r in own if r.matter == matter and r.state is State.APPROVED]
    facts = turn.about(applicant).facts
    begun = [r for r in approved if any(a.span.first <= facts.this_half for a in _absences(turn, r))]
    return next(iter(begun or approved), None)


def _absences(turn: Turn, request: Request) -> tuple[Any, ...]:
    return turn.matters[request.matter].absences(request, turn.facts)
