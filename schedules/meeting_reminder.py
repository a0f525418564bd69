"""On the morning of the weekly meeting everybody is reminded, in the group and once (rules M01-5, 1.24)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine.gathering import Gathering, Series
from handlers.meeting import words as meeting
from schedules.engine import Desk
from schedules.gatherings import due_now, next_due, say_to_everybody

_SERIES = (Series.MEETING,)


class MeetingReminder:
    """例会提醒."""

    name = "meeting_reminder"
    title = "例会提醒"
    grace: timedelta | None = timedelta(hours=2)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time on the day of the meeting."""
        return next_due(desk, _SERIES, after, lambda gathering: _when(desk, gathering))

    def fire(self, desk: Desk, due: datetime) -> None:
        """One line to the group."""
        for gathering in due_now(desk, _SERIES, due, lambda g: _when(desk, g)):
            assert gathering.at is not None
            say_to_everybody(desk, meeting.reminder(gathering, desk.facts), gathering.at)


def _when(desk: Desk, gathering: Gathering) -> datetime | None:
    if gathering.at is None:
        return None
    return datetime.combine(gathering.at.date(), desk.facts.policy.meeting.reminder_time, gathering.at.tzinfo)
