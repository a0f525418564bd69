"""Taking over a shift, by tap or in words (rules M19-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.affairs import duty_book, duty_hand_off
from bot.incoming import Tap
from bot.turn import Turn
from handlers.duty import watch
from handlers.duty.book import serial_of
from handlers.engine.absence import DutySlot
from handlers.engine.wording import say_clock
from schedules.duty_take_over import PURPOSE
from storage import cards, duty, duty_takeovers
from storage.cards import Shown

_SAID = frozenset(["接班", "已接班", "我接班", "我接班了", "接班了"])
_EARLY = timedelta(minutes=30)
_MOST_CARDS = 100


def on_words(turn: Turn, short: str) -> bool:
    """«接班»: the shift that runs now or begins within half an hour."""
    if short not in _SAID:
        return False
    now = turn.now
    own = duty.of_member(turn.uow, turn.org, turn.account, now)
    slot = next((s for s in own if s.start - _EARLY <= now < s.end), None)
    turn.acknowledge()
    if slot is None:
        turn.reply(watch.NOT_YET)
    else:
        _take_over(turn, slot)
    return True


def on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """接班 on the card."""
    start = datetime.fromisoformat(str(shown.context["start"]))
    slots = duty.beginning(turn.uow, turn.org, start, start + timedelta(seconds=1))
    slot = next((s for s in slots if turn.account in (s.leader, s.member)), None)
    if slot is None:
        return turn.out.repaint(replace(shown, card=shown.card.over(watch.NOT_YOURS_NOW)))
    return _take_over(turn, slot)


def _take_over(turn: Turn, slot: DutySlot) -> None:
    if not duty_takeovers.take_over(turn.uow, turn.org, slot.start, turn.account, turn.now):
        return turn.reply(watch.TAKEN_ALREADY)
    part = "带班" if slot.leader == turn.account else "值班"
    duty_book.write(turn, [slot], f"{part}接班", {"接班": f"{turn.now:%H:%M} {turn.member.name}（{part}）"})
    turn.record("duty taken over", serial_of(slot))
    said = f"{say_clock(turn.now)}{watch.TAKEN}"
    start = slot.start.isoformat()
    seen = cards.seen_by(turn.uow, turn.org, [turn.account], _MOST_CARDS)
    open_ = [s for s in seen if s.purpose == PURPOSE and s.context.get("start") == start and s.card.buttons]
    for shown in open_:
        turn.out.repaint(replace(shown, card=shown.card.over(said)))
    handed = duty_hand_off.handed_to(turn, slot)
    told = "\n".join(line for line in ("" if open_ else said, handed) if line)
    return turn.reply(told) if told else None
