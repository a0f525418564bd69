"""A car that is not back in time: the dispatcher and the driver hear of it, once a trip (rules M16-7)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine.request import Request
from handlers.engine.working_hours import next_allowed
from handlers.vehicle import overdue
from schedules.engine import Desk
from storage import firings, requests


class VehicleReturn:
    """超时未归提醒."""

    name = "vehicle_return"
    title = "超时未归提醒"
    grace: timedelta | None = timedelta(hours=12)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """Some minutes after the planned return of the next car that is taken."""
        ends = (b.end for b in desk.facts.bookings if b.firm and overdue.is_car(b))
        moments = (overdue.reminded_at(end, desk.facts) for end in ends)
        return min((moment for moment in moments if moment > after), default=None)

    def fire(self, desk: Desk, due: datetime) -> None:
        """A word about every trip that is over by now and whose car is not back, unless it was said before."""
        for booking in desk.facts.bookings:
            if booking.firm and overdue.is_car(booking) and overdue.reminded_at(booking.end, desk.facts) <= due:
                request = requests.get(desk.uow, desk.org, booking.serial)
                if request is not None and _first(desk, request, booking.end, due):
                    _tell(desk, request)


def _tell(desk: Desk, request: Request) -> None:
    awake = next_allowed(desk.facts.now, desk.facts.policy.reminders)
    for notice in overdue.notices(request, desk.facts):
        desk.out.say(notice.to, notice.text, request.serial, not_before=awake)


def _first(desk: Desk, request: Request, end: datetime, due: datetime) -> bool:
    return firings.claim(desk.uow, desk.org, f"not back:{request.serial}", end, due, "told")
