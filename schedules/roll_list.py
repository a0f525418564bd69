"""Before a meeting or study begins the office gets the roll with everybody's excuse on it (rules M01-5, M18-3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from handlers.engine.gathering import Gathering, Series
from handlers.engine.people import Role
from handlers.engine.roll_call import Line, Mark, excuses, expected, lines
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
            roll = _roll(desk, gathering)
            said = [meeting.roll_list(gathering, roll, desk.facts)]
            contact = desk.facts.contact()
            if gathering.series is Series.MEETING:
                said += _of_the_meeting(desk, gathering, roll, contact or "")
            if contact:
                desk.out.say(contact, "\n".join(said))


def _roll(desk: Desk, gathering: Gathering) -> tuple[Line, ...]:
    at = gathering.at or desk.facts.now
    duty = desk.facts.on_duty(at, at + timedelta(minutes=1))
    noted = gatherings.events(desk.uow, desk.org, gathering.series, gathering.planned)
    return lines(expected(desk.facts), excuses(at, desk.facts.absences, duty), noted)


def _of_the_meeting(desk: Desk, gathering: Gathering, roll: Sequence[Line], contact: str) -> list[str]:
    """What the units sent goes to the hosts; the office reads who sent nothing, and that nobody is there to host."""
    noted = gatherings.events(desk.uow, desk.org, gathering.series, gathering.planned)
    said = {event.member: event.words for event in noted if event.mark is Mark.AGENDA}
    asked = heads(desk.facts)
    given = [(head, said[head.account]) for head in asked if head.account in said]
    hosts = desk.facts.directory.holders(Role.PRINCIPAL)
    excused = {line.member.account for line in roll if line.mark is Mark.EXCUSED}
    nobody = all(host.account in excused for host in hosts)
    if given:
        receivers = [*(host.account for host in hosts), *([contact] if nobody and contact else [])]
        for account in dict.fromkeys(receivers):
            desk.out.say(account, meeting.agenda(gathering, given, desk.facts))
    missing = [head for head in asked if head.account not in said and head.account not in desk.facts.away]
    return [
        *([meeting.agenda_missing(missing)] if missing else []),
        *([meeting.nobody_to_host(hosts)] if nobody and hosts else []),
    ]
