"""When a car leaves and comes back: what was said, and what is meant where no hour was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from handlers.engine.facts import Facts
from handlers.engine.hours_policy import DayHours
from handlers.engine.matter import Slots
from handlers.engine.wording import say_clock, say_day

_NOON = time(12)
_NIGHT = time(21)
_SHORTEST = timedelta(hours=2)

_LEAVES: Mapping[str, Callable[[DayHours], time]] = {
    "": lambda hours: hours.morning_from,
    "am": lambda hours: hours.morning_from,
    "noon": lambda hours: _NOON,
    "pm": lambda hours: hours.afternoon_from,
    "eve": lambda hours: hours.afternoon_until,
}
_RETURNS: Mapping[str, Callable[[DayHours], time]] = {
    "": lambda hours: hours.afternoon_until,
    "am": lambda hours: hours.morning_until,
    "noon": lambda hours: _NOON,
    "pm": lambda hours: hours.afternoon_until,
    "eve": lambda hours: _NIGHT,
}


def departure(slots: Slots, facts: Facts) -> datetime:
    """When the car leaves: as said, else when work begins that half day; of today, not before now."""
    said = _moment(slots, "depart", _LEAVES, facts)
    if "T" in str(slots["depart"]) or said.date() != facts.today or said >= facts.now:
        return said
    return facts.now.replace(second=0, microsecond=0)


def coming_back(slots: Slots, leaves: datetime, facts: Facts) -> datetime:
    """When it is back: as said, else at the end of work that day; two hours later where that is over already."""
    if "return" in slots:
        return _moment(slots, "return", _RETURNS, facts)
    end = datetime.combine(leaves.date(), facts.policy.hours.on(leaves.date()).afternoon_until, leaves.tzinfo)
    return end if end > leaves else leaves + _SHORTEST


def say_times(first: datetime, last: datetime, today: date) -> str:
    """12月2日（周三）09:00至17:00; over several days with both dates."""
    until = say_clock(last) if first.date() == last.date() else f"{say_day(last.date(), first.date())}{say_clock(last)}"
    return f"{say_day(first.date(), today)}{say_clock(first)}至{until}"


def _moment(slots: Slots, name: str, clocks: Mapping[str, Callable[[DayHours], time]], facts: Facts) -> datetime:
    value = str(slots[name])
    if "T" in value:
        return datetime.fromisoformat(value[:16]).replace(tzinfo=facts.now.tzinfo)
    day = date.fromisoformat(value[:10])
    clock = clocks.get(str(slots.get(f"{name}_part", "")), clocks[""])(facts.policy.hours.on(day))
    return datetime.combine(day, clock, facts.now.tzinfo)
