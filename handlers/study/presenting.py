"""Who presents at a study: the heads of the units in turn, unless two have swapped (学习制度 第3项; rules M18-2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.engine.days import Half, HalfDay
from handlers.engine.facts import Facts
from handlers.engine.people import Member
from handlers.engine.wording import say_day

_NOT_IN_TURN = ("领导班子", "村委会")

Assigned = Mapping[date, str]
"""Who (account) presents on which study by word of those concerned; the turn goes on for all the others."""


def presenter(day: date, facts: Facts, assigned: Assigned, away: Collection[str] = ()) -> Member | None:
    """Whoever was assigned, else the head whose turn it is; one who is away is passed over, the next presents."""
    chosen = facts.directory.member(assigned.get(day, ""))
    if chosen is not None and chosen.account not in away:
        return chosen
    turn = _in_turn(facts)
    for step in range(len(turn)):
        member = turn[(day.toordinal() // 7 + step) % len(turn)]
        if member.account not in away and member != chosen:
            return member
    return None


def next_turn(account: str, days: Iterable[date], facts: Facts, assigned: Assigned) -> date | None:
    """The first of these studies at which this person presents."""
    found = ((day, presenter(day, facts, assigned)) for day in days)
    return next((day for day, member in found if member is not None and member.account == account), None)


def away_on(day: date, facts: Facts) -> frozenset[str]:
    """Who is excused from the study of that morning."""
    half = HalfDay(day, Half.MORNING)
    return frozenset(a.member for a in facts.absences if a.span.covers(half) and a.counts)


def heads(facts: Facts) -> tuple[Member, ...]:
    """The heads of the office and the stations, in the order of the roster."""
    units = (unit for unit in facts.directory.units.values() if unit.kind not in _NOT_IN_TURN)
    found = (facts.directory.member(unit.head) for unit in units)
    return tuple(head for head in found if head is not None)


def _in_turn(facts: Facts) -> tuple[Member, ...]:
    units = facts.directory.units
    named = [units[name] for name in facts.policy.study.presenters if name in units]
    chosen = (facts.directory.member(unit.head) for unit in named)
    return tuple(head for head in chosen if head is not None) or heads(facts)


@dataclass(frozen=True)
class Exchange:
    """`taker` presents on `given` instead of `giver`, and the giver on `taken`, which was the taker's turn.

    `on_leave`: the giver is away that day, and the office's clock asks in their place.
    """

    giver: str
    taker: str
    given: date
    taken: date | None = None
    on_leave: bool = False

    @property
    def assigned(self) -> Assigned:
        """Who presents afterwards."""
        return {self.given: self.taker, **({self.taken: self.giver} if self.taken else {})}

    def to_data(self) -> dict[str, Any]:
        """As a card remembers it."""
        taken = self.taken.isoformat() if self.taken else ""
        return {
            "giver": self.giver,
            "taker": self.taker,
            "given": self.given.isoformat(),
            "taken": taken,
            "on_leave": self.on_leave,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Exchange:
        """The exchange that a card remembers."""
        taken = date.fromisoformat(str(data["taken"])) if data["taken"] else None
        given = date.fromisoformat(str(data["given"]))
        return cls(str(data["giver"]), str(data["taker"]), given, taken, bool(data["on_leave"]))


def against(exchange: Exchange, facts: Facts, assigned: Assigned) -> str:
    """Why it cannot be, in one sentence; "" where it can."""
    now = presenter(exchange.given, facts, assigned)
    taken = presenter(exchange.taken, facts, assigned) if exchange.taken else None
    changed = now is None or now.account != exchange.giver or (taken is not None and taken.account != exchange.taker)
    if changed:
        return "主讲安排已经变了，这次没有换。请看“主讲安排”，再重新说。"
    if exchange.giver == exchange.taker:
        return "本来就是您主讲，不用换。"
    if why := cannot(exchange.taker, exchange.given, facts):
        return why
    return cannot(exchange.giver, exchange.taken, facts) if exchange.taken else ""


def cannot(account: str, day: date, facts: Facts) -> str:
    """Why this person cannot present then, in one sentence; "" where they can."""
    if day < facts.today:
        return f"{say_day(day, facts.today)}的学习已经过去，不能再换。"
    if account in away_on(day, facts):
        return f"{facts.directory.name(account)}{say_day(day, facts.today)}请假或者外出，不能主讲。请换成别人。"
    return ""
