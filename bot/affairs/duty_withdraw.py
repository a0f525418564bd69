"""Whoever asked for a swap takes it back before it is carried out (rules M19-4)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.affairs import duty_book, duty_days
from bot.affairs.duty_replaced import OFFICE, REQUEST, open_cards
from bot.turn import Turn
from handlers.duty import swapping
from storage import duty
from storage.cards import Shown

_BACK = re.compile(
    r"(?:我)?(?:想|要)?(?:撤回|撤销|取消|收回)(?:我)?(?P<one>.*?)的?(?:换班|调班|换班申请|换班请求)(?:了|吧)?"
)
_NEVER_MIND = re.compile(r"(?P<one>.*?)(?:我)?(?:不换班|不用换班|不想换班|不换)了")


def on_words(turn: Turn, short: str) -> bool:
    """«撤回换班»; «撤回12月9日换班»; «不换班了»."""
    match = _BACK.fullmatch(short) or _NEVER_MIND.fullmatch(short)
    if match is None:
        return False
    duty.hold(turn.uow, turn.org)
    own = [shown for shown in open_cards(turn, REQUEST, OFFICE) if shown.context.get("giver") == turn.account]
    if not own and "换班" not in short:
        return False
    turn.acknowledge()
    _withdraw(turn, _meant(turn, own, match["one"]) if match["one"] else own)
    return True


def _meant(turn: Turn, own: list[Shown], words: str) -> list[Shown]:
    """Those of the day that is named, or of the person."""
    day = duty_days.day_in(turn, words)
    swaps = {shown.id: duty_book.to_swap(shown.context) for shown in own}
    if day is not None:
        return [s for s in own if any(slot.start.date() == day for slot in swaps[s.id].given)]
    return [s for s in own if turn.facts.directory.name(swaps[s.id].taker) in words]


def _withdraw(turn: Turn, own: list[Shown]) -> None:
    swaps = [duty_book.to_swap(shown.context) for shown in own]
    if not own:
        return turn.reply(swapping.NOTHING_ASKED)
    if len({swap.given for swap in swaps}) > 1:
        return turn.reply(swapping.which_withdrawn(swaps, turn.facts))
    for shown, swap in zip(own, swaps, strict=True):
        turn.out.repaint(replace(shown, card=shown.card.over(swapping.WITHDRAWN)))
        if shown.purpose == OFFICE:
            turn.out.say(swap.taker, swapping.withdrawn_told(swap, turn.facts))
    turn.record("duty swap withdrawn", swaps[0].given[0].start.isoformat())
    return turn.reply(swapping.withdrawn(swaps, turn.facts))
