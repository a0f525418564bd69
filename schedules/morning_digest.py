"""Every morning the office gets one message: who is away, on duty, what is out, what waits for whom (rules 1.24)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from handlers import digest
from handlers.duty import log
from handlers.engine.request import OWED, Request, State
from handlers.leave.matter import LeaveMatter
from handlers.leave.slip import Slip
from handlers.seal.names import listed
from handlers.seal.use import Use
from handlers.vehicle import booked
from handlers.vehicle.trip import trip_of
from schedules.engine import Desk
from storage import duty_log, requests

_LOOKED_BACK = timedelta(days=30)


class MorningDigest:
    """晨报."""

    name = "morning_digest"
    title = "晨报"
    grace: timedelta | None = timedelta(hours=3)

    def next_due(self, desk: Desk, after: datetime) -> datetime | None:
        """The policy's time, every day: on a rest day only whoever is on duty gets it."""
        at = datetime.combine(after.date(), desk.facts.policy.digest.at, after.tzinfo)
        return at if at > after else at + timedelta(days=1)

    def fire(self, desk: Desk, due: datetime) -> None:
        """One message to the office, or to those on duty where the office does not work."""
        waiting = tuple(requests.all_waiting(desk.uow, desk.org))
        brief: Callable[[Request], str] = lambda request: _brief(desk, request)  # noqa: E731
        left = (_duty_left(desk), _things_out(desk), _slips_owed(desk))
        words = digest.morning(waiting, _not_back(desk), brief, desk.facts, *left)
        for account in digest.receivers(desk.facts):
            desk.out.say(account, words)


def _brief(desk: Desk, request: Request) -> str:
    return desk.matters[request.matter].brief(request, desk.facts)


def _duty_left(desk: Desk) -> tuple[str, ...]:
    """What was noted on duty and is not done yet."""
    rows = duty_log.written_since(desk.uow, desk.org, desk.facts.now - log.LOOKED_BACK)
    return tuple(f"{point.number}号{point.words}" for point in log.points(rows) if point.open)


def _things_out(desk: Desk) -> tuple[str, ...]:
    """Cars with their keys, and seals, that should have been back before today (rules M16-7, M07-6)."""
    facts = desk.facts
    trips = ((vehicle.plate, booked.out_with(facts, vehicle.plate)) for vehicle in facts.roster.vehicles)
    cars = [f"{plate}（{r.serial}）" for plate, r in trips if r is not None and trip_of(r).back.date() < facts.today]
    seals = [
        f"{listed(use.seals)}（{request.serial}）"
        for request in requests.running(desk.uow, desk.org, "YY", (State.APPROVED,))
        if (use := Use.from_form(request.form)).is_out and use.planned[1].date() < facts.today
    ]
    return (*cars, *seals)


def _slips_owed(desk: Desk) -> tuple[str, ...]:
    """Who was away on a telephone call and has not handed in the slip (rules M20-6)."""
    since = desk.facts.today - _LOOKED_BACK
    still = (State.APPROVED, State.WAITING, State.FINISHED)
    filed = (r for r in desk.facts.recent(LeaveMatter.code) if r.state in still)
    owed = (r for r in filed if r.form.get("slip") == OWED)
    over = (r for r in owed if since <= Slip.from_form(r.form).span.last.day < desk.facts.today)
    return tuple(f"{desk.facts.directory.name(r.applicant)}（{r.serial}）" for r in over)


def _not_back(desk: Desk) -> tuple[str, ...]:
    """Whose leave is over without a word of the return: told to the office in the digest, not to each in a message."""
    since = desk.facts.today - _LOOKED_BACK
    approved = (r for r in desk.facts.recent(LeaveMatter.code) if r.state is State.APPROVED)
    over = (r for r in approved if since <= Slip.from_form(r.form).span.last.day < desk.facts.today)
    return tuple(f"{desk.facts.directory.name(r.applicant)}（{r.serial}）" for r in over)
