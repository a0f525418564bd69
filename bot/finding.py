"""Which request is meant: by its number, or as the only one that can be."""

from __future__ import annotations

from bot.turn import Turn
from handlers.engine import serial as serials
from handlers.engine.request import Request, State, StepKind
from storage import requests


def by_number(turn: Turn, words: str) -> Request | None:
    """The request that this number means, among everything of the org; None where there is none or no certainty."""
    spoken = serials.spoken(words)
    if spoken is None:
        return None
    if spoken.prefix:
        year = spoken.year or turn.now.year
        return requests.get(turn.uow, turn.org, serials.make(spoken.prefix, year, spoken.number))
    own = requests.of_applicant(turn.uow, turn.org, turn.account)
    found = [request for request in own if spoken.means(request.serial)] or _had_on_the_table(turn, spoken.number)
    return found[0] if len(found) == 1 else None


def _had_on_the_table(turn: Turn, number: int) -> list[Request]:
    """This year's requests of this running number that this person was ever to decide, or was told about."""
    named = (serials.make(code, turn.now.year, number) for code in turn.matters)
    found = (requests.get(turn.uow, turn.org, serial) for serial in named)
    return [r for r in found if r and turn.account in {*r.informed, *(a for step in r.steps for a in step.approvers)}]


def only_waiting(turn: Turn) -> Request | None:
    """The one request that waits for this person's decision; None where none does or several do."""
    waiting = requests.waiting_for(turn.uow, turn.org, turn.account)
    return waiting[0] if len(waiting) == 1 else None


def only_own(turn: Turn, *states: State) -> Request | None:
    """This person's one request in these states; None where there is none or several."""
    own = [r for r in requests.of_applicant(turn.uow, turn.org, turn.account) if r.state in states]
    return own[0] if len(own) == 1 else None


def held_tasks(turn: Turn) -> list[Request]:
    """The requests on which this person has work to do."""
    waiting = requests.waiting_for(turn.uow, turn.org, turn.account)
    return [r for r in waiting if (step := r.step_of(turn.account)) and step.kind is StepKind.TASK]


def informed_of(turn: Turn) -> Request | None:
    """The one open request about which this leader was told or must give an opinion."""
    told = [r for r in requests.all_waiting(turn.uow, turn.org) if _may_opine(turn.account, r)]
    return told[0] if len(told) == 1 else None


def running_thread(turn: Turn) -> Request | None:
    """The last thing put on record that can have news: what «续报» without a number is about."""
    own = requests.of_applicant(turn.uow, turn.org, turn.account)
    threads = (r for r in own if r.state is State.RECORDED and "news" in r.form)
    return next(threads, None)


def _may_opine(account: str, request: Request) -> bool:
    required = request.open_step is not None and request.open_step.kind is StepKind.OPINION
    return account in request.informed or (required and account in request.holders)
