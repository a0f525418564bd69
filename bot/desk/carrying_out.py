"""What every move on a request means for the rest of the house: the record, the books, the cards, the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from bot import request_cards, sentences
from bot.affairs import gathering_turns, presenting_away
from bot.affairs.attendance import verifying
from bot.turn import Turn
from handlers.engine import handing
from handlers.engine.content import Card
from handlers.engine.matter import Notice
from handlers.engine.moves import Refusal
from handlers.engine.request import Request, State, StepKind, StepState, Verdict
from storage import bookings, books, cards, requests

Move = Callable[[Turn, Request], Request | Refusal]

_PURPOSES = frozenset((request_cards.DECIDE, request_cards.NOTICE, request_cards.RECEIPT, request_cards.SLIP))


def carry_out(turn: Turn, serial: str, move: Move, event: str) -> tuple[Turn, Request, Request] | None:
    """Make one move on the request of this number, held until the transaction ends.

    Returns the turn with the applicant's facts, the request before and after; None where it cannot be made, after
    whoever tried has been told why.
    """
    before = requests.get(turn.uow, turn.org, serial, lock=True)
    if before is None:
        turn.reply(sentences.no_such_request(serial))
        return None
    turn = turn.about(before.applicant)
    after = move(turn, before)
    if isinstance(after, Refusal):
        tell_refusal(turn, before, after)
        return None
    if is_taken(turn, after):
        _choose_again(turn, before)
        return None
    return turn, before, _with_stand_ins(turn, before, after, event)


def _with_stand_ins(turn: Turn, before: Request, moved: Request, event: str) -> Request:
    """Committed; work that now lies with somebody who is away goes to the stand-in, which is a line of its own."""
    after = handing.stood_in(moved, turn.facts.away, turn.facts.directory, turn.now)
    commit(turn, before, after, event)
    if after != moved:
        write_books(turn, after, Verdict.HAND_OVER.value)
    return after


def is_taken(turn: Turn, request: Request) -> bool:
    """Whether a firm booking of somebody else stands in the way of what the request takes; if so, that is said."""
    wanted = turn.matters[request.matter].bookings(request, turn.facts)
    clash = bookings.in_the_way(turn.uow, turn.org, wanted)
    if clash is not None:
        turn.reply(sentences.taken_meanwhile(clash, turn.facts), request.serial)
    return clash is not None


def _choose_again(turn: Turn, request: Request) -> None:
    """What was chosen for it went to somebody else before it was decided: whoever chose is asked anew (rules X2)."""
    chosen = (n for n, s in enumerate(request.steps) if s.kind is StepKind.TASK and s.state is StepState.DONE)
    position = max(chosen, default=-1)
    moved = handing.return_to_step(request, position, turn.act("所选已被占用，请重新安排"))
    if not isinstance(moved, Refusal):
        commit(turn, request, moved, Verdict.RETURN.value)
        hand_to_holders(turn, moved, request)


def commit(turn: Turn, before: Request, after: Request, event: str) -> None:
    """Write what a move changed: state, record, books, and every card that is out about it."""
    requests.change(turn.uow, turn.org, before, after, turn.now)
    turn.record(event, after.serial)
    write_books(turn, after, event)
    repaint_all(turn, after)
    notify(turn, turn.matters[after.matter].consequences(before, after, turn.facts), after.serial)


def tell_refusal(turn: Turn, request: Request, refusal: Refusal) -> None:
    """The truth to whoever made a move that cannot be made; a stale card of theirs is repainted on the way."""
    repaint_all(turn, request)
    turn.reply(sentences.refused(refusal.why, request, turn.facts), request.serial)
    turn.record("refused", request.serial, {"why": refusal.why.value})


def repaint_all(turn: Turn, request: Request) -> None:
    """Every card about it shows how it stands now, wherever it was sent."""
    for shown in cards.about(turn.uow, turn.org, request.serial):
        if shown.purpose in _PURPOSES:
            asking = tuple(shown.context["asking"]) if "asking" in shown.context else None
            card = draw(turn, shown.purpose, request, shown.receiver, asking)
            if not _is_over_already(shown.card, card):
                turn.out.repaint(replace(shown, card=card))


def _is_over_already(shown: Card, drawn: Card) -> bool:
    """A card that has said its outcome says it for good; what is learnt later changes nothing on it."""
    return not shown.buttons and not drawn.buttons and shown.text == drawn.text


def repaint_neighbours(turn: Turn, request: Request) -> None:
    """The applicant's other requests that still wait: their cards show this one beside them (rules M20-5)."""
    turn = turn.about(request.applicant)
    for other in requests.of_applicant(turn.uow, turn.org, request.applicant):
        if other.state is State.WAITING and other.serial != request.serial:
            repaint_all(turn, other)


