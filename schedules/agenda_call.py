"""Before the weekly meeting each head of a unit is asked for two lines: last week, this week (rules M01-6)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine.gathering import Gathering, Series, exception, last_workday_before
from handlers.meeting import words as meeting
from handlers.study.presenting import heads
from schedules.engine import Desk
from schedules.gatherings import due_now, next_due

_SERIES = (Series.MEETING,)
_TO_ANSWER = timedelta(minutes=30)
"""So long the office has to say what a holiday makes of the meeting, before the heads hear of a day."""


class AgendaCall:
    """例会议题征集."""

    name = "agenda_call"
    title = "例会议题征集"
    grace: timedelta | None = timedelta(hours=3)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time on the last working day before the meeting."""
        return next_due(desk, _SERIES, after, lambda gathering: _when(desk, gathering))

    def fire(self, desk: Desk, due: datetime) -> None:
        """A line to each head who is at work."""
        for gathering in due_now(desk, _SERIES, due, lambda g: _when(desk, g)):
            for head in heads(desk.facts):
                if head.account not in desk.facts.away:
                    desk.out.say(head.account, meeting.agenda_call(gathering, desk.facts))


def _when(desk: Desk, gathering: Gathering) -> datetime | None:
    if gathering.at is None:
        return None
    policy, calendar = desk.facts.policy.meeting, desk.facts.calendar
    day = last_workday_before(gathering.at.date(), calendar)
    usual = datetime.combine(day, policy.agenda_time, gathering.at.tzinfo)
    if not exception(gathering.series, gathering.planned, calendar):
        return usual
    return max(usual, datetime.combine(day, policy.question_time, gathering.at.tzinfo) + _TO_ANSWER)
