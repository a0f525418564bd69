"""Whoever cannot serve their shift says so: soon, the office hears at once; else they choose whom they ask (M19-4)."""

from __future__ import annotations

import re

from bot.affairs import duty_days
from bot.affairs.duty_cover import offer
from bot.turn import Turn
from handlers.duty import cannot
from handlers.engine.absence import DutySlot
from storage import duty

_CANNOT = re.compile(
    r"值不了班?|值不成班?|不能(?:去|来)?值(?:班|夜班|白班)|没法(?:去|来)?值班|上不了(?:夜班|白班|值班)|带不了班|不能带班|没法带班"
)
_INSTEAD = re.compile(
    r"(?:谁|有人)(?:能|可以)?(?:替|顶|帮)(?:一下)?我|(?:替|顶)我(?:值|带)?(?:一下)?班|找(?:个)?人(?:替|顶)"
)
_ABOUT_DUTY = re.compile(r"值班|值不|带班|带不了|夜班|白班|晚班|的班|顶班")
_ASKS = re.compile(r"^(?:要是|如果|万一|假如)|怎么办|找谁|咋办|请假")


def on_words(turn: Turn, short: str) -> bool:
    """«我病了今天值不了班»; «我9号晚上值不了班，谁能替我»."""
    if not (_CANNOT.search(short) or (_INSTEAD.search(short) and _ABOUT_DUTY.search(short))) or _ASKS.search(short):
        return False
    if any(m.name in short for m in turn.facts.directory.members.values() if m.account != turn.account):
        return False
    turn.acknowledge()
    day = duty_days.day_in(turn, short)
    own = [s for s in duty.of_member(turn.uow, turn.org, turn.account, turn.now) if _is_meant(s, short)]
    meant = [s for s in own if s.start.date() == day] if day else own[:1]
    if not meant:
        turn.reply(cannot.none_there(own, turn.facts))
    elif len(meant) > 1 and not all(s.leader == turn.account for s in meant):
        turn.reply(cannot.which(meant, turn.facts))
    else:
        for slot in meant:
            _one(turn, slot)
    return True


def _is_meant(slot: DutySlot, short: str) -> bool:
    return duty_days.kind_in(short) in ("", slot.kind)


def _one(turn: Turn, slot: DutySlot) -> None:
    """The office is told of a shift that runs or begins within a day; for a later one there is time to ask somebody."""
    office = turn.facts.contact(but=turn.account)
    if cannot.is_soon(slot, turn.now) and office:
        turn.out.say(office, cannot.told_office(slot, turn.account, turn.facts))
        turn.record("duty cannot be served", slot.start.isoformat())
        turn.reply(cannot.office_knows(slot, office, turn.facts))
    if slot.start > turn.now:
        offer(turn, turn.account, slot)
