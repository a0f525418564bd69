"""A roll that was begun and that nobody closed: the office is told once, so that it is not lost (rules M18-5)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine.gathering import Gathering, Series, Standing
from handlers.engine.roll_call import Mark, count, excuses, expected, lines
from handlers.engine.working_hours import next_allowed
from handlers.meeting import words as meeting
from schedules.engine import Desk
from schedules.gatherings import due_now, next_due
from storage import gatherings

_AFTER_SIGNING_IN = timedelta(minutes=7)
_MARKED = (Mark.PRESENT, Mark.LATE, Mark.ABSENT)


class RollUnclosed:
    """点名未结束提醒."""

    name = "roll_unclosed"
    title = "点名未结束提醒"
    grace: timedelta | None = timedelta(hours=14)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """A few minutes after signing in ends by itself."""
        return next_due(desk, Series, after, lambda gathering: _when(desk, gathering))

    def fire(self, desk: Desk, due: datetime) -> None:
        """One line to the office where people were marked and the roll stands open."""
        for gathering in due_now(desk, Series, due, lambda g: _when(desk, g)):
            noted = gatherings.events(desk.uow, desk.org, gathering.series, gathering.planned)
            begun = gathering.standing is Standing.OPEN or any(event.mark in _MARKED for event in noted)
            contact = desk.facts.contact()
            if gathering.standing is Standing.CLOSED or not begun or not contact or gathering.at is None:
                continue
            duty = desk.facts.on_duty(gathering.at, gathering.at + timedelta(minutes=1))
            roll = lines(expected(desk.facts), excuses(gathering.at, desk.facts.absences, duty), noted)
            desk.out.say(contact, meeting.roll_still_open(gathering, count(roll), desk.facts))


def _when(desk: Desk, gathering: Gathering) -> datetime | None:
    if gathering.at is None:
        return None
    over = meeting.sign_in_until(gathering, desk.facts) + _AFTER_SIGNING_IN
    return next_allowed(over, desk.facts.policy.reminders)
