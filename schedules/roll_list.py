"""Before a meeting or study begins the office gets the roll with everybody's excuse on it (rules M01-5, M18-3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine.gathering import Gathering, Series
from handlers.engine.people import Role
from handlers.engine.roll_call import Mark, excuses, expected, lines
from handlers.meeting import words as meeting
from handlers.study.presenting import heads
from schedules.engine import Desk
from schedules.gatherings import due_now, next_due
from storage import gatherings


class RollList:
    """点名名单."""

    name = "roll_list"
    title = "点名名单"
    grace: timedelta | None = timedelta(hours=1)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """Shortly before it begins."""
        return next_due(desk, Series, after, lambda gathering: meeting.list_out_at(gathering, desk.facts))

    def fire(self, desk: Desk, due: datetime) -> None:
        """The list to the office; for the meeting what the units sent in to its hosts."""
        for gathering in due_now(desk, Series, due, lambda g: meeting.list_out_at(g, desk.facts)):
            if contact := desk.facts.contact():
                desk.out.say(contact, _listed(desk, gathering))
            if gathering.series is Series.MEETING:
                _tell_agenda(desk, gathering)


def _listed(desk: Desk, gathering: Gathering) -> str:
    at = gathering.at or desk.facts.now
    duty = desk.facts.on_duty(at, at + timedelta(minutes=1))
    noted = gatherings.events(desk.uow, desk.org, gathering.series, gathering.planned)
    roll = lines(expected(desk.facts), excuses(at, desk.facts.absences, duty), noted)
    return meeting.roll_list(gathering, roll, desk.facts)


def _tell_agenda(desk: Desk, gathering: Gathering) -> None:
    noted = gatherings.events(desk.uow, desk.org, gathering.series, gathering.planned)
    said = {event.member: event.words for event in noted if event.mark is Mark.AGENDA}
    asked = heads(desk.facts)
    given = [(head, said[head.account]) for head in asked if head.account in said]
    if given:
        for host in desk.facts.directory.holders(Role.PRINCIPAL):
            desk.out.say(host.account, meeting.agenda(gathering, given, desk.facts))
    missing = [head for head in asked if head.account not in said and head.account not in desk.facts.away]
    if missing and given and (contact := desk.facts.contact()):
        desk.out.say(contact, meeting.agenda_missing(missing))
