"""A holiday and a meeting or study fall together: the office is asked on the last working day before (rules 1.24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from handlers.engine.gathering import Gathering, Series, Standing, exception, last_workday_before
from handlers.meeting import words as meeting
from schedules.engine import Desk
from schedules.gatherings import due_now, next_due
from storage import gatherings

PURPOSE = "gathering"


class GatheringQuestion:
    """节假日例会、学习询问."""

    name = "gathering_question"
    title = "节假日例会学习询问"
    grace: timedelta | None = timedelta(hours=14)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The last working day before one that does not simply stand."""
        return next_due(desk, Series, after, lambda gathering: _when(desk, gathering))

    def fire(self, desk: Desk, due: datetime) -> None:
        """A card to the office for each; what holds without an answer is on it."""
        for gathering in due_now(desk, Series, due, lambda g: _when(desk, g)):
            contact = desk.facts.contact()
            if not contact:
                continue
            why = exception(gathering.series, gathering.planned, desk.facts.calendar)
            card = meeting.question(gathering, why, desk.facts)
            context = {"series": gathering.series.value, "planned": gathering.planned.isoformat()}
            desk.out.show(contact, card, PURPOSE, context=context)
            asked = replace(gathering, standing=Standing.ASKED)
            gatherings.put(desk.uow, desk.org, asked, "", desk.facts.now)


def _when(desk: Desk, gathering: Gathering) -> datetime | None:
    if gathering.settled or not exception(gathering.series, gathering.planned, desk.facts.calendar):
        return None
    day = last_workday_before(gathering.planned, desk.facts.calendar)
    return datetime.combine(day, meeting.policy_of(gathering.series, desk.facts).question_time, desk.facts.now.tzinfo)
