"""Who presents at a study: the heads of the units in turn (学习制度 第3项; rules M18-2)."""

from __future__ import annotations

from datetime import date

from handlers.engine.facts import Facts
from handlers.engine.people import Member

_NOT_IN_TURN = ("领导班子", "村委会")


def presenter(day: date, facts: Facts, away: frozenset[str] = frozenset()) -> Member | None:
    """The head whose turn it is; one who is away is passed over, the next in turn presents."""
    turn = _in_turn(facts)
    for step in range(len(turn)):
        member = turn[(day.toordinal() // 7 + step) % len(turn)]
        if member.account not in away:
            return member
    return None


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
