"""The fair rota: who is on duty and who leads in a month, from who there is and what each has had (rules M19-1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.duty import tally
from handlers.duty.hours import NIGHT, Shift
from handlers.duty.tally import Tally
from handlers.engine.absence import DutySlot
from handlers.engine.calendar import Calendar

Away = Callable[[str, Shift], bool]


@dataclass(frozen=True)
class Crew:
    """Who can be planned (accounts, in the order of the roster), and what stands already.

    `before` are the slots of the year so far: for the counts, and so that nobody follows on themselves across the
    month's begin. `away` says whether somebody is on approved leave during a shift.
    """

    staff: Sequence[str]
    leaders: Sequence[str]
    before: Sequence[DutySlot]
    away: Away


@dataclass(frozen=True)
class Nobody:
    """A shift that nobody can serve, or lead: everybody is away."""

    shift: Shift
    leading: bool


def plan(shifts: Sequence[Shift], crew: Crew, calendar: Calendar) -> tuple[DutySlot, ...] | Nobody:
    """Somebody and a leader for every shift. The same people, calendar and counts give the same roster.

    Each shift goes to whoever has had least of what it is: a public holiday, a weekend, a night, then shifts at all;
    people on leave are left out, and nobody serves two shifts that adjoin or two nights in a row where another can.
    """
    staff = _Turns(crew.staff, tally.served(crew.before, calendar), _follows_on)
    leaders = _Turns(crew.leaders, tally.led(crew.before, calendar), _is_day_after)
    for slot in crew.before:
        staff.remember(slot.member, _shift_of(slot))
        leaders.remember(slot.leader, _shift_of(slot))
    in_charge: dict[date, str] = {}
    planned: list[DutySlot] = []
    for shift in shifts:
        member = staff.next(shift, crew.away, tally.weight(shift.day, shift.kind == NIGHT, calendar))
        if member is None:
            return Nobody(shift, leading=False)
        leader = in_charge.get(shift.day)
        if leader is None or crew.away(leader, shift):
            leader = leaders.next(shift, crew.away, tally.weight(shift.day, night=False, calendar=calendar))
        if leader is None:
            return Nobody(shift, leading=True)
        in_charge[shift.day] = leader
        planned.append(DutySlot(shift.start, shift.end, shift.kind, leader, member))
    return tuple(planned)


def _shift_of(slot: DutySlot) -> Shift:
    return Shift(slot.start.date(), slot.kind, slot.start, slot.end)


def _follows_on(last: Shift, shift: Shift) -> bool:
    """Whether one shift adjoins the other, or both are nights, one after the other."""
    nights = last.kind == shift.kind == NIGHT and shift.day - last.day <= timedelta(days=1)
    return last.end >= shift.start or nights


def _is_day_after(last: Shift, shift: Shift) -> bool:
    return shift.day - last.day <= timedelta(days=1)


class _Turns:
    """Whose turn it is, while a roster is being made."""

    def __init__(
        self, people: Sequence[str], had: Mapping[str, Tally], too_close: Callable[[Shift, Shift], bool]
    ) -> None:
        """Whoever is new begins with the least that the others have had, and need not make up for the year."""
        counted = [had[account] for account in people if account in had]
        least = min(counted, key=lambda one: one.total) if counted else Tally()
        self._had = {account: had.get(account, least) for account in people}
        self._recent: dict[str, list[Shift]] = {}
        self._too_close = too_close

    def remember(self, account: str, shift: Shift) -> None:
        """They serve this shift; only the last two matter for what comes."""
        self._recent[account] = [*self._recent.get(account, []), shift][-2:]

    def next(self, shift: Shift, away: Away, weight: Tally) -> str | None:
        """Who takes this shift; None where everybody is away."""
        there = [account for account in self._had if not away(account, shift)]
        if not there:
            return None
        chosen = min(there, key=lambda account: (self._is_close(account, shift), *self._burden(account, weight)))
        self._had[chosen] = self._had[chosen].plus(weight)
        self.remember(chosen, shift)
        return chosen

    def _is_close(self, account: str, shift: Shift) -> bool:
        return any(self._too_close(last, shift) for last in self._recent.get(account, []))

    def _burden(self, account: str, weight: Tally) -> tuple[int, int, int, int, int]:
        """What they have had of what this shift is, what is rarest first; then who has been free longest."""
        had, recent = self._had[account], self._recent.get(account, [])
        return (
            had.holidays * weight.holidays,
            had.weekends * weight.weekends,
            had.nights * weight.nights,
            had.total,
            recent[-1].day.toordinal() if recent else 0,
        )
