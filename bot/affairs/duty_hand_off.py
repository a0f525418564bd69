"""Handing a shift over: its log is closed, and whoever comes next knows what is open (rules M19-5)."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.affairs import duty_book
from bot.affairs.duty_log_asked import still_open
from bot.turn import Turn
from handlers.duty import log
from handlers.duty import log_words as words
from handlers.engine.absence import DutySlot
from handlers.engine.duty_log import HandOver
from handlers.engine.working_hours import next_allowed
from storage import duty, duty_log, duty_takeovers

_SAID = re.compile(r"(?:我|现在|我要|申请)?(?:已)?交班(?:了|啦)?(?:(?:[：:，,\s]+|(?=给))(?P<words>.+))?", re.DOTALL)
_MOMENT = timedelta(seconds=1)


def on_words(turn: Turn, short: str) -> bool:
    """«交班»; «交班：车钥匙在门卫室»."""
    match = _SAID.fullmatch(short)
    if match is None:
        return False
    turn.acknowledge()
    _hand_off(turn, (match["words"] or "").strip())
    return True


def _hand_off(turn: Turn, said: str) -> None:
    duty.hold(turn.uow, turn.org)
    own = [
        slot
        for slot in duty.overlapping(turn.uow, turn.org, turn.now - log.LATE, turn.now + _MOMENT)
        if turn.account in (slot.leader, slot.member)
    ]
    handed = duty_log.handed(turn.uow, turn.org, [slot.start for slot in own])
    slot = next((slot for slot in own if slot.start not in handed), None)
    if slot is None:
        already = handed[own[-1].start].at if own else None
        return turn.reply(words.handed_already(already, turn.facts) if already else words.NOT_ON_DUTY)
    if turn.now < slot.end - log.HAND_OFF_EARLY:
        return turn.reply(words.too_early(slot, turn.facts))
    duty_log.hand_over(turn.uow, turn.org, HandOver(slot.start, turn.account, said, turn.now))
    told = f"{turn.now:%H:%M} {turn.member.name}" + (f"：{said}" if said else "")
    duty_book.write(turn, [slot], "交班", {"交班": told})
    turn.record("duty handed over", slot.start.isoformat())
    return _tell(turn, slot, said)


def _tell(turn: Turn, slot: DutySlot, said: str) -> None:
    """Whoever has taken over hears at once, whoever has not with the take-over; in working hours the office."""
    left = still_open(turn)
    noted = len(log.points(duty_log.of_shifts(turn.uow, turn.org, [slot.start])))
    after = next_after(turn, slot)
    name = turn.facts.directory.name
    if after:
        taken = duty_takeovers.taken_by(turn.uow, turn.org, after.start)
        receivers = [after.member] if after.member in taken else []
        to = f"下一班{name(after.member)}"
    else:
        contact = turn.facts.contact(but=turn.account)
        receivers = [contact] if contact else []
        to = f"党政办{name(contact)}" if contact else "党政办"
    turn.reply(words.handed_off(slot, noted, left, to, turn.facts))
    awake = next_allowed(turn.now, turn.facts.policy.reminders)
    for account in receivers:
        if (left or said) and account != turn.account:
            turn.out.say(account, words.to_next(slot, said, left, turn.facts), not_before=awake)


def next_after(turn: Turn, slot: DutySlot) -> DutySlot | None:
    """The shift that takes over from this one directly; None where working hours follow."""
    margin = log.BEFORE_THE_SHIFT
    return duty.first_from(turn.uow, turn.org, slot.end - margin, slot.end + margin)


def handed_to(turn: Turn, slot: DutySlot) -> str:
    """What whoever takes over is told: the words of the shift before, and what is open; "" where there is nothing."""
    before = [
        other
        for other in duty.overlapping(turn.uow, turn.org, slot.start - log.BEFORE_THE_SHIFT, slot.start)
        if log.adjoins(other, slot)
    ]
    handed = duty_log.handed(turn.uow, turn.org, [other.start for other in before])
    spoken = [(other, handed[other.start].words) for other in before if other.start in handed]
    said = [words.to_next(other, spoke, (), turn.facts) for other, spoke in spoken if spoke]
    left = still_open(turn)
    return "\n".join([*said, *([words.still_open(left, turn.facts)] if left else [])])
