"""Approvals of seals that nobody used in their time: void, with a word to whoever asked (rules M07-2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine import moves
from handlers.engine.moves import Refusal
from handlers.engine.request import State
from handlers.engine.working_hours import next_allowed
from handlers.seal import lapsing
from schedules import moving
from schedules.engine import Desk, next_on_workdays
from storage import requests


class SealLapse:
    """用印批准失效."""

    name = "seal_lapse"
    title = "用印批准失效检查"
    changes_state = True
    grace: timedelta | None = None

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time on working days."""
        return next_on_workdays((desk.facts.policy.seals.check_time,), after, desk.facts.calendar)

    def fire(self, desk: Desk, due: datetime) -> None:
        """Close what its last day has passed for."""
        for request in requests.running(desk.uow, desk.org, "YY", (State.APPROVED, State.WAITING)):
            if lapsing.has_lapsed(request, desk.facts):
                _lapse(desk, request.serial)


def _lapse(desk: Desk, serial: str) -> None:
    before = requests.get(desk.uow, desk.org, serial, lock=True)
    if before is None or not lapsing.has_lapsed(before, desk.facts):
        return
    after = moves.lapse(before, moving.act(desk, "逾期未用"))
    if isinstance(after, Refusal):
        return
    moving.commit(desk, before, after, "失效")
    moving.close_cards(desk, after)
    awake = next_allowed(desk.facts.now, desk.facts.policy.reminders)
    desk.out.say(before.applicant, lapsing.words(before, desk.facts), serial, not_before=awake)
