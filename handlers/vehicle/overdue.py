"""A car that should be back: when that is said, to whom, in what words (rules M16-7)."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.engine.booking import Booking
from handlers.engine.facts import Facts
from handlers.engine.matter import Notice
from handlers.engine.request import Request
from handlers.engine.wording import say_moment
from handlers.vehicle.trip import CAR, ON_THE_ROAD, trip_of
from handlers.vehicle.who_decides import dispatchers

_CROWDED = (0, 30)
_ASIDE = timedelta(minutes=2)


def is_car(booking: Booking) -> bool:
    """Whether a booking takes a car."""
    return booking.resource.startswith(f"{CAR} ")


def reminded_at(end: datetime, facts: Facts) -> datetime:
    """The policy's minutes after the planned return, a little later where the platform is crowded."""
    moment = end + timedelta(minutes=facts.policy.vehicles.overdue_minutes)
    return moment + _ASIDE if moment.minute in _CROWDED else moment


def notices(request: Request, facts: Facts) -> tuple[Notice, ...]:
    """To the dispatcher and to the driver: not back, or never left; nothing where it is settled."""
    trip = trip_of(request)
    if request.state not in ON_THE_ROAD or not trip.car or trip.returned_at is not None:
        return ()
    name, until = facts.directory.name(trip.driver), say_moment(trip.back, facts.today)
    what = f"{request.serial} {trip.car}（驾驶员{name}，去{trip.destination}）"
    if trip.left_at is None:
        said = f"{what}应于{until}返回，一直没有登记出车。没有用车的请申请人撤回，已经用车的请补登记。"
        asked = f"{request.serial} 没有登记出车。已经用车的请补登记里程；没有用车的请告知车辆调度员。"
    else:
        said = f"{what}应于{until}返回，还没有收车，请联系核实。"
        longer = f"还要用车的请回复“{request.serial} 延长到”和返回时间。"
        asked = f"{request.serial} 应于{until}返回。已经回来的请登记收车里程；{longer}"
    return (*(Notice(account, said) for account in dispatchers("", facts)), Notice(trip.driver, asked))
