"""Nobody has taken over: the vice director is told to telephone, then the director; one ladder (rules M19-3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from handlers.duty import watch
from handlers.engine.absence import DutySlot
from schedules.duty_take_over import put_in_at
from schedules.engine import Desk
from storage import duty, duty_takeovers

_LOOK_BACK = timedelta(hours=2)
_LOOK_AHEAD = timedelta(days=3)


class DutyLadder:
    """没有接班."""

    name = "duty_ladder"
    title = "没有接班告知"
    grace: timedelta | None = timedelta(hours=2)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The next rung of any shift, and of whoever was put in during one."""
        slots = duty.overlapping(desk.uow, desk.org, after - _LOOK_BACK, after + _LOOK_AHEAD)
        begins = (since for slot in slots for since in {slot.start, *_put_in(desk, slot, after).values()})
        moments = (at for since in begins for at, _ in watch.rungs(since, desk.facts) if at > after)
        return min(moments, default=None)

    def fire(self, desk: Desk, due: datetime) -> None:
        """One message about each shift that is still missing somebody."""
        for slot in duty.overlapping(desk.uow, desk.org, due - _LOOK_BACK, due):
            before = duty.overlapping(desk.uow, desk.org, slot.start - timedelta(minutes=1), slot.start)
            taken = duty_takeovers.taken_by(desk.uow, desk.org, slot.start)
            missing = [account for account in watch.pair(slot, before) if account not in taken]
            late = watch.overdue(slot, missing, _put_in(desk, slot, due), due, desk.facts)
            for role, accounts in late.items():
                told = desk.facts.directory.contact((role,), desk.facts.away | set(missing))
                if told is not None:
                    desk.out.say(told.account, watch.not_taken_over(slot, accounts, desk.facts))


def _put_in(desk: Desk, slot: DutySlot, now: datetime) -> Mapping[str, datetime]:
    """Nobody is put in late before the cards of the shift go out."""
    early = timedelta(minutes=desk.facts.policy.duty.take_over_before_minutes)
    return put_in_at(desk, slot) if slot.start - early <= now else {}
