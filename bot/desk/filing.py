"""Filing: what a check card showed becomes a request, or a returned one comes again."""

from __future__ import annotations

from dataclasses import replace

from bot import request_cards
from bot.affairs import duty_cover
from bot.desk.carrying_out import (
    carry_out,
    draw,
    hand_to_holders,
    notify,
    repaint_neighbours,
    show,
    write_books,
)
from bot.turn import Turn
from handlers.engine import handing, moves
from handlers.engine import serial as serials
from handlers.engine.matter import Matter, Plan
from handlers.engine.moves import Refusal
from handlers.engine.request import OWED, Request, Verdict
from storage import cards, requests
from storage.cards import Shown


def submit(turn: Turn, matter: Matter, plan: Plan, applicant: str, group: str, receipt: Shown | None) -> Request:
    """File it: a number, the first step waiting, the books, and a card to who has it now.

    `receipt` is the check card, which becomes the applicant's own; without one a new card is sent.
    """
    request = moves.opened(_numbered(turn, matter, plan, applicant, group), turn.now)
    requests.add(turn.uow, turn.org, request)
    turn.record("submit", request.serial)
    turn = turn.about(applicant)
    write_books(turn, request, "申请")
    if plan.settled:
        request = _settle_at_once(turn, request)
    if receipt is None:
        show(turn, request_cards.RECEIPT, request, turn.account)
    else:
        _to_receipt(turn, request, receipt)
    hand_to_holders(turn, request)
    _inform(turn, request)
    repaint_neighbours(turn, request)
    notify(turn, plan.notices, request.serial)
    duty_cover.tell_of_a_shift_at_hand(turn, request)
    return request


def resubmit(turn: Turn, serial: str, plan: Plan, receipt: Shown) -> None:
    """A returned one comes again under its own number, with the route that it has now."""
    done = carry_out(
        turn,
        serial,
        lambda t, before: handing.resubmit(before, plan.form, plan.steps, plan.informed, t.act()),
        Verdict.RESUBMIT.value,
    )
    if done is None:
        return
    turn, _, after = done
    _close_receipts(turn, serial)
    _to_receipt(turn, after, receipt)
    hand_to_holders(turn, after)
    _inform(turn, after)


def amend(turn: Turn, plan: Plan, receipt: Shown) -> None:
    """变更: the request that the plan names says something else from now on; everyone who has it is shown."""
    done = carry_out(
        turn,
        plan.amends,
        lambda t, before: handing.amend(before, plan.form, plan.steps, t.act(plan.title)),
        Verdict.AMEND.value,
    )
    if done is None:
        return
    turn, before, after = done
    if turn.account in (after.applicant, after.entered_by):
        _close_receipts(turn, after.serial)
        _to_receipt(turn, after, receipt)
    else:
        turn.out.repaint(replace(receipt, card=receipt.card.over(f"{after.serial} 已变更。")))
    hand_to_holders(turn, after, before)
    notify(turn, plan.notices, after.serial)


def _numbered(turn: Turn, matter: Matter, plan: Plan, applicant: str, group: str) -> Request:
    number = requests.next_serial_number(turn.uow, turn.org, matter.code, turn.now.year)
    return Request(
        serial=serials.make(matter.code, turn.now.year, number),
        matter=matter.code,
        applicant=applicant,
        entered_by=turn.account,
        form=plan.form,
        created_at=turn.now,
        policy_version=turn.facts.policy_version,
        steps=plan.steps,
        informed=plan.informed,
        group=group,
    )


def _to_receipt(turn: Turn, request: Request, receipt: Shown) -> None:
    """The check card turns into the applicant's own card about the request."""
    own = replace(receipt, about=request.serial, purpose=request_cards.RECEIPT, context={})
    turn.out.repaint(replace(own, card=draw(turn, request_cards.RECEIPT, request, receipt.receiver)))


def _close_receipts(turn: Turn, serial: str) -> None:
    """The applicant's card from before the change points to the new one, for good."""
    for shown in cards.about(turn.uow, turn.org, serial):
        if shown.purpose == request_cards.RECEIPT:
            closed = shown.card.over("已修改并重新提交，请看下面最新的一条。")
            turn.out.repaint(replace(shown, card=closed, purpose=request_cards.CLOSED))


def _settle_at_once(turn: Turn, request: Request) -> Request:
    """Whoever enters it is its approver: writing it down is the decision (rules M20-6)."""
    settled = moves.decide(request, Verdict.CONFIRM, turn.act("电话请假，由本人登记"))
    if isinstance(settled, Refusal):
        raise RuntimeError(f"{request.serial}: the approver's own entry was refused: {settled.why}")
    requests.change(turn.uow, turn.org, request, settled, turn.now)
    write_books(turn, settled, Verdict.CONFIRM.value)
    return settled


def _inform(turn: Turn, request: Request) -> None:
    if request.entered_by != request.applicant:
        owed = request.form.get("slip") == OWED
        show(turn, request_cards.SLIP if owed else request_cards.RECEIPT, request, request.applicant)
    for account in request.informed:
        show(turn, request_cards.NOTICE, request, account)
