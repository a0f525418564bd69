"""The roster of a month as people read it: a line a day (值班制度 第1条; rules M19-1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from itertools import groupby

from handlers.duty.hours import DAY, NIGHT, Gap, gaps, shifts
from handlers.duty.wording import hours_of, stretch
from handlers.engine.absence import DutySlot
from handlers.engine.calendar import UnknownYearError
from handlers.engine.facts import Facts
from handlers.engine.wording import say_weekday

_MOST_GAPS = 5


def nothing(month: str) -> str:
    """Nobody has planned it."""
    return f"{month}的值班表还没有排，请问党政办。"


def month_lines(month: str, slots: Sequence[DutySlot], missing: Sequence[Gap], facts: Facts) -> str:
    """«5日周六：白班谢红、夜班蒋斌，带班杨丽», and what is not planned."""
    days = groupby(slots, key=lambda slot: slot.start.date())
    lines = [_day(day, tuple(found), facts) for day, found in days]
    return "\n".join([f"{month}值班表：", *lines, *_hours(slots), *_missing(missing, facts.today)])


def missing_in(slots: Sequence[DutySlot], first: date, last: date, zone: tzinfo, facts: Facts) -> tuple[Gap, ...]:
    """The hours of these days that nobody is planned for; none where nobody knows that year's holidays."""
    try:
        wanted = shifts(first, last, facts.calendar, facts.policy.hours, zone)
    except UnknownYearError:
        return ()
    return gaps(slots, wanted)


def _day(day: date, slots: Sequence[DutySlot], facts: Facts) -> str:
    name = facts.directory.name
    leaders = {slot.leader for slot in slots}
    if len(leaders) == 1:
        who = "、".join(f"{slot.kind}{name(slot.member)}" for slot in slots)
        return f"{day.day}日{say_weekday(day)}：{who}，带班{name(slots[0].leader)}"
    who = "、".join(f"{slot.kind}{name(slot.member)}（带班{name(slot.leader)}）" for slot in slots)
    return f"{day.day}日{say_weekday(day)}：{who}"


def _hours(slots: Sequence[DutySlot]) -> list[str]:
    """When a shift by day and one by night run, where that is one and the same for all."""
    found = {kind: {hours_of(s.start, s.end) for s in slots if s.kind == kind} for kind in (DAY, NIGHT)}
    said = [f"{kind}{next(iter(hours))}" for kind, hours in found.items() if len(hours) == 1]
    return [f"{'，'.join(said)}。"] if said else []


def _missing(missing: Sequence[Gap], today: date) -> list[str]:
    if not missing:
        return []
    more = f"等{len(missing)}处" if len(missing) > _MOST_GAPS else ""
    return [f"还没有排的：{'、'.join(stretch(gap, today) for gap in missing[:_MOST_GAPS])}{more}。"]
