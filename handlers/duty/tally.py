"""How often each has been on duty: nights, weekends and public holidays apart (rules M19-1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from handlers.duty.hours import NIGHT
from handlers.engine.absence import DutySlot
from handlers.engine.calendar import Calendar


@dataclass(frozen=True)
class Tally:
    """Shifts of one person. A weekend night counts as a weekend and as a night; a rest day of a public holiday counts
    as a holiday and never as a weekend."""

    nights: int = 0
    weekends: int = 0
    holidays: int = 0
    total: int = 0

    def plus(self, weight: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.nights + weight.nights,
            self.weekends + weight.weekends,
            self.holidays + weight.holidays,
            self.total + weight.total,
        )


def weight(day: date, night: bool, calendar: Calendar) -> Tally:
    """What one shift that begins on this day counts as. Raises UnknownYearError."""
    rest = not calendar.is_workday(day)
    holiday = rest and bool(calendar.holiday(day))
    return Tally(int(night), int(rest and not holiday), int(holiday), 1)


def served(slots: Iterable[DutySlot], calendar: Calendar) -> Mapping[str, Tally]:
    """Each person's shifts as 值班员 in these slots."""
    counts: dict[str, Tally] = {}
    for slot in slots:
        one = weight(slot.start.date(), slot.kind == NIGHT, calendar)
        counts[slot.member] = counts.get(slot.member, Tally()).plus(one)
    return counts


def led(slots: Iterable[DutySlot], calendar: Calendar) -> Mapping[str, Tally]:
    """Each leader's days in charge in these slots; a day and its night count as one day."""
    counts: dict[str, Tally] = {}
    for day, leader in dict.fromkeys((slot.start.date(), slot.leader) for slot in slots):
        one = replace(weight(day, night=False, calendar=calendar), nights=0)
        counts[leader] = counts.get(leader, Tally()).plus(one)
    return counts
