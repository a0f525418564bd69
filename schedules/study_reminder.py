"""Before the weekly study everybody is reminded, on the day before and on the morning (rules M18-1, 1.24)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers.engine.gathering import Gathering, Series
from handlers.meeting import words as meeting
from handlers.study import presenting_words as words
from handlers.study.presenting import away_on, presenter
from schedules.engine import Desk
from schedules.gatherings import due_now, next_due, say_to_everybody
from storage import presenters

_SERIES = (Series.STUDY,)


class StudyReminder:
    """学习提醒."""

    grace: timedelta | None = timedelta(hours=2)

    def __init__(self, days_before: int) -> None:
        self._days_before = days_before
        self.name = "study_reminder_day_before" if days_before else "study_reminder"
        self.title = "学习前一天提醒" if days_before else "学习提醒"

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time on the day before, or on the day itself."""
        return next_due(desk, _SERIES, after, lambda gathering: self._when(desk, gathering))

    def fire(self, desk: Desk, due: datetime) -> None:
        """One line to the group; it names a presenter who is there or has agreed, else the office is told (M18-2)."""
        for gathering in due_now(desk, _SERIES, due, lambda g: self._when(desk, g)):
            assert gathering.at is not None
            assigned = presenters.assigned(desk.uow, desk.org, gathering.planned)
            led = presenter(gathering.planned, desk.facts, assigned)
            nobody = led is not None and led.account in away_on(gathering.at.date(), desk.facts)
            told = meeting.study_reminder(gathering, None if nobody else led, desk.facts)
            say_to_everybody(desk, told, gathering.at)
            if led is not None and nobody and self._days_before and (contact := desk.facts.contact()):
                desk.out.say(contact, words.nobody_agreed(gathering.planned, led.account, desk.facts))

    def _when(self, desk: Desk, gathering: Gathering) -> datetime | None:
        if gathering.at is None:
            return None
        policy = desk.facts.policy.study
        clock: time = policy.day_before_time if self._days_before else policy.reminder_time
        day = gathering.at.date() - timedelta(days=self._days_before)
        return datetime.combine(day, clock, gathering.at.tzinfo)
