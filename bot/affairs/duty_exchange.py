"""The office exchanges two shifts by hand; everybody concerned is told (rules M19-4)."""

from __future__ import annotations

import re

from bot.affairs import duty_days
from bot.affairs.duty_roster import carry_out
from bot.turn import Turn
from handlers.duty import resting, swapping, words
from handlers.duty.swapping import Swap
from handlers.engine.absence import DutySlot
from handlers.engine.wording import say_day
from storage import duty

_BOTH = re.compile(
    r"(?:请|麻烦)?(?:把|将)?(?P<one>.+?)(?:和|跟|与|同)(?P<other>.+?)(?:对调|互换|对换|调换|换一下|换过来)(?:一下)?"
)
_ABOUT_DUTY = re.compile(r"白班|夜班|晚班|值班|带班|的班")


def on_words(turn: Turn, short: str) -> bool:
    """«把12月5日白班和12月6日白班对调»."""
    match = _BOTH.fullmatch(short)
    if match is None or short.startswith("我") or not _ABOUT_DUTY.search(short):
        return False
    days = [duty_days.day_in(turn, match[part]) for part in ("one", "other")]
    if None in days or not turn.facts.directory.in_office(turn.member):
        return False
    turn.acknowledge()
    duty.hold(turn.uow, turn.org)
    leading = "带班" in short
    slots = [_the_slot(turn, match[part]) for part in ("one", "other")]
    if slots[0] and slots[1]:
        _exchange(turn, slots[0], slots[1], leading)
    return True


def _the_slot(turn: Turn, said: str) -> DutySlot | None:
    """The one shift that is named; None, and that is said, where it is none or not clear."""
    day = duty_days.day_in(turn, said)
    slots = duty_days.slots_on(turn, day, duty_days.kind_in(said)) if day else ()
    if len(slots) == 1:
        return slots[0]
    if day and slots:
        turn.reply(words.which_kind(f"{day.month}月{day.day}日", [slot.kind for slot in slots]))
    elif day:
        turn.reply(words.no_slot(say_day(day, turn.now.date())))
    return None


def _exchange(turn: Turn, one: DutySlot, other: DutySlot, leading: bool) -> None:
    first, second = (one.leader, other.leader) if leading else (one.member, other.member)
    swap = Swap(first, second, leading, (one,), (other,))
    around = duty_days.around(turn, [one, other])
    if why := swapping.against(swap, turn.facts, around):
        return turn.reply(why)
    carry_out(turn, swap.changes, "党政办调整", "调班", but=turn.account)
    tired = resting.warning(swap.changes, turn.facts, around)
    return turn.reply(words.changed(swap.changes, turn.facts) + tired)
