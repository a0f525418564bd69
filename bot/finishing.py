"""The end of a request by hand: back from leave, back from an outing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot import sentences
from bot.desk import carrying_out
from bot.turn import Turn
from handlers.engine import moves
from handlers.engine.days import Span
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


def running(turn: Turn, applicant: str) -> Request | None:
    """What somebody most likely means who is back: of leave and outings that are not ended, the one begun last."""
    facts = turn.about(applicant).facts
    own = requests.of_applicant(turn.uow, turn.org, applicant)
    away = [(min(span.first for span in spans), r) for r in own if (spans := _away(turn, r, applicant))]
    begun = [(first, r) for first, r in away if first <= facts.this_half]
    if begun:
        return max(begun, key=lambda pair: pair[0])[1]
    return next((r for _, r in away), None)


def _away(turn: Turn, request: Request, applicant: str) -> list[Span]:
    """When the request takes its applicant away, where that is still to be ended by hand.

    What was only put on record ends by itself after its last day.
    """
    matter = turn.matters[request.matter]
    if not matter.finish or request.state not in (State.APPROVED, State.RECORDED):
        return []
    spans = [a.span for a in matter.absences(request, turn.facts) if a.member == applicant]
    return [s for s in spans if request.state is State.APPROVED or s.last.day >= turn.facts.today]
