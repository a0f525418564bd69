"""Nobody has taken over: the vice director is told to telephone, then the director; one ladder (rules M19-3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.duty import watch
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
        """The next rung of any shift."""
        slots = duty.beginning(desk.uow, desk.org, after - _LOOK_BACK, after + _LOOK_AHEAD)
        moments = (at for slot in slots for at, _ in watch.rungs(slot, desk.facts) if at > after)
        return min(moments, default=None)

    def fire(self, desk: Desk, due: datetime) -> None:
        """One message about each shift that is still missing somebody."""
        for slot in duty.beginning(desk.uow, desk.org, due - _LOOK_BACK, due):
            role = next((role for at, role in watch.rungs(slot, desk.facts) if at == due), None)
            before = duty.overlapping(desk.uow, desk.org, slot.start - timedelta(minutes=1), slot.start)
            taken = duty_takeovers.taken_by(desk.uow, desk.org, slot.start)
            missing = [account for account in watch.pair(slot, before) if account not in taken]
            told = desk.facts.directory.contact((role,), desk.facts.away | set(missing)) if role else None
            if missing and told is not None:
                desk.out.say(told.account, watch.not_taken_over(slot, missing, desk.facts))
