"""Somebody leaves: what is in their name is listed, and handed to the Party-government office (M14-3, rules X11)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers.engine.absence import DutySlot
from handlers.engine.roster import Roster


def in_the_name_of(roster: Roster, account: str, duty: Sequence[DutySlot] = ()) -> tuple[tuple[str, str], ...]:
    """What is in this person's name, as (kind, things); nothing where nothing is."""
    found = {
        "负责的单位": [unit.name for unit in roster.units if unit.head == account],
        "分管的单位": [unit.name for unit in roster.units if unit.supervising_leader == account],
        "保管的印章": [seal.name for seal in roster.seals if seal.keeper == account],
        "驾驶的车辆": [car.plate for car in roster.vehicles if car.driver == account],
        "代理": [_name(roster, member) for member, chosen in roster.stand_ins.items() if account in chosen],
        "今后的值班": [f"{slot.start.month}月{slot.start.day}日" for slot in duty],
    }
    return tuple((kind, "、".join(things)) for kind, things in found.items() if things)


def without(roster: Roster, account: str, office: str) -> Roster:
    """The roster without them. Seals go to the office (account `office`), as the rule wants; what only a successor
    can take over (a unit, a car) stands open until one is named."""
    return replace(
        roster,
        members=tuple(member for member in roster.members if member.account != account),
        units=tuple(
            replace(
                unit,
                head="" if unit.head == account else unit.head,
                supervising_leader="" if unit.supervising_leader == account else unit.supervising_leader,
            )
            for unit in roster.units
        ),
        seals=tuple(replace(seal, keeper=office) if seal.keeper == account else seal for seal in roster.seals),
        vehicles=tuple(replace(car, driver="") if car.driver == account else car for car in roster.vehicles),
        stand_ins=dict(_stand_ins(roster, account)),
    )


def _stand_ins(roster: Roster, gone: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for member, chosen in roster.stand_ins.items():
        left = tuple(account for account in chosen if account != gone)
        if member != gone and left:
            yield member, left


def _name(roster: Roster, account: str) -> str:
    return next((f"{member.name}的代理人" for member in roster.members if member.account == account), account)