def write_books(turn: Turn, request: Request, event: str) -> None:
    """The absences and bookings that it means now, and a line in its ledger."""
    matter = turn.matters[request.matter]
    books.write(turn.uow, turn.org, matter, request, turn.facts, event, turn.member.name)
    absences = matter.absences(request, turn.facts)
    gathering_turns.amend_for(turn, absences)
    verifying.amend_for(turn, absences)
    presenting_away.ask_in_place(turn, absences)


def draw(turn: Turn, purpose: str, request: Request, receiver: str, asking: tuple[int, int] | None = None) -> Card:
    """A card of this purpose for this receiver; `asking` is what a decision card is bound to."""
    return request_cards.draw(purpose, request, turn.matters[request.matter], turn.facts, receiver, asking)


def show(turn: Turn, purpose: str, request: Request, receiver: str) -> None:
    """A new card of this purpose to this receiver."""
    context = {"asking": list(request.asked_of(receiver))} if purpose == request_cards.DECIDE else {}
    turn.out.show(receiver, draw(turn, purpose, request, receiver), purpose, request.serial, context)


def hand_to_holders(turn: Turn, request: Request, before: Request | None = None) -> None:
    """A card to everyone who can move it now and could not before."""
    for account in request.holders:
        known = before is not None and account in before.holders
        if before is None or not known or before.asked_of(account) != request.asked_of(account):
            show(turn, request_cards.DECIDE, request, account)
            _tell_if_nobody_is_there(turn, request, account)


def _tell_if_nobody_is_there(turn: Turn, request: Request, account: str) -> None:
    """Work that lies with somebody who is away and has no stand-in: said at once (rules M07-1)."""
    step = request.step_of(account)
    if step is None or step.kind is not StepKind.TASK or account not in turn.facts.away:
        return
    told = sentences.nobody_there(request, turn.matters[request.matter], turn.facts, account)
    for to in dict.fromkeys((request.applicant, turn.facts.contact(but=account))):
        if to:
            turn.out.say(to, told, request.serial)


def notify(turn: Turn, notices: Iterable[Notice], serial: str) -> None:
    """Words that a matter wants said beside the cards; "" means the office's contact."""
    for notice in notices:
        to = notice.to or turn.facts.contact(but=turn.account)
        if to:
            turn.out.say(to, notice.text.replace("{serial}", serial), serial)
        other = requests.get(turn.uow, turn.org, notice.card) if notice.card else None
        if other is not None:
            show(turn.about(other.applicant), request_cards.DECIDE, other, to)


def tell_outcome(turn: Turn, before: Request, after: Request) -> None:
    """What became of it, to whom it concerns: the next holder a card, the applicant and the group a word."""
    if before.steps != after.steps:
        hand_to_holders(turn, after, before)
    if after.state in (before.state, State.WAITING):
        return
    matter = turn.matters[after.matter]
    annulling = before.state is State.ANNULLING
    for account in dict.fromkeys((after.applicant, after.entered_by)):
        turn.out.say(account, sentences.outcome(after, matter, turn.facts, account, annulling), after.serial)
    if after.group and after.state is State.APPROVED and before.state is State.WAITING:
        turn.out.say_in_group(after.group, sentences.approved_in_group(after, matter, turn.facts), after.serial)
    if after.group and after.state is State.ANNULLED:
        turn.out.say_in_group(after.group, sentences.annulled_in_group(after, matter, turn.facts), after.serial)
    if after.state is State.DENIED and (contact := turn.facts.contact()):
        turn.out.say(contact, sentences.denied(after, matter, turn.facts), after.serial)
