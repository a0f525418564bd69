"""Once a shift is in other hands: what was asked about it is over, and whoever begins late has a card (rules M19-3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.affairs import duty_book
from bot.affairs.duty_cover import CHOOSE
from bot.turn import Turn
from handlers.duty import swapping, watch
from handlers.duty.changing import Change
from handlers.engine.absence import DutySlot
from schedules.duty_take_over import PURPOSE as TAKE_OVER
from schedules.duty_take_over import SINCE
from storage import cards, duty, duty_takeovers
from storage.cards import Shown

REQUEST, OFFICE = "duty_swap", "duty_confirm"
_MOST_CARDS = 100


def after(turn: Turn, changes: Sequence[Change], but: str = "") -> None:
    """`but` is the card whose tap brought the change: it says itself what came of it."""
    _end_requests(turn, [change.slot for change in changes], but)
    for change in changes:
        if _is_at_hand(turn, change.slot):
            _hand_card(turn, change)


def _end_requests(turn: Turn, slots: Sequence[DutySlot], but: str) -> None:
    for shown in open_about(turn, slots):
        if shown.id == but:
            continue
        turn.out.repaint(replace(shown, card=shown.card.over(swapping.OVERTAKEN)))
        giver = str(shown.context.get("giver", ""))
        if giver and all(giver not in (slot.member, slot.leader) for slot in slots):
            turn.out.say(giver, swapping.overtaken(duty_book.to_swap(shown.context), turn.facts))


def open_about(turn: Turn, slots: Sequence[DutySlot]) -> tuple[Shown, ...]:
    """Every card with which somebody can still bring about a swap of one of these shifts."""
    wanted = [duty_book.to_data(slot) for slot in slots]
    return tuple(shown for shown in open_cards(turn, REQUEST, OFFICE, CHOOSE) if _is_about(shown, wanted))


def open_cards(turn: Turn, *purposes: str) -> list[Shown]:
    """The cards of these purposes that have not been answered; a leave's own are left to the leave."""
    found = (shown for purpose in purposes for shown in cards.serving(turn.uow, turn.org, purpose))
    return [shown for shown in found if shown.card.buttons and not shown.about]


def _is_about(shown: Shown, wanted: Sequence[list[str]]) -> bool:
    mine = [*shown.context.get("given", ()), *shown.context.get("taken", ())]
    if "slot" in shown.context:
        mine.append(shown.context["slot"])
    return any(list(slot) in wanted for slot in mine)


# --- a shift that runs, or is about to begin --------------------------------------------------------------------------


def _is_at_hand(turn: Turn, slot: DutySlot) -> bool:
    """Whether its cards have gone out and it is not over."""
    early = timedelta(minutes=turn.facts.policy.duty.take_over_before_minutes)
    return slot.start - early <= turn.now < slot.end


def _hand_card(turn: Turn, change: Change) -> None:
    """Whoever is replaced need not take over any more; whoever is put in has a card, and their time begins now."""
    slot, start = change.after, change.slot.start
    for shown in cards.seen_by(turn.uow, turn.org, [change.of], _MOST_CARDS):
        if shown.purpose == TAKE_OVER and _begins(shown) == start and shown.card.buttons:
            turn.out.repaint(replace(shown, card=shown.card.over(watch.NOT_YOURS_NOW)))
    before = duty.overlapping(turn.uow, turn.org, start - timedelta(minutes=1), start)
    taken = duty_takeovers.taken_by(turn.uow, turn.org, start)
    if change.to in watch.pair(slot, before) and change.to not in taken:
        context = {"start": start.isoformat(), SINCE: turn.now.isoformat()}
        turn.out.show(change.to, watch.take_over_card(slot, change.to, turn.facts), TAKE_OVER, context=context)


def _begins(shown: Shown) -> datetime:
    return datetime.fromisoformat(str(shown.context["start"]))
