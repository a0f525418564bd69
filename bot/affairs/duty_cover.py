"""Somebody to cover a shift: asked for by whoever has it, and before a leave over it is approved (rules M19-4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.affairs import duty_book, duty_days
from bot.desk.carrying_out import repaint_all
from bot.turn import Turn
from handlers.duty import cannot, changing, swapping
from handlers.engine.absence import DutySlot
from handlers.engine.request import Request, State
from storage import cards, requests

CHOOSE = "duty_choose"


def offer(turn: Turn, account: str, slot: DutySlot, serial: str = "") -> None:
    """A card to whoever has this shift, to choose whom they ask; `serial` is the leave that waits for it."""
    leading = slot.leader == account
    found = changing.candidates(slot, leading, turn.facts, duty_days.around(turn, [slot]))
    people = {changing.called(m, turn.facts.directory): m.account for m in found if m.account != account}
    card = swapping.choice_card(slot, leading, list(people), serial, turn.facts)
    context = {"slot": duty_book.to_data(slot), "people": people}
    turn.out.show(account, card, CHOOSE, serial, context)


def hinders(turn: Turn, request: Request) -> bool:
    """Whether the leave would leave a shift uncovered; then the decider is told which, and the applicant to swap.

    `turn` has the facts of the applicant. The applicant is asked once for each shift, however often it is tapped.
    """
    slots = turn.matters[request.matter].uncovered(request, turn.facts)
    if not slots:
        return False
    name = turn.facts.directory.name(request.applicant)
    turn.reply(swapping.uncovered(request.serial, name, slots, turn.facts), request.serial)
    turn.record("refused", request.serial, {"why": "duty not covered"})
    out = [s.context["slot"] for s in cards.about(turn.uow, turn.org, request.serial) if s.purpose == CHOOSE]
    for slot in slots:
        if duty_book.to_data(slot) not in out:
            offer(turn, request.applicant, slot, request.serial)
    return True


def tell_of_a_shift_at_hand(turn: Turn, request: Request) -> None:
    """Leave asked for over a shift that runs or begins within a day: the office hears at once, and may replace them."""
    if request.state is not State.WAITING:
        return
    slots = [s for s in turn.matters[request.matter].uncovered(request, turn.facts) if cannot.is_soon(s, turn.now)]
    office = turn.facts.contact(but=request.applicant)
    if slots and office and office not in request.holders:
        words = cannot.leave_over(request.serial, request.applicant, slots, turn.facts)
        turn.out.say(office, words, request.serial)


def after_change(turn: Turn, accounts: Iterable[str]) -> None:
    """Leaves that waited for a shift to be covered: their cards say so, and whoever was told before is told again."""
    for account in accounts:
        about = turn.about(account)
        for request in requests.of_applicant(turn.uow, turn.org, account):
            if request.state is State.WAITING:
                repaint_all(about, request)
                _tell_if_covered(about, request)


def _tell_if_covered(turn: Turn, request: Request) -> None:
    offered = [s for s in cards.about(turn.uow, turn.org, request.serial) if s.purpose == CHOOSE and s.card.buttons]
    if not offered or turn.matters[request.matter].uncovered(request, turn.facts):
        return
    for shown in offered:
        turn.out.repaint(replace(shown, card=shown.card.over("这一班已有人顶。")))
    for account in request.holders:
        words = swapping.covered(request.serial, turn.facts.directory.name(request.applicant))
        turn.out.say(account, words, request.serial)
