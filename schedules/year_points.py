"""What the year asks of the office by the calendar: one message on the day (rules 1.24, M08-4, M06-1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from handlers import yearly
from handlers.engine.people import Role
from handlers.leave.balance import left_over
from handlers.yearly import Occasion, Standing
from schedules.engine import Desk
from storage import duty, office_settings

FILED = "year.filed."
"""The key, before the year whose papers are filed, under which it is remembered who said so."""
_AHEAD = 120


class YearPoints:
    """年历提醒."""

    name = "year_points"
    title = "年历提醒"
    grace: timedelta | None = timedelta(days=5)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time on the next working day on which anything falls."""
        policy = desk.facts.policy
        for days in range(_AHEAD):
            day = after.date() + timedelta(days=days)
            moment = datetime.combine(day, policy.year.at, after.tzinfo)
            if moment > after and yearly.occasions(day, policy):
                return moment
        return None

    def fire(self, desk: Desk, due: datetime) -> None:
        """To the office, to the archivist and to the director, each one message and only what is not done."""
        fallen = yearly.occasions(due.date(), desk.facts.policy)
        standing = _standing(desk, fallen, due.date())
        directory, away = desk.facts.directory, desk.facts.away
        archivist = directory.contact(desk.facts.policy.year.archivists, away)
        director = directory.contact((Role.OFFICE_DIRECTOR,), away)
        told = (
            (desk.facts.contact(), yearly.to_the_office(fallen, standing, desk.facts)),
            (archivist.account if archivist else "", yearly.to_the_archivist(fallen, standing, desk.facts)),
            (director.account if director else "", yearly.to_the_director(fallen, standing, desk.facts)),
        )
        for account, words in told:
            if account and words:
                desk.out.say(account, words)


def _standing(desk: Desk, fallen: tuple[Occasion, ...], today: date) -> Standing:
    january = datetime.combine(date(today.year + 1, 1, 1), time(), desk.facts.now.tzinfo)
    planned = duty.first_from(desk.uow, desk.org, january, january + timedelta(days=31)) is not None
    filed = bool(office_settings.get(desk.uow, desk.org, f"{FILED}{today.year - 1}"))
    return Standing(planned, filed, _leave_left(desk) if Occasion.DECEMBER in fallen else {})


def _leave_left(desk: Desk) -> Mapping[str, Decimal]:
    found: dict[str, Decimal] = {}
    for account, member in desk.facts.directory.members.items():
        facts = desk.about(account)
        days = left_over(member, facts.leaves_of(account), facts)
        if days:
            found[desk.facts.directory.name(account)] = days
    return found
